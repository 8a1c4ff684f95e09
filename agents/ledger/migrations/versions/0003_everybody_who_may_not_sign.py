"""Everybody who edited a text in a way that somebody else must sign, where there was one name."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    before = sa.table("approvals", sa.column("id", sa.String), sa.column("barred", sa.String))
    known = op.get_bind().execute(sa.select(before).where(before.c.barred.is_not(None))).all()
    op.drop_column("approvals", "barred")
    op.add_column("approvals", sa.Column("barred", sa.JSON(), nullable=False, server_default="[]"))
    after = sa.table("approvals", sa.column("id", sa.String), sa.column("barred", sa.JSON))
    for row in known:
        op.execute(after.update().where(after.c.id == row.id).values(barred=[row.barred]))
