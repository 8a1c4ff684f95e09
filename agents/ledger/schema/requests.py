"""Requests, the steps they took, and the drafts and versions that came of them."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from agents.ledger.schema.base import Moment, metadata

runs = Table(
    "runs",
    metadata,
    Column("id", String, primary_key=True),
    Column("brand", String, nullable=False),
    Column("requester", String, nullable=False),
    Column("door", String, nullable=False),
    Column("request", Text, nullable=False),  # the original; nothing but intake reads it
    Column("masked", Text),  # what models, embeddings and pages see
    Column("options", JSON, nullable=False),  # AskRequest without the text
    Column("status", String, nullable=False),
    Column("flags", JSON, nullable=False, default=list),
    Column("triage", JSON),
    Column("passages", JSON),  # retrieved for it, by id
    Column("answer", JSON),
    Column("error", Text),
    Column("finished", Boolean, nullable=False, default=False),
    Column("calls", Integer, nullable=False, default=0),
    Column("tokens", Integer, nullable=False, default=0),
    Column("model_seconds", Float, nullable=False, default=0.0),
    Column("created", Moment, nullable=False),
    Column("updated", Moment, nullable=False),
    Index("runs_by_requester", "requester", "created"),
    Index("runs_unfinished", "finished", "created"),
    Index("runs_by_brand", "brand", "created"),
)

steps = Table(
    "steps",
    metadata,
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("node", String, nullable=False),
    Column("title", String, nullable=False),
    Column("summary", Text, nullable=False),
    Column("details", JSON, nullable=False),
    Column("status", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("seconds", Float),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", String, primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("variant", Integer, nullable=False),
    Column("alternative", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("locale", String, nullable=False),
    Column("audience", JSON, nullable=False),
    Column("targets", JSON, nullable=False),
    Column("status", String, nullable=False),
    Column("version", Integer, nullable=False, default=0),  # the current one; 0 before the first
    Column("attempts", Integer, nullable=False, default=0),  # machine-written versions
    Column("plan", JSON),
    Column("notes", Text),  # of the person who sent it back, until it is rewritten
    UniqueConstraint("run", "variant", "alternative", "channel", "locale"),
)

versions = Table(
    "versions",
    metadata,
    Column("draft", ForeignKey("drafts.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("attempt", Integer),  # None: a person wrote it
    Column("author", String, nullable=False),
    Column("model", String),  # which wrote it; None: a person did, or nobody took it down yet
    Column("prompt", String),  # the SHA-256 of the prompt file that it was written by
    Column("fields", JSON, nullable=False),
    Column("citations", JSON, nullable=False),
    Column("digest", String, nullable=False),
    Column("rating", String),  # None until brand_check has rated it
    Column("report", JSON),
    Column("note", Text),
    Column("created", Moment, nullable=False),
    UniqueConstraint("draft", "attempt"),
    Index("versions_rated", "draft", "version", "rating"),
)

# red and amber ones, counted when a version is rated: they stay when its words are erased
version_findings = Table(
    "version_findings",
    metadata,
    Column("draft", ForeignKey("drafts.id"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("family", String, primary_key=True),
    Column("findings", Integer, nullable=False),
)
