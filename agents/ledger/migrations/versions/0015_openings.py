"""Roles in which a signature is wanted, so that a queue is counted and paged by whom it waits for."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from agents.policy.outcome import Requirement
from agents.signing.quorum import wanted_roles

revision = "0015"
down_revision = "0014"

APPROVALS = sa.table(
    "approvals",
    *(sa.column(name, sa.String) for name in ("id", "status")),
    sa.column("round", sa.Integer),
    sa.column("under_revision", sa.Boolean),
    sa.column("requirement", sa.JSON),
    sa.column("asked", sa.JSON),
)
SIGNATURES = sa.table(
    "signatures",
    *(sa.column(name, sa.String) for name in ("approval", "user", "at")),
    sa.column("round", sa.Integer),
    sa.column("roles", sa.JSON),
)


def upgrade() -> None:
    openings = op.create_table(
        "openings",
        sa.Column("approval", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["approval"], ["approvals.id"]),
        sa.PrimaryKeyConstraint("approval", "role"),
    )
    op.create_index("openings_by_role", "openings", ["role", "approval"])
    op.create_index("approvals_decided", "approvals", ["decided_at", "id"])
    op.create_index("versions_rated", "versions", ["draft", "version", "rating"])
    connection = op.get_bind()
    waits = sa.select(APPROVALS).where(APPROVALS.c.status == "pending", sa.not_(APPROVALS.c.under_revision))
    rows = [row for found in connection.execute(waits).all() for row in _openings(connection, found)]
    if rows:
        connection.execute(sa.insert(openings), rows)


def _openings(connection: sa.Connection, row: sa.Row[Any]) -> list[dict[str, str]]:
    marks = connection.execute(
        sa.select(SIGNATURES)
        .where(SIGNATURES.c.approval == row.id, SIGNATURES.c.round == row.round)
        .order_by(SIGNATURES.c.at)
    ).all()
    signers = {mark.user: tuple(mark.roles) for mark in marks}
    needed = Requirement.model_validate(row.requirement)
    return [{"approval": row.id, "role": role} for role in wanted_roles(needed, signers, asked=row.asked)]
