"""Phrases that approvers changed."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "lessons",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("draft", sa.String(), sa.ForeignKey("drafts.id"), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("find", sa.Text(), nullable=False),
        sa.Column("replace", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("lessons_by_brand", "lessons", ["brand", "status", "locale"])
