"""Who says that they are on an approval, for which role."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    op.create_table(
        "taken",
        sa.Column("approval", sa.String(), sa.ForeignKey("approvals.id"), primary_key=True),
        sa.Column("role", sa.String(), primary_key=True),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("since", sa.String(32), nullable=False),
    )
