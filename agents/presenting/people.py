"""Who is at the desk, and what lets their programs in."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from agents.views import TokenView, UserView


def user_view(row: Row[Any], absence: Row[Any] | None = None, acting: Sequence[str] = ()) -> UserView:
    """`acting`: every role that they may act in now, their own among them."""
    away = (absence.since, absence.until, absence.deputy) if absence is not None else (None, None, None)
    lent = tuple(role for role in acting if role not in row.roles)
    return _user_view(
        row.name, row.full_name, tuple(row.roles), row.active, row.password, row.password_once, away, lent
    )


@lru_cache(maxsize=1024)  # every page names everybody, and looks again each second
def _user_view(
    name: str,
    full_name: str,
    roles: tuple[str, ...],
    active: bool,
    password: str | None,
    once: bool,
    away: tuple[datetime | None, datetime | None, str | None],
    lent: tuple[str, ...],
) -> UserView:
    since, until, deputy = away
    return UserView(
        name=name,
        full_name=full_name,
        roles=roles,
        active=active,
        has_password=password is not None,
        password_once=password is not None and once,
        away_from=since,
        away_until=until,
        deputy=deputy,
        lent=lent,
        password_mark=hashlib.sha256(password.encode()).hexdigest() if password is not None else None,
    )


def token_view(row: Row[Any], now: datetime) -> TokenView:
    state = "revoked" if row.ended is not None else "expired" if row.expires <= now else "live"
    told = {name: getattr(row, name) for name in TokenView.model_fields if name != "state"}
    return TokenView.model_validate({**told, "state": state})
