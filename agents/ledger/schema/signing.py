"""What waits for people, what they opened, signed and were asked."""

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
    UniqueConstraint,
)

from agents.ledger.schema.base import Moment, metadata

approvals = Table(
    "approvals",
    metadata,
    Column("id", String, primary_key=True),
    Column("subject_kind", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("run", ForeignKey("runs.id")),
    Column("brand", String, nullable=False),
    Column("status", String, nullable=False),
    Column("round", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("edited", Boolean, nullable=False, default=False),
    Column("barred", JSON, nullable=False, default=list),  # who edited it in a way that somebody else must sign
    Column("under_revision", Boolean, nullable=False, default=False),
    Column("requirement", JSON, nullable=False),
    Column("asked", JSON, nullable=False, default=list),  # roles of the chain that were asked in this round
    Column("conditions", JSON, nullable=False, default=list),
    Column("created", Moment, nullable=False),
    Column("due", Moment, nullable=False),
    Column("decision", String),
    Column("cause", String),  # of a rejection
    Column("reason", Text),
    Column("decided_by", String),
    Column("decided_at", Moment),
    UniqueConstraint("subject_kind", "subject"),
    Index("approvals_queue", "status", "due", "id"),
    Index("approvals_decided", "decided_at", "id"),
    Index("approvals_by_run", "run"),
    Index("approvals_by_brand", "brand", "decided_at"),
)

# roles in which a signature is wanted now, of approvals that wait for one: kept with each change of an approval
openings = Table(
    "openings",
    metadata,
    Column("approval", ForeignKey("approvals.id"), primary_key=True),
    Column("role", String, primary_key=True),
    Index("openings_by_role", "role", "approval"),
)

signatures = Table(
    "signatures",
    metadata,
    Column("approval", ForeignKey("approvals.id"), primary_key=True),
    Column("round", Integer, primary_key=True),
    Column("user", String, primary_key=True),
    Column("roles", JSON, nullable=False),  # that the signer held then
    Column("digest", String, nullable=False),
    Column("door", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text),  # why what policy blocks goes out all the same
)

# who says that they are on an approval, for each role in which their signature would count
taken = Table(
    "taken",
    metadata,
    Column("approval", ForeignKey("approvals.id"), primary_key=True),
    Column("role", String, primary_key=True),
    Column("user", String, nullable=False),
    Column("since", Moment, nullable=False),
)

questions = Table(
    "questions",
    metadata,
    Column("id", String, primary_key=True),
    Column("approval", ForeignKey("approvals.id"), nullable=False),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("asked_by", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("asked", Moment, nullable=False),
    Column("answered_by", String),
    Column("answer", Text),
    Column("answered", Moment),
    Index("questions_by_approval", "approval"),
    Index("questions_by_run", "run"),
)

# calls of other agents' tools: each is signed before it is run
tool_calls = Table(
    "tool_calls",
    metadata,
    Column("id", String, primary_key=True),
    Column("brand", String, nullable=False),
    Column("requester", String, nullable=False),  # for whom the agent acts
    Column("tool", String, nullable=False),
    Column("description", Text, nullable=False),
    Column("arguments_schema", JSON, nullable=False),  # JSON Schema of what a person may write into an edit
    Column("stake", JSON),  # which argument holds the value at stake
    Column("thread", String, nullable=False),
    Column("call", String, nullable=False),  # the model's id of it
    Column("version", Integer, nullable=False),
    Column("created", Moment, nullable=False),
    Index("tool_calls_by_thread", "thread"),
)

tool_call_versions = Table(
    "tool_call_versions",
    metadata,
    Column("tool_call", ForeignKey("tool_calls.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("attempt", Integer, nullable=False),  # 1 and more: asked again, because it may have happened
    Column("author", String, nullable=False),
    Column("arguments", JSON, nullable=False),
    Column("digest", String, nullable=False, unique=True),
    Column("created", Moment, nullable=False),
)

# that a signed call is run, once for each digest
effects = Table(
    "effects",
    metadata,
    Column("digest", String, primary_key=True),
    Column("tool_call", ForeignKey("tool_calls.id"), nullable=False),
    Column("status", String, nullable=False),  # claimed, done, unsure
    Column("claimed", Moment, nullable=False),
    Column("ended", Moment),
    Column("outcome", JSON),  # what the agent is told
)
