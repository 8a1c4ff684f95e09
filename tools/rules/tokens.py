"""Existence and substitution: words that are looked up, patterns that are run, and the choice among them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from tools.rules.builtin import TERMS
from tools.rules.definition import Rule
from tools.rules.hits import Candidate, Exceptions, Hit
from tools.rules.literals import as_listed
from tools.rules.messages import alternatives
from tools.rules.safety import compile_safe
from tools.rules.syntax import PatternError
from tools.text.markup import Block


@dataclass(frozen=True, slots=True)
class Tokens:
    """Existence and substitution: at each place the first token wins, and matches do not overlap."""

    rule: Rule
    exceptions: Exceptions
    patterns: tuple[tuple[regex.Pattern[str], tuple[int, ...]], ...]
    required: frozenset[str] | None = None  # one of them is in every text that a pattern matches
    lined: bool = False  # the patterns ask where lines begin and end

    def candidates(self, text: str) -> Iterator[Candidate]:
        for pattern, indices in self.patterns:
            for found in pattern.finditer(text):
                if found.end() > found.start():
                    group = (found.lastindex or 1) - 1
                    yield Candidate(found.start(), indices[group if group < len(indices) else 0], found.end())

    def hits(self, block: Block, looked_up: Sequence[Candidate] = (), *, may_match: bool = True) -> Iterator[Hit]:
        """`may_match` says whether the block has what the patterns require."""
        found = list(looked_up)
        if self.patterns and may_match:
            found += self.candidates(self._seen(block))
        if not found:
            return
        spans = self.exceptions.spans(block.plain)
        taken = 0
        for item in sorted(found, key=lambda each: (each.start, each.token, each.spelling)):
            if item.start < taken:
                continue
            taken = item.end
            if not self.exceptions.allow(block.plain, item.start, item.end, spans):
                hit = self._hit(block.text, item)
                if hit is not None:
                    yield hit

    def _seen(self, block: Block) -> str:
        if self.lined:
            return block.lined
        return block.text if self.rule.nonword else block.spaced

    def _hit(self, text: str, item: Candidate) -> Hit | None:
        matched = text[item.start : item.end]
        observed = matched.strip()
        if self.rule.kind == "existence":  # Vale shows the match with the spaces that are part of it
            return Hit(item.start, item.end, (matched if self.rule.own is None else observed,))
        if not observed:
            return None
        foreign = self.rule.own is None  # to Vale a space at the edge is a part of the match
        observed = matched if foreign else observed
        expected = self._expected(item.token, observed)
        listed = as_listed(expected, observed) if self.rule.id == TERMS else expected
        options = alternatives(expected) if listed == expected else [listed or expected]
        if observed in options or (foreign and self._is_said(expected, observed)):
            return None
        if self.rule.capitalize and observed[:1].isupper():
            options = [option[:1].upper() + option[1:] for option in options]
        if self.rule.matchcase:
            options = [_like(observed.strip(), option) for option in options]
        start = item.start + matched.index(observed)
        said = "|".join(one.replace("|", "\\|") for one in options)
        # among several a person chooses; the spaces at the edges stay
        chosen = len(options) < 2 and listed is not None and not self._may_be_pattern(expected)
        only = observed.replace(observed.strip(), "".join(options)) if chosen else None
        return Hit(start, start + len(observed), (said, observed), only)

    def _may_be_pattern(self, expected: str) -> bool:
        """Whether a package's right side may tell of several words: one of them is what Vale wants, and names none."""
        if self.rule.own is not None or self.rule.action is not None or self.rule.id == TERMS:
            return False
        return regex.search(r"[\[\]\\^$*+?{}]|\(\?", expected) is not None

    def _is_said(self, expected: str, observed: str) -> bool:
        """Whether the match is what the rule wants already: without an action its right side may be a pattern."""
        if self.rule.action is not None and self.rule.action.name == "replace":
            return False
        if all(char.isalnum() or char in " -" for char in expected):
            return expected == observed
        try:
            return compile_safe(rf"^(?:{expected})$").search(observed) is not None
        except PatternError:
            return expected == observed

    def _expected(self, token: int, observed: str) -> str:
        """The replacement; $1 in it is what the first group took."""
        left, right = self.rule.pairs[token]
        if "$" in right and regex.search(r"\$\d", right):
            pattern = compile_safe(left, ignore_case=self.rule.ignorecase, capture=True)
            right = pattern.sub(regex.sub(r"\$(\d+)", r"\\g<\1>", right), observed, count=1)
        return right


def _like(observed: str, option: str) -> str:
    """The option in the case of what it replaces; as it is where that is neither small nor begins with a capital."""
    if observed == observed.lower():
        return option.lower()
    if observed == observed.upper() and len(observed) > 1:
        return option.upper()
    return option[:1].upper() + option[1:] if observed[:1].isupper() else option
