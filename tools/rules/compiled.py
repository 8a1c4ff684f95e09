"""A rule made ready to run: what it looks for in one block of text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import regex

from tools.markup import Block
from tools.rules.casing import Casing
from tools.rules.definition import Problem, Rule
from tools.rules.literals import spellings
from tools.rules.safety import bounded, compile_joined, compile_safe
from tools.rules.syntax import PatternError


@dataclass(frozen=True, slots=True)
class Hit:
    """A match in a block's text. `args` fill the message's %s in order; `fix` is None where nobody wrote one."""

    start: int
    end: int
    args: tuple[str, ...] = ()
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """One token at one place, before the rule has chosen among its tokens."""

    start: int
    token: int  # its place among the rule's tokens: the first one wins
    end: int


class Memory:
    """What a rule has to remember from one block of a text to the next."""

    def __init__(self) -> None:
        self.words: dict[str, set[str]] = {}

    def of(self, rule: str) -> set[str]:
        return self.words.setdefault(rule, set())


class Search(Protocol):
    def hits(self, block: Block, memory: Memory, /) -> Iterable[Hit]: ...


@dataclass(frozen=True, slots=True)
class Compiled:
    """`words` are tokens to be looked up, as (text, its token's place); `search` is everything else the rule does."""

    rule: Rule
    words: tuple[tuple[str, int], ...] = ()
    tokens: "Tokens | None" = None
    search: Search | None = None


def compile_rule(rule: Rule, accepted: Sequence[str] = ()) -> Compiled | Problem:
    """`accepted` are the vocabulary's terms: exceptions to rules about words. A bad pattern comes back as a Problem."""
    try:
        return _compile(rule, accepted)
    except _BadKeyError as error:
        return rule.at(error.key, str(error))


class _BadKeyError(Exception):
    def __init__(self, key: str, value: str, error: PatternError) -> None:
        super().__init__(f"pattern '{value if len(value) <= 60 else value[:57] + '…'}' cannot be used: {error}")
        self.key = key


def _compile(rule: Rule, accepted: Sequence[str]) -> Compiled:
    if rule.kind == "substitution":  # the longest first, as Vale sorts them
        rule = replace(rule, pairs=tuple(sorted(rule.pairs, key=lambda pair: -len(pair[0].encode()))))
    exceptions = _exceptions(rule, accepted)
    match rule.kind:
        case "existence" | "substitution":
            return _tokens(rule, exceptions)
        case "occurrence":
            return Compiled(rule, search=_Occurrence(rule, _pattern(rule, "token", rule.token)))
        case "repetition":
            joined = "|".join(rule.tokens)
            return Compiled(rule, search=_Repetition(rule, _pattern(rule, "tokens", joined), exceptions))
        case "consistency":
            return Compiled(rule, search=_consistency(rule))
        case "conditional":
            second = _pattern(rule, "second", rule.second, capture=True)
            return Compiled(rule, search=_Conditional(rule, _pattern(rule, "first", rule.first), second, exceptions))
        case "capitalization":
            pattern = None if rule.match.startswith("$") else _pattern(rule, "match", rule.match)
            return Compiled(rule, search=_Capitalization(rule, Casing(rule, pattern, exceptions.pattern)))


def _pattern(rule: Rule, key: str, source: str, *, capture: bool = False) -> regex.Pattern[str]:
    try:
        return compile_safe(source, ignore_case=rule.ignorecase, capture=capture)
    except PatternError as error:
        raise _BadKeyError(key, source, error) from error


@dataclass(frozen=True, slots=True)
class Exceptions:
    """Texts that a rule leaves alone: where one is in the match, or the match is in one."""

    pattern: regex.Pattern[str] | None = None

    def spans(self, text: str) -> list[tuple[int, int]]:
        return [found.span() for found in self.pattern.finditer(text)] if self.pattern else []

    def allow(self, text: str, start: int, end: int, spans: list[tuple[int, int]]) -> bool:
        if self.pattern is None:
            return False
        return bool(self.pattern.search(text[start:end])) or any(s <= start and end <= e for s, e in spans)


def _exceptions(rule: Rule, accepted: Sequence[str]) -> Exceptions:
    words = [*rule.exceptions, *(accepted if rule.vocab and not rule.nonword else ())]
    if not words:
        return Exceptions()
    ignore_case = rule.own is not None and rule.ignorecase  # Vale compares them as they are written
    sources = []
    for word in sorted(words, key=len, reverse=True):
        try:
            sources.append(bounded(word, ignore_case=ignore_case).source)
        except PatternError as error:
            raise _BadKeyError("exceptions", word, error) from error
    return Exceptions(compile_joined(rf"(?<!\w)(?:{'|'.join(sources)})(?!\w)", ignore_case=ignore_case))


def _tokens(rule: Rule, exceptions: Exceptions) -> Compiled:
    """Plain words go to the look-up; what needs a pattern is joined into one, its tokens told apart by group."""
    key = "swap" if rule.kind == "substitution" else "tokens"
    tokens = [left for left, _ in rule.pairs] if rule.pairs else rule.tokens
    words: list[tuple[str, int]] = []
    patterns: list[tuple[int, str]] = []
    for index, token in enumerate(tokens):
        if not token.strip():
            continue
        try:
            texts = None if rule.nonword or rule.raw else spellings(token, ignore_case=rule.ignorecase)
            if texts is None:
                patterns.append((index, bounded(token, ignore_case=rule.ignorecase).source))
        except PatternError as error:
            raise _BadKeyError(key, token, error) from error
        words += [(text.replace("’", "'"), index) for text in texts or ()]
    compiled = Tokens(rule, exceptions, _joined_tokens(rule, patterns))
    return Compiled(rule, words=tuple(words), tokens=compiled)


def _joined_tokens(
    rule: Rule, patterns: list[tuple[int, str]]
) -> tuple[tuple[regex.Pattern[str], tuple[int, ...]], ...]:
    try:
        raw = bounded("".join(rule.raw), ignore_case=rule.ignorecase).source if rule.raw else ""
        edge = "" if rule.nonword else r"\b"
        if raw:
            inner = "|".join(source for _, source in patterns)
            body = f"{edge}(?:{inner}){edge}" if patterns else ""
            return ((compile_joined(body + raw if rule.append else raw + body, ignore_case=rule.ignorecase), (0,)),)
        return tuple(
            (
                compile_joined(
                    f"{edge}(?:{'|'.join(f'({source})' for _, source in group)}){edge}", ignore_case=rule.ignorecase
                ),
                tuple(index for index, _ in group),
            )
            for group in _groups(patterns)
        )
    except PatternError as error:
        raise _BadKeyError("raw" if rule.raw else "tokens", "|".join(rule.raw) or "…", error) from error


def _groups(patterns: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """Patterns with a back-reference of their own stay alone, so that its number stays right."""
    shared = [item for item in patterns if not regex.search(r"\\[1-9k]", item[1])]
    if shared:
        yield shared
    yield from ([item] for item in patterns if item not in shared)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Existence and substitution: at each place the first token wins, and matches do not overlap."""

    rule: Rule
    exceptions: Exceptions
    patterns: tuple[tuple[regex.Pattern[str], tuple[int, ...]], ...]

    def candidates(self, text: str) -> Iterator[Candidate]:
        for pattern, indices in self.patterns:
            for found in pattern.finditer(text):
                if found.end() > found.start():
                    group = (found.lastindex or 1) - 1
                    yield Candidate(found.start(), indices[group if group < len(indices) else 0], found.end())

    def hits(self, block: Block, looked_up: Sequence[Candidate]) -> Iterator[Hit]:
        found = list(looked_up)
        if self.patterns:
            found += self.candidates(block.text)
        if not found:
            return
        spans = self.exceptions.spans(block.plain)
        taken = 0
        for item in sorted(found, key=lambda each: (each.start, each.token)):
            if item.start < taken:
                continue
            taken = item.end
            if not self.exceptions.allow(block.plain, item.start, item.end, spans):
                hit = self._hit(block.text, item)
                if hit is not None:
                    yield hit

    def _hit(self, text: str, item: Candidate) -> Hit | None:
        observed = text[item.start : item.end].strip()
        if self.rule.kind == "existence":
            return Hit(item.start, item.end, (observed,))
        expected = self._expected(item.token, observed)
        options = tuple(expected.split("|"))
        if observed in options:
            return None
        return Hit(item.start, item.end, (expected, observed), options[0])

    def _expected(self, token: int, observed: str) -> str:
        """The replacement; $1 in it is what the first group took."""
        left, right = self.rule.pairs[token]
        if regex.search(r"\$\d", right):
            pattern = compile_safe(left, ignore_case=self.rule.ignorecase, capture=True)
            right = pattern.sub(regex.sub(r"\$(\d+)", r"\\g<\1>", right), observed, count=1)
        return right


@dataclass(frozen=True, slots=True)
class _Occurrence:
    """One finding where a block has too many (on the first one too many) or too few."""

    rule: Rule
    pattern: regex.Pattern[str]

    def hits(self, block: Block, _memory: Memory) -> Iterator[Hit]:
        spans = [found.span() for found in self.pattern.finditer(block.text)]
        rule = self.rule
        over = len(spans) > rule.max if "max" in rule.lines else False
        under = len(spans) < rule.min
        if not (over or under):
            return
        if rule.own is None:  # as Vale counts: no limit of 0, and the first match is shown
            if (rule.max > 0 and len(spans) > rule.max) or under:
                start, end = spans[0] if spans else (0, 1)
                yield Hit(start, end, (block.text[start:end],))
            return
        start, end = spans[rule.max] if over else spans[0] if spans else (0, len(block.text))
        yield Hit(start, end, (block.text[start:end],), rule.own.fix if over else None)


@dataclass(frozen=True, slots=True)
class _Repetition:
    """The same match again, with nothing but a few characters between: "the the"."""

    rule: Rule
    pattern: regex.Pattern[str]
    exceptions: Exceptions

    def hits(self, block: Block, _memory: Memory) -> Iterator[Hit]:
        before, before_at, count = "", 0, 0
        for found in self.pattern.finditer(block.text):
            now = found.group().strip()
            again = bool(now) and (now.lower() == before.lower() if self.rule.ignorecase else now == before)
            if again and not (self.rule.alpha and not now.isalpha()):
                count += 1
                between = block.text[before_at : found.end()]
                if count > self.rule.max and not regex.search(r"[.!?…]\s", between):
                    if not self.exceptions.allow(block.plain, before_at, found.end(), []):
                        yield Hit(before_at, found.end(), (now,))
                    count = 0
            before, before_at = now, found.start()


@dataclass(frozen=True, slots=True)
class _Conditional:
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
class _Consistency:
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
            for start, end, side in found:
                known.add(f"{name}\0{side}")
                if f"{name}\0{1 - side}" in known:
                    yield Hit(start, end, (block.text[start:end],))
                    break


def _consistency(rule: Rule) -> _Consistency:
    pairs = []
    for left, right in rule.pairs:
        edged = [source if rule.nonword else rf"\b(?:{source})\b" for source in (left, right)]
        pairs.append((left, _pattern(rule, "either", edged[0]), _pattern(rule, "either", edged[1])))
    return _Consistency(rule, tuple(pairs))


@dataclass(frozen=True, slots=True)
class _Capitalization:
    rule: Rule
    casing: Casing

    def hits(self, block: Block, _memory: Memory) -> Iterator[Hit]:
        text = block.text.strip()
        if text and not self.casing.right(text):
            start = block.text.index(text)
            yield Hit(start, start + len(text), (text,), self.casing.corrected(text))
