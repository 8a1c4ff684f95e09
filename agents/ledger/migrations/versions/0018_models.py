"""The language model that the desk runs on, and which models people have validated for a brand."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_table(
        "model_in_use",
        sa.Column("place", sa.String(), primary_key=True),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("since", sa.String(32), nullable=False),
    )
    op.create_table(
        "validations",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("suites", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("signed_by", sa.String(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("revoked_by", sa.String()),
        sa.Column("revoked_at", sa.String(32)),
        sa.Column("why", sa.Text()),
    )
    op.create_index("validations_by_model", "validations", ["brand", "model", "status"])
