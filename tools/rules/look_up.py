"""Words of rules that stand in a block as whole words, all found in one pass over it."""

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from knowledge.text.needles import Needles
from tools.rules.hits import Candidate
from tools.text.markup import Block

_LETTER = regex.compile(r"\w")


@dataclass(frozen=True, slots=True)
class Entry:
    """`token` is the word's place among the tokens of its rule, `rule` the rule's among those of an engine."""

    word: str  # as the rule writes it
    rule: int
    token: int
    ignore_case: bool


class LookUp:
    """Made ready for many blocks."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = tuple(entries)
        self._needles = Needles([(entry.word.lower(),) for entry in entries])

    def standing_in(self, block: Block) -> dict[int, list[Candidate]]:
        """For each rule the tokens that stand in the block."""
        candidates: dict[int, list[Candidate]] = {}
        if not self._entries:
            return candidates
        lower = block.lower
        for number, start, end in self._needles.standing_at(lower):
            if (start and _LETTER.match(lower, start - 1)) or _LETTER.match(lower, end):
                continue
            entry = self._entries[number]
            if entry.ignore_case or block.plain.startswith(entry.word, start):
                candidates.setdefault(entry.rule, []).append(Candidate(start, entry.token, end, number))
        return candidates
