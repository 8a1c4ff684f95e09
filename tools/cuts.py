"""What is left of a copy when the sentences go in which a finding stands."""

from knowledge.text.sentences import Sentence, sentences
from tools.copy import Copy
from tools.findings import Finding
from tools.seams import edit


def without(copy: Copy, finding: Finding) -> dict[str, str] | None:
    """The finding's field without the sentences that its words stand in, by the field's name.

    None where nothing would be left of the field, and where the finding has no words or they stand there no more.
    """
    text, end = copy.fields.get(finding.field), finding.start + len(finding.span)
    if text is None or not finding.span.strip() or text[finding.start : end] != finding.span:
        return None
    all_ = sentences(text)
    hit = [one for one in all_ if one.start < end and finding.start < one.end]
    kept = [one for one in all_ if one not in hit]
    if not hit or not any(map(_says_something, kept)):
        return None
    language = copy.locale.split("-")[0].lower()
    cut = edit(text, hit[0].start, hit[-1].end, "", language)
    left = f"{text[: cut.start]}{cut.text}{text[cut.end :]}"
    return {finding.field: _without_empty_line(left, cut.start)}


def _says_something(one: Sentence) -> bool:
    """Hashtags alone are no text."""
    return any(any(map(str.isalnum, word)) for word in one.text.split() if not word.startswith(("#", "＃")))


def _without_empty_line(text: str, at: int) -> str:
    """Of a line that the cut emptied, not even its bullet stays."""
    first = text.rfind("\n", 0, at) + 1
    last = text.find("\n", at)
    last = len(text) if last < 0 else last
    if any(map(str.isalnum, text[first:last])):
        return text
    before, after = text[:first].rstrip(), text[last:].lstrip()
    joint = text[len(before) : first] if first else ""
    return f"{before}{joint}{after}" if before and after else before or after
