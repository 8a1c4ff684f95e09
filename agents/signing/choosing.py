"""What the requester does with their run: choose, withdraw, recall."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row

from agents.ledger import approvals, audit, cases, drafts, outbox, runs
from agents.ledger.database import Ledger
from agents.signing import autonomy, events, rounds, staff, wishing
from agents.signing.deciding import DigestOf, merged, user_of
from agents.signing.decision import Choice
from agents.signing.errors import NotAllowedError
from agents.signing.people import User
from knowledge.errors import InputError

NOT_WRITTEN = "The recall is not written to the files yet."
STOPPABLE = frozenset({"copywriting", "research"})  # routes on which the model writes
TAKING_BACK = frozenset({"proposed", "submitted", "revising", "approved"})


@dataclass(frozen=True)
class Bench:
    """What a tweak needs of a brand: how a draft's digest is made, and what the requester's words rest on."""

    digest: DigestOf
    cite: Callable[[Mapping[str, str], str, Sequence[str]], tuple[str, ...]]  # fields, locale, cited before


def choose(
    ledger: Ledger, bench: Bench, run: str, choice: Choice, user: str, door: str, flags: Sequence[str] = ()
) -> None:
    """Tweak some drafts, have some written anew, or submit some and drop the rest, or withdraw all.

    Each draft is chosen once. `flags`: what the wishes raise, for policy.
    """
    if choice.kind == "withdraw":
        withdraw(ledger, run, user, door)
        return
    now = ledger.clock.now()
    with ledger.write() as connection:
        person = user_of(connection, user)
        row = _own(connection, run, person)
        if row.status != "choosing":
            raise InputError(f"Run {run} is {row.status}: there is nothing to choose now. Nothing was changed.")
        proposed = {row.id for row in drafts.of_run(connection, run, frozenset({"proposed"}))}
        _check_named(choice, proposed, _unwritten(connection, run))
        wishing.check_still(connection, run)
        if flags:
            runs.change(connection, run, now, flags=sorted({*row.flags, *flags}))
        for tweak in choice.tweaks:
            digest = _tweak(connection, bench, tweak.draft, tweak.fields, user, now)
            _record(connection, "draft.tweaked", tweak.draft, row, user, door, now, digest)
        if choice.kind == "rewrite":
            for draft in wishing.file(connection, run, choice.wishes, choice.again):
                _record(connection, "draft.wished", draft, row, user, door, now)
        if choice.kind == "submit":
            chosen = set(choice.drafts) or proposed
            for draft in sorted(chosen):
                drafts.set_status(connection, draft, "submitted")
                _record(connection, "draft.submitted", draft, row, user, door, now)
            for draft in sorted(proposed - chosen):
                _take_back(connection, row, draft, person, door, now)
                _record(connection, "draft.dropped", draft, row, user, door, now)


def _unwritten(connection: Connection, run: str) -> set[str]:
    return {row.id for row in drafts.of_run(connection, run) if drafts.is_unwritten(row)}


def _check_named(choice: Choice, proposed: set[str], unwritten: set[str]) -> None:
    named = {tweak.draft for tweak in choice.tweaks} | set(choice.drafts)
    wished = {wish.draft for wish in choice.wishes if wish.locale is None or wish.draft in proposed}
    strange = sorted((named - proposed) | (wished - proposed - unwritten) | (set(choice.again) - unwritten))
    if strange:
        raise InputError(f"{strange[0]} is not waiting to be chosen. Nothing was changed.")


def withdraw(ledger: Ledger, run: str, user: str, door: str) -> None:
    """Takes back everything of a run that has not been published."""
    now = ledger.clock.now()
    with ledger.write() as connection:
        person = user_of(connection, user)
        row = _own(connection, run, person)
        open_drafts = drafts.of_run(connection, run, TAKING_BACK)
        if _came_to_nothing(connection, row):
            runs.set_status(connection, run, "withdrawn", now, finished=True)
            _record(connection, "run.withdrawn", run, row, user, door, now)
            return
        if not row.finished and row.status == "running" and not open_drafts:
            _stop_before_drafts(connection, row)
            runs.set_status(connection, run, "withdrawn", now, finished=True)
            _record(connection, "run.withdrawn", run, row, user, door, now)
            return
        if row.finished or not open_drafts:
            raise InputError(f"Run {run} is {row.status}: there is nothing to withdraw. Nothing was changed.")
        for draft in open_drafts:
            _take_back(connection, row, draft.id, person, door, now)
            _record(connection, "draft.withdrawn", draft.id, row, user, door, now)
        if row.status == "running" and all(each.status == "withdrawn" for each in drafts.of_run(connection, run)):
            runs.set_status(connection, run, "withdrawn", now, finished=True)  # nobody waits for what is being written
            _record(connection, "run.withdrawn", run, row, user, door, now)


def _stop_before_drafts(connection: Connection, run: Row[Any]) -> None:
    """Raises InputError where there may be something that a person has to see, or nothing is left to do."""
    if run.triage is None:
        raise InputError(
            f"Run {run.id} is being looked through. It can be withdrawn once it is known where it goes, in a moment."
        )
    if run.triage["route"] not in STOPPABLE or drafts.of_run(connection, run.id):
        raise InputError(f"Run {run.id} is {run.status}: there is nothing to withdraw. Nothing was changed.")


def _came_to_nothing(connection: Connection, run: Row[Any]) -> bool:
    """It failed before there was a draft or a case: there is nothing but the run itself to take back."""
    started = drafts.of_run(connection, run.id) or cases.of_run(connection, run.id) is not None
    return run.status == "failed" and not run.finished and not started


def recall(ledger: Ledger, run: str, user: str, reason: str, door: str) -> None:
    """Takes back what is in the outbox: undelivered rows are not delivered, delivered ones are marked as recalled.

    Anybody who does more than ask can pull the cord, not the requester alone.
    """
    if not reason.strip():
        raise InputError("A recall needs a reason, for the record.")
    now = ledger.clock.now()
    with ledger.write() as connection:
        person = user_of(connection, user)
        row = runs.get(connection, run)
        staff.may_recall(person, run, row.requester)
        filed = outbox.of_run(connection, run)
        entries = [entry for entry in filed if entry.status != "recalled"]
        if filed and not entries:
            by, why = filed[0].payload["by"], filed[0].payload["recalled"]
            raise InputError(f"Run {run} was recalled already, by {by} ({why}). Nothing was changed.")
        if not entries:
            raise InputError(f"Run {run} is {row.status}: nothing of it was published. Nothing was changed.")
        for entry in entries:
            outbox.change(
                connection,
                entry.key,
                status="recalled",
                payload={**entry.payload, "recalled": reason, "by": user},
                error=NOT_WRITTEN,  # until the files say so too, those of a delivery that was cut off as well
            )
            drafts.set_status(connection, entry.draft, "recalled")
            autonomy.count(connection, entry.draft, "recalled", user, door, now)
            audit.append(
                connection,
                at=now,
                event="publication.recalled",
                actor=user,
                door=door,
                subject=entry.key,
                digest=entry.payload["digest"],
                delivered=entry.delivered is not None,
            )
        cord = person.model_copy(update={"roles": ("admin",)})  # a recall takes the rest back, whoever pulls it
        for draft in drafts.of_run(connection, run, TAKING_BACK):
            _take_back(connection, row, draft.id, cord, door, now)
            _record(connection, "draft.withdrawn", draft.id, row, user, door, now)
        runs.set_status(connection, run, "recalled", now, finished=row.finished)


def _take_back(connection: Connection, run: Row[Any], draft: str, person: User, door: str, now: datetime) -> None:
    """The draft, and its approval where it has one already."""
    approval = approvals.of_draft(connection, draft)
    if approval is not None and approval.status in {"pending", "approved"}:
        before = approvals.state_of(connection, approval, run.requester)
        after = rounds.advance(before, events.Withdraw(user=person, at=now))
        approvals.save(connection, approval.id, before, after, door=door, decision="withdraw")
    drafts.set_status(connection, draft, "withdrawn")


def _own(connection: Connection, run: str, person: User) -> Row[Any]:
    row = runs.get(connection, run)
    if not person.active:
        raise NotAllowedError("disabled-user", f"{person.name} is disabled. An admin can let them in again.")
    if row.requester != person.name and "admin" not in person.roles:
        raise NotAllowedError("own-run", f"Run {run} is {row.requester}'s: they or an admin can do this.")
    return row


def _tweak(
    connection: Connection,
    bench: Bench,
    draft: str,
    edits: dict[str, str],
    user: str,
    now: datetime,
) -> str:
    """A version in the requester's own words; brand_check rates it next. Returns its digest."""
    row = drafts.get(connection, draft)
    current = drafts.version(connection, draft)
    fields = merged(current.fields, edits)
    if fields == current.fields:
        raise InputError(f"The tweak of {draft} changes nothing. Submit it as it is, or change something.")
    citations = bench.cite(fields, row.locale, current.citations)
    digest = bench.digest(row, fields, citations)
    drafts.add_version(
        connection,
        draft=draft,
        attempt=None,
        author=user,
        fields=fields,
        citations=citations,
        digest=digest,
        note=None,
        now=now,
    )
    return digest


def _record(
    connection: Connection,
    event: str,
    subject: str,
    run: Row[Any],
    user: str,
    door: str,
    now: datetime,
    digest: str | None = None,
) -> None:
    role = "requester" if run.requester == user else None
    audit.append(connection, at=now, event=event, actor=user, door=door, subject=subject, role=role, digest=digest)
