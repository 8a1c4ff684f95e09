"""How long a text is: as people count, and as each platform does."""

import unicodedata
from collections.abc import Callable
from typing import Literal

import regex

from tools.text.addresses import addresses

Count = Literal["graphemes", "code_points", "x_weighted", "sms", "utf8_bytes"]
# twitter-text's configuration v3: these code points weigh 1, all others 2; an emoji is 2 whole, any URL 23.
_X_HEAVY = regex.compile(r"[^\x00-\u10FF\u2000-\u200D\u2010-\u201F\u2032-\u2037]")
_X_URL = 23
_PICTURE = (
    r"(?:\p{Emoji_Presentation}|(?![#*0-9©®])\p{Extended_Pictographic}|[©®](?=\ufe0f))[\ufe0f\p{Emoji_Modifier}]?+"
)
# One emoji: a flag, a key, or pictures joined by U+200D, with tags where they name a region.
_X_EMOJI = regex.compile(
    rf"\p{{Regional_Indicator}}{{2}}|[0-9#*]\ufe0f?+\u20e3|{_PICTURE}(?:[\U000e0020-\U000e007e]++\U000e007f|(?:\u200d{_PICTURE})*+)"
)
_EMOJI = regex.compile(
    r"\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[0-9#*]\ufe0f?\u20e3|\p{Regional_Indicator}{2}"
)
_LINE_END = regex.compile(r"\r\n?")
_GRAPHEME = regex.compile(r"\X")
# GSM 03.38 (3GPP TS 23.038), the default alphabet and its extension; an extension character takes two septets.
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENSION = frozenset("\f^{}\\[~]|€")


def graphemes(text: str) -> int:
    """What a person counts as one character: Unicode's extended grapheme clusters."""
    if text.isascii() and "\r" not in text:
        return len(text)
    return sum(1 for _ in _GRAPHEME.finditer(text))


def x_weighted(text: str) -> int:
    """By the rules of twitter-text, its third configuration."""
    text = _LINE_END.sub("\n", unicodedata.normalize("NFC", text))
    total = at = 0
    for start, end in addresses(text):
        total += _x_characters(text[at:start]) + _X_URL
        at = end
    return total + _x_characters(text[at:])


def _x_characters(text: str) -> int:
    if text.isascii():
        return len(text)
    total = at = 0
    for found in _X_EMOJI.finditer(text):
        total += _x_letters(text[at : found.start()]) + 2
        at = found.end()
    return total + _x_letters(text[at:])


def _x_letters(text: str) -> int:
    return len(text) + len(_X_HEAVY.findall(text))


def sms_units(text: str) -> int:
    """Septets in GSM-7, or 16-bit units where a character is outside it."""
    if is_gsm7(text):
        return sum(2 if char in _GSM_EXTENSION else 1 for char in text)
    return len(text.encode("utf-16-le")) // 2


def is_gsm7(text: str) -> bool:
    return all(char in _GSM or char in _GSM_EXTENSION for char in text)


def sms_parts(text: str) -> int:
    """Messages it is sent as: 160 septets or 70 units in one, 153 or 67 in each of several.

    What takes two (an extension character, a surrogate pair) never stands in two parts.
    """
    plain = is_gsm7(text)
    single, room = (160, 153) if plain else (70, 67)
    if sms_units(text) <= single:
        return 1
    parts, used = 1, 0
    for char in text:
        size = 2 if (char in _GSM_EXTENSION if plain else ord(char) > 0xFFFF) else 1
        if used + size > room:
            parts, used = parts + 1, 0
        used += size
    return parts


def utf8_bytes(text: str) -> int:
    return len(text.encode("utf-8"))


_METHODS: dict[Count, Callable[[str], int]] = {
    "graphemes": graphemes,
    "code_points": len,
    "x_weighted": x_weighted,
    "sms": sms_units,
    "utf8_bytes": utf8_bytes,
}


def length(text: str, count: Count) -> int:
    return _METHODS[count](text)


def fitting(text: str, count: Count, most: int) -> int:
    """The offset up to which the text keeps within the limit, never inside a grapheme."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if length(text[:middle], count) <= most:
            low = middle
        else:
            high = middle - 1
    end = 0
    for cluster in _GRAPHEME.finditer(text):
        if cluster.end() > low:
            break
        end = cluster.end()
    return end


def emoji(text: str) -> list[tuple[int, int]]:
    """Where each emoji stands, as (start, end)."""
    if text.isascii():
        return []
    return [found.span() for found in _GRAPHEME.finditer(text) if _EMOJI.search(found.group())]
