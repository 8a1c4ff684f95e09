"""Erases what the desk keeps of a run, a person or a text; the audit trail stays whole and has the receipt."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select, update

from agents.clock import new_id
from agents.erasing.blank import ERASED, blank
from agents.erasing.calls import blank_calls
from agents.erasing.erasure import Erasure, ErasureView
from agents.erasing.find import runs_with
from agents.erasing.person import forget_words, replace_user
from agents.erasing.words import Wanted
from agents.home import Home
from agents.ledger import audit, outbox, people, receipts, references, runs
from agents.ledger.database import Ledger
from agents.ledger.receipts import PARTS, Why
from agents.ledger.schema import holds
from agents.signing import staff
from agents.signing.errors import NotAllowedError
from agents.signing.people import People
from knowledge.errors import InputError
from knowledge.progress import Progress, silent

ROLES = ("admin", "privacy")


class Eraser:
    """The ledger's part, in one transaction. Overwriting the bytes is `sweep`'s, afterwards."""

    def __init__(self, ledger: Ledger, home: Home) -> None:
        self._ledger = ledger
        self._home = home

    def erase(
        self, wanted: Erasure, user: str, door: str, *, dry_run: bool = False, progress: Progress = silent
    ) -> ErasureView:
        """Raises InputError or NotAllowedError, and nothing is changed then. `dry_run` only says what it would be."""
        _one_of(wanted)
        with self._ledger.read() as connection:
            staff.holds_one_of(connection, user, ROLES, "erase anything")
            whose = self._user(connection, wanted)
            found = self._runs(connection, wanted, whose, progress)
        now = self._ledger.clock.now()
        try:
            with self._ledger.write() as connection:
                view = self._erase(connection, wanted, whose, found, user, door, now)
                if dry_run:
                    raise _Undo(view)
        except _Undo as undone:
            return undone.view.model_copy(update={"receipt": None, "digest": None})
        return view

    def _user(self, connection: Connection, wanted: Erasure) -> str | None:
        """The user of the desk who is meant, if one is."""
        name = wanted.person.strip() if wanted.person else None
        if name is None or name not in {row.name for row in people.listing(connection)}:
            return None
        for brand in self._home.brands():
            file = self._home.folder(brand).people
            if file.is_file() and name in {person.name for person in People.load(file).people}:
                raise InputError(
                    f"{name} stands in {file}, and would be enrolled again: take them out there, then erase. "
                    "Nothing was changed."
                )
        return name

    def _runs(self, connection: Connection, wanted: Erasure, user: str | None, progress: Progress) -> list[str]:
        if wanted.run is not None:
            return [runs.get(connection, wanted.run.strip()).id]
        text = wanted.text if wanted.text is not None else wanted.person
        return [] if user is not None or text is None else runs_with(connection, Wanted(text), progress)

    def _erase(
        self,
        connection: Connection,
        wanted: Erasure,
        whose: str | None,
        found: Sequence[str],
        user: str,
        door: str,
        now: datetime,
    ) -> ErasureView:
        _all_ended(connection, found)
        rows: Counter[str] = Counter()
        by = references.actor(connection, user)
        files = [path for run in found for path in self._files(connection, run)]
        if whose is not None:
            _may_leave(connection, whose, user)
            changed, files = replace_user(connection, whose)
            rows.update(changed)
        elif wanted.run is None:
            rows.update(_beside_runs(connection, Wanted(wanted.text or wanted.person or "")))
        for run in found:
            rows.update(blank(connection, run, PARTS, now))
        if not rows:
            raise InputError("Nothing of it is kept: no run, case or note holds it. Nothing was changed.")
        why: Why = "run" if wanted.run is not None else "text" if wanted.text is not None else "person"
        return record(connection, now=now, by=by, user=user, door=door, why=why, runs=found, rows=rows, files=files)

    def _files(self, connection: Connection, run: str) -> list[str]:
        """What went out, below the outbox. A recall writes the files anew, without the words."""
        paths = [Path(row.path) for row in outbox.of_run(connection, run) if row.path]
        return ["/".join(path.parts[-3:]) for path in paths]


class _Undo(Exception):
    """Rolls a dry run back."""

    def __init__(self, view: ErasureView) -> None:
        super().__init__()
        self.view = view


def record(
    connection: Connection,
    *,
    now: datetime,
    by: str,
    user: str,
    door: str,
    why: Why,
    runs: Sequence[str],
    rows: Mapping[str, int],
    files: Sequence[str] = (),
    brand: str | None = None,
) -> ErasureView:
    """Writes the receipt, and its digest on record. `user` acts, as `by` in the receipt."""
    receipt = new_id("e")
    digest = receipts.keep(connection, receipt=receipt, now=now, by=by, why=why, runs=runs, rows=rows, files=files)
    beside = {"brand": brand} if brand else {}
    audit.append(
        connection,
        at=now,
        event="data.erased",
        actor=user,
        door=door,
        subject=receipt,
        digest=digest,
        why=why,
        runs=len(runs),
        rows=sum(rows.values()),
        **beside,
    )
    return ErasureView(
        receipt=receipt, digest=digest, at=now, by=user, why=why, runs=tuple(runs), rows=dict(rows), files=tuple(files)
    )


def _one_of(wanted: Erasure) -> None:
    given = [value for value in (wanted.run, wanted.person, wanted.text) if value is not None]
    if len(given) != 1 or not given[0].strip():
        raise InputError("Say what is to be erased: one run, one person or one text.")


def _all_ended(connection: Connection, found: Sequence[str]) -> None:
    still = [runs.get(connection, run) for run in found if not runs.has_ended(connection, run)]
    if still:
        named = ", ".join(f"{row.id} ({row.status})" for row in still[:5])
        more = f" and {len(still) - 5} more" if len(still) > 5 else ""
        raise InputError(
            f"Not ended yet: {named}{more}. Withdraw, resolve or finish what is open, then erase. Nothing was changed."
        )


def _may_leave(connection: Connection, whose: str, user: str) -> None:
    if whose == user:
        raise NotAllowedError("own-erasure", f"{user} cannot erase themselves: another admin does that.")
    others = [row for row in people.listing(connection) if row.active and "admin" in row.roles and row.name != whose]
    if not others:
        raise NotAllowedError("last-admin", f"{whose} is the only admin. Add another before erasing this one.")


def _beside_runs(connection: Connection, wanted: Wanted) -> dict[str, int]:
    """What belongs to no run: reasons of holds, agents' tool calls, and what references in the audit trail mean."""
    rows = Counter(forget_words(connection, wanted))
    rows.update(blank_calls(connection, wanted))
    for row in connection.execute(select(holds)).all():
        if wanted.within(row.reason):
            connection.execute(update(holds).where(holds.c.id == row.id).values(reason=ERASED))
            rows["holds"] += 1
    return dict(rows)
