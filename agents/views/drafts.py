"""A draft, what it rests on, and what people did to it."""

from datetime import datetime
from typing import Literal

from agents.signing.decision import RejectCause
from agents.views.base import View
from tools.findings import BrandReport, Rating

DraftStatus = Literal[
    "proposed", "submitted", "revising", "approved", "rejected", "expired", "withdrawn", "published", "recalled"
]


class EvidenceView(View):
    """One passage that the draft rests on."""

    passage: str
    citation: str
    text: str
    sentences: tuple[str, ...] = ()  # of the draft, that it carries


class VersionView(View):
    """One version of a draft, oldest first, for the word diff."""

    version: int
    fields: dict[str, str]
    text: str
    digest: str
    rating: Rating
    author: str  # "copydesk", or the user who edited
    at: datetime
    note: str | None = None  # the notes it was rewritten for
    model: str | None = None  # that wrote it; None: a person did, or it is older than such records
    prompt: str | None = None  # SHA-256 of the prompt file that it was written by


class RejectionView(View):
    """Why a draft or a tool call was rejected, for whoever asked for it."""

    by: str
    at: datetime
    cause: RejectCause | None = None  # None: rejected before causes were kept
    words: str | None = None


class SentBackView(View):
    """Somebody sent a version back to be rewritten; the last time that it happened."""

    by: str
    at: datetime
    notes: str | None  # None: nothing was rewritten for them
    version: int  # that was sent back
    waits: bool  # the new version has not been submitted yet


class SignedView(View):
    """One signature, as whoever asked for the draft is told of it."""

    by: str
    at: datetime


class OverrideView(View):
    """Somebody signed what policy blocks."""

    by: str
    at: datetime
    reason: str | None  # None: signed before reasons were kept


class UnwrittenView(View):
    """A deliverable that the model could not write. While the run is held, it can be tried again."""

    draft: str
    variant: int
    alternative: str
    channel: str
    locale: str
    why: str


class DraftView(View):
    id: str
    variant: int  # from 1
    alternative: str  # "A", "B", …
    channel: str
    locale: str
    status: DraftStatus
    text: str
    fields: dict[str, str]
    version: int
    digest: str
    rating: Rating
    report: BrandReport
    evidence: tuple[EvidenceView, ...]
    model: str | None = None  # that wrote the current version; None: a person did, or nobody took it down
    prompt: str | None = None  # SHA-256 of the prompt file that it was written by
    fact: str | None  # the fact that code chose for it
    fact_source: str | None = None  # where it stands: a citation
    angle: str | None  # the angle that code chose for it
    why: str | None  # why these
    learnt: tuple[str, ...] = ()  # whose earlier changes it uses: "uses Ana's change of Tuesday, …"
    missed: str | None = None  # what the requester wished for and the model could not write, and why
    approval: str | None
    rejected: RejectionView | None = None
    overridden: tuple[OverrideView, ...] = ()
    sent_back: SentBackView | None = None
    signed: tuple[SignedView, ...] = ()  # of the round that it is in
    versions: tuple[VersionView, ...] = ()
