"""Reads out of a request how many of each it asks for: "three captions", "two captions and an e-mail"."""

import re
from collections.abc import Sequence
from pathlib import Path

from agents.graph.brand_words import known_words
from knowledge.text.phrases import load_phrases

_FRAMES = Path(__file__).parent / "data" / "frames.yaml"
_MAX_VARIANTS = 20
_DIGITS = re.compile(
    r"(?<![\w.,€$£/-])(\d{1,2})[x×]?\s?(?![\d.,:%€$£]|\s?(?:euro?s?|ml|g|cm|st|nd|rd|th|uhr|h|am|pm)\b)"
)
_NEAR = re.compile(r"[^.,;:!?(\n]*$")  # of the clause, what stands before
_LAST_WORDS = re.compile(r"(?:\S+\s+)?\S*\s*$")
_ARTICLE = re.compile(r"(?<!\w)(?:an?|one|eine?n?|une?|una|uno|uma?|een|jeden|jedną|en|ett|bir)\s+(?:\w+\s+)?$")
_FOR = re.compile(r"\s+(?:for|on|fur|auf|pour|sur|para|per|su|voor|op|em|no)\s+(?:the\s+)?")


def read_variants(folded: str, language: str) -> int:
    """The number before the thing to be written; "three captions", "3 kurze Posts", "キャプションを3つ"."""
    for match in load_phrases(_FRAMES)["deliverable"].finditer(folded, language):
        before = folded[max(0, match.start() - 40) : match.start()]
        number = number_in(re.split(r"[.,;:!?\n(]", before)[-1], language)
        if number is None and re.match(r"[\u3040-\u9fff]", match[0][-1]):
            number = number_in(folded[match.end() : match.end() + 10], language)
        if number:
            return min(number, _MAX_VARIANTS)
    return 1


def read_counts(folded: str, language: str, named: Sequence[tuple[int, str]], variants: int) -> dict[str, int]:
    """How many for each channel that is given another number than `variants`: "two Instagram captions and an e-mail".

    `named`: where each mention of a channel begins. Empty where fewer than two are named, or none has a number of its
    own.
    """
    numbers: dict[str, int] = {}
    single: set[str] = set()
    for start, channel in named:
        near = _NEAR.search(folded, max(0, start - 60), start)
        before = near[0] if near else ""
        told = _before_deliverable(before, language)
        number = number_in(_LAST_WORDS.search(before)[0] if told is None else told, language)  # type: ignore[index]
        if number:
            numbers.setdefault(channel, number)
        elif _ARTICLE.search(before):
            single.add(channel)
    if not numbers or len({channel for _, channel in named}) < 2:
        return {}
    counts = dict.fromkeys(single - numbers.keys(), 1) | numbers
    return {channel: count for channel, count in sorted(counts.items()) if count != variants}


def _before_deliverable(before: str, language: str) -> str | None:
    """What stands before a thing to be written that is followed by a channel's name: "three posts for LinkedIn"."""
    found = list(load_phrases(_FRAMES)["deliverable"].finditer(before, language))
    return before[: found[-1].start()] if found and _FOR.fullmatch(before, found[-1].end()) else None


def number_in(clause: str, language: str) -> int | None:
    """The last number of a folded clause, in digits or as a word."""
    digits = list(_DIGITS.finditer(clause))
    if digits:
        return min(int(digits[-1][1]), _MAX_VARIANTS) or None
    named = [
        (match.start(), int(number))
        for number, phrases in known_words("numbers").items()
        for match in phrases.finditer(clause, language)
    ]
    return max(named)[1] if named else None
