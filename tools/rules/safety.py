"""Patterns that cannot hang: what could explode is refused, what is open is given an end.

Backtracking costs exponential time only where a loop can read one text in two ways (`(a+)+`, `(a|a)*`).
That is decided on the loop's position automaton: two different runs over the same word from a position back to itself
(Weber and Seidl, "On the degree of ambiguity of finite automata", 1991). Such patterns are refused. All others cost at
most the product of their open repetitions that overlap; those get an upper count, so that the cost of one attempt has a
bound that does not depend on the text.
"""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

import regex

from tools.rules.steps import FEW, attempt, row
from tools.rules.syntax import Alt, Atom, Empty, Look, Node, Opaque, Pattern, PatternError, Repeat, Seq, parse

MAX_LENGTH = 5_000  # characters of one pattern
_MAX_POSITIONS = 400
_MAX_PAIRS = 20_000
# What an open repetition may count to: the first of these with which one attempt stays within the bound.
_CEILINGS = (1000, 250, 100, 40, 20)
_MAX_STEPS = 20_000  # of one attempt at one place: a caption takes hundredths of a second, a million characters some


@dataclass(frozen=True, slots=True)
class Safe:
    """A pattern that may be run: its source with every repetition bounded, and its tree."""

    source: str
    pattern: Pattern


@lru_cache(maxsize=8192)
def bounded(source: str, *, ignore_case: bool = False, capture: bool = False, reach: int = 0) -> Safe:
    """`reach`: how far open repetitions may go where that is cheap enough.

    Raises PatternError where a pattern is not readable, or could take exponential time.
    """
    if len(source) > MAX_LENGTH:
        raise PatternError(f"it is {len(source):,} characters long; at most {MAX_LENGTH:,}")
    pattern = parse(source, ignore_case=ignore_case)
    repeats = any(sign in source for sign in "*+{") or source.count("?") > 2 * FEW
    if repeats:
        _refuse_ambiguous_loops(pattern.tree)
    ceiling = _ceiling(pattern.tree, reach) if repeats else 0
    return Safe(_with_ends(pattern, ceiling, capture=capture or pattern.backreferences), pattern)


def _ceiling(tree: Node, reach: int) -> int:
    steps = row(tree)
    for ceiling in (reach, *_CEILINGS) if reach else _CEILINGS:
        if attempt(steps, ceiling) <= _MAX_STEPS:
            return ceiling
    raise PatternError("too many repetitions in a row can take the same text")


def compile_safe(
    source: str, *, ignore_case: bool = False, capture: bool = False, reach: int = 0
) -> regex.Pattern[str]:
    """The pattern on its own, bounded; with `capture` its groups still capture. Raises PatternError."""
    safe = bounded(source, ignore_case=ignore_case, capture=capture, reach=reach)
    return compile_joined(safe.source, ignore_case=ignore_case)


def compile_joined(source: str, *, ignore_case: bool = False) -> regex.Pattern[str]:
    """For a source put together from bounded parts. Raises PatternError."""
    try:
        return regex.compile(source, regex.MULTILINE | (regex.IGNORECASE if ignore_case else 0))
    except (regex.error, OverflowError) as error:
        raise PatternError(str(error)) from error


def _with_ends(pattern: Pattern, ceiling: int, *, capture: bool) -> str:
    """Open quantifiers get an end; without `capture` groups stop capturing, so that patterns can be joined."""
    edits = []
    for start, end, low, high in pattern.opens:
        most = max(ceiling, low) if high is None else min(high, max(ceiling, low))
        edits.append((start, end, f"{{{low},{most}}}"))
    for start, end, until in pattern.flags:
        edits += [(start, end, pattern.source[start : end - 1] + ":"), (until, until, ")")]
    if not capture:
        edits += [(start, end, "(?:") for start, end in pattern.captures]
    source = pattern.source
    for start, end, text in sorted(edits, reverse=True):
        source = source[:start] + text + source[end:]
    return regex.sub(r"\\k<(\w+)>", r"(?P=\1)", source) if pattern.backreferences else source


def _refuse_ambiguous_loops(node: Node) -> None:
    if isinstance(node, Repeat) and (node.high is None or node.high > FEW):
        loop = _Loop(node.body)
        if loop.ambiguous() or (loop.empty and (node.low > 1 or node.high is not None)):
            raise PatternError("a repetition inside a repetition can read the same text in several ways")
        _each_look(node.body)
        return
    match node:
        case Seq(parts):
            children: tuple[Node, ...] = parts
        case Alt(options):
            children = options
        case Repeat(body=body) | Look(body=body):
            children = (body,)
        case _:
            return
    for child in children:
        _refuse_ambiguous_loops(child)


