"""Who wrote a version in a way that somebody else must sign it."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("approvals", sa.Column("barred", sa.String(), nullable=True))
