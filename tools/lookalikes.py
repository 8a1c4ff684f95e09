"""Characters that hide a word from a check but not from a reader: invisible ones, and letters borrowed from elsewhere.

Reading undoes them, so that a banned word is found all the same; and each is a finding of its own.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from tools.markup import Block, Writer

# Zero-width characters, soft hyphens, direction marks and overrides, tag characters (Unicode 16, category Cf).
_INVISIBLE = regex.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]+"
)
_JOINED = regex.compile(r"[\u200c\u200d]")  # joiners: right inside emoji and in scripts that shape their letters
_SHAPED = regex.compile(
    r"[\p{Arabic}\p{Devanagari}\p{Bengali}\p{Sinhala}\p{Malayalam}\p{Tamil}\p{Telugu}\p{Kannada}\p{Gurmukhi}\p{Gujarati}\p{Khmer}\p{Mongolian}\p{Emoji}\ufe0f]"
)
_RTL = regex.compile(r"[\p{Hebrew}\p{Arabic}\p{Syriac}\p{Thaana}]")
# Cyrillic and Greek letters that look like Latin ones (from Unicode's confusables.txt, the single-letter pairs).
_TWINS = dict(
    zip(
        "АВЕЅІЈКМНОРСТХУаеіјорсухѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρυικ",
        "ABESIJKMHOPCTXYaeijopcyxshdqwABEZHIKMNOPTYXaovpuik",
        strict=True,
    )
)
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_FOREIGN = regex.compile(r"[\p{Cyrillic}\p{Greek}]")
_LATIN = regex.compile(r"\p{Latin}")
_STYLED = regex.compile(r"[\U0001d400-\U0001d7ff\uff21-\uff3a\uff41-\uff5a\U0001f130-\U0001f189\u24b6-\u24e9]")
_SUSPECT = regex.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f"
    r"\p{Cyrillic}\p{Greek}\p{M}\U0001d400-\U0001d7ff\uff21-\uff5a\U0001f130-\U0001f189\u24b6-\u24e9]"
)


@dataclass(frozen=True, slots=True)
class Disguise:
    """A stretch of a text that reads differently from what it is; `plain` is what it should be."""

    kind: str  # "invisible", "mixed" or "styled"
    start: int
    end: int
    plain: str


def disguises(text: str) -> Iterator[Disguise]:
    """In order of place, within each kind."""
    if text.isascii() or not _SUSPECT.search(text):
        return
    for found in _INVISIBLE.finditer(text):
        if not _belongs(text, found.start(), found.end()):
            yield Disguise("invisible", found.start(), found.end(), "")
    for word in _WORD.finditer(text):
        if _FOREIGN.search(word.group()) and _LATIN.search(word.group()):
            yield Disguise("mixed", word.start(), word.end(), _unmask(word.group()))
    for styled in regex.finditer(rf"{_STYLED.pattern}(?:\s?{_STYLED.pattern})*", text):
        yield Disguise("styled", styled.start(), styled.end(), _unstyle(styled.group()))


def undisguised(block: Block) -> Block:
    """The block as a reader takes it: composed letters, nothing invisible, twins in their Latin form."""
    text = block.text
    if text.isascii() or (not _SUSPECT.search(text) and unicodedata.is_normalized("NFC", text)):
        return block
    writer = Writer()
    for cluster in _clusters(text):
        plain = _plain(cluster.group(), text, cluster.start())
        writer.put(plain, *block.place(cluster.start(), cluster.end()))
    return writer.block(block.tags)


def _clusters(text: str) -> "Iterator[regex.Match[str]]":
    yield from regex.finditer(r"[\u200b-\u200f\u00ad\u2060\ufeff]|\P{M}\p{M}*|\p{M}+", text)


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
    return text[start:end] in ("\u200e", "\u200f", "\u061c") and bool(_RTL.search(text))


def _unmask(word: str) -> str:
    return "".join(_TWINS.get(char, char) for char in word)


def _unstyle(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    if plain != text:
        return plain
    # Squared and circled letters of the supplement have no compatibility form; their names end in the letter.
    return "".join(unicodedata.name(char, char)[-1] if _STYLED.match(char) else char for char in text)