def _each_look(node: Node) -> None:
    match node:
        case Look(body=body):
            _refuse_ambiguous_loops(body)
        case Seq(parts):
            for part in parts:
                _each_look(part)
        case Alt(options):
            for option in options:
                _each_look(option)
        case Repeat(body=body):
            _each_look(body)
        case _:
            return


@dataclass(slots=True)
class _Part:
    """Ways to begin, to end and to be empty, counted: a count above one is an ambiguity of its own."""

    first: Counter[int]
    last: Counter[int]
    empty: int


class _Loop:
    """The position automaton of one loop: positions are its atoms, edges say which may follow which."""

    def __init__(self, body: Node) -> None:
        self.masks: list[int] = []
        self.edges: Counter[tuple[int, int]] = Counter()
        part = self._build(body)
        self._connect(part.last, part.first)
        self.empty = part.empty
        self.next: dict[int, list[int]] = {}
        for start, end in self.edges:
            self.next.setdefault(start, []).append(end)

    def ambiguous(self) -> bool:
        """Every position of a loop lies on a cycle: one doubled edge, or two runs that part and meet, is enough."""
        if any(count > 1 for count in self.edges.values()):
            return True
        seen: set[tuple[int, int]] = set()
        todo = [(position, position) for position in range(len(self.masks))]
        while todo:
            one, other = todo.pop()
            for pair in self._pairs(one, other):
                if one != other and pair[0] == pair[1]:
                    return True
                if pair[0] != pair[1] and pair not in seen:
                    seen.add(pair)
                    todo.append(pair)
            if len(seen) > _MAX_PAIRS:
                raise PatternError("a repetition is too complex to be sure that it ends")
        return False

    def _pairs(self, one: int, other: int) -> list[tuple[int, int]]:
        return [
            (p, q) for p in self.next.get(one, ()) for q in self.next.get(other, ()) if self.masks[p] & self.masks[q]
        ]

    def _connect(self, last: Counter[int], first: Counter[int]) -> None:
        for start, ways in last.items():
            for end, more in first.items():
                self.edges[start, end] += ways * more

    def _build(self, node: Node) -> _Part:
        match node:
            case Atom(mask=mask):
                if len(self.masks) >= _MAX_POSITIONS:
                    raise PatternError("a repetition is too long to be sure that it ends")
                self.masks.append(mask)
                here = Counter({len(self.masks) - 1: 1})
                return _Part(here, Counter(here), 0)
            case Seq(parts):
                return self._sequence([self._build(part) for part in parts])
            case Alt(options):
                built = [self._build(option) for option in options]
                return _Part(
                    sum((part.first for part in built), Counter[int]()),
                    sum((part.last for part in built), Counter[int]()),
                    sum(part.empty for part in built),
                )
            case Repeat():
                return self._repeat(node)
            case Opaque():
                raise PatternError("a back-reference inside a repetition is not supported")
            case Empty() | Look():
                return _Part(Counter(), Counter(), 1)

    def _sequence(self, parts: list[_Part]) -> _Part:
        whole = _Part(Counter(), Counter(), 1)
        for part in parts:
            self._connect(whole.last, part.first)
            first = whole.first + _times(part.first, whole.empty)
            last = part.last + _times(whole.last, part.empty)
            whole = _Part(first, last, whole.empty * part.empty)
        return whole

    def _repeat(self, node: Repeat) -> _Part:
        if not node.open:
            return self._counted(node)
        part = self._build(node.body)
        self._connect(part.last, part.first)
        return _Part(part.first, part.last, part.empty + (node.low == 0))

    def _counted(self, node: Repeat) -> _Part:
        """`x{1,3}` is x(?:x(?:x)?)?: the third only after the second, so that it is not ambiguous by itself."""
        copies = [self._build(node.body) for _ in range(node.high or 0)]
        tail: list[_Part] = []
        for index in reversed(range(len(copies))):
            part = self._sequence([copies[index], *tail])
            tail = [_Part(part.first, part.last, part.empty + 1) if index >= node.low else part]
        return self._sequence(tail)


def _times(counts: Counter[int], ways: int) -> Counter[int]:
    return Counter({position: count * ways for position, count in counts.items()}) if ways else Counter()
