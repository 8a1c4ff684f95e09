"""Hunspell dictionaries, from a folder or the one that spylls brings (en_US): every form of every word, once a process.

Forms are made from stems and affixes ahead, as Vale does it, so that a word costs one look-up however it is written.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from spylls.hunspell.data.aff import Aff, Prefix, Suffix
    from spylls.hunspell.data.dic import Word

DEFAULT = "en_US"
_NUMBER = regex.compile(r"[-+]?(?:0[xX][0-9A-Fa-f]+|0[bB][01]+|\d+(?:[.,]\d+)*)(?:st|nd|rd|th|s)?")
_LONGEST = 100  # letters, as Hunspell has it
_LETTERS = "abcdefghijklmnopqrstuvwxyz'"
_VOWELS = "aeiouy"
_RUN = regex.compile(r"(.)\1*")
_MOST_RUNS = 12  # of a word: each doubles the words that are looked up


class DictionaryError(ValueError):
    """The dictionary cannot be used; the message says why, `key` which key of the rule named it."""

    def __init__(self, message: str, key: str = "dictionaries") -> None:
        super().__init__(message)
        self.key = key


class WordList:
    """Words that are right: of dictionaries, and lists of single words beside them."""

    def __init__(self, forms: Iterable[frozenset[str]], more: Iterable[str] = ()) -> None:
        self._forms = tuple(forms)
        self._more = frozenset(more)

    def knows(self, word: str) -> bool:
        if len(word) > _LONGEST:
            return False
        if _NUMBER.fullmatch(word) or self._has(word):
            return True
        parts = word.split("-")
        return len(parts) > 1 and all(part and self._has(part) for part in parts)

    def _has(self, word: str) -> bool:
        lower = word.lower()
        return any(word in forms or lower in forms for forms in (*self._forms, self._more))

    def likeliest(self, word: str) -> str | None:
        """The word that was probably meant, in the same capitals; None where several are as likely."""
        lower = word.lower()
        if len(word) > _LONGEST:
            return None
        for slips in (_swapped, _doubled, _other_letter):
            found = {near for near in slips(lower) if near != lower and self._has(near)}
            if len(found) == 1:
                (near,) = found
                return near.capitalize() if word[:1].isupper() and not word[1:2].isupper() else near
            if found:
                return None
        return None


def _swapped(word: str) -> Iterator[str]:
    """Two letters that changed places: "recieve"."""
    yield from (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))


def _doubled(word: str) -> Iterator[str]:
    """Letters twice that stand there once, and the other way round: "tommorow"."""
    runs = [found.group(1) for found in _RUN.finditer(word)]
    if len(runs) <= _MOST_RUNS:
        yield from map("".join, product(*((letter, letter * 2) for letter in runs)))


def _other_letter(word: str) -> Iterator[str]:
    """One letter too many, too few or wrong, as in "seperate"; nobody writes a vowel for a consonant."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (head + letter + tail for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS if (letter in _VOWELS) == (tail[0] in _VOWELS))


@lru_cache(maxsize=16)
def default_forms() -> frozenset[str]:
    folder = Path(str(files("spylls.hunspell.data"))) / "en"
    return _forms(folder / f"{DEFAULT}.aff", folder / f"{DEFAULT}.dic")


def forms_of(aff: Path, dic: Path) -> frozenset[str]:
    """Raises DictionaryError."""
    for path in (aff, dic):
        if not path.is_file():
            raise DictionaryError(f"there is no file {path}")
    return _read(aff, dic, aff.stat().st_mtime_ns, dic.stat().st_mtime_ns)


@lru_cache(maxsize=16)
def _read(aff: Path, dic: Path, _aff_time: int, _dic_time: int) -> frozenset[str]:
    return _forms(aff, dic)


class _Lines:
    """A dictionary's file as spylls reads it: lines with their numbers, in an encoding that its first lines tell."""

    def __init__(self, path: Path, encoding: str = "Windows-1252") -> None:
        self._data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        self._read = 0
        self.reset_encoding(encoding)

    def reset_encoding(self, encoding: str) -> None:
        """From the next line on."""
        self._lines = self._data.decode(encoding, errors="surrogateescape").splitlines()

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> tuple[int, str]:
        while self._read < len(self._lines):
            self._read += 1
            if line := self._lines[self._read - 1].strip():
                return self._read, line
        raise StopIteration


def _forms(aff_path: Path, dic_path: Path) -> frozenset[str]:
    from spylls.hunspell.readers import read_aff, read_dic

    try:
        aff, context = read_aff(_Lines(aff_path))
        dic = read_dic(_Lines(dic_path, context.encoding), aff=aff, context=context)
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise DictionaryError(f"{dic_path} cannot be read as a Hunspell dictionary: {error}") from error
    barred = {flag for flag in (aff.FORBIDDENWORD, aff.ONLYINCOMPOUND) if flag}
    return frozenset(form for word in dic.words if not word.flags & barred for form in _inflected(word, aff))


def _inflected(word: "Word", aff: "Aff") -> Iterator[str]:
    if aff.NEEDAFFIX not in word.flags:
        yield word.stem
    suffixes = [
        suffix for flag in word.flags for suffix in aff.SFX.get(flag, ()) if suffix.cond_regexp.search(word.stem)
    ]
    prefixes = [
        prefix for flag in word.flags for prefix in aff.PFX.get(flag, ()) if prefix.cond_regexp.search(word.stem)
    ]
    for suffix in suffixes:
        yield _suffixed(word.stem, suffix)
    for prefix in prefixes:
        yield _prefixed(word.stem, prefix)
        for suffix in suffixes:
            if prefix.crossproduct and suffix.crossproduct:
                yield _prefixed(_suffixed(word.stem, suffix), prefix)


def _suffixed(stem: str, suffix: "Suffix") -> str:
    return f"{stem[: len(stem) - len(suffix.strip)]}{suffix.add}"


def _prefixed(stem: str, prefix: "Prefix") -> str:
    return f"{prefix.add}{stem[len(prefix.strip) :]}"
