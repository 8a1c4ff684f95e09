"""The moments at which a desk can die: around each commit of the ledger, each write of a checkpoint, each node, and
each file that is put in its place. Counted in a dry run; at the one that is chosen the process kills itself with -9.

A test that cannot lose its process has `die` raise `Died` instead: no later point lets anything pass, so that nothing
more is written.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from typing import Any

from langgraph.checkpoint.sqlite import SqliteSaver
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine as Database
from sqlalchemy.pool import ConnectionPoolEntry, Pool

from agents.graph.build import Node
from agents.graph.state import NodeResult, RunState

SAVES = ("put", "put_writes", "delete_thread")  # what the checkpointer writes
COMMITTED = "a commit that nobody knows of yet"


class Died(BaseException):
    """Stands for the death of the process; nothing catches it."""


def kill() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def vanish() -> None:
    raise Died


class Points:
    """`fatal`: the number of the one at which the process dies, from 1; None to count them only.

    Nothing is counted before `arm`.
    """

    def __init__(self, fatal: int | None = None, die: Callable[[], None] = kill) -> None:
        self.names: list[str] = []
        self._fatal = fatal
        self._die = die
        self._armed = False
        self._lock = threading.Lock()
        self._saves = {name: getattr(SqliteSaver, name) for name in SAVES}

    def arm(self, fatal: int | None = None) -> None:
        """`fatal`: another one than before, counted from now on."""
        if fatal is not None:
            self.names, self._fatal = [], fatal
        self._armed = True

    def disarm(self) -> None:
        self._armed = False

    @property
    def armed(self) -> bool:
        return self._armed

    @property
    def dead(self) -> bool:
        return self._armed and self._fatal is not None and len(self.names) >= self._fatal

    def reach(self, name: str) -> None:
        if not self._armed:
            return
        with self._lock:
            self.names.append(name)
            dead = self.dead
        if dead:
            self._die()

    def around(self, nodes: Mapping[str, Node]) -> Mapping[str, Node]:
        """For the desk: each node with a point on its way in and out. A gate that stops has no way out."""
        return {name: self._watched(name, node) for name, node in nodes.items()}

    def _watched(self, name: str, node: Node) -> Node:
        def step(state: RunState) -> NodeResult:
            self.reach(f"node: into {name}")
            result = node(state)
            self.reach(f"node: out of {name}")
            return result

        return step

    def watch(self) -> None:
        event.listen(Database, "commit", self._before_commit)
        event.listen(Pool, "checkin", self._after_commit)
        for name, save in self._saves.items():
            setattr(SqliteSaver, name, self._saving(name, save))

    def watch_files(self) -> None:
        """For good: only where the process is to die."""
        sys.addaudithook(self._before_rename)

    def unwatch(self) -> None:
        event.remove(Database, "commit", self._before_commit)
        event.remove(Pool, "checkin", self._after_commit)
        for name, save in self._saves.items():
            setattr(SqliteSaver, name, save)

    def _before_commit(self, connection: Connection) -> None:
        if connection.get_execution_options().get("copydesk_write"):
            self.reach("ledger: before a commit")
            connection.info[COMMITTED] = True

    def _after_commit(self, _connection: object, entry: ConnectionPoolEntry) -> None:
        if entry.info.pop(COMMITTED, False):
            self.reach("ledger: after a commit")

    def _saving(self, name: str, save: Callable[..., Any]) -> Callable[..., Any]:
        def saved(*arguments: object, **more: object) -> object:
            self.reach(f"checkpoint: before {name}")
            result = save(*arguments, **more)
            self.reach(f"checkpoint: after {name}")
            return result

        return saved

    def _before_rename(self, what: str, arguments: tuple[Any, ...]) -> None:
        if what == "os.rename" and str(arguments[1]).endswith((".md", ".csv")):
            self.reach("file: written, not in its place")
