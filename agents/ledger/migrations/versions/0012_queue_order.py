"""The queue in the order in which it is shown, so that the first page is read without the rest."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.drop_index("approvals_queue", "approvals")
    op.create_index("approvals_queue", "approvals", ["status", "due", "id"])
