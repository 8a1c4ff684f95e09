"""What lets people in: tokens for their programs, and passwords that an admin gave out."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from agents.views.base import View

TokenState = Literal["live", "revoked", "expired"]


class TokenView(View):
    """A token as its owner and admins see it: never the token itself."""

    id: str
    user: str
    name: str
    state: TokenState
    created: datetime
    expires: datetime
    used: datetime | None = None  # the day, and no more
    ended: datetime | None = None
    ended_by: str | None = None


class NewToken(TokenView):
    """`token` is told this once: the desk keeps only what it can be known by."""

    token: str = Field(repr=False)


class OneTimePassword(View):
    """`password` is told this once; whoever signs in with it chooses their own before anything else."""

    user: str
    password: str = Field(repr=False)
