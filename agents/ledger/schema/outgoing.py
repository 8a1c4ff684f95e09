"""What goes out: publications, and notices to people."""

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

outbox = Table(
    "outbox",
    metadata,
    Column("key", String, primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("draft", ForeignKey("drafts.id"), nullable=False),
    Column("target", String, nullable=False),
    Column("brand", String, nullable=False),
    Column("payload", JSON, nullable=False),  # everything that delivery needs
    Column("status", String, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("path", String),
    Column("error", Text),
    Column("created", Moment, nullable=False),
    Column("delivered", Moment),
    UniqueConstraint("draft", "target"),
    Index("outbox_pending", "status", "created"),
    Index("outbox_by_run", "run"),
    Index("outbox_by_brand", "brand", "delivered"),
)

notices = Table(
    "notices",
    metadata,
    Column("id", String, primary_key=True),
    Column("key", String, nullable=False, unique=True),  # one for what is told once: see agents/notices/kinds.py
    Column("event", String, nullable=False),  # the audit record's, written in the same transaction
    Column("subject", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("details", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    Column("spread", Boolean, nullable=False, default=False),  # its messages are written
    Index("notices_fresh", "spread", "at"),
)

messages = Table(
    "messages",
    metadata,
    Column("key", String, primary_key=True),  # of delivery: the same each time it is tried
    Column("notice", ForeignKey("notices.id"), nullable=False),
    Column("brand", String, nullable=False),  # whose notify.yaml counts
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False),  # "person:ana" or "webhook:desk", never an address
    Column("urgent", Boolean, nullable=False, default=False),
    Column("status", String, nullable=False),
    Column("attempts", Integer, nullable=False, default=0),
    Column("next", Moment, nullable=False),  # not tried before
    Column("error", Text),
    Column("digest", String),  # the message that carried it
    Column("created", Moment, nullable=False),
    Column("sent", Moment),
    Index("messages_due", "status", "next"),
    Index("messages_by_digest", "digest"),
    Index("messages_by_notice", "notice"),
)
