"""The ledger's database file: opened, migrated, and written in short transactions."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, exc, inspect, text
from sqlalchemy.pool import QueuePool

from agents.clock import Clock
from agents.ledger.schema import HEAD
from knowledge.errors import CopydeskError, InputError

BUSY_SECONDS = 30
KEPT, MOST = 24, 40  # connections; one that is opened reads the whole schema before its first query
PAGES = 1_000  # KiB of the file that a connection holds; the system holds all of it for everybody


class LedgerError(CopydeskError):
    """The ledger cannot be read or written."""


class Ledger:
    """Opens (and migrates) one file. Readers see committed facts; one writer at a time."""

    def __init__(self, path: Path, clock: Clock, *, patience: float = BUSY_SECONDS) -> None:
        """`patience`: seconds to wait while another process writes."""
        self.path = path
        self.clock = clock
        self._engine = _engine(path, "FULL", patience)
        self._notes = _engine(path, "NORMAL", patience)
        with _named_errors(path):
            migrate(self._engine)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with _named_errors(self.path), self._engine.connect() as connection:
            yield connection

    def write(self) -> AbstractContextManager[Connection]:
        """One transaction that takes the write lock at once; on the disk at the end, or leaves nothing behind."""
        return self._transaction(self._engine)

    def note(self) -> AbstractContextManager[Connection]:
        """As `write`, for what only shows how far things are: a power cut may take the last of it, a crash does not.

        Saves the wait for the disk. Never for a decision, a signature, or anything that follows from one.
        """
        return self._transaction(self._notes)

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        with _named_errors(self.path), engine.connect() as connection:
            connection.execution_options(copydesk_write=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        self._notes.dispose()
        self._engine.dispose()


def migrate(engine: Engine) -> None:
    """Brings the schema to HEAD. Alembic is imported only where there is something to do."""
    with engine.connect() as connection:
        if inspect(connection).has_table("alembic_version"):
            current = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            if current == HEAD:
                return
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise LedgerError(
                f"{engine.url.database} was written by another release of Copydesk ({error}). Use that release."
            ) from error


def _engine(path: Path, synchronous: str, patience: float) -> Engine:
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(
        f"sqlite:///{path}",
        poolclass=QueuePool,
        pool_size=KEPT,
        max_overflow=MOST - KEPT,
        pool_use_lifo=True,  # few connections fill their caches; in turn all of them would
        connect_args={"timeout": patience},
    )

    @event.listens_for(engine, "connect")
    def _configure(connection: sqlite3.Connection, _record: Any) -> None:  # noqa: ANN401
        connection.isolation_level = None  # we begin transactions ourselves
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={synchronous}")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA cache_size=-{PAGES}")
        connection.execute("PRAGMA secure_delete=ON")  # what is erased is overwritten, not only forgotten

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        write = connection.get_execution_options().get("copydesk_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")  # by SQLAlchemy, so that it names errors

    return engine


@contextmanager
def _named_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeEncodeError as error:
        raise InputError("The text holds half of a character (a lone surrogate): paste it again.") from error
    except exc.OperationalError as error:
        full = shutil.disk_usage(path.parent).free == 0  # SQLite itself may say no more than "disk I/O error"
        why, remedy = ("its disk is full", "make room there") if full else (error.orig, "mend that")
        raise LedgerError(f"{path} could not be written ({why}). Nothing was lost; {remedy} and repeat.") from error
    except exc.DatabaseError as error:
        if isinstance(error, exc.IntegrityError):
            raise
        raise LedgerError(f"{path} is not a ledger or is damaged ({error.orig}). Restore it from a backup.") from error
