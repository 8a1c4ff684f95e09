"""Tiers: what people did to their drafts, and each time one was signed open and closed again."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger.schema import tier_drafts, tier_openings, tier_signatures
from agents.signing.evidence import Evidence, Outcome


def file_draft(
    connection: Connection, *, draft: str, brand: str, tier: str, digest: str, by_policy: bool, now: datetime
) -> None:
    """A draft that the tier would sign: its own signature if `by_policy`, else a piece of evidence to come."""
    connection.execute(
        upsert(tier_drafts)
        .values(draft=draft, brand=brand, tier=tier, digest=digest, by_policy=by_policy, filed=now)
        .on_conflict_do_nothing()
    )


def tier_of(connection: Connection, draft: str) -> Row[Any] | None:
    return connection.execute(select(tier_drafts).where(tier_drafts.c.draft == draft)).first()


def decided(connection: Connection, draft: str, outcome: Outcome, now: datetime) -> Row[Any] | None:
    """What a person did to it first counts; only a recall counts after that. None for a draft of no tier."""
    row = tier_of(connection, draft)
    if row is None or not (row.outcome is None or outcome == "recalled"):
        return None
    connection.execute(update(tier_drafts).where(tier_drafts.c.draft == draft).values(outcome=outcome, decided=now))
    return row


def evidence(connection: Connection, brand: str, tier: str) -> Evidence:
    """Drafts that policy signed itself are none of it, unless somebody took them back."""
    same = tier_drafts.c.outcome == "unchanged"
    counted = connection.execute(
        select(func.count().filter(same), func.count().filter(~same)).where(
            tier_drafts.c.brand == brand, tier_drafts.c.tier == tier, tier_drafts.c.outcome.is_not(None)
        )
    ).one()
    return Evidence.of(unchanged=counted[0], changed=counted[1])


def latest(connection: Connection, brand: str, tier: str) -> Row[Any] | None:
    """The last time that somebody began to sign it open."""
    query = select(tier_openings).where(tier_openings.c.brand == brand, tier_openings.c.tier == tier)
    return connection.execute(query.order_by(tier_openings.c.opening.desc()).limit(1)).first()


def open_ones(connection: Connection, brand: str) -> Mapping[str, str]:
    """Tier → the digest of what was signed open."""
    query = select(tier_openings.c.tier, tier_openings.c.digest)
    rows = connection.execute(query.where(tier_openings.c.brand == brand, tier_openings.c.status == "open"))
    return {row.tier: row.digest for row in rows}


def begin(connection: Connection, *, brand: str, tier: str, digest: str, now: datetime) -> int:
    """A new opening, with no signatures. Returns its number, from 1."""
    before = latest(connection, brand, tier)
    number = 1 if before is None else int(before.opening) + 1
    connection.execute(
        insert(tier_openings).values(brand=brand, tier=tier, opening=number, digest=digest, status="pending", begun=now)
    )
    return number


def change(connection: Connection, brand: str, tier: str, opening: int, **values: Any) -> None:  # noqa: ANN401
    connection.execute(update(tier_openings).where(_is(tier_openings, brand, tier, opening)).values(**values))


def sign(
    connection: Connection,
    *,
    brand: str,
    tier: str,
    opening: int,
    user: str,
    roles: Sequence[str],
    door: str,
    now: datetime,
) -> None:
    connection.execute(
        insert(tier_signatures).values(
            brand=brand, tier=tier, opening=opening, user=user, roles=list(roles), door=door, at=now
        )
    )


def signers(connection: Connection, brand: str, tier: str, opening: int) -> dict[str, tuple[str, ...]]:
    """User → the roles held then, in the order of signing."""
    query = select(tier_signatures).where(_is(tier_signatures, brand, tier, opening))
    rows = connection.execute(query.order_by(tier_signatures.c.at, tier_signatures.c.user))
    return {row.user: tuple(row.roles) for row in rows}


def _is(table: Any, brand: str, tier: str, opening: int) -> Any:  # noqa: ANN401
    return and_(table.c.brand == brand, table.c.tier == tier, table.c.opening == opening)
