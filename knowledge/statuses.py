"""What a register of claims says of a claim, in its own words, and what that means here."""

import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Literal

import yaml

_WORDS = Path(__file__).parent / "statuses.yaml"
_PENDING = "pending"  # not approved yet, so it must not be said

ClaimStatus = Literal["substantiated", "partly", "forbidden"]


class StatusError(ValueError):
    """The words name the status, and the nearest one that is known."""


def claim_status(word: str) -> tuple[ClaimStatus, str | None]:
    """The status, and what to note of a claim about which somebody has yet to decide. Raises StatusError."""
    known = _statuses()
    status = known.get(plain_key(word))
    if status is None:
        near = next(iter(get_close_matches(plain_key(word), known, 1, cutoff=0.6)), None)
        every = ", ".join(dict.fromkeys(known.values()))
        hint = f"did you mean '{near.replace('_', ' ')}' ({known[near]})?" if near else f"there are {every}"
        raise StatusError(f"the status '{word:.60}' is not known; {hint}")
    if status == _PENDING:
        return "forbidden", f"Not approved yet: the register has it as “{word}”."
    return status, None  # type: ignore[return-value]


@cache
def _statuses() -> dict[str, str]:
    lists: dict[str, list[str]] = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    return {word: status for status, words in lists.items() for word in words}


def plain_key(name: str) -> str:
    """ "Gültig bis" is gueltig_bis, "À valider" is a_valider."""
    german = name.casefold().replace("ü", "ue").replace("ä", "ae").replace("ö", "oe")
    plain = "".join(char for char in unicodedata.normalize("NFKD", german) if not unicodedata.combining(char))
    return "_".join(re.findall(r"[a-z0-9]+", plain))
