"""What follows an erasure: files in the outbox are written anew, and the bytes of what is gone are overwritten.

Receipts wait for it in the ledger, so that a crash loses nothing; again does no harm.
"""

import logging
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from agents.home import Home
from agents.ledger import receipts
from agents.ledger.database import Ledger
from agents.ledger.schema import erasures
from tools.outbox import DeliveryError

if TYPE_CHECKING:
    from agents.runner.delivery import Delivery

log = logging.getLogger(__name__)

SECONDS = 10.0  # to wait for whoever reads meanwhile


def sweep(ledger: Ledger, home: Home, delivery: "Delivery", now: datetime) -> bool:
    """All receipts that wait for it; False where it must be tried again, since somebody still reads an older state."""
    with ledger.read() as connection:
        query = select(erasures).where(erasures.c.id.in_(receipts.unswept(connection)))
        waiting = connection.execute(query).all()
    if not waiting:
        return True
    try:
        for row in waiting:
            delivery.restate(row.files if row.why == "person" and not row.runs else ())
    except DeliveryError as error:
        log.warning("the outbox is not written anew yet: %s", error)
        return False
    if not all(_sweep(path) for path in (home.checkpoints, home.ledger)):
        return False
    with ledger.write() as connection:
        receipts.swept(connection, [row.id for row in waiting], now)
    return True


def _sweep(path: Path) -> bool:
    if not path.is_file():
        return True
    connection = sqlite3.connect(path, timeout=SECONDS, isolation_level=None)
    try:
        connection.execute("PRAGMA secure_delete=ON")
        connection.execute("VACUUM")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError as error:  # locked, or no room: the receipt waits
        log.warning("%s is not swept yet: %s", path.name, error)
        return False
    finally:
        connection.close()
    return not busy
