"""Words whose letters are set apart, as "c.u.r.e.s" and "c u r e s", from which no list would know them.

Fewer than four letters, letters in the order of the alphabet or all the same, and letters that no word has (vowels
alone, consonants alone) are sizes, initials, kisses or codes, and stay what they are; so do four capitals with dots.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

_SPACE = r"[ \u00a0\u2009\u202f]"
_GAP = rf"(?:{_SPACE}?[.\-\u2010\u2011\u2013_*\u2022\u00b7|/~]{_SPACE}?|{_SPACE})"
_LETTER = r"[\p{Latin}\p{Cyrillic}\p{Greek}]\p{M}*+(?![\p{L}\p{N}@'’])"
_RUN = regex.compile(
    rf"(?<![\p{{L}}\p{{M}}\p{{N}}@/\\#])(?<![\p{{L}}\p{{N}}]\.){_LETTER}(?:{_GAP}{_LETTER}){{3,}}+(?!\.[\p{{L}}\p{{N}}])"
)
_NEARLY = regex.compile(r"[\W_]\w[\W_]{1,3}\w[\W_]")  # letters two and three of a run: most texts have none
_LATIN = regex.compile(r"\p{Latin}+")
_EACH = regex.compile(_LETTER)
_VOWELS = frozenset("aeiouyæøœ")
_SHORT = 4  # letters, of which dots make an abbreviation
_SHORTEST_WORD = 3  # when letters without wider gaps are taken for several words
_LONGEST_RUN = 60
_SAME = 8  # texts, which several checks read in turn


@dataclass(frozen=True, slots=True)
class Apart:
    """A stretch of a text; `letters` are its letters with their places, `plain` has spaces where words end."""

    start: int
    end: int
    letters: tuple[tuple[str, int, int], ...]
    plain: str
    sure: bool  # that these are no initials and no design
    certain: bool  # that `plain` is how it is written; letters with nothing but spaces may hide a word's end


@lru_cache(maxsize=_SAME)
def set_apart(text: str) -> tuple[Apart, ...]:
    """In order of place."""
    return tuple(_stretches(text)) if _NEARLY.search(text) else ()


def _stretches(text: str) -> Iterator[Apart]:
    for found in _RUN.finditer(text):
        for letters in _parted(text, [each.span() for each in _EACH.finditer(text, *found.span())]):
            if (apart := _apart(text, letters)) is not None:
                yield apart


def _parted(text: str, letters: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """A run in the stretches that are each parted in one way: the "a" of "a c.u.r.e" is a word of its own.

    Where no stretch is long enough the ways are mixed inside one word, and the run stays whole.
    """
    stretches: list[list[tuple[int, int]]] = [[]]
    bare = False  # whether the last stretch is parted by nothing but spaces
    for place, letter in enumerate(letters):
        before = text[letters[place - 1][1] : letter[0]] if place else ""
        after = text[letter[1] : letters[place + 1][0]] if place + 1 < len(letters) else ""
        if len(stretches[-1]) > 0 and not before.strip() and (not bare or after.strip()):
            stretches.append([])
        stretches[-1].append(letter)
        bare = not after.strip() if len(stretches[-1]) == 1 else bare
    long = [stretch for stretch in stretches if len(stretch) >= _SHORT]
    return long or [letters]


def _apart(text: str, letters: list[tuple[int, int]]) -> Apart | None:
    start, end = letters[0][0], letters[-1][1]
    word = "".join(text[slice(*letter)] for letter in letters)
    if not _could_be_a_word(word):
        return None
    gaps = _EACH.sub("", text[start:end])
    capitals = word.isupper()
    if capitals and len(letters) == _SHORT and "." in gaps:
        return None
    plain = _words(word) if not gaps.strip() else word
    short = len(letters) == _SHORT and "." in gaps and text.startswith(".", end)
    sure = not capitals and (not short or _known(word))
    certain = bool(gaps.strip()) or all(map(_known, plain.split()))
    placed = tuple((text[slice(*letter)], *letter) for letter in letters)
    return Apart(start, end, placed, plain, sure, certain)


def _could_be_a_word(word: str) -> bool:
    lower = unicodedata.normalize("NFD", word.lower())
    bare = [char for char in lower if not unicodedata.combining(char)]
    steps = {ord(after) - ord(before) for before, after in pairwise(bare)}
    if steps in ({0}, {1}):
        return False
    if not _LATIN.fullmatch("".join(bare)):
        return True
    return any(char in _VOWELS for char in bare) and not all(char in _VOWELS for char in bare)


def _known(word: str) -> bool:
    from tools.rules.dictionaries import default_forms

    return word in default_forms() or word.lower() in default_forms()


def _words(word: str) -> str:
    """One word, or where no dictionary has it several that one has."""
    if len(word) > _LONGEST_RUN or not word.isascii() or _known(word):
        return word
    best: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
    for end in range(1, len(word) + 1):
        for start in range(end):
            before, part = best[start], word[start:end]
            if before is None or not (part in ("a", "A", "I") or (len(part) >= _SHORTEST_WORD and _known(part))):
                continue
            current = best[end]
            if current is None or len(before) + 1 < len(current):
                best[end] = (*before, part)
    return " ".join(best[-1] or (word,))
