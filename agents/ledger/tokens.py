"""Personal tokens. Kept is the SHA-256 of each, and nothing that the token could be made from.

A token is 256 random bits: nobody can try them out, so the slow, salted hash that a password needs would protect
nothing more, and each request would pay for it.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from agents.ledger.schema import tokens, users
from knowledge.errors import NotFoundError

# an index of digests finds it: how long that takes says nothing about a token that is not there
_BY_DIGEST = (
    select(tokens, users.c.active)
    .join(users, users.c.name == tokens.c.user)
    .where(tokens.c.digest == bindparam("digest"))
)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def add(
    connection: Connection, *, id: str, user: str, name: str, digest: str, now: datetime, expires: datetime
) -> None:
    values = {"id": id, "user": user, "name": name, "digest": digest, "created": now, "expires": expires}
    connection.execute(insert(tokens).values(**values))


def by_digest(connection: Connection, digest: str) -> Row[Any] | None:
    """With `active` of its user."""
    return connection.execute(_BY_DIGEST, {"digest": digest}).first()


def get(connection: Connection, id: str) -> Row[Any]:
    row = connection.execute(select(tokens).where(tokens.c.id == id)).first()
    if row is None:
        raise NotFoundError(f"There is no token '{id[:40]}'. `copydesk tokens list` shows them.")
    return row


def listing(connection: Connection, user: str | None = None) -> Sequence[Row[Any]]:
    """The newest first; of one person, or of everybody."""
    query = select(tokens).order_by(tokens.c.created.desc(), tokens.c.id)
    return connection.execute(query if user is None else query.where(tokens.c.user == user)).all()


def live(connection: Connection, user: str, now: datetime) -> int:
    """How many of them open something."""
    query = select(func.count()).where(tokens.c.user == user, tokens.c.ended.is_(None), tokens.c.expires > now)
    return int(connection.execute(query).scalar_one())


def use(connection: Connection, id: str, day: datetime) -> None:
    connection.execute(update(tokens).where(tokens.c.id == id).values(used=day))


def end(connection: Connection, id: str, *, by: str, now: datetime) -> bool:
    """False where it was ended before."""
    ended = update(tokens).where(tokens.c.id == id, tokens.c.ended.is_(None)).values(ended=now, ended_by=by)
    return connection.execute(ended).rowcount == 1


def end_all(connection: Connection, user: str, *, by: str, now: datetime) -> int:
    """Every one of a person's; returns how many."""
    ended = update(tokens).where(tokens.c.user == user, tokens.c.ended.is_(None)).values(ended=now, ended_by=by)
    return connection.execute(ended).rowcount
