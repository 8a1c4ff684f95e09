"""What a document counts, as Vale's `metric` rules know it.

Words, sentences, syllables and characters are those of paragraphs, list items and quotes, not of headings or tables.
Syllables are an estimate by spelling, made for English; Vale's estimate differs by a word here and there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from tools.rules.definition import Rule
from tools.rules.formula import COUNTS, Formula
from tools.rules.hits import Hit, Memory
from tools.text.markup import HOLE, Block

_WORD = regex.compile(r"(?:[A-Z]\.){2,}|[\p{N}\p{L}']+")
_VOWELS = regex.compile(r"[aeiouyàâäáãåæèéêëìíîïòóôöõøœùúûüýÿ]+")
# Vowels side by side that are spoken apart; endings that are silent.
_APART = regex.compile(
    r"(?<![cgst])ia|i[ou](?<![cgst]i[ou])(?!us)|eo(?!us)|ua(?!r)|[aeiou]ing|ism\b|creat|[^aeiouy]l(?=es?\b)"
)
_SILENT = regex.compile(
    r"(?<=[^aeiouyl])e(?=s?\b)(?<!(?:[csxz]|ch|sh|g)e(?=s))|(?<=[^aeiouydt])ed\b|(?<=[^aeiouy]l)es?\b"
)
_LONG = 6


@dataclass(frozen=True, slots=True)
class Metric:
    """One finding at the head of the text where the formula's result meets the condition."""

    rule: Rule
    formula: Formula
    condition: Formula

    def hits(self, _block: Block, memory: Memory) -> list[Hit]:
        counts = memory.counts
        if counts is None:
            return []
        result = self.formula.value(counts)
        if result is None or self.condition.value({**counts, "result": float(result)}) is not True:
            return []
        return [Hit(0, 0, (f"{float(result):.2f}",))]


def measure(
    blocks: Sequence[Block], pre: int, sentences: Callable[[str], Sequence[tuple[int, int]]]
) -> dict[str, float] | None:
    """None for a text without a word of prose: no formula has a value for it."""
    counts = dict.fromkeys(COUNTS, 0.0)
    counts["pre"] = float(pre)
    for block in blocks:
        for tag in block.tags & {"list", "blockquote"}:
            counts[tag] += 1
        for tag in block.tags & {"h1", "h2", "h3", "h4", "h5", "h6"}:
            counts[f"heading_{tag}"] += 1
        if not block.tags & {"heading", "table", "attr"}:
            counts["paragraphs"] += 1
            _prose(block.plain.replace(HOLE, " "), sentences, counts)
    return counts if counts["words"] else None


def _prose(text: str, sentences: Callable[[str], Sequence[tuple[int, int]]], counts: dict[str, float]) -> None:
    counts["sentences"] += len(sentences(text))
    for found in _WORD.finditer(text):
        word = found.group()
        spoken = syllables(word)
        counts["words"] += 1
        counts["characters"] += sum(char.isalnum() for char in word)
        counts["long_words"] += len(word) > _LONG
        counts["syllables"] += spoken
        counts["polysyllabic_words"] += spoken > 2
        counts["complex_words"] += spoken - word.endswith(("es", "ed", "ing")) > 2


def syllables(word: str) -> int:
    lower = word.lower().strip("'")
    if not any(char.isalpha() for char in lower):
        return int(bool(lower))
    groups = len(_VOWELS.findall(lower)) + len(_APART.findall(lower)) - len(_SILENT.findall(lower))
    return max(groups, 1)
