"""Which language model wrote a version, and by which prompt; unknown of versions from before."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("versions", sa.Column("model", sa.String()))
    op.add_column("versions", sa.Column("prompt", sa.String()))
