"""Who is at the desk, their tokens, and when they are away."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
)

from agents.ledger.schema.base import Moment, metadata

users = Table(
    "users",
    metadata,
    Column("name", String, primary_key=True),
    Column("full_name", String, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("active", Boolean, nullable=False, default=True),
    Column("password", String),  # argon2
    Column("password_once", Boolean, nullable=False, default=False),  # given by an admin: the next step is one's own
    Column("created", Moment, nullable=False),
)

# what lets a person's programs act for them
tokens = Table(
    "tokens",
    metadata,
    Column("id", String, primary_key=True),
    Column("user", ForeignKey("users.name"), nullable=False),
    Column("name", Text, nullable=False),  # what its owner calls it
    Column("digest", String, nullable=False, unique=True),  # SHA-256 of the token, which itself is kept nowhere
    Column("created", Moment, nullable=False),
    Column("expires", Moment, nullable=False),
    Column("used", Moment),  # the day of its last use, and no more
    Column("ended", Moment),
    Column("ended_by", String),
    Index("tokens_by_user", "user", "created"),
)

absences = Table(
    "absences",
    metadata,
    Column("user", ForeignKey("users.name"), primary_key=True),
    Column("deputy", ForeignKey("users.name")),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),
    Column("by", String, nullable=False),
)
