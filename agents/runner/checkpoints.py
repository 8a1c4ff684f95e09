"""The checkpointer: where each run stands, in a database file of its own."""

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import CopydeskError

if TYPE_CHECKING:
    from langgraph.checkpoint.sqlite import SqliteSaver

BUSY_SECONDS = 30


class CheckpointError(CopydeskError):
    """The checkpoints cannot be opened."""


def open_saver(path: Path) -> "SqliteSaver":
    """One saver a process; WAL, and every checkpoint on the disk before the next node runs."""
    from langgraph.checkpoint.sqlite import SqliteSaver

    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = sqlite3.connect(path, check_same_thread=False, timeout=BUSY_SECONDS)
        saver = SqliteSaver(connection)
        saver.setup()
    except sqlite3.DatabaseError as error:
        raise CheckpointError(f"{path} is not a store of checkpoints or is damaged ({error}).") from error
    return saver


def threads(saver: "SqliteSaver") -> list[str]:
    """Runs that have checkpoints. Reads all of them: for start-up alone."""
    with saver.cursor(transaction=False) as cursor:
        return [row[0] for row in cursor.execute("SELECT DISTINCT thread_id FROM checkpoints")]
