"""Personal tokens: made and revoked by their owner, revoked by an admin too, and known again when they are used."""

import secrets
from datetime import timedelta

from agents.clock import new_id
from agents.ledger import audit, people, tokens
from agents.ledger.database import Ledger
from agents.readable import is_seen, unwritable
from agents.signing.errors import NotAllowedError, SigningError
from knowledge.errors import InputError

PREFIX = "cpd_"  # so that a person, and a scanner for secrets, knows one by its looks
BYTES = 32
DAYS = 90  # how long one lives, where nobody says otherwise
MOST_DAYS = 366
MOST = 20  # live ones of a person
LONGEST_NAME = 80


class TokenError(SigningError):
    """This token opens nothing: it is unknown, was revoked or has expired. Make another on the People page."""

    def __init__(self) -> None:
        super().__init__(type(self).__doc__)


def create(ledger: Ledger, name: str, user: str, door: str, days: int = DAYS) -> tuple[str, str]:
    """Returns its id and the token itself, which is kept nowhere. Raises InputError or NotAllowedError."""
    called = _called(name)
    if not 1 <= days <= MOST_DAYS:
        raise InputError(f"A token lives 1 to {MOST_DAYS} days, not {days}.")
    token, id, now = PREFIX + secrets.token_urlsafe(BYTES), new_id("t"), ledger.clock.now()
    expires = now + timedelta(days=days)
    with ledger.write() as connection:
        if not people.get(connection, user).active:
            raise NotAllowedError("disabled-user", f"{user} is disabled. An admin can let them in again.")
        if tokens.live(connection, user, now) >= MOST:
            raise NotAllowedError("enough-tokens", f"{user} has {MOST} tokens. Revoke one that nothing uses.")
        digest = tokens.digest_of(token)
        tokens.add(connection, id=id, user=user, name=called, digest=digest, now=now, expires=expires)
        audit.append(
            connection,
            at=now,
            event="token.created",
            actor=user,
            door=door,
            subject=f"user:{user}",
            token=id,
            expires=expires.isoformat(timespec="seconds"),
        )
    return id, token


def revoke(ledger: Ledger, id: str, by: str, door: str) -> None:
    """By its owner or an admin; from then on it opens nothing. Raises NotFoundError or NotAllowedError."""
    now = ledger.clock.now()
    with ledger.write() as connection:
        row, actor = tokens.get(connection, id), people.get(connection, by)
        if not actor.active or (by != row.user and "admin" not in actor.roles):
            raise NotAllowedError("own-tokens", f"Only {row.user} or an admin can revoke {id}.")
        if not tokens.end(connection, id, by=by, now=now):
            raise NotAllowedError("token-ended", f"{id} was revoked before. Nothing was changed.")
        audit.append(
            connection,
            at=now,
            event="token.revoked",
            actor=by,
            door=door,
            subject=f"user:{row.user}",
            token=id,
        )


def owner(ledger: Ledger, token: str) -> str:
    """Whom a token speaks for. Raises TokenError, in the same words whatever is wrong with it."""
    now = ledger.clock.now()
    with ledger.read() as connection:
        row = tokens.by_digest(connection, tokens.digest_of(token))
    if row is None or row.ended is not None or row.expires <= now or not row.active:
        raise TokenError
    day = now.replace(hour=0, minute=0, second=0, microsecond=0)
    if row.used is None or row.used < day:
        with ledger.note() as connection:
            tokens.use(connection, row.id, day)
    return str(row.user)


def _called(name: str) -> str:
    called = " ".join(name.split())
    if not is_seen(called) or unwritable(called):
        raise InputError("Name the token after what will use it, such as “the calendar's export”.")
    if len(called) > LONGEST_NAME:
        raise InputError(f"A token's name has at most {LONGEST_NAME} characters.")
    return called
