"""Drafts that people changed before they signed them, and how much."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, and_, or_

from agents.erasing.blank import ERASED
from agents.insights.change import change_share
from agents.insights.facts import Window, signed
from agents.ledger.schema import approvals, drafts, versions


class Changed(NamedTuple):
    """`share` of words that were changed between the desk's own text and what was signed; None: it was erased."""

    run: str
    at: str
    channel: str
    rating: str | None
    share: float | None


def changed(connection: Connection, window: Window) -> tuple[Changed, ...]:
    """Signed drafts that somebody edited, tweaked, or had written again with notes."""
    rows = connection.execute(_candidates(window))
    found = (_of_draft(list(group)) for _, group in groupby(rows, key=lambda row: row.subject))
    return tuple(each for each in found if each is not None)


def _candidates(window: Window) -> Any:  # noqa: ANN401
    """Every version, the oldest first, of signed drafts that have more than one."""
    each = versions.alias("each")
    touched = or_(drafts.c.version > drafts.c.attempts, drafts.c.attempts > 1)  # a person wrote, or the desk again
    return (
        signed(window)
        .add_columns(approvals.c.subject, each.c.attempt, each.c.note.is_not(None).label("asked"), each.c.fields)
        .join(each, and_(each.c.draft == approvals.c.subject, each.c.version <= approvals.c.version))
        .where(touched)
        .order_by(approvals.c.subject, each.c.version)
    )


def _of_draft(rows: list[Row[Any]]) -> Changed | None:
    """None where no person touched it: the desk wrote it again by itself, after its own check."""
    own = list(_untouched(rows))
    if not own or len(own) == len(rows):
        return None
    before, after = own[-1].fields, rows[-1].fields
    gone = ERASED in before.values() or ERASED in after.values()
    last = rows[-1]
    return Changed(last.run, last.at, last.channel, last.rating, None if gone else change_share(before, after))


def _untouched(rows: list[Row[Any]]) -> Iterator[Row[Any]]:
    for row in rows:
        if row.attempt is None or row.asked:
            return
        yield row
