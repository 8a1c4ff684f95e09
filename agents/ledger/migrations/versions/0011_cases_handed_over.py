"""Cases that are handed over, with notes and a cause; messages that are no incident; holds that end by themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

CAUSES = ("handled", "passed-on", "not-an-incident", "duplicate")  # that the desk offered until now


def upgrade() -> None:
    op.add_column("cases", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("cases", sa.Column("waits_since", sa.String(32)))
    op.add_column("cases", sa.Column("assigned_to", sa.String()))
    op.add_column("cases", sa.Column("cause", sa.String()))
    op.execute(sa.text("UPDATE cases SET waits_since = opened"))
    _part_causes()
    op.create_table(
        "case_notes",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("case", sa.String(), sa.ForeignKey("cases.id"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("to", sa.String()),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
    )
    op.create_index("case_notes_by_case", "case_notes", ["case", "at"])
    op.create_table(
        "all_clears",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("case", sa.String(), sa.ForeignKey("cases.id"), nullable=False, unique=True),
        sa.Column("flags", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("ended_by", sa.String()),
        sa.Column("ended_at", sa.String(32)),
    )
    op.create_index("all_clears_by_brand", "all_clears", ["brand", "status"])
    op.add_column("holds", sa.Column("kind", sa.String(), nullable=False, server_default="hold"))
    op.add_column("holds", sa.Column("until", sa.String(32)))


def _part_causes() -> None:
    """ "handled: called them" was one text; what stands before the colon was chosen from a list."""
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, resolution FROM cases WHERE resolution IS NOT NULL")).all()
    for row in rows:
        head, _, rest = row.resolution.partition(": ")
        cause, words = (head, rest or None) if head in CAUSES else ("other", row.resolution)
        connection.execute(
            sa.text("UPDATE cases SET cause = :cause, resolution = :words WHERE id = :id"),
            {"cause": cause, "words": words, "id": row.id},
        )
