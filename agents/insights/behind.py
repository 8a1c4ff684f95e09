"""The runs behind a figure, a page at a time."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, distinct, func, literal, select

from agents.insights.changes import changed
from agents.insights.facts import HOURS, SHARES, Facts, Window, as_text, signed, within, wrote
from agents.insights.findings import found
from agents.ledger.runs import WANTED
from agents.ledger.schema import drafts, runs, tier_drafts
from agents.presenting.runs import run_row
from agents.views.insights import InsightRuns
from knowledge.errors import InputError

MOST = 500  # runs on one page


def _tiers(window: Window) -> Select[Any]:
    """Drafts that a tier would sign, by when they were filed."""
    return (
        select(drafts.c.run, as_text(tier_drafts.c.filed).label("at"), tier_drafts.c.tier)
        .select_from(tier_drafts)
        .join(drafts, drafts.c.id == tier_drafts.c.draft)
        .where(tier_drafts.c.brand == window.brand, *within(tier_drafts.c.filed, window))
    )


_OTHERS: Mapping[str, Facts] = {
    "cycle_time_p90": HOURS["cycle_time"],
    "changed": signed,
    "calls_per_draft": wrote,
    "tokens_per_draft": wrote,
    "findings": found,
    "tiers": _tiers,
}
_FACTS: dict[str, Facts] = {str(name): facts for name, facts in (*SHARES.items(), *HOURS.items(), *_OTHERS.items())}
MEASURES = (*_FACTS, "change_size")


def runs_behind(
    connection: Connection, measure: str, group: str | None, window: Window, *, limit: int, offset: int
) -> InsightRuns:
    """`group`: only one channel, rating, severity, family or tier, such as "channel:instagram". Raises InputError."""
    if measure not in MEASURES:
        raise InputError(f"There is no measure '{measure[:40]}'. There are: {', '.join(MEASURES)}.")
    limit = min(limit, MOST)
    if measure == "change_size":
        total, page = _changed(connection, group, window, limit, offset)
    else:
        total, page = _paged(connection, _FACTS[measure](window), group, limit, offset)
    count = select(func.count()).where(drafts.c.run == runs.c.id).scalar_subquery().label("drafts")
    rows = {row.id: row for row in connection.execute(select(runs, count, *WANTED).where(runs.c.id.in_(page)))}
    return InsightRuns(
        measure=measure, group=group, total=total, ids=page, runs=tuple(run_row(rows[run]) for run in page)
    )


def _paged(
    connection: Connection, facts: Select[Any], group: str | None, limit: int, offset: int
) -> tuple[int, tuple[str, ...]]:
    each = facts.subquery()
    wanted: list[ColumnElement[bool]] = [each.c.run.is_not(None)]
    if group is not None:
        by, key = _split(group, each.c.keys())
        wanted.append(each.c[by] == literal(key))
    total = connection.execute(select(func.count(distinct(each.c.run))).where(*wanted)).scalar_one()
    query = select(each.c.run).where(*wanted).group_by(each.c.run).order_by(func.max(each.c.at).desc(), each.c.run)
    return int(total), tuple(connection.execute(query.limit(limit).offset(offset)).scalars())


def _changed(
    connection: Connection, group: str | None, window: Window, limit: int, offset: int
) -> tuple[int, tuple[str, ...]]:
    rows = [one for one in changed(connection, window) if one.share is not None]
    if group is not None:
        by, key = _split(group, ["channel", "rating"])
        rows = [one for one in rows if getattr(one, by) == key]
    ids = tuple(dict.fromkeys(one.run for one in sorted(rows, key=lambda one: one.at, reverse=True)))
    return len(ids), ids[offset : offset + limit]


def _split(group: str, known: list[str]) -> tuple[str, str]:
    by, _, key = group.partition(":")
    groups = [name for name in ("channel", "rating", "severity", "family", "tier") if name in known]
    if by not in groups or not key:
        ways = ", ".join(f"{name}:…" for name in groups) or "none"
        raise InputError(f"There is no group '{group[:60]}' of this measure. There are: {ways}.")
    return by, key
