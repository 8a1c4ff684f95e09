"""A text prepared for searching: same length, lower case, and blank where it is no prose."""

import re
import unicodedata
from collections.abc import Iterable

BLANK = "\ue000"  # a private-use character: neither letter nor digit nor space
_WIDE = {ord("０") + digit: str(digit) for digit in range(10)} | {
    ord(wide): narrow for wide, narrow in zip("％．，￥＄：＃", "%.,¥$:#", strict=True)
}
# What must stand in the text for the pattern to be worth trying, and the pattern.
_NO_PROSE = tuple(
    (needle, re.compile(pattern))
    for needle, pattern in (
        ("://", r"[a-z]+://\S+"),
        ("www.", r"www\.\S+"),
        ("@", r"(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.]+|(?<!\w)@\w[\w.]*"),
        ("#", r"#\w+"),
        ("/", r"(?<![\w/.-])[a-z0-9-]++(?:\.[a-z0-9-]++)++/\S*"),
        *(
            (ending, rf"(?<![\w/.-])[a-z0-9-]++(?:\.[a-z0-9-]++)*+(?<=\{ending})")
            for ending in (".com", ".org", ".net", ".shop", ".eu", ".io", ".example")
        ),
        ("+", r"\+[0-9][0-9 ()/\-]{6,}[0-9]"),  # telephone numbers
    )
)
_LIST_MARKER = re.compile(r"^[ \t]*[0-9]{1,3}[.)](?=[ \t])", re.MULTILINE)


def plain_text(text: str) -> str:
    """Offsets stay: every character becomes exactly one."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(lower if len(lower := char.lower()) == 1 else char for char in text)
    if not low.isascii():
        low = low.translate(_WIDE)
        low = re.sub(r"(?![0-9])\d", lambda match: str(unicodedata.digit(match[0], 0)), low)
    for needle, pattern in _NO_PROSE:
        if needle in low:
            low = pattern.sub(_blanked, low)
    return low


def without_list_markers(low: str) -> str:
    """To be called after dates are found: "1. Dezember" begins a line too."""
    return _LIST_MARKER.sub(_blanked, low)


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """With the spans left blank."""
    for start, end in spans:
        text = text[:start] + BLANK * (end - start) + text[end:]
    return text


def _blanked(match: re.Match[str]) -> str:
    return BLANK * len(match[0])
