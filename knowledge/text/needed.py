"""What a text must have in it for a pattern of `re` to match at all, read off the pattern itself."""

import re
from collections.abc import Iterable
from typing import Any

_FLAGS = re.IGNORECASE | re.LOCALE
_MOST = 200  # literals
_SMALL = 16  # characters of a class that are taken one by one
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_NO_WIDTH = ("AT", "ASSERT", "ASSERT_NOT")


def needles_of(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Literals of which every match has one, for a `Needles`; an empty one, which stands everywhere, where none is
    certain.
    """
    if pattern.flags & _FLAGS:
        return ("",)
    found = _read(pattern)
    return tuple(sorted(found)) if 0 < len(found) <= _MOST else ("",)


def needles_in_lower_case(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """The same for the text in lower case, and for patterns that heed no case too: but for texts with "ı", "İ" or "ſ",
    which such patterns take for the letters that they look like.
    """
    found = {one.lower() for one in _read(pattern)}
    known = 0 < len(found) <= _MOST and all(len(one.lower()) == len(one) for one in found)
    return tuple(sorted(found)) if known else ("",)


def _read(pattern: re.Pattern[str]) -> frozenset[str]:
    return _needed(re._parser.parse(pattern.pattern, pattern.flags))  # type: ignore[attr-defined]


def _needed(parts: Iterable[tuple[Any, Any]]) -> frozenset[str]:
    """Any of these is in every match; empty: nothing is certain. Of a sequence the most telling."""
    choices: list[frozenset[str]] = []
    run = ""
    for sign, value in parts:
        if sign.name == "LITERAL":
            run += chr(value)
        elif sign.name not in _NO_WIDTH:
            choices += [frozenset({run}), _of_one(sign.name, value)]
            run = ""
    told = [each for each in (*choices, frozenset({run})) if each and "" not in each]
    return max(told, key=lambda each: (min(map(len, each)), -len(each), sorted(each)), default=frozenset())


def _of_one(name: str, value: Any) -> frozenset[str]:  # noqa: ANN401 (what `re` makes of each sign)
    if name == "BRANCH":
        return _any_of([_needed(option) for option in value[1]])
    if name == "SUBPATTERN":
        _, added, _, body = value
        return frozenset() if added & _FLAGS else _needed(body)
    if name == "ATOMIC_GROUP":
        return _needed(value)
    if name in _REPEATS:
        least, _, body = value
        return _needed(body) if least else frozenset()
    if name == "IN":
        return _any_of([_chars(sign.name, each) for sign, each in value])
    return frozenset()


def _chars(name: str, value: Any) -> frozenset[str]:  # noqa: ANN401
    if name == "LITERAL":
        return frozenset(chr(value))
    if name == "RANGE" and value[1] - value[0] < _SMALL:
        return frozenset(map(chr, range(value[0], value[1] + 1)))
    return frozenset()


def _any_of(options: list[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*options) if all(options) else frozenset()
