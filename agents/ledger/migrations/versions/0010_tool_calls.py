"""Calls of other agents' tools, their versions, and that each was run."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "tool_calls",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("requester", sa.String(), nullable=False),
        sa.Column("tool", sa.String(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("arguments_schema", sa.JSON(), nullable=False),
        sa.Column("stake", sa.JSON()),
        sa.Column("thread", sa.String(), nullable=False),
        sa.Column("call", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created", sa.String(32), nullable=False),
    )
    op.create_index("tool_calls_by_thread", "tool_calls", ["thread"])
    op.create_table(
        "tool_call_versions",
        sa.Column("tool_call", sa.String(), sa.ForeignKey("tool_calls.id"), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False, unique=True),
        sa.Column("created", sa.String(32), nullable=False),
    )
    op.create_table(
        "effects",
        sa.Column("digest", sa.String(), primary_key=True),
        sa.Column("tool_call", sa.String(), sa.ForeignKey("tool_calls.id"), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("claimed", sa.String(32), nullable=False),
        sa.Column("ended", sa.String(32)),
        sa.Column("outcome", sa.JSON()),
    )
