"""Everything that the words of a notice may use. Draft texts are in it only where the brand allows that."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from agents.notices.kinds import Kind


class Told(BaseModel):
    """One notice, as facts. Names and reasons are as people wrote them; `wording` makes them harmless."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    brand: str  # its name
    subject: str  # the id of what it is about
    run: str | None = None
    by: str | None = None  # who did it, by their full name
    requester: str | None = None  # by their full name
    what: str = "draft"  # what an approval is about
    channel: str | None = None
    locale: str | None = None
    rating: str | None = None
    roles: tuple[str, ...] = ()  # that are asked
    due: datetime | None = None
    due_why: tuple[str, ...] = ()  # what a deadline in working time did not count
    zone: str | None = None  # in which whoever is asked works
    rule: str | None = None  # policy's words
    status: str | None = None  # of an approval, or of a case
    severity: str | None = None
    flags: tuple[str, ...] = ()
    step: int = 0  # of the on-call order: how many were told before
    handed: bool = False  # `by` handed it over
    clock: str | None = None  # of a case, that ran out
    crisis: bool = False  # the crisis switch, rather than a hold
    reason: str | None = None
    text: str | None = None
    head: str | None = None  # of the audit trail
    records: int | None = None


class Item(BaseModel):
    """One line of a digest."""

    model_config = ConfigDict(frozen=True)

    words: str
    link: str
