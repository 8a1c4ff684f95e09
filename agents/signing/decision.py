"""What an approver or a requester decides. Typed objects: no free text is ever parsed for a yes."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

MAX_NOTES = 10_000
MOST_WISHES = 20
RejectCause = Literal["off-brand", "untrue", "claim", "tone", "audience", "timing", "legal", "duplicate", "other"]

_Notes = Annotated[str, StringConstraints(strip_whitespace=True, max_length=MAX_NOTES)]
_Words = Annotated[_Notes, Field(min_length=1)]


class _Answer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Approve(_Answer):
    """Sign the current version; `digest` must name it where a person has edited it since it was filed.

    What policy blocks is signed with a `reason`, which stays on the record.
    """

    kind: Literal["approve"] = "approve"
    digest: str | None = None
    reason: _Notes | None = None


class Edit(_Answer):
    """Replace the named fields of a draft, or the named arguments of a tool call.

    The editor's signature counts for the new version where policy lets it; where policy blocks that, with a `reason`.
    """

    kind: Literal["edit"] = "edit"
    fields: dict[str, str] = Field(default_factory=dict)
    arguments: dict[str, Any] | None = None
    digest: str | None = None
    reason: _Notes | None = None
    not_again: bool = False  # the phrases that it changes are changed in every draft to come

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if ("fields" in self.model_fields_set) == (self.arguments is not None):
            raise ValueError("give the fields of a draft or the arguments of a tool call")
        return self


class Reject(_Answer):
    """End the draft. The requester reads the cause and the words; the cause `other` needs words."""

    kind: Literal["reject"] = "reject"
    cause: RejectCause = "other"
    reason: _Notes = ""
    digest: str | None = None

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.cause == "other" and not self.reason:
            raise ValueError("say why in words, or name a cause other than 'other'")
        return self


class Revise(_Answer):
    """Send it back to be written again with these notes."""

    kind: Literal["revise"] = "revise"
    notes: _Words
    digest: str | None = None


class Respond(_Answer):
    """Answer on a tool's behalf: for approvals of a tool call, never of a draft."""

    kind: Literal["respond"] = "respond"
    text: _Words
    digest: str | None = None


Decision = Annotated[Approve | Edit | Reject | Revise | Respond, Field(discriminator="kind")]


class Tweak(_Answer):
    """The requester's own words for one draft, before it is submitted."""

    draft: str
    fields: dict[str, str]


class Wish(_Answer):
    """What the requester wants to be different in one draft: it is written anew, and rated again."""

    draft: str
    notes: _Words  # "shorter", "warmer"
    locale: str | None = None  # in another language: a draft of its own, built on the same fact and angle


class Choice(_Answer):
    """What the requester does with a run's drafts: tweak some, have some written anew, submit some and drop the rest,

    or withdraw all.
    """

    kind: Literal["tweak", "rewrite", "submit", "withdraw"]
    drafts: tuple[str, ...] = ()  # to submit; empty means all
    tweaks: tuple[Tweak, ...] = ()
    wishes: tuple[Wish, ...] = Field(default=(), max_length=MOST_WISHES)  # to rewrite
    again: tuple[str, ...] = Field(default=(), max_length=MOST_WISHES)  # to rewrite: what could not be written at first
