"""The audit trail, whom its references mean, and what was erased."""

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from agents.ledger.schema.base import Moment, metadata

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("event", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("door", String, nullable=False),
    Column("subject", String, nullable=False),  # an id, never a text
    Column("digest", String),
    Column("rule", String),
    Column("role", String),  # what the actor acted as: "requester", or the roles that they held, "admin+brand"
    Column("policy", String),  # digest of the policy that the rule stands in
    Column("details", JSON, nullable=False),  # references and numbers, never texts or personal data
    Column("previous", String, nullable=False),
    Column("hash", String, nullable=False),
    Index("audit_by_subject", "subject"),
    Index("audit_by_event", "event"),
    Index("audit_by_actor", "actor"),
    Index("audit_by_time", "at"),
)

# what references in audit records mean; erased with the person, while the records stay
names = Table(
    "names",
    metadata,
    Column("ref", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", Text, nullable=False),
    Column("salt", String, nullable=False),
    UniqueConstraint("kind", "name"),
)

# receipts of erasure
erasures = Table(
    "erasures",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("by", String, nullable=False),  # a reference
    Column("why", String, nullable=False),
    Column("runs", JSON, nullable=False),
    Column("rows", JSON, nullable=False),  # table → number of rows
    Column("files", JSON, nullable=False),  # in the outbox, for a person to recall
    Column("swept", Moment),  # when the bytes were overwritten too
)

# what is gone of a run
erased = Table(
    "erased",
    metadata,
    Column("run", ForeignKey("runs.id"), primary_key=True),
    Column("part", String, primary_key=True),
    Column("at", Moment, nullable=False),
)
