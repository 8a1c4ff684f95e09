"""The kinds of rules that look at a block as a whole: counts, repetitions, conditions, consistency, capitals."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import eq

import regex

from tools.rules.casing import Casing
from tools.rules.definition import Rule
from tools.rules.hits import Exceptions, Hit, Memory
from tools.text.markup import HOLE, Block


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One finding where a block has too many, on the first one too many, or too few."""

    rule: Rule
    pattern: regex.Pattern[str]

    def hits(self, block: Block, _memory: Memory) -> Iterator[Hit]:
        if self.rule.own is None:
            yield from self._as_vale(block)
            return
        spans = [found.span() for found in self.pattern.finditer(block.text)]
        if self.rule.max is not None and len(spans) > self.rule.max:
            start, end = spans[self.rule.max]
            yield Hit(start, end, (block.text[start:end],))
        elif len(spans) < self.rule.min:
            start, end = spans[0] if spans else (0, len(block.text))
            yield Hit(start, end, (block.text[start:end],))

    def _as_vale(self, block: Block) -> Iterator[Hit]:
        """To Vale 0 is no limit, code counts with each of its letters, and the first match beside code is shown."""
        text, places = _filled(block)
        spans = [found.span() for found in self.pattern.finditer(text)]
        if not (0 < (self.rule.max or 0) < len(spans) or len(spans) < self.rule.min):
            return
        said = (str(len(spans)),)
        if not spans:
            yield Hit(0, 0, said, of_text=True)
        for start, end in spans:
            if text[start:end].strip(f"{_CODE} \t\r\n"):
                yield Hit(places[start], places[end - 1] + 1, said, matched=text[start:end])
                return


_CODE = "*"  # what Vale reads in the place of each letter of code


def _filled(block: Block) -> tuple[str, Sequence[int]]:
    """The text with code as long as it is in the source, and from where in the block each letter of it is."""
    if HOLE not in block.text:
        return block.text, range(len(block.text))
    parts: list[str] = []
    places: list[int] = []
    for index, char in enumerate(block.text):
        start, end = block.place(index, index + 1) if char == HOLE else (0, 1)
        length = max(end - start - 2, 1) if char == HOLE else 1  # without the marks around it
        parts.append(_CODE * length if char == HOLE else char)
        places += [index] * length
    return "".join(parts), places


@dataclass(frozen=True, slots=True)
class Repetition:
    """The same match again, with nothing but a few characters between: "the the"."""

    rule: Rule
    pattern: regex.Pattern[str]
    exceptions: Exceptions

    def hits(self, block: Block, _memory: Memory) -> Iterator[Hit]:
        if not self._repeats(block.text):
            return
        before, before_at, count = "", 0, 0
        for found in self.pattern.finditer(block.text):
            now = found.group().strip()
            again = bool(now) and (now.lower() == before.lower() if self.rule.ignorecase else now == before)
            if again and not (self.rule.alpha and not now.isalpha()):
                count += 1
                between = block.text[before_at : found.end()]
                if count > (self.rule.max or 0) and not regex.search(r"[.!?…]\s", between):
                    if not self.exceptions.allow(block.plain, before_at, found.end(), []):
                        kept = before if self.rule.own is not None else None  # to Vale that is the rule's action
                        yield Hit(before_at, found.end(), (now,), kept, matched=between)
                    count = 0
            before, before_at = now, found.start()

    def _repeats(self, text: str) -> bool:
        """Cheap: whether any match is like the one before."""
        if self.pattern.groups:
            return True
        found = list(map(str.strip, self.pattern.findall(text)))
        if self.rule.ignorecase:
            found = list(map(str.lower, found))
        return any(map(eq, found, found[1:]))


@dataclass(frozen=True, slots=True)
class Conditional:
    """Where `first` stands, `second` must stand too; with a group in `second`, for the same word."""

    rule: Rule
    first: regex.Pattern[str]
    second: regex.Pattern[str]
    exceptions: Exceptions

    def hits(self, block: Block, memory: Memory) -> Iterator[Hit]:
        known = memory.of(self.rule.id)
        if self.second.groups == 0 and self.second.search(block.text):
            return
        for found in self.second.finditer(block.text):
            known.update(group for group in found.groups() if group)
        spans = self.exceptions.spans(block.plain)
        for found in self.first.finditer(block.text):
            if found.group() not in known and not self.exceptions.allow(block.plain, found.start(), found.end(), spans):
                yield Hit(found.start(), found.end(), (found.group(),))


@dataclass(frozen=True, slots=True)
class Consistency:
    """Of two spellings only one: the second that turns up is the finding."""

    rule: Rule
    pairs: tuple[tuple[str, regex.Pattern[str], regex.Pattern[str]], ...]

    def hits(self, block: Block, memory: Memory) -> Iterator[Hit]:
        known = memory.of(self.rule.id)
        for name, *sides in self.pairs:
            found = sorted(
                (match.start(), match.end(), side)
                for side, one in enumerate(sides)
                for match in one.finditer(block.text)
            )
            if self.rule.own is None:
                yield from self._as_vale(block, name, found, known)
                continue
            for start, end, side in found:
                known.add(f"{name}\0{side}")
                if f"{name}\0{1 - side}" in known:
                    yield Hit(start, end, (block.text[start:end],))
                    break

    def _as_vale(
        self, block: Block, name: str, found: Sequence[tuple[int, int, int]], known: set[str]
    ) -> Iterator[Hit]:
        """Once a block, with the last word in it, at the first place where that stands."""
        known.update(f"{name}\0{side}" for _, _, side in found)
        if found and {f"{name}\0{0}", f"{name}\0{1}"} <= known:
            start, end, _ = found[-1]
            at = block.text.find(block.text[start:end])
            yield Hit(at, at + end - start, (block.text[start:end],))


@dataclass(frozen=True, slots=True)
class Capitalization:
    rule: Rule
    casing: Casing

    def hits(self, block: Block, _memory: Memory) -> Iterator[Hit]:
        text = _filled(block)[0].strip()  # code is a word
        if text and not self.casing.right(text):
            seen = block.text.strip()
            start = block.text.index(seen)
            args = (text, *self.casing.expected(text))
            fix = None if HOLE in seen else self.casing.corrected(text)
            yield Hit(start, start + len(seen), args, fix, matched=text)
