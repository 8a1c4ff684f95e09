"""Questions of approvers to whoever asked for the copy."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "questions",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("approval", sa.String(), sa.ForeignKey("approvals.id"), nullable=False),
        sa.Column("run", sa.String(), sa.ForeignKey("runs.id"), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked", sa.String(32), nullable=False),
        sa.Column("answered_by", sa.String()),
        sa.Column("answer", sa.Text()),
        sa.Column("answered", sa.String(32)),
    )
    op.create_index("questions_by_approval", "questions", ["approval"])
    op.create_index("questions_by_run", "questions", ["run"])
