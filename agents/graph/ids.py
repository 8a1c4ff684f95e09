"""Ids that follow from what they name, so that a node that is run again finds what it made."""

import hashlib

from agents.clock import ALPHABET


def draft_id(run: str, variant: int, alternative: str, channel: str, locale: str) -> str:
    """`d-` and 50 bits of the deliverable's key."""
    digest = hashlib.sha256("|".join((run, str(variant), alternative, channel, locale)).encode()).digest()
    number = int.from_bytes(digest[:8], "big")
    letters = []
    for _ in range(10):
        number, rest = divmod(number, 32)
        letters.append(ALPHABET[rest])
    return "d-" + "".join(letters)


def approval_id(draft: str) -> str:
    return "a-" + draft.removeprefix("d-")


def case_id(run: str) -> str:
    return "c-" + run.removeprefix("r-")


def publication_key(draft: str, target: str) -> str:
    """The idempotency key: one delivery for a draft and target."""
    return f"{draft.removeprefix('d-')}-{target}"
