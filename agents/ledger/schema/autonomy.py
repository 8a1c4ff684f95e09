"""Policies that decided, tiers with their evidence, and models that were validated."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from agents.ledger.schema.base import Moment, metadata

policies = Table(
    "policies",
    metadata,
    Column("brand", String, primary_key=True),
    Column("digest", String, primary_key=True),
    Column("text", Text, nullable=False),
    Column("seen", Moment, nullable=False),
)

# drafts that a tier would sign: what people did to them is its evidence
tier_drafts = Table(
    "tier_drafts",
    metadata,
    Column("draft", ForeignKey("drafts.id"), primary_key=True),
    Column("brand", String, nullable=False),
    Column("tier", String, nullable=False),
    Column("digest", String, nullable=False),  # as it was filed
    Column("by_policy", Boolean, nullable=False),  # signed by the tier itself
    Column("filed", Moment, nullable=False),
    Column("outcome", String),
    Column("decided", Moment),
    Index("tier_evidence", "brand", "tier", "outcome"),
)

# each time that people began to sign a tier open
tier_openings = Table(
    "tier_openings",
    metadata,
    Column("brand", String, primary_key=True),
    Column("tier", String, primary_key=True),
    Column("opening", Integer, primary_key=True, autoincrement=False),
    Column("digest", String, nullable=False),  # of the rule that is signed open
    Column("status", String, nullable=False),  # pending, open, closed
    Column("begun", Moment, nullable=False),
    Column("opened", Moment),
    Column("evidence", JSON),  # when it was opened
    Column("closed", Moment),
    Column("closed_by", String),
    Column("why", Text),
)

tier_signatures = Table(
    "tier_signatures",
    metadata,
    Column("brand", String, primary_key=True),
    Column("tier", String, primary_key=True),
    Column("opening", Integer, primary_key=True, autoincrement=False),
    Column("user", String, primary_key=True),
    Column("roles", JSON, nullable=False),  # that the signer held then
    Column("door", String, nullable=False),
    Column("at", Moment, nullable=False),
)

# the language model that the desk runs on
model_in_use = Table(
    "model_in_use",
    metadata,
    Column("place", String, primary_key=True),
    Column("model", String, nullable=False),
    Column("since", Moment, nullable=False),
)

# what people signed about a model for a brand: which suites passed with it
validations = Table(
    "validations",
    metadata,
    Column("id", String, primary_key=True),
    Column("brand", String, nullable=False),
    Column("model", String, nullable=False),
    Column("suites", JSON, nullable=False),  # name, version, figures with their thresholds
    Column("status", String, nullable=False),  # validated, revoked, replaced
    Column("signed_by", String, nullable=False),
    Column("roles", JSON, nullable=False),  # that the signer held then
    Column("door", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("revoked_by", String),
    Column("revoked_at", Moment),
    Column("why", Text),
    Index("validations_by_model", "brand", "model", "status"),
)
