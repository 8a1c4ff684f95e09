"""How many findings each draft's version has, measures that moved, and the ways by which figures are counted."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

AT_ONCE = 500


def upgrade() -> None:
    op.create_table(
        "version_findings",
        sa.Column("draft", sa.String(), sa.ForeignKey("drafts.id"), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("family", sa.String(), primary_key=True),
        sa.Column("findings", sa.Integer(), nullable=False),
    )
    op.create_table(
        "drifts",
        sa.Column("id", sa.String(), primary_key=True),
        sa.Column("brand", sa.String(), nullable=False),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("since", sa.String(32), nullable=False),
        sa.Column("until", sa.String(32), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("opened", sa.String(32), nullable=False),
        sa.Column("decided_by", sa.String()),
        sa.Column("decided_at", sa.String(32)),
        sa.Column("words", sa.Text()),
        sa.UniqueConstraint("brand", "measure", "until"),
    )
    op.create_index("runs_by_brand", "runs", ["brand", "created"])
    op.create_index("outbox_by_run", "outbox", ["run"])
    op.create_index("outbox_by_brand", "outbox", ["brand", "delivered"])
    op.create_index("approvals_by_brand", "approvals", ["brand", "decided_at"])
    op.create_index("cases_by_brand", "cases", ["brand", "opened"])
    _count_old_ones()


def _count_old_ones() -> None:
    connection = op.get_bind()
    old = connection.execute(sa.text("SELECT draft, version, report FROM versions WHERE report IS NOT NULL"))
    fresh = sa.table("version_findings", *map(sa.column, ("draft", "version", "family", "findings")))
    for rows in old.partitions(AT_ONCE):
        counted = [one for draft, version, report in rows for one in _counted(draft, version, report)]
        if counted:
            connection.execute(sa.insert(fresh), counted)


def _counted(draft: str, version: int, report: str | dict[str, Any]) -> list[dict[str, object]]:
    """Red and amber findings; a report whose words were erased has none left to count."""
    given: dict[str, Any] = json.loads(report) if isinstance(report, str) else report
    families: dict[str, int] = {}
    for finding in given.get("findings", ()):
        if finding.get("severity") in ("red", "amber"):
            families[finding["family"]] = families.get(finding["family"], 0) + 1
    return [
        {"draft": draft, "version": version, "family": family, "findings": count} for family, count in families.items()
    ]
