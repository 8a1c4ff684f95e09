"""One process owns a home; every way into a desk goes through this door.

Whoever takes the home's lock holds the desk itself. Everyone else talks to the owner, when the owner serves.
"""

import json
import logging
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from knowledge.errors import CopydeskError
from ui.desk_api import DeskApi

if TYPE_CHECKING:
    from agents.settings import Settings
    from ui.serve_note import ServeNote

log = logging.getLogger(__name__)

LOCK = "lock"
OWNER = "owner.json"
SERVING = "copydesk serve"  # how a serving owner signs in
PATIENCE = 2.0  # seconds: long enough for another short command to end
SERVE_PATIENCE = 20.0  # seconds: for a desk that is starting to serve
LOOK = 0.2  # seconds between two looks at a busy home


class HomeBusyError(CopydeskError):
    """Another process holds this home."""


@contextmanager
def open_desk(settings: "Settings", start: bool = False) -> Iterator[DeskApi]:
    """The desk of this home: its own when nobody holds it, else the serving owner's through loopback.

    `start`: an own desk also goes on with what a crash cut off, which only commands that move runs need.
    """
    lock = _lock(settings.home)
    remote = _wait(settings.home, lock)
    if remote is not None:
        try:
            yield remote
        finally:
            remote.close()
        return
    with own_desk(settings, lock) as desk:
        if start:
            desk.start()
        yield desk


def _wait(home: Path, lock: FileLock) -> DeskApi | None:
    """The desk that serves this home, or None once the lock is ours. Raises HomeBusyError when neither comes."""
    began = time.monotonic()
    while not _taken(lock):
        from ui.remote import connect

        remote = connect(home)
        if remote is not None:
            return remote
        if time.monotonic() - began >= (SERVE_PATIENCE if _is_starting(home) else PATIENCE):
            raise HomeBusyError(_busy(home))
        time.sleep(LOOK)
    return None


def _taken(lock: FileLock) -> bool:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return False
    return True


@contextmanager
def own_desk(settings: "Settings", lock: FileLock | None = None) -> Iterator[DeskApi]:
    """The desk itself, never another process's.

    Raises HomeBusyError where someone else holds the home.
    """
    lock = lock or _lock(settings.home)
    try:
        lock.acquire(timeout=PATIENCE)
    except Timeout:
        raise HomeBusyError(_busy(settings.home)) from None
    try:
        _sign_in(settings.home)
        desk = build(settings)
        try:
            yield desk
        finally:
            desk.close()
    finally:
        (settings.home / OWNER).unlink(missing_ok=True)
        lock.release(force=True)


@contextmanager
def reading_desk(settings: "Settings") -> Iterator[DeskApi]:
    """For what reads files alone, such as `check`: no lock, no ledger, no index."""
    desk = build(settings)
    try:
        yield desk
    finally:
        desk.close()


def build(settings: "Settings") -> DeskApi:
    from agents.service import Desk

    return Desk(settings)


def _lock(home: Path) -> FileLock:
    """Of a folder that can be written. Raises HomeError, with the way out."""
    from agents.home import unusable

    try:
        home.mkdir(parents=True, exist_ok=True)
        (home / LOCK).touch()
    except OSError as error:
        raise unusable(home, error) from error
    return FileLock(home / LOCK)


def _command(arguments: Sequence[str]) -> str:
    """What this process was called for."""
    left = iter(arguments)
    for word in left:
        if word == "--home":
            next(left, None)
        elif not word.startswith("-"):
            return f"copydesk {word}"
    return "copydesk"


def _sign_in(home: Path) -> None:
    """Leaves a note for whoever finds the home taken. A courtesy: it keeps nobody out where a full disk has no room."""
    from agents.home import unusable

    command = _command(sys.argv[1:])
    try:
        (home / OWNER).write_text(json.dumps({"pid": os.getpid(), "command": command}), encoding="utf-8")
    except OSError as error:
        log.info("%s", unusable(home / OWNER, error))


def _owner(home: Path) -> tuple[int, str] | None:
    """The pid and command of whoever holds the home, as far as it says so."""
    try:
        owner = json.loads((home / OWNER).read_text(encoding="utf-8"))
        return int(owner["pid"]), str(owner["command"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_starting(home: Path) -> bool:
    owner = _owner(home)
    return owner is not None and owner[1] == SERVING


def _busy(home: Path) -> str:
    served = _served(home)
    if served is not None:
        return (
            f"{home} is served already, at {served.url} by process {served.pid}. Open that address, "
            f"stop it with `kill {served.pid}`, or name another home with COPYDESK_HOME."
        )
    owner = _owner(home)
    if owner is None:
        return f"{home} is in use by another process. Wait until it ends, or name another home with COPYDESK_HOME."
    pid, command = owner
    wait = "It does not answer yet: try again in a moment" if command == SERVING else "Wait until it ends"
    return (
        f"{home} is in use by process {pid} ({command}). {wait}, stop it with `kill {pid}`, "
        "or name another home with COPYDESK_HOME."
    )


def _served(home: Path) -> "ServeNote | None":
    """Who serves this home, when they answer."""
    from ui.remote import connect
    from ui.serve_note import ServeNote

    note, remote = ServeNote.read(home), connect(home)
    if remote is None:
        return None
    remote.close()
    return note
