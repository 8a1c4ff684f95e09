"""Who is away, and who stands in."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("user", sa.String(), sa.ForeignKey("users.name"), primary_key=True),
        sa.Column("deputy", sa.String(), sa.ForeignKey("users.name")),
        sa.Column("since", sa.String(32), nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
    )
