"""A real desk with one card that waits, many times over: `python -m tests.ui.many_cards HOME [HOW MANY]`."""

import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from agents.clock import SystemClock
from agents.ledger import schema
from agents.model.scripted import ScriptedChat
from tests.agents import scenes
from tests.agents.desks import a_desk, copy_home
from tests.ui.seeded import script, served

BATCH = 1_000


def seed(home: Path, many: int) -> None:
    desk = a_desk(copy_home(home), clock=SystemClock(), model=ScriptedChat(script))
    card = scenes.only(desk, scenes.ask(desk, scenes.CAPTION, channels=("email",)).run)
    assert card.status == "pending"
    ids = {card.run or "": "r", card.draft or "": "d", card.id: "a"}
    with desk.ledger.write() as connection:
        for table, column, value in (
            (schema.runs, "id", card.run),
            (schema.drafts, "id", card.draft),
            (schema.versions, "draft", card.draft),
            (schema.approvals, "id", card.id),
            (schema.openings, "approval", card.id),
        ):
            _copied(connection, table, column, value, ids, many - 1)
    assert len(desk.approvals(limit=many + 1)) == many
    desk.close()


def _copied(
    connection: Connection, table: Table, column: str, value: str | None, ids: dict[str, str], many: int
) -> None:
    """Each row anew under names of its own; what the table counts itself is left to it."""
    own = [one.name for one in table.primary_key.columns if one.autoincrement is True]
    for row in connection.execute(select(table).where(table.c[column] == value)).mappings().all():
        plain = {name: each for name, each in row.items() if name not in own}
        for start in range(0, many, BATCH):
            rows = [_named(plain, ids, number) for number in range(start, min(many, start + BATCH))]
            connection.execute(insert(table), rows)


def _named(row: dict[str, Any], ids: dict[str, str], number: int) -> dict[str, Any]:
    return {
        name: f"{ids[each]}-{number:08d}" if isinstance(each, str) and each in ids else each
        for name, each in row.items()
    }


if __name__ == "__main__":
    place = Path(sys.argv[1])
    seed(place, int((sys.argv[2:] or ["10000"])[0]))
    served(place, None, lambda url: print(url, flush=True))  # noqa: T201
