"""What a text must have in it for a pattern to match at all: a cheap look before the pattern is run."""

from collections.abc import Sequence
from string import ascii_uppercase

import regex

from knowledge.text.needles import Needles
from knowledge.text.wordlist import word_set
from tools.rules.syntax import DIGITS, Alt, Atom, Empty, Look, Node, Repeat, Seq

_MOST = 40  # literals; beyond, the look costs as much as the pattern
# for any digit, any character beyond ASCII, two in a row of which each is a capital or beyond ASCII
_DIGIT, _FOREIGN, _TWO_CAPITALS = "\ue0d0", "\ue0d1", "\ue0d2"
_SIGNS = {_DIGIT, _FOREIGN, _TWO_CAPITALS}
_COMMON = frozenset(" .,'-")  # stand in every text, as single letters do
_USUAL = word_set("""
    the all and for are is was were with you your not no that this they it have has on in of to any every one
""")
_ASCII = (1 << 128) - 1
_CAPITALS = sum(1 << ord(letter) for letter in ascii_uppercase)
_HAS_DIGIT = regex.compile(r"\d")
_HAS_TWO_CAPITALS = regex.compile(r"[A-Z[^\x00-\x7f]]{2}", regex.V1)
_DOTS = frozenset("İı")  # which match i and I where case does not count
_SAME = str.maketrans({"’": "'", "ʼ": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ", "ſ": "s"})


def required(trees: list[Node], most: int = _MOST) -> frozenset[str] | None:
    """Lower-case literals of which every match of any of these has one; None where there are none such, or too many."""
    found: set[str] = set()
    for tree in trees:
        needed = _needed(tree)
        if _worth(needed) <= 2:
            return None
        found |= needed
    return frozenset(found) if 0 < len(found) <= most else None


class Requirements:
    """What several patterns require, looked for in one pass; what requires nothing stands in every text."""

    def __init__(self, required: Sequence[frozenset[str] | None]) -> None:
        self._needles = Needles([("",) if each is None else tuple(each - _SIGNS) for each in required])
        self._digit = _with(_DIGIT, required)
        self._foreign = _with(_FOREIGN, required)
        self._two_capitals = _with(_TWO_CAPITALS, required)

    def standing_in(self, lower: str, text: str | None = None) -> set[int]:
        """The numbers of the patterns of which one literal is in a text in lower case; `text` is the same as it is
        written, None where nobody knows.
        """
        found = set(self._needles.standing_in(lower))
        if self._digit and _HAS_DIGIT.search(lower):
            found |= self._digit
        if self._two_capitals and (text is None or _HAS_TWO_CAPITALS.search(text)):
            found |= self._two_capitals
        if self._foreign and not lower.isascii():
            found |= self._foreign
        return found


def _with(sign: str, required: Sequence[frozenset[str] | None]) -> frozenset[int]:
    return frozenset(number for number, each in enumerate(required) if each is not None and sign in each)


def _worth(needed: frozenset[str]) -> int:
    """How telling the least telling of them is; a single letter or a full stop is in nearly every text."""
    return min((_telling(one) for one in needed), default=0)


def _telling(literal: str) -> int:
    if literal in _SIGNS:
        return 4 if literal == _FOREIGN else 3
    if literal.strip() in _USUAL:  # stands in most texts, and still tells more than a letter
        return min(2 * len(literal), 3)
    rare = len(literal) == 1 and not literal.isalnum() and literal not in _COMMON
    return 4 if rare else 2 * len(literal)


def _needed(node: Node) -> frozenset[str]:
    """Any of these is in every match; empty: nothing is certain."""
    match node:
        case Atom():
            return frozenset(filter(None, (_letter(node) or _class(node),)))
        case Seq(parts):
            return _of_sequence(parts)
        case Alt(options):
            needed = [_needed(option) for option in options]
            return frozenset().union(*needed) if all(needed) else frozenset()
        case Repeat(body=Atom() as body, low=low) if low > 1 and _letter(body):
            return frozenset({_letter(body) * min(low, 5)})
        case Repeat(body=Atom() as body, low=low) if low > 1 and _is_capital(body):
            return frozenset({_TWO_CAPITALS})
        case Repeat(body=body, low=low) if low > 0:
            return _needed(body)
        case _:
            return frozenset()


def _of_sequence(parts: tuple[Node, ...]) -> frozenset[str]:
    """The most telling of its runs of letters and of its parts."""
    choices: list[frozenset[str]] = []
    run = ""
    for part in _flat(parts):
        letter = _letter(part) if isinstance(part, Atom) else ""
        if letter or isinstance(part, Empty | Look):
            run += letter
            continue
        choices += [frozenset({run})] if run else []
        run = ""
        choices += [needed] if (needed := _needed(part)) else []
    choices += [frozenset({run})] if run else []
    return max(choices, key=lambda each: (_worth(each), -len(each), sorted(each)), default=frozenset())


def _flat(parts: tuple[Node, ...]) -> list[Node]:
    return [inner for part in parts for inner in (_flat(part.parts) if isinstance(part, Seq) else [part])]


def _letter(atom: Atom) -> str:
    """The one character, in lower case; none where there are several or where its case changes its length."""
    if not atom.chars or len({char.lower() for char in atom.chars}) != 1:
        return ""
    letter = atom.chars[0].lower().translate(_SAME)
    return letter if len(letter) == 1 and len(letter.upper()) == 1 and letter not in "\r\n" else ""


def _is_capital(atom: Atom) -> bool:
    """Whether what it takes of ASCII are capitals."""
    of_ascii = atom.mask & _ASCII
    return of_ascii != 0 and not of_ascii & ~_CAPITALS


def _class(atom: Atom) -> str:
    if not atom.mask & ~DIGITS:
        return _DIGIT
    return "" if atom.mask & _ASCII or _DOTS.intersection(atom.chars or ()) else _FOREIGN
