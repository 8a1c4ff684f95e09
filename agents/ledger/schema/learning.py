"""What decisions teach, cases they became, and figures that moved."""

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from agents.ledger.schema.base import Moment, metadata

# phrases that approvers put others in place of
lessons = Table(
    "lessons",
    metadata,
    Column("id", String, primary_key=True),
    Column("brand", String, nullable=False),
    Column("draft", ForeignKey("drafts.id"), nullable=False),
    Column("locale", String, nullable=False),
    Column("find", Text, nullable=False),
    Column("replace", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("status", String, nullable=False),  # seen, kept, ended
    Column("at", Moment, nullable=False),
    Index("lessons_by_brand", "brand", "status", "locale"),
)

# decisions that became cases of the quality suites, or were left out; their words stay in their runs' rows
eval_cases = Table(
    "eval_cases",
    metadata,
    Column("id", String, primary_key=True),  # of the approval or the case that it was decided in
    Column("brand", String, nullable=False),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("suite", String, nullable=False),
    Column("label", String, nullable=False),
    Column("status", String, nullable=False),  # accepted, declined
    Column("reason", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
    Index("eval_cases_by_brand", "brand", "status"),
)

# measures that moved between two periods: each is decided about once, by somebody of a named role
drifts = Table(
    "drifts",
    metadata,
    Column("id", String, primary_key=True),
    Column("brand", String, nullable=False),
    Column("measure", String, nullable=False),
    Column("role", String, nullable=False),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("figures", JSON, nullable=False),  # now, before, change
    Column("opened", Moment, nullable=False),
    Column("decided_by", String),
    Column("decided_at", Moment),
    Column("words", Text),
    UniqueConstraint("brand", "measure", "until"),
)
