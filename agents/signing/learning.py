"""What the desk has learnt from edits: listed, kept, ended. Only people with a say in the brand's voice decide it."""

from typing import Any

from sqlalchemy import Connection, Row

from agents.ledger import audit, lessons
from agents.ledger.database import Ledger
from agents.ledger.lessons import Status
from agents.signing.staff import holds_one_of
from agents.views import LessonView
from knowledge.errors import InputError

ROLES = ("brand", "admin")
REPEATED = 3  # drafts in which people made the same change, before it is proposed


def listing(ledger: Ledger, brand: str) -> tuple[LessonView, ...]:
    with ledger.read() as connection:
        kept = [_view(row) for row in lessons.listing(connection, brand)]
        proposed = [
            LessonView(id=row.id, find=row.find, replace=row.replace, locale=row.locale, drafts=row.drafts, kept=False)
            for row in lessons.repeated(connection, brand, REPEATED)
        ]
    return (*kept, *proposed)


def keep(ledger: Ledger, lesson: str, user: str, door: str) -> LessonView:
    return _set(ledger, lesson, "kept", user, door)


def end(ledger: Ledger, lesson: str, user: str, door: str) -> LessonView:
    return _set(ledger, lesson, "ended", user, door)


def _set(ledger: Ledger, lesson: str, status: Status, user: str, door: str) -> LessonView:
    with ledger.write() as connection:
        row = lessons.get(connection, lesson)
        holds_one_of(connection, user, ROLES, "change what the desk has learnt")
        if row.status == status or (status == "kept" and row.status == "ended"):
            raise InputError(f"The change {lesson} is {row.status}. Nothing was changed.")
        lessons.set_status(connection, lesson, status)
        _record(connection, row, status, user, door, ledger)
        return _view(lessons.get(connection, lesson))


def _record(connection: Connection, row: Row[Any], status: Status, user: str, door: str, ledger: Ledger) -> None:
    now = ledger.clock.now()
    audit.append(connection, at=now, event=f"lesson.{status}", actor=user, door=door, subject=row.id)


def _view(row: Row[Any]) -> LessonView:
    kept = row.status == "kept"
    return LessonView(id=row.id, find=row.find, replace=row.replace, locale=row.locale, by=row.by, at=row.at, kept=kept)
