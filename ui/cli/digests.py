"""Which version a decision on the command line is about: the digest that was read, whole or its first digits."""

import re
from typing import TYPE_CHECKING

from knowledge.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agents.views import ApprovalCard, ArgumentsView, VersionView

SHOWN = 12  # digits of a digest that is asked for
SHORTEST = 8
_DIGITS = re.compile(rf"[0-9a-f]{{{SHORTEST},64}}")


def must_be_named(card: "ApprovalCard", *, signing: bool) -> bool:
    """Whoever signs a text that is not the first one filed says that they have read this one."""
    return card.edited or (signing and card.round > 1)


def named(card: "ApprovalCard", digest: str | None, *, needed: bool) -> str | None:
    """The whole digest. One that is not the current one's is handed on: the desk says that the text has changed.

    Raises InputError where it is missing, too short or fits several versions.
    """
    read = f"read it with `copydesk approvals show {card.id}`"
    if digest is None:
        if needed and card.status == "pending":
            changed = "has been edited" if card.edited else f"is in round {card.round}"
            raise InputError(
                f"The text of {card.id} {changed}: {read}, then add --digest {card.digest[:SHOWN]} to decide on it."
            )
        return None
    given = digest.strip().casefold().rstrip("…")
    if not _DIGITS.fullmatch(given):
        raise InputError(f"--digest '{digest}' is no digest: give at least its first {SHORTEST} hex digits; {read}.")
    fitting = {one for one in (card.digest, *(version.digest for version in _versions(card))) if _fits(one, given)}
    if len(fitting) > 1:
        raise InputError(f"--digest {digest} fits {len(fitting)} versions of {card.id}: give more digits; {read}.")
    return fitting.pop() if fitting else given


def _versions(card: "ApprovalCard") -> "Sequence[VersionView | ArgumentsView]":
    return card.call.versions if card.call is not None else card.drafted.versions


def _fits(digest: str, given: str) -> bool:
    return digest.startswith(given)
