"""Keeps what was made of the same objects: a desk checks draft after draft against the same passages and facts.

Objects are known again by what they are, not by what they hold: to hash fifty passages costs more than to check a
draft. What is kept holds its objects, so that no other object can take their place. The same tuple is known again at
once, another one by its objects.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TypeVar

T = TypeVar("T")
_Key = tuple[object, ...]
_ENTRIES = 128  # a brief takes one or two of them


def kept(make: Callable[..., T]) -> Callable[..., T]:
    """For a pure function of tuples or lists of frozen objects, and of single values."""
    made: dict[_Key, tuple[_Key, T]] = {}
    same: dict[_Key, tuple[_Key, T]] = {}

    def known(given: _Key) -> tuple[_Key, T]:
        key = tuple(tuple(map(id, one)) if isinstance(one, tuple | list) else one for one in given)
        found = made.get(key)
        if found is None:
            held = tuple(_fixed(one) for one in given)
            found = _put(made, key, (held, make(*held)))
        return found

    @wraps(make)
    def recall(*given: object) -> T:
        if list in map(type, given):  # it may change, and be the same
            return known(given)[1]
        key = tuple([(id(one),) if type(one) is tuple else one for one in given])
        found = same.get(key)
        if found is None:
            found = _put(same, key, (given, known(given)[1]))
        return found[1]

    return recall


def _put(entries: dict[_Key, tuple[_Key, T]], key: _Key, entry: tuple[_Key, T]) -> tuple[_Key, T]:
    if len(entries) >= _ENTRIES:
        entries.pop(next(iter(entries), ()), None)
    entries[key] = entry
    return entry


def _fixed(one: object) -> object:
    return tuple(one) if isinstance(one, Sequence) and not isinstance(one, str) else one
