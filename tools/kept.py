"""Keeps what was made of the same objects: a desk checks draft after draft against the same passages and facts.

Objects are known again by what they are, not by what they hold: to hash fifty passages costs more than to check a
draft. What is kept holds its objects, so that no other object can take their place.
"""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import TypeVar

T = TypeVar("T")
_Key = tuple[object, ...]
_ENTRIES = 512


def kept(make: Callable[..., T]) -> Callable[..., T]:
    """For a pure function of tuples or lists of frozen objects, and of single values."""
    made: dict[_Key, tuple[_Key, T]] = {}

    @wraps(make)
    def recall(*given: object) -> T:
        key = tuple(tuple(map(id, one)) if isinstance(one, tuple | list) else one for one in given)
        found = made.get(key)
        if found is None:
            if len(made) >= _ENTRIES:
                made.pop(next(iter(made), ()), None)
            held = tuple(_fixed(one) for one in given)
            found = made[key] = (held, make(*held))
        return found[1]

    return recall


def _fixed(one: object) -> object:
    return tuple(one) if isinstance(one, Sequence) and not isinstance(one, str) else one
