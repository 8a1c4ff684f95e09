"""What is left of a copy when the sentences go in which a finding stands."""

import re

from knowledge.text.sentences import Sentence, sentences
from tools.copy import Copy
from tools.findings import Finding
from tools.seams import edit

_TAG = re.compile(r"<(?P<closes>/?)(?P<name>[A-Za-z][\w-]*)(?:\s[^<>]*)?>")
_VOID = frozenset({"br", "hr", "img", "input", "wbr", "source", "col", "link", "meta"})
_PAIRED = re.compile(r"\*\*|__|`")


def without(copy: Copy, finding: Finding) -> dict[str, str] | None:
    """The finding's field without the sentences that its words stand in, by the field's name.

    Tags that hold more than these stay. None where nothing would be left of the field or half of some markup, and where
    the finding has no words or they stand there no more.
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
    place = _inside(text, hit[0].start, hit[-1].end)
    if place is None:
        return None
    cut = edit(text, *place, "", language)
    left = f"{text[: cut.start]}{cut.text}{text[cut.end :]}"
    return {finding.field: _without_empty_line(left, cut.start)}


def _inside(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The place without the tags at its edges that open or close there alone; None where another stays half."""
    half = _half(text, start, end)
    while half and not text[start : half[0].start()].strip() and not half[0]["closes"]:
        start = half.pop(0).end()
    while half and not text[half[-1].end() : end].strip() and half[-1]["closes"]:
        end = half.pop().start()
    odd = any(text.count(mark, start, end) % 2 for mark in set(_PAIRED.findall(text[start:end])))
    if half or odd:
        return None
    while text[start - 1 : start] == ">" and text[end : end + 1] == " ":
        end += 1
    while text[end : end + 1] == "<" and text[start - 1 : start] == " ":
        start -= 1
    return start, end


def _half(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Tags of the place whose other half stands outside it."""
    half: list[re.Match[str]] = []
    for tag in _TAG.finditer(text, start, end):
        if tag["name"].lower() in _VOID or tag[0].endswith("/>"):
            continue
        if tag["closes"] and half and not half[-1]["closes"] and half[-1]["name"].lower() == tag["name"].lower():
            half.pop()
        else:
            half.append(tag)
    return half


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
