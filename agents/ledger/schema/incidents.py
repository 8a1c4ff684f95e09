"""Incidents, what was said of them, what stands still because of them, and alarms that were none."""

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)

from agents.ledger.schema.base import Moment, metadata

cases = Table(
    "cases",
    metadata,
    Column("id", String, primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False, unique=True),
    Column("brand", String, nullable=False),
    Column("severity", String, nullable=False),
    Column("status", String, nullable=False),
    Column("flags", JSON, nullable=False),
    Column("owner_role", String, nullable=False),
    Column("release_roles", JSON, nullable=False),
    Column("why", Text, nullable=False),
    Column("holding_reply", Text, nullable=False),
    Column("opened", Moment, nullable=False),
    Column("transfer_due", Moment, nullable=False),
    Column("acknowledge_due", Moment, nullable=False),
    Column("turn", Integer, nullable=False, default=0),  # how often it was handed over
    Column("waits_since", Moment),  # for somebody to take it: when it was opened or last handed over
    Column("assigned_to", String),  # whom it was last handed to
    Column("taken_by", String),
    Column("taken_at", Moment),
    Column("cause", String),
    Column("resolution", Text),
    Column("resolved_by", String),
    Column("resolved_at", Moment),
    Column("conditions", JSON, nullable=False, default=list),
    Column("releases", JSON, nullable=False, default=dict),  # user → roles, of those who let it go on
    Index("cases_queue", "status", "acknowledge_due"),
    Index("cases_by_brand", "brand", "opened"),
)

# what people wrote on a case: notes, and why it was handed over
case_notes = Table(
    "case_notes",
    metadata,
    Column("id", String, primary_key=True),
    Column("case", ForeignKey("cases.id"), nullable=False),
    Column("kind", String, nullable=False),  # note, transfer, release: its conditions, one a line
    Column("by", String, nullable=False),
    Column("to", String),  # of a transfer
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("case_notes_by_case", "case", "at"),
)

# messages that somebody decided were no incident: triage knows them again
all_clears = Table(
    "all_clears",
    metadata,
    Column("id", String, primary_key=True),
    Column("brand", String, nullable=False),
    Column("case", ForeignKey("cases.id"), nullable=False, unique=True),
    Column("flags", JSON, nullable=False),
    Column("words", Text, nullable=False),  # of the masked request, as they are compared
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("status", String, nullable=False),  # kept, ended
    Column("ended_by", String),
    Column("ended_at", Moment),
    Index("all_clears_by_brand", "brand", "status"),
)

holds = Table(
    "holds",
    metadata,
    Column("id", String, primary_key=True),
    Column("scope", String, nullable=False),  # "brand:orrelune" or "run:r-…"
    Column("reason", Text, nullable=False),
    Column("by", String, nullable=False),
    Column("at", Moment, nullable=False),
    Column("kind", String, nullable=False, default="hold"),  # hold, crisis
    Column("until", Moment),  # of a crisis: it ends then by itself
    Column("lifted_by", String),
    Column("lifted_at", Moment),
    Index("holds_by_scope", "scope", "lifted_at"),
)
