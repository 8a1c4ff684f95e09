"""Policy files as they were when something was decided under them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger.schema import audit, policies
from knowledge.errors import NotFoundError

_KNOWN = select(policies.c.digest).where(
    policies.c.brand == bindparam("brand"), policies.c.digest == bindparam("digest")
)


def keep(connection: Connection, *, digest: str, brand: str, text: str, now: datetime) -> bool:
    """Keeps the text under its digest; False where it is kept already."""
    if connection.execute(_KNOWN, {"digest": digest, "brand": brand}).first() is not None:
        return False
    added = connection.execute(
        upsert(policies).values(digest=digest, brand=brand, text=text, seen=now).on_conflict_do_nothing()
    )
    return added.rowcount == 1


def text_of(connection: Connection, brand: str, digest: str) -> str:
    """The whole file. `digest` may be shortened. Raises NotFoundError."""
    of_brand = select(policies.c.text).where(policies.c.brand == brand)
    texts = connection.execute(of_brand.where(policies.c.digest.startswith(digest, autoescape=True))).scalars().all()
    if len(texts) != 1:
        how = "no policy" if not texts else f"{len(texts)} policies"
        raise NotFoundError(f"There is {how} with the digest '{digest}'. `copydesk policy versions` lists them.")
    return str(texts[0])


def last_used(connection: Connection, brand: str) -> str | None:
    """The text under which this brand last decided anything; None where it has decided nothing yet."""
    texts = {row.digest: row.text for row in listing(connection, brand)}
    if not texts:
        return None
    latest = select(audit.c.policy).where(audit.c.policy.in_(texts)).order_by(audit.c.seq.desc()).limit(1)
    digest = connection.execute(latest).scalar()
    return texts.get(digest) if digest is not None else None


def listing(connection: Connection, brand: str) -> Sequence[Row[Any]]:
    """The newest first: digest and when it was first decided under."""
    return connection.execute(
        select(policies).where(policies.c.brand == brand).order_by(policies.c.seen.desc(), policies.c.digest)
    ).all()
