"""What hides a word from a check but not from a reader: invisible characters, letters borrowed from elsewhere, letters
set apart.

Reading undoes them, so that a banned word is found all the same; and each is a finding of its own.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from knowledge.text.wordlist import word_set
from tools.text.markup import Block, Writer
from tools.text.set_apart import set_apart

# Zero-width characters, soft hyphens, direction marks and overrides, tag characters (Unicode 16, category Cf).
_INVISIBLE = regex.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]+"
)
_JOINED = regex.compile(r"[\u200c\u200d]")  # joiners: right inside emoji and in scripts that shape their letters
_SHAPED = regex.compile(
    r"[\p{Arabic}\p{Devanagari}\p{Bengali}\p{Sinhala}\p{Malayalam}\p{Tamil}\p{Telugu}\p{Kannada}\p{Gurmukhi}\p{Gujarati}\p{Khmer}\p{Mongolian}\p{Emoji}\ufe0f]"
)
_RTL = regex.compile(r"[\p{Hebrew}\p{Arabic}\p{Syriac}\p{Thaana}]")
# Letters that look like Latin ones: Cyrillic, Greek, Armenian (from Unicode's confusables.txt, single letters).
_TWINS = dict(
    zip(
        "АВЕЅІЈКМНОРСТХУаеіјорсухѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρυικաքցհոռսօՍՏՕԼգզ",
        "ABESIJKMHOPCTXYaeijopcyxshdqwABEZHIKMNOPTYXaovpuikwqghnnuoUSOLqq",
        strict=True,
    )
)
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_FOREIGN = regex.compile(r"[\p{Cyrillic}\p{Greek}\p{Armenian}]")
_FOREIGN_WORD = regex.compile(r"(?<![\p{L}\p{N}])[\p{Cyrillic}\p{Greek}\p{Armenian}]{2,}(?![\p{L}\p{N}])")
_SCRIPTS = tuple(regex.compile(rf"\p{{{name}}}") for name in ("Cyrillic", "Greek", "Armenian"))
_LATIN = regex.compile(r"\p{Latin}")
_OTHER_SCRIPTS = word_set("ru uk be bg sr mk mn kk ky tg tt ba el hy ab os ce cv")  # not written in Latin
_WIDE = frozenset(("ja", "zh", "ko", "yue"))  # full-width letters are ordinary there
_PREDOMINANT = 4  # Latin letters for each letter of another script, and the text is a Latin one
_CYRILLIC = regex.compile(r"\p{Cyrillic}")
_DIRECTION = regex.compile(
    r"[\u200e\u200f\u061c\u202a-\u202c\u2066-\u2069]+"
)  # marks, embeddings, isolates: no override
_FULL_WIDTH = regex.compile(r"[\uff21-\uff3a\uff41-\uff5a\s]+")
_STYLED = regex.compile(r"[\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a\U0001f130-\U0001f189\u24b6-\u24e9]")
_SUSPECT = regex.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f"
    r"\p{Cyrillic}\p{Greek}\p{Armenian}\p{M}\U0001d400-\U0001d7ff\uff21-\uff5a\U0001f130-\U0001f189\u24b6-\u24e9]"
)


# What most texts are written in: letters as they are composed, and the usual marks.
_PLAIN = frozenset(
    char for char in map(chr, (*range(0x250), *range(0x2010, 0x2028), 0x20AC)) if not _SUSPECT.match(char)
)


@dataclass(frozen=True, slots=True)
class Disguise:
    """A stretch of a text that reads differently from what it is; `plain` is what it should be."""

    kind: str  # "invisible", "mixed", "foreign", "styled" or "apart"
    start: int
    end: int
    plain: str
    certain: bool = True  # that nobody has to look at `plain` before it is put in


def disguises(text: str, locale: str = "en") -> Iterator[Disguise]:
    """In order of place, within each kind. Of kind "foreign" is a whole word of another script that reads as a Latin
    one; not in a text of that script, nor in a locale that is written in it.
    """
    if not text.isascii() and _is_suspect(text):
        yield from _odd_characters(text, locale)
    for apart in set_apart(text):
        if apart.sure:
            yield Disguise("apart", apart.start, apart.end, _joined(apart.plain), apart.certain)


def _odd_characters(text: str, locale: str) -> Iterator[Disguise]:
    for found in _INVISIBLE.finditer(text):
        if not _belongs(text, found.start(), found.end()):
            yield Disguise("invisible", found.start(), found.end(), "")
    for word in _WORD.finditer(text):
        if _is_mixed(word.group()):
            yield Disguise("mixed", word.start(), word.end(), _unmask(word.group()))
    language = locale.lower().replace("_", "-").split("-")[0]
    if language not in _OTHER_SCRIPTS:
        for start, end in _foreign_words(text):
            yield Disguise("foreign", start, end, _unmask(text[start:end]))
    for styled in regex.finditer(rf"{_STYLED.pattern}(?:\s?{_STYLED.pattern})*", text):
        if language not in _WIDE or not _FULL_WIDTH.fullmatch(styled.group()):
            yield Disguise("styled", styled.start(), styled.end(), _unstyle(styled.group()))


def _is_mixed(word: str) -> bool:
    """Latin letters beside others that look like them; "kΩ" and "μg" are units, and their Greek looks like none."""
    if not _FOREIGN.search(word) or not _LATIN.search(word):
        return False
    return bool(_CYRILLIC.search(word)) or any(char in _TWINS for char in word)


def _foreign_words(text: str) -> "Iterator[tuple[int, int]]":
    """Words with nothing but twins, in a text that is otherwise Latin: its script has no letter there of its own, or
    Latin letters are many times as many.
    """
    if not any(char in _TWINS for char in text):
        return
    latin = len(_LATIN.findall(text))
    for script in _SCRIPTS:
        letters = script.findall(text)
        if not letters or (any(char not in _TWINS for char in letters) and latin < _PREDOMINANT * len(letters)):
            continue
        for word in _FOREIGN_WORD.finditer(text):
            if all(char in _TWINS for char in word.group()) and script.match(word.group()):
                yield word.start(), word.end()


def undisguised(block: Block) -> Block:
    """The block as a reader takes it: composed letters, nothing invisible, twins in their Latin form, no word in
    single letters.
    """
    return _put_together(_in_plain_letters(block))


def _put_together(block: Block) -> Block:
    runs = set_apart(block.text)
    if not runs:
        return block
    writer = Writer()
    at = 0
    for run in runs:
        writer.copy(block, at, run.start)
        at = run.start
        plain = iter(_joined(run.plain))
        for _, start, end in run.letters:
            char = next(plain)
            if char == " ":
                writer.put(char, *block.place(at, start))
                char = next(plain)
            writer.put(char, *block.place(start, end))
            at = end
    writer.copy(block, at, len(block.text))
    return writer.block(block.tags)


def _joined(word: str) -> str:
    """Single letters that came together, of one script where one of them is Latin."""
    return _unmask(word) if _FOREIGN.search(word) and _LATIN.search(word) else word


def _is_suspect(text: str) -> bool:
    return not _PLAIN.issuperset(text) and _SUSPECT.search(text) is not None


def _in_plain_letters(block: Block) -> Block:
    text = block.text
    if text.isascii() or _PLAIN.issuperset(text):
        return block
    if not _SUSPECT.search(text) and unicodedata.is_normalized("NFC", text):
        return block
    writer = Writer()
    foreign = list(_foreign_words(text))
    at = 0
    for cluster in _NOT_ASCII.finditer(text):
        writer.copy(block, at, cluster.start())
        at = cluster.end()
        plain = _plain(cluster.group(), text, cluster.start())
        if foreign:
            index = bisect_right(foreign, cluster.start(), key=lambda place: place[0]) - 1
            plain = _unmask(plain) if index >= 0 and cluster.start() < foreign[index][1] else plain
        writer.put(plain, *block.place(cluster.start(), cluster.end()))
    writer.copy(block, at, len(text))
    return writer.block(block.tags)


# A letter with its marks, where either is beyond ASCII; all else reads as it stands.
_NOT_ASCII = regex.compile(
    r"[\u200b-\u200f\u00ad\u2060\ufeff]|[^\p{M}\x00-\x7f]\p{M}*+|[\x00-\x7f](?=\p{M})\p{M}++|\p{M}++"
)


def _plain(cluster: str, text: str, at: int) -> str:
    if _INVISIBLE.fullmatch(cluster):
        return cluster if _belongs(text, at, at + len(cluster)) else ""
    composed = unicodedata.normalize("NFC", cluster)
    if composed in _TWINS and _in_latin_word(text, at):
        return _TWINS[composed]
    return _unstyle(composed) if _STYLED.match(composed) else composed


def _in_latin_word(text: str, at: int) -> bool:
    for word in _WORD.finditer(text, max(0, at - 50), at + 50):
        if word.start() <= at < word.end():
            return bool(_LATIN.search(word.group()))
    return False


def _belongs(text: str, start: int, end: int) -> bool:
    """Joiners inside an emoji or a shaped script, and direction marks in a text that runs right to left, are right."""
    near = text[max(0, start - 2) : start] + text[end : end + 2]
    if _JOINED.fullmatch(text[start:end]):
        return bool(_SHAPED.search(near)) and not _LATIN.search(near)
    if text[start] >= "\U000e0000":
        return "\U0001f3f4" in text[max(0, start - 1) : start]  # the flags of England, Scotland and Wales
    return bool(_DIRECTION.fullmatch(text, start, end)) and bool(_RTL.search(text))


def _unmask(word: str) -> str:
    return "".join(_TWINS.get(char, char) for char in word)


def _unstyle(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    if plain != text:
        return plain
    # Squared and circled letters of the supplement have no compatibility form; their names end in the letter.
    return "".join(unicodedata.name(char, char)[-1] if _STYLED.match(char) else char for char in text)
