"""How long a text is: as people count, and as each platform does."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Literal

import regex

Count = Literal["graphemes", "code_points", "x_weighted", "sms", "utf8_bytes"]
# twitter-text's configuration v3: these code points weigh 1, all others 2; an emoji is 2 whole, any URL 23.
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
_X_URL = 23
_URL = regex.compile(
    r"(?:https?://|www\.)[^\s<>\"]{1,2000}[^\s<>\".,;:!?)\]]"
    r"|(?<![\w@.#$/-])(?:[A-Za-z0-9-]{1,63}\.){1,4}(?:com|org|net|io|eu|de|fr|es|it|nl|be|pt|uk|ch|at|app|shop)\b"
    r"(?:/[^\s<>\"]{0,2000}[^\s<>\".,;:!?)\]])?",
    regex.IGNORECASE,
)
_EMOJI = regex.compile(
    r"\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f|[0-9#*]\ufe0f?\u20e3|\p{Regional_Indicator}{2}"
)
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
    return sum(weight for weight, _ in _x_parts(unicodedata.normalize("NFC", text)))


def sms_units(text: str) -> int:
    """Septets in GSM-7, or 16-bit units where a character is outside it."""
    if is_gsm7(text):
        return sum(2 if char in _GSM_EXTENSION else 1 for char in text)
    return len(text.encode("utf-16-le")) // 2


def is_gsm7(text: str) -> bool:
    return all(char in _GSM or char in _GSM_EXTENSION for char in text)


def sms_parts(text: str) -> int:
    """Messages it is sent as: 160 septets or 70 units in one, 153 or 67 in each of several."""
    units = sms_units(text)
    single, each = (160, 153) if is_gsm7(text) else (70, 67)
    return 1 if units <= single else -(-units // each)


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


def _x_parts(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for url in _URL.finditer(text):
        yield from _x_clusters(text[at : url.start()])
        yield _X_URL, url.group()
        at = url.end()
    yield from _x_clusters(text[at:])


def _x_clusters(text: str) -> Iterator[tuple[int, str]]:
    for cluster in _GRAPHEME.findall(text):
        if not cluster.isascii() and _EMOJI.search(cluster):
            yield 2, cluster
        else:
            yield sum(1 if any(low <= ord(char) <= high for low, high in _LIGHT) else 2 for char in cluster), cluster


def emoji(text: str) -> list[tuple[int, int]]:
    """Where each emoji stands, as (start, end)."""
    if text.isascii():
        return []
    return [found.span() for found in _GRAPHEME.finditer(text) if _EMOJI.search(found.group())]
