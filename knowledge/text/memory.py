"""Remembers what a pure function of a text gave, for texts of ordinary length."""

from collections.abc import Callable
from functools import lru_cache
from typing import Protocol, TypeVar

_LONG = 5_000  # characters; longer texts are rare, and remembering them would cost more than reading them again
_ENTRIES = 4_096

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Reader(Protocol[T_co]):
    def __call__(self, text: str, locale: str = "en") -> T_co: ...


def remembered(read: Callable[[str, str], T]) -> Reader[T]:
    kept = lru_cache(maxsize=_ENTRIES)(read)

    def recall(text: str, locale: str = "en") -> T:
        return kept(text, locale) if len(text) < _LONG else read(text, locale)

    recall.__doc__ = read.__doc__
    return recall
