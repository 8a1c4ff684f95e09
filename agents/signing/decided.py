"""What a person decided about one draft, as the next draft can learn from it. Pure."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict

from agents.signing.decision import RejectCause
from agents.signing.lessons import Lesson, day
from tools.copy import Copy

MOST_REJECTED = 5


class Taught(BaseModel):
    """What people's decisions teach the next draft of a brand."""

    model_config = ConfigDict(frozen=True)

    lessons: tuple[Lesson, ...] = ()  # phrases that are changed each time
    decided: tuple["DecidedDraft", ...] = ()  # the latest first

    def example(self, channel: str, locale: str, product: str | None) -> "DecidedDraft | None":
        """The latest text that a person put right, of this channel and language. Not about this product: a small model
        would copy it."""
        fit = (each for each in self.decided if each.kind == "edited" and each.like(channel, locale))
        return next((each for each in fit if each.product != product), None)

    def rejected(self, channel: str, locale: str, product: str | None) -> "tuple[DecidedDraft, ...]":
        """Texts about this product that the next one must differ from."""
        fit = (each for each in self.decided if each.kind == "rejected" and each.like(channel, locale))
        return tuple(each for each in fit if each.product == product)[:MOST_REJECTED]


class DecidedDraft(BaseModel):
    """A labelled example: the words before, the words after, what the check had found, and why."""

    model_config = ConfigDict(frozen=True)

    kind: Literal["edited", "rejected"]
    approval: str
    draft: str
    channel: str
    locale: str
    product: str | None
    facts: tuple[str, ...]  # that it was asked to state
    opening: str | None  # the words that it was asked to begin with
    before: dict[str, str]  # fields as the desk wrote them
    after: dict[str, str] | None  # as a person signed them; None where it was rejected
    findings: tuple[str, ...]  # of the brand check, about the words before: "red orrelune.HealthClaim “cures”"
    cause: RejectCause | None = None  # of a rejection
    reason: str | None  # of a rejection, in words
    by: str  # as others know them
    at: datetime

    def like(self, channel: str, locale: str) -> bool:
        """Of the same channel and language."""
        return self.channel == channel and self.locale.split("-")[0] == locale.split("-")[0]

    @property
    def text(self) -> str:
        return Copy(fields=self.after or self.before).text

    @property
    def words(self) -> str:
        """ "written after the example of Ana's text of Tuesday, 17 November 2026 (d-7k2m9qx4ab)"."""
        if self.kind == "edited":
            return f"written after the example of {self.by}'s text of {day(self.at)} ({self.draft})"
        return f"kept apart from a text that {self.by} rejected on {day(self.at)} ({self.draft})"
