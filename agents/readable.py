"""What of a text a person can see, and what no text may hold."""

import unicodedata

# letters and marks by their category that show nothing: https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"})
_LAYOUT = frozenset("\n\r\t")


def is_seen(text: str) -> bool:
    """Whether it shows anything at all: more than spaces and characters that cannot be seen."""
    return any(map(_shows, text))


def _shows(letter: str) -> bool:
    selector = "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"
    return unicodedata.category(letter) not in _UNSEEN and letter not in _BLANK and not selector


def unwritable(text: str) -> str | None:
    """The first control character or half of a surrogate pair, as "U+0000"; line breaks and tabs may stand."""
    found = (each for each in text if unicodedata.category(each) in {"Cc", "Cs"} and each not in _LAYOUT)
    return next((f"U+{ord(each):04X}" for each in found), None)
