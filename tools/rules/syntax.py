"""Regular expressions as a tree: enough of the syntax to say how a pattern can behave before it is run.

Reads what Go's regexp2 and Python's `regex` have in common. What it cannot read it refuses.
"""

from dataclasses import dataclass
from functools import lru_cache

import regex

# One character for each way that classes tell characters apart, beside all of ASCII.
_SAMPLES = "".join(map(chr, range(128))) + "éÉßñŒж Жגاあ漢한१²½·–—‘’“”„«»…\u00a0\u202f\u2028\u0085€£™©🌿🕯️🇦\u200b\u0301"
_ALL = (1 << 1024) - 1
MANY = 100


class PatternError(ValueError):
    """The pattern cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One character out of a set, as bits over the samples; `chars` spells the set out where it is small."""

    mask: int
    chars: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """An anchor or a boundary: it takes no character."""


@dataclass(frozen=True, slots=True)
class Opaque:
    """A back-reference: its length is not known."""


@dataclass(frozen=True, slots=True)
class Look:
    """A look-around; what is inside it is searched, and takes no character."""

    body: "Node"


@dataclass(frozen=True, slots=True)
class Seq:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Alt:
    options: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    body: "Node"
    low: int
    high: int | None  # None: without an end
    greedy: bool = True

    @property
    def open(self) -> bool:
        """Its end is far enough away to count as none."""
        return self.high is None or self.high - self.low >= MANY


Node = Atom | Empty | Opaque | Look | Seq | Alt | Repeat


@dataclass(frozen=True, slots=True)
class Pattern:
    """Where in the source stand open quantifiers (start, end, lowest and highest count), capturing openers, and flags
    like (?i) (start, end, end of what they hold for).
    """

    source: str
    tree: Node
    opens: tuple[tuple[int, int, int, int | None], ...]
    captures: tuple[tuple[int, int], ...]
    flags: tuple[tuple[int, int, int], ...]
    backreferences: bool


_QUANTIFIER = regex.compile(r"(?:([*+?])|\{(\d+)(,?)(\d*)\})([?+]?)")
_GROUP_OPENERS: tuple[tuple[regex.Pattern[str], str], ...] = (
    (regex.compile(r"\(\?#[^)]*\)"), "comment"),
    (regex.compile(r"\(\?[imsuUaLV01-]+\)"), "flags"),
    (regex.compile(r"\(\?[imsu-]+:"), "flagged"),
    (regex.compile(r"\(\?:"), "plain"),
    (regex.compile(r"\(\?<?[=!]"), "look"),
    (regex.compile(r"\(\?>"), "plain"),
    (regex.compile(r"\(\?P?<\w+>|\(\?'\w+'"), "capture"),
    (regex.compile(r"\((?!\?)"), "capture"),
)
_ESCAPE = regex.compile(
    r"\\(?:[pP](?:\{[^}]*\}|\w)|x[0-9A-Fa-f]{2}|x\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|[0-7]{3}|k<\w+>|[1-9]\d?|.)",
    regex.DOTALL,
)
_ZERO_WIDTH = {"b", "B", "A", "Z", "z", "G", "m", "M"}
_NOT_LITERAL = set("dDwWsShHvVnrtfaexuXpPRKN0")


@lru_cache(maxsize=4096)
def _mask(source: str, ignore_case: bool, alphabet: str) -> int:
    try:
        one = regex.compile(source, regex.IGNORECASE if ignore_case else 0)
    except regex.error as error:
        raise PatternError(f"{source}: {error}") from error
    bits = sum(1 << index for index, char in enumerate(alphabet) if one.fullmatch(char))
    return bits or _ALL  # none of the samples: it may be anything


DIGITS = _mask(r"\d", False, _SAMPLES)  # the bits that \d takes


def _others(source: str) -> str:
    """The letters of a pattern that are no samples, in both cases."""
    letters = {case for char in source if ord(char) > 127 for case in (char, char.swapcase()) if len(case) == 1}
    return "".join(sorted(letters - set(_SAMPLES)))


