"""Drafts, each a deliverable of a run, and their versions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger.schema import drafts, version_findings, versions
from agents.views import DraftStatus
from knowledge.errors import NotFoundError
from tools.findings import BrandReport

# still on its way to a signature
OPEN: frozenset[str] = frozenset({"submitted", "revising"})
MACHINE = "copydesk"

# read several times in each step of a run: built once
_ONE = select(drafts).where(drafts.c.id == bindparam("draft"))
_CHANGE = update(drafts).where(drafts.c.id == bindparam("of"))
_ADD_VERSION = insert(versions)
_ADD_COUNT = insert(version_findings)
_OF_RUN = (
    select(drafts)
    .where(drafts.c.run == bindparam("run"))
    .order_by(drafts.c.channel, drafts.c.locale, drafts.c.variant, drafts.c.alternative)
)
_CURRENT = select(versions).where(versions.c.draft == bindparam("draft")).order_by(versions.c.version.desc()).limit(1)


def create(
    connection: Connection,
    *,
    draft: str,
    run: str,
    variant: int,
    alternative: str,
    channel: str,
    locale: str,
    audience: Sequence[str],
    targets: Sequence[str],
    plan: Mapping[str, Any] | None,
) -> None:
    """Does nothing where the deliverable is there already: a node that is run again reads it back."""
    connection.execute(
        upsert(drafts)
        .values(
            id=draft,
            run=run,
            variant=variant,
            alternative=alternative,
            channel=channel,
            locale=locale,
            audience=list(audience),
            targets=list(targets),
            status="proposed",
            version=0,
            attempts=0,
            plan=plan,
        )
        .on_conflict_do_nothing()
    )


def get(connection: Connection, draft: str) -> Row[Any]:
    row = connection.execute(_ONE, {"draft": draft}).first()
    if row is None:
        raise NotFoundError(f"There is no draft '{draft}'.")
    return row


def of_run(connection: Connection, run: str, statuses: frozenset[str] | None = None) -> Sequence[Row[Any]]:
    """In the order in which they were asked for."""
    rows = connection.execute(_OF_RUN, {"run": run}).all()
    return rows if statuses is None else [row for row in rows if row.status in statuses]


def set_status(connection: Connection, draft: str, status: DraftStatus) -> None:
    connection.execute(_CHANGE, {"of": draft, "status": status})


def could_not_write(connection: Connection, draft: str, why: str | None = None) -> None:
    """The model was asked and had nothing for it. `why`: the draft is left out, and its requester is told."""
    row = get(connection, draft)
    plan = {**(row.plan or {}), "failed": int((row.plan or {}).get("failed", 0)) + 1}
    set_plan(connection, draft, plan if why is None else {**plan, "missed": why})
    if why is not None:
        set_status(connection, draft, "withdrawn")


def is_unwritten(row: Row[Any]) -> bool:
    """The model could not write this deliverable, and nobody has asked for it again."""
    plan = row.plan or {}
    return row.version == 0 and row.status == "withdrawn" and "missed" in plan and "like" not in plan


def set_plan(connection: Connection, draft: str, plan: Mapping[str, Any]) -> None:
    connection.execute(_CHANGE, {"of": draft, "plan": dict(plan)})


def send_back(connection: Connection, draft: str, notes: str) -> None:
    connection.execute(_CHANGE, {"of": draft, "status": "revising", "notes": notes})


def wish(connection: Connection, draft: str, notes: str | None) -> None:
    """What the requester wants to be different, until it is written; None: no more."""
    connection.execute(_CHANGE, {"of": draft, "notes": notes})


def wished(connection: Connection, run: str) -> list[str]:
    """Drafts with their requester that are to be written anew."""
    return [row.id for row in of_run(connection, run, frozenset({"proposed"})) if row.notes is not None]


def add_version(
    connection: Connection,
    *,
    draft: str,
    attempt: int | None,
    author: str,
    fields: Mapping[str, str],
    citations: Sequence[str],
    digest: str,
    note: str | None,
    now: datetime,
    report: BrandReport | None = None,
    model: str | None = None,
    prompt: str | None = None,
) -> int:
    """Appends a version and makes it the current one. A machine's attempt is written once: again is a no-op.

    `model` wrote it by the prompt file of this digest; None where a person did.

    Returns the version's number.
    """
    if attempt is not None:
        written = connection.execute(
            select(versions.c.version).where(versions.c.draft == draft, versions.c.attempt == attempt)
        ).scalar()
        if written is not None:
            return int(written)
    number = int(get(connection, draft).version) + 1
    connection.execute(
        _ADD_VERSION,
        {
            "draft": draft,
            "version": number,
            "attempt": attempt,
            "author": author,
            "model": model,
            "prompt": prompt,
            "fields": dict(fields),
            "citations": list(citations),
            "digest": digest,
            "rating": report.rating if report else None,
            "report": report.model_dump(mode="json") if report else None,
            "note": note,
            "created": now,
        },
    )
    if report is not None:
        _count(connection, draft, number, report)
    machine = {} if attempt is None else {"attempts": attempt, "notes": None}
    connection.execute(_CHANGE, {"of": draft, "version": number, **machine})
    return number


def rate(connection: Connection, draft: str, version: int, report: BrandReport) -> None:
    connection.execute(
        update(versions)
        .where(versions.c.draft == draft, versions.c.version == version)
        .values(rating=report.rating, report=report.model_dump(mode="json"))
    )
    same = (version_findings.c.draft == draft, version_findings.c.version == version)
    connection.execute(delete(version_findings).where(*same))
    _count(connection, draft, version, report)


def _count(connection: Connection, draft: str, version: int, report: BrandReport) -> None:
    """Takes down how many findings a version has by family, advice aside."""
    counted = Counter(found.family for found in report.findings if found.severity != "advice")
    same = {"draft": draft, "version": version}
    if counted:
        connection.execute(_ADD_COUNT, [same | {"family": name, "findings": n} for name, n in counted.items()])


def version(connection: Connection, draft: str) -> Row[Any]:
    """The current one."""
    row = connection.execute(_CURRENT, {"draft": draft}).first()
    if row is None:
        raise NotFoundError(f"Draft '{draft}' has no version yet.")
    return row


def versions_of(connection: Connection, draft: str) -> Sequence[Row[Any]]:
    """Oldest first."""
    return connection.execute(select(versions).where(versions.c.draft == draft).order_by(versions.c.version)).all()


def has_attempt(connection: Connection, draft: str, attempt: int) -> bool:
    query = select(versions.c.version).where(versions.c.draft == draft, versions.c.attempt == attempt)
    return connection.execute(query).first() is not None


def unrated(connection: Connection, run: str) -> list[str]:
    """Drafts of a run whose current version brand_check has not seen."""
    query = (
        select(drafts.c.id)
        .join(versions, (versions.c.draft == drafts.c.id) & (versions.c.version == drafts.c.version))
        .where(drafts.c.run == run, versions.c.rating.is_(None))
        .order_by(drafts.c.channel, drafts.c.locale, drafts.c.variant, drafts.c.alternative)
    )
    return list(connection.execute(query).scalars())
