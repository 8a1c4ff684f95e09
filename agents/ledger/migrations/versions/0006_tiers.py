"""Tiers, their evidence and signatures; and policies by brand, since two brands may have the same.

Nothing was ever kept in `policies` before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.drop_table("policies")
    op.create_table(
        "policies",
        sa.Column("brand", sa.String(), primary_key=True),
        sa.Column("digest", sa.String(), primary_key=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("seen", sa.String(32), nullable=False),
    )
    op.create_table(
        "tier_drafts",
        sa.Column("draft", sa.String(), sa.ForeignKey("drafts.id"), primary_key=True),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("by_policy", sa.Boolean(), nullable=False),
        sa.Column("filed", sa.String(32), nullable=False),
        sa.Column("outcome", sa.String()),
        sa.Column("decided", sa.String(32)),
    )
    op.create_index("tier_evidence", "tier_drafts", ["brand", "tier", "outcome"])
    op.create_table(
        "tier_openings",
        sa.Column("brand", sa.String(), primary_key=True),
        sa.Column("tier", sa.String(), primary_key=True),
        sa.Column("opening", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("begun", sa.String(32), nullable=False),
        sa.Column("opened", sa.String(32)),
        sa.Column("evidence", sa.JSON()),
        sa.Column("closed", sa.String(32)),
        sa.Column("closed_by", sa.String()),
        sa.Column("why", sa.Text()),
    )
    op.create_table(
        "tier_signatures",
        sa.Column("brand", sa.String(), primary_key=True),
        sa.Column("tier", sa.String(), primary_key=True),
        sa.Column("opening", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("user", sa.String(), primary_key=True),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
