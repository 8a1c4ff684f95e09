"""What may happen to an approval, by people, the clock and the desk; what comes of it, `rounds` says."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from agents.policy.outcome import Requirement
from agents.signing.people import User


class _Plain(BaseModel):
    model_config = ConfigDict(frozen=True)


class Sign(_Plain):
    user: User
    at: datetime
    digest: str | None = None  # the version that was read; must be named where a person has edited it
    reason: str | None = None  # needed where policy blocks it


class Edit(_Plain):
    """A person's own words: a new version, and a new round under what policy says of it."""

    user: User
    at: datetime
    new_digest: str
    requirement: Requirement
    due: datetime
    counts: bool  # `Policy.edit_rule`: the editor's signature counts for their edit
    why: str = ""  # it does not
    digest: str | None = None  # the version that was edited
    reason: str | None = None  # without it an editor's signature counts for nothing that policy blocks


class Reject(_Plain):
    user: User
    at: datetime
    digest: str | None = None


class Revise(_Plain):
    """Sent back: no signatures until the new version is here."""

    user: User
    at: datetime
    digest: str | None = None


class Rewritten(_Plain):
    """The new version after `Revise`."""

    at: datetime
    new_digest: str
    requirement: Requirement
    due: datetime


class Ask(_Plain):
    """The next role of the chain was asked, because nobody answered."""

    role: str
    at: datetime


class Expire(_Plain):
    at: datetime


class Withdraw(_Plain):
    user: User
    at: datetime


class RecheckFailed(_Plain):
    """Before publication, rules, facts, tier or holds no longer let it pass: people look at it again."""

    at: datetime
    requirement: Requirement
    due: datetime


class Respond(_Plain):
    """A person answers on a tool's behalf: it is not run."""

    user: User
    at: datetime
    digest: str | None = None


class MayHaveHappened(_Plain):
    """What was signed began and nobody knows how it ended: people look at it again, under a digest of its own."""

    at: datetime
    new_digest: str
    requirement: Requirement
    due: datetime


class Take(_Plain):
    """ "I'm on it", for the roles in which the user could sign."""

    user: User
    at: datetime
    over: bool = False  # from whoever has it; else only what nobody has


class HandBack(_Plain):
    user: User
    at: datetime


Change = Sign | Edit | Reject | Revise | Rewritten | Ask | Expire | Withdraw | RecheckFailed | Respond | MayHaveHappened
Event = Change | Take | HandBack
