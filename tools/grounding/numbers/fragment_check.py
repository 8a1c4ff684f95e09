"""A count that opens a paragraph and stands alone: "52 adults. Calm Balm costs €32." Nobody learns what they did.

Short sentences without a verb are a style, so only this one kind is objected to, and only where nothing near takes it
up: a sentence that points back ("That's how often …"), another short one ("Three shops. Porto, Lisbon, Paris."), or
the same noun again.
"""

import re
from itertools import pairwise

from knowledge.text.phrases import fold
from knowledge.text.quantities import find_quantities
from knowledge.text.sentences import Sentence, sentences
from knowledge.text.vocabulary import stems
from knowledge.text.wordlist import word_set
from tools.copy import Copy
from tools.findings import Finding
from tools.text.markup import Lines

RULE = "copydesk.CountAlone"
SHORT = 5  # words of a neighbour that continues the fragment
_WORD = re.compile(r"[^\W_]+")
_POINTING = word_set("""
    that that's this these those it it's they so each all every both and one none
    das dies diese so alle jede jeder jedes und sie es
    c'est ce cela ca ces ils elles toutes tous chaque et
    eso esto estos estas son es asi cada todos todas y
    questo questi queste sono cosi ogni tutti tutte e dat dit deze elk elke alle zo en isso estes estas sao todos
""")


def check_fragments(copy: Copy) -> tuple[Finding, ...]:
    """Amber, without a fix: a person or the writer must say what is counted, and why."""
    return tuple(
        _finding(name, text, sentence)
        for name, text in copy.fields.items()
        for sentence in _alone(text, copy.locale, only=len(copy.fields) == 1)
    )


def _alone(text: str, locale: str, *, only: bool) -> list[Sentence]:
    """A headline that is a count and nothing else may stand, where other fields say what it means."""
    if not any(letter.isalnum() for letter in text):
        return []
    said = [each for each in sentences(text) if not each.text.startswith(("#", "＃"))]
    if len(said) == 1:
        return said if only and _is_count(said[0].text, locale) else []
    return [
        one
        for before, (one, after) in zip([None, *said], pairwise(said), strict=False)
        if _opens(text, before, one) and _is_count(one.text, locale) and not _continues(one, after, text, locale)
    ]


def _opens(text: str, before: Sentence | None, sentence: Sentence) -> bool:
    return before is None or "\n\n" in text[before.end : sentence.start]


def _is_count(sentence: str, locale: str) -> bool:
    if len(sentence) > 40 or sentence[-1] not in ".!":
        return False
    counts = find_quantities(sentence, locale)
    if len(counts) != 1 or counts[0].kind != "count" or counts[0].unit is None:
        return False
    return _WORD.findall(counts[0].text) == _WORD.findall(sentence)


def _continues(sentence: Sentence, after: Sentence, text: str, locale: str) -> bool:
    words = _WORD.findall(after.text)
    if len(words) <= SHORT or fold(after.text).split()[0] in _POINTING:
        return True
    rest = text[: sentence.start] + text[sentence.end :]
    return bool({*stems(sentence.text, locale)} & {*stems(rest, locale)})


def _finding(field: str, text: str, sentence: Sentence) -> Finding:
    line, column = Lines(text).at(sentence.start)
    return Finding(
        rule=RULE,
        family="wording",
        severity="amber",
        field=field,
        line=line,
        column=column,
        start=sentence.start,
        span=sentence.text,
        message=f"'{sentence.text}' says nothing by itself. Say in a sentence what is counted, and why it matters.",
        source=None,
    )
