"""The desk itself: people, holds, policy, checks."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from agents.views.base import View


class HoldView(View):
    """What keeps a brand from publishing."""

    id: str
    brand: str
    kind: Literal["hold", "crisis"]
    reason: str
    by: str
    at: datetime
    until: datetime | None = None  # of a crisis


class UserView(View):
    name: str
    full_name: str
    roles: tuple[str, ...]
    active: bool
    has_password: bool
    password_once: bool = False  # an admin gave it out: they choose their own next
    away_from: datetime | None = None
    away_until: datetime | None = None
    deputy: str | None = None  # who acts in their roles meanwhile
    lent: tuple[str, ...] = ()  # roles of people who are away, in which this one acts now; not told in lists
    # another one with each password, so that sessions of the old one end; stays in the process that serves
    password_mark: str | None = Field(default=None, exclude=True, repr=False)


class PolicyVersion(View):
    """A policy file that something was decided under."""

    digest: str
    first_used: datetime
    in_force: bool


class TierView(View):
    """What policy may sign by itself, on what evidence, and who has signed for that."""

    id: str
    rule: str
    because: str
    state: Literal["closed", "signing", "open"]
    decided: int  # drafts of it that people decided about
    changed: int  # of those edited, sent back, rejected or recalled
    upper: float  # the 95 % upper bound of the share changed
    limit: float  # it must be below
    sample_share: float  # that goes to people all the same
    opened_by: tuple[str, ...]
    signed: tuple[str, ...] = ()
    since: datetime | None = None  # when it came into this state; None where it was never signed for
    closed_by: str | None = None
    why: str | None = None  # it was closed, or cannot be opened yet


class Check(View):
    """One line of `doctor`: what was looked at, what was found, and what to do when it is not well."""

    name: str
    ok: bool
    detail: str
    remedy: str | None = None
