"""A message as lists and programs see it."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from agents.notices.kinds import Kind


class NoticeView(BaseModel):
    """`desk`: nobody was written to, it can be read at the desk alone; `overtaken`: settled before it was sent."""

    model_config = ConfigDict(frozen=True)

    id: str  # the delivery's key
    kind: Kind
    brand: str
    target: str  # "person:ana" or "webhook:desk"
    status: Literal["pending", "collecting", "digested", "sent", "dead", "overtaken", "desk"]
    urgent: bool
    words: str  # on one line
    link: str  # the card's address, or the command that shows it
    subject: str  # the id of what it is about
    attempts: int
    error: str | None = None  # of the last try
    next: datetime | None = None  # try
    created: datetime
    sent: datetime | None = None


class NoticeTest(BaseModel):
    """A test that got through."""

    model_config = ConfigDict(frozen=True)

    target: str
    brand: str
