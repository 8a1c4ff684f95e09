"""What people are called: in letters that show as they stand, and each so that nobody is taken for another."""

import re
import unicodedata
from collections.abc import Mapping

from agents.readable import is_seen, unwritable
from knowledge.errors import FieldError

LONGEST = 200
# what turns the rest of a line round, or cannot be seen at all; joiners stand in names of Persian and of Indian scripts
_TURNING = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNSEEN = re.compile(r"[\u00ad\u200b\u2060-\u2065\u206a-\u206f\ufeff\U000e0000-\U000e007f]")
_JOINERS = re.compile(r"[\u200c\u200d]")


def full_name(text: str) -> str:
    """On one line. Raises InputError: marks of direction, control characters, nothing to be seen, too long."""
    name = " ".join(text.split())
    strange = unwritable(name) or next(
        (f"U+{ord(found[0]):04X}" for found in (_TURNING.search(name), _UNSEEN.search(name)) if found), None
    )
    if strange:
        raise FieldError(f"The full name holds {strange}, which nobody sees. Type it again without it.", "full_name")
    if name and not is_seen(name):
        raise FieldError("The full name shows nothing. Type it in letters.", "full_name")
    if len(name) > LONGEST:
        raise FieldError(f"A full name has at most {LONGEST} characters, this one {len(name)}.", "full_name")
    return name


def check_own(name: str, full: str, others: Mapping[str, str]) -> None:
    """Raises InputError where somebody else is called so. `others`: user name → full name."""
    taken = next((other for other, called in others.items() if _key(full) in {_key(other), _key(called)} - {""}), None)
    if taken is not None:
        raise FieldError(
            f"{taken} is called “{full}” already. Decisions are told by full names: add to that of {name} "
            "what tells them apart, such as a second name or a place.",
            "full_name",
        )


def _key(name: str) -> str:
    folded = unicodedata.normalize("NFKC", _JOINERS.sub("", name)).casefold()
    return " ".join(folded.split())
