"""Personal tokens, passwords that work once, and the trail by event, by person and by time."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "tokens",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("user", sa.String(), sa.ForeignKey("users.name"), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False, unique=True),
        sa.Column("created", sa.String(32), nullable=False),
        sa.Column("expires", sa.String(32), nullable=False),
        sa.Column("used", sa.String(32)),
        sa.Column("ended", sa.String(32)),
        sa.Column("ended_by", sa.String()),
    )
    op.create_index("tokens_by_user", "tokens", ["user", "created"])
    op.add_column("users", sa.Column("password_once", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("audit_by_event", "audit", ["event"])
    op.create_index("audit_by_actor", "audit", ["actor"])
    op.create_index("audit_by_time", "audit", ["at"])
