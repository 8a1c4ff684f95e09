"""Passwords that are guessed first: common ones, one's own name, the desk's, one key or one row of keys.

NIST SP 800-63B, 5.1.1.2: what somebody chooses is compared with what is commonly used, expected or known to be leaked,
such as earlier leaks, repeated and running characters, and words of the place: the service's name, the user's name.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from agents.signing.passwords import MIN_LENGTH, check_length
from knowledge.errors import InputError

DESK = "copydesk"
_LIST = Path(__file__).with_name("common_passwords.txt")
_ACROSS = ("1234567890", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfghjkl", "zxcvbnm", "yxcvbnm")
_DOWN = zip("1234567890", "qwertyuiop", "asdfghjkl;", "zxcvbnm,./", strict=True)
_ROWS = (*_ACROSS, *map("".join, _DOWN))
_TAIL = 5  # signs added to a word, such as a year and a mark
_SHORTEST_WORD = 4
_SHORTEST_RUN = 3
_FEWEST = 5  # signs and runs: "abcd1234" are two


def check_unguessable(password: str, names: Iterable[str], places: Iterable[str]) -> None:
    """Raises InputError, saying why. `names`: what the person is called; `places`: the desk's brands."""
    check_length(password)
    folded = _folded(password)
    if why := _too_plain(folded):
        raise _refusal(why)
    word = _without_tail(folded)
    for known, why in ((_words(names), "it is your own name"), (_words((DESK, *places)), "it is a name of this desk")):
        if {folded, word} & known or _only_of(word, known):
            raise _refusal(why)
    if {folded, word} & _common():
        raise _refusal("it is on the list of the most common ones")


def _refusal(why: str) -> InputError:
    return InputError(f"This password is guessed at once: {why}. A few words in a row are good ones.")


def _too_plain(folded: str) -> str | None:
    if len(_repeated(folded)) < MIN_LENGTH:
        return "it repeats a few characters"
    return "it is a row of characters" if _steps(folded) < _FEWEST else None


def _repeated(text: str) -> str:
    """What the text repeats, such as "abc" for "abcabcab"; all of it where it repeats nothing."""
    sizes = range(1, len(text) // 2 + 1)
    return next((text[:size] for size in sizes if text[size:] == text[:-size]), text)


def _steps(text: str) -> int:
    """Signs, where three or more in a row that follow upon one another or are the same count as one."""
    count, at = 0, 0
    while at < len(text):
        at += _run(text, at)
        count += 1
    return count


def _run(text: str, start: int) -> int:
    """How many signs run on from here; 1 where they are too few."""
    end = start + 1
    for follows in (_is_same, _is_next, _is_before, _is_right_of, _is_left_of):
        at = start + 1
        while at < len(text) and follows(text[at], text[at - 1]):
            at += 1
        end = max(end, at)
    return end - start if end - start >= _SHORTEST_RUN else 1


def _is_same(sign: str, last: str) -> bool:
    return sign == last


def _is_next(sign: str, last: str) -> bool:
    return ord(sign) - ord(last) == 1


def _is_before(sign: str, last: str) -> bool:
    return _is_next(last, sign)


def _is_right_of(sign: str, last: str) -> bool:
    return any(last + sign in row for row in _ROWS)


def _is_left_of(sign: str, last: str) -> bool:
    return _is_right_of(last, sign)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _without_tail(folded: str) -> str:
    """Without a few signs that are no letters before or behind: "password2026!" is "password"."""
    word = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", folded)
    return word if len(folded) - len(word) <= _TAIL else folded


def _words(names: Iterable[str]) -> set[str]:
    """Each word of the names, and each name with its words put together."""
    found = set[str]()
    for name in names:
        parts = [part for part in re.split(r"[\W\d_]+", _folded(name)) if part]
        found |= {_folded(name), "".join(parts), *parts}
    return {word for word in found if len(word) >= _SHORTEST_WORD}


def _only_of(word: str, known: set[str]) -> bool:
    """Whether nothing is left beside what is known, such as "Mara Lindqvist" put together the other way round."""
    left = re.sub(r"[\W\d_]+", "", word)
    for each in sorted(known, key=len, reverse=True):
        left = left.replace(each, "")
    return not left and bool(word)


@cache
def _common() -> frozenset[str]:
    lines = _LIST.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
