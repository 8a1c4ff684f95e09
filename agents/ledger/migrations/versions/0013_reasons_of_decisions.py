"""Why somebody signed what policy blocks, and the cause of a rejection."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.add_column("signatures", sa.Column("reason", sa.Text()))
    op.add_column("approvals", sa.Column("cause", sa.String()))
