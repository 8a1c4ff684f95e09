"""What was decided and what waited, for the workflow map: one query each, whatever the number of runs."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, func, or_, select

from agents.ledger.schema import approvals, cases, runs, steps

_RULE = func.json_extract(approvals.c.requirement, "$.rule")
_KIND = func.json_extract(approvals.c.requirement, "$.kind")


def filed(connection: Connection, brand: str, since: datetime) -> Sequence[Row[Any]]:
    """rule, kind, subject_kind, status, created, decided_at of what was filed or decided since then, or still waits."""
    columns = (approvals.c.subject_kind, approvals.c.status, approvals.c.created, approvals.c.decided_at)
    query: Select[Any] = select(_RULE.label("rule"), _KIND.label("kind"), *columns).where(
        approvals.c.brand == brand,
        or_(approvals.c.created >= since, approvals.c.decided_at >= since, approvals.c.status == "pending"),
    )
    return connection.execute(query).all()


def gates(connection: Connection, brand: str, since: datetime, nodes: Sequence[str]) -> Sequence[Row[Any]]:
    """run, node, at, before_at, before_seconds, last, finished of each time since then that one of `nodes` was done.

    `before_…` are of the step before it in the same run; `last` where none came after it.
    """
    done, before, other = steps.alias("done"), steps.alias("before"), steps.alias("other")
    earlier = select(func.max(other.c.seq)).where(other.c.run == done.c.run, other.c.seq < done.c.seq)
    later = select(other.c.seq).where(other.c.run == done.c.run, other.c.seq > done.c.seq)
    query: Select[Any] = (
        select(
            done.c.run,
            done.c.node,
            done.c.at,
            before.c.at.label("before_at"),
            before.c.seconds.label("before_seconds"),
            (~later.exists()).label("last"),
            runs.c.finished,
        )
        .join(runs, runs.c.id == done.c.run)
        .join(before, (before.c.run == done.c.run) & (before.c.seq == earlier.scalar_subquery()))
        .where(runs.c.brand == brand, runs.c.updated >= since, done.c.node.in_(nodes), done.c.at >= since)
        .order_by(done.c.run, done.c.seq)
    )
    return connection.execute(query).all()


def paused(connection: Connection, brand: str) -> dict[str, int]:
    """Status → how many unfinished runs have it."""
    query = select(runs.c.status, func.count()).where(runs.c.brand == brand, ~runs.c.finished).group_by(runs.c.status)
    return {row.status: row[1] for row in connection.execute(query)}


def handed(connection: Connection, brand: str, since: datetime) -> Sequence[Row[Any]]:
    """status, opened, taken_at, resolved_at of cases that were opened, taken or closed since then, or are open."""
    moments = (cases.c.opened, cases.c.taken_at, cases.c.resolved_at)
    recent = or_(cases.c.status == "open", *(moment >= since for moment in moments))
    query: Select[Any] = select(cases.c.status, *moments).where(cases.c.brand == brand, recent)
    return connection.execute(query).all()
