"""A document of a brand, as it was read: its text with structure, and what is known about it."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.statuses import ClaimStatus

DocumentKind = Literal[
    "voice", "product", "claim", "persona", "channel", "legal", "past_copy", "research", "campaign_result", "other"
]
DocumentStatus = Literal["draft", "published", "retired"]


class DocumentMeta(BaseModel):
    """What front matter (or the command line) says of a document. Unknown keys are refused with their name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str | None = None
    kind: DocumentKind = "other"
    locale: str = "en"
    owner: str | None = None  # a person or role that can be asked about it
    tags: tuple[str, ...] = ()
    product: str | None = None  # the product's name, on product sheets
    aliases: tuple[str, ...] = ()  # other names of that product, in any language
    voice: Literal["on", "off"] | None = None  # past copy: on or off the brand's voice
    channel: str | None = None
    segments: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_until: date | None = None
    status: DocumentStatus = "published"
    personal_data: Literal["mask", "keep"] = "mask"  # keep: a person decided that what stands in it is public
    facts: tuple["FactRow", ...] = ()
    claims: tuple["ClaimRow", ...] = ()

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class FactRow(BaseModel):
    """A typed fact in a document's front matter. `statement` is the fact as a sentence that copy may use."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: str | None = None  # None: the document's product, or its title
    attribute: str
    value: str | int | float
    unit: str | None = None
    statement: str
    valid_from: date | None = None
    valid_until: date | None = None


class ClaimRow(BaseModel):
    """A claim register's row: what may be said, and on what evidence."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim: str
    status: ClaimStatus
    evidence: str | None = None  # the study, certificate or document that carries it
    note: str | None = None  # what to say instead, or the condition
    valid_until: date | None = None


class Document(BaseModel):
    """One version of one document. `id` is its path below the folder that was ingested, with forward slashes."""

    model_config = ConfigDict(frozen=True)

    id: str
    brand: str
    title: str
    meta: DocumentMeta
    version: int = 1
    sha256: str = Field(description="of the file's bytes")
    guessed: tuple[str, ...] = ()  # keys of its meta that were told from its words alone
