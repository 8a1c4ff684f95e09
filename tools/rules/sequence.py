"""`sequence` rules without parts of speech: words one after the other, some of them skipped or forbidden.

As in Vale the first step with a pattern that has to be there is the anchor; the steps before it are looked for to its
left, those after it to its right, `skip` words at most in between. A pattern is looked for inside the word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from tools.rules.definition import Rule
from tools.rules.hits import Hit, Memory
from tools.text.markup import Block

# As a tagger's tokeniser has them: "don't" is two words, marks stand alone.
_TOKEN = regex.compile(r"\w+(?=n't\b)|n't\b|'\w+|\w+(?:-\w+)*+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sequences:
    """`patterns` are the steps' own, None for a step that any word fills."""

    rule: Rule
    patterns: tuple[regex.Pattern[str] | None, ...]

    def hits(self, block: Block, _memory: Memory) -> Iterator[Hit]:
        steps = self.rule.steps
        anchor = next(number for number, step in enumerate(steps) if step.pattern and not step.negate)
        first = self.patterns[anchor]
        if first is None or not first.search(block.plain):
            return
        words = [_Word(found.group(), *found.span()) for found in _TOKEN.finditer(block.plain)]
        taken = 0
        for index, word in enumerate(words):
            if index < taken or not first.search(word.text):
                continue
            left = self._walk(words, index, range(anchor - 1, -1, -1), -1, taken)
            right = self._walk(words, index, range(anchor + 1, len(steps)), 1, taken) if left is not None else None
            if left is not None and right is not None:
                taken = right + 1
                texts = tuple(block.text[each.start : each.end] for each in words[left : right + 1])
                yield Hit(words[left].start, words[right].end, texts)

    def _walk(self, words: Sequence[_Word], index: int, steps: range, by: int, lowest: int) -> int | None:
        """Where the last of these steps stands; each takes the nearest word that fills it."""
        for number in steps:
            skip = self.rule.steps[number].skip
            reach = (index + by * (1 + more) for more in range(skip + 1))
            index = next((at for at in reach if lowest <= at < len(words) and self._fills(number, words[at])), -1)
            if index < 0:
                return None
        return index

    def _fills(self, number: int, word: _Word) -> bool:
        pattern = self.patterns[number]
        return pattern is None or bool(pattern.search(word.text)) != self.rule.steps[number].negate
