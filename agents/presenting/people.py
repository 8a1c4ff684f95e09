"""Who is at the desk, and what lets their programs in."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from agents.views import TokenView, UserView


def user_view(row: Row[Any], absence: Row[Any] | None = None, acting: Sequence[str] = ()) -> UserView:
    """`acting`: every role that they may act in now, their own among them."""
    return UserView(
        name=row.name,
        full_name=row.full_name,
        roles=tuple(row.roles),
        active=row.active,
        has_password=row.password is not None,
        password_once=row.password is not None and row.password_once,
        away_from=absence.since if absence is not None else None,
        away_until=absence.until if absence is not None else None,
        deputy=absence.deputy if absence is not None else None,
        lent=tuple(role for role in acting if role not in row.roles),
        password_mark=hashlib.sha256(row.password.encode()).hexdigest() if row.password is not None else None,
    )


def token_view(row: Row[Any], now: datetime) -> TokenView:
    state = "revoked" if row.ended is not None else "expired" if row.expires <= now else "live"
    told = {name: getattr(row, name) for name in TokenView.model_fields if name != "state"}
    return TokenView.model_validate({**told, "state": state})