class _Reader:
    def __init__(self, source: str, ignore_case: bool) -> None:
        self.source = source
        self.at = 0
        self.ignore_case = ignore_case
        self.alphabet = _SAMPLES if source.isascii() else _SAMPLES + _others(source)
        self.opens: list[tuple[int, int, int, int | None]] = []
        self.captures: list[tuple[int, int]] = []
        self.flags: list[tuple[int, int, int]] = []
        self.backreferences = False
        self.depth = 0

    def read(self) -> Pattern:
        tree = self._alternatives()
        if self.at < len(self.source):
            raise PatternError("a closing bracket without an opening one")
        return Pattern(
            self.source, tree, tuple(self.opens), tuple(self.captures), tuple(self.flags), self.backreferences
        )

    def _alternatives(self) -> Node:
        options = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            options.append(self._sequence())
        return options[0] if len(options) == 1 else Alt(tuple(options))

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while (char := self._peek()) not in ("", "|", ")"):
            part = self._group() if char == "(" else self._single()
            if part is not None:
                parts.append(self._quantified(part))
        return parts[0] if len(parts) == 1 else Seq(tuple(parts))

    def _peek(self) -> str:
        return self.source[self.at : self.at + 1]

    def _group(self) -> Node | None:
        for opener, kind in _GROUP_OPENERS:
            if found := opener.match(self.source, self.at):
                if kind == "capture":
                    self.captures.append(found.span())
                self.at = found.end()
                if kind == "flags":
                    return self._flagged(found)
                if kind == "flagged":
                    return self._inside_flags()
                return None if kind == "comment" else self._inside(kind)
        raise PatternError(f"group '{self.source[self.at : self.at + 6]}' is of a kind that is not supported")

    def _flagged(self, found: "regex.Match[str]") -> Node:
        """Flags hold to the end of the group they stand in: they are written as a group of their own."""
        self.ignore_case = True  # whichever flags they are, letters of both cases are taken for one
        body = self._alternatives()
        self.flags.append((found.start(), found.end(), self.at))
        return Seq((Empty(), body))

    def _inside_flags(self) -> Node:
        """A group that says for itself whether case counts: letters of both cases are taken for one in it."""
        outside, self.ignore_case = self.ignore_case, True
        body = self._inside("plain")
        self.ignore_case = outside
        return Seq((Empty(), body))

    def _inside(self, kind: str) -> Node:
        self.depth += 1
        if self.depth > 50:
            raise PatternError("groups are nested more than 50 deep")
        body = self._alternatives()
        if self._peek() != ")":
            raise PatternError("an opening bracket is never closed")
        self.at += 1
        self.depth -= 1
        return Look(body) if kind == "look" else body

    def _single(self) -> Node:
        char = self._peek()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        self.at += 1
        if char in "^$":
            return Empty()
        if char == ".":
            return Atom(_ALL)
        if char in "*+?":
            raise PatternError(f"'{char}' has nothing to repeat")
        return self._literal(char)

    def _mask(self, source: str) -> int:
        return _mask(source, self.ignore_case, self.alphabet)

    def _literal(self, char: str) -> Atom:
        index = self.alphabet.find(char)
        mask = 1 << index if index >= 0 else _ALL
        if self.ignore_case and (twin := char.swapcase()) != char and (at := self.alphabet.find(twin)) >= 0:
            mask |= 1 << at
        return Atom(mask, (char,))

    def _escape(self) -> Node:
        found = _ESCAPE.match(self.source, self.at)
        if found is None:
            raise PatternError("it ends in a backslash")
        self.at = found.end()
        text = found.group()
        kind = text[1]
        if kind in _ZERO_WIDTH:
            return Empty()
        if kind == "k" or kind in "123456789":
            self.backreferences = True
            return Opaque()
        if kind in _NOT_LITERAL or not kind.isascii():
            return Atom(self._mask(text))
        return self._literal(kind)

    def _class(self) -> Atom:
        start = self.at
        self.at += 1
        if self._peek() == "^":
            self.at += 1
        first = True
        while (char := self._peek()) != "]" or first:
            if not char:
                raise PatternError("a class is never closed")
            posix = regex.compile(r"\[:\^?\w+:\]").match(self.source, self.at)
            self.at = posix.end() if posix else self.at + (2 if char == "\\" else 1)
            first = False
        self.at += 1
        text = self.source[start : self.at]
        plain = regex.fullmatch(r"\[((?:[^\\^\]\[-]|-(?=\])|(?<=\[)-){1,8})\]", text)
        return Atom(self._mask(text), tuple(plain.group(1)) if plain else None)

    def _quantified(self, node: Node) -> Node:
        while found := _QUANTIFIER.match(self.source, self.at):
            low, high = _bounds(found)
            if max(low, high or 0) > 1000:
                raise PatternError(f"'{found.group()}' repeats more than 1,000 times")
            self.at = found.end()
            node = Repeat(node, low, high, greedy=not found.group(5))
            if node.open:
                self.opens.append((found.start(), found.end() - len(found.group(5)), low, high))
        return node


def _bounds(found: "regex.Match[str]") -> tuple[int, int | None]:
    sign = found.group(1)
    if sign:
        return {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
    low = int(found.group(2))
    if not found.group(3):
        return low, low
    return low, int(found.group(4)) if found.group(4) else None


def parse(source: str, *, ignore_case: bool = False) -> Pattern:
    """Raises PatternError."""
    return _Reader(source, ignore_case).read()
