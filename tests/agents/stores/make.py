"""Makes a store with paused runs: `python -m tests.agents.stores.make 0.1`, once a release, from that release's code.

Kept are the two database files alone, zipped, and the audit trail's head: the knowledge base is read anew from the
brand's documents.
"""

import gzip
import sqlite3
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update

from agents.clock import ManualClock
from agents.erasing.erasure import Erasure
from agents.ledger.outbox import hold
from agents.ledger.schema import outbox
from agents.model.scripted import ScriptedChat
from agents.signing.decision import Approve
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home

FILES = ("ledger.db", "checkpoints.db")
LATER = START + timedelta(days=3)
HERE = Path(__file__).parent


def pause_runs(home: Path) -> None:
    """One run at each gate: chosen from, half signed, timed, handed over."""
    desk = a_desk(home, clock=ManualClock(START), model=ScriptedChat(scenes.restate))
    assert scenes.ask(desk, scenes.CAPTION, hold=True).status == "choosing"
    half = scenes.ask(desk, scenes.SKIN)
    assert scenes.decide(desk, scenes.only(desk, half.run).id, Approve(), "ana").status == "waiting"
    timed = scenes.ask(desk, scenes.CAPTION, when=LATER)
    assert scenes.sign(desk, timed.run, "elif").status == "scheduled"
    assert scenes.ask(desk, scenes.RASH).status == "escalated"
    desk.close()


def pause_more(home: Path) -> str:
    """A case that is taken, one released with conditions, a publication on its way, a held and an erased request.

    Returns the audit trail's head.
    """
    desk = a_desk(home, clock=ManualClock(START + timedelta(hours=1)), model=ScriptedChat(scenes.restate))
    taken = scenes.ask(desk, scenes.RASH.replace("child", "son"))
    desk.take_case(taken.case or "", "noor", scenes.DOOR)
    risky = desk.case(scenes.ask(desk, scenes.FACES).case or "")
    for role in risky.release_roles:
        person = next(user.name for user in desk.users() if role in user.roles)
        if desk.case(risky.id).status == "open":
            desk.release_case(risky.id, ("Nobody is recognised",), person, scenes.DOOR)
    assert desk.wait(risky.run, scenes.PATIENCE).status in {"waiting", "blocked"}
    gone = scenes.ask(desk, scenes.PRICE)
    desk.erase(Erasure(run=gone.run), "joost", scenes.DOOR)
    held = scenes.ask(desk, scenes.CAPTION, channels=("linkedin",)).run
    out = scenes.sign(desk, scenes.ask(desk, scenes.CAPTION, channels=("email",)).run, "ana", "elif").run
    assert desk.run(out).status == "published", desk.run(out)
    with desk.ledger.write() as connection:
        connection.execute(
            update(outbox).where(outbox.c.run == out).values(status="pending", delivered=None, path=None)
        )
        hold(connection, scope=f"run:{held}", reason="restored", by="restore", now=START)
    head = desk.audit_verify().head
    desk.close()
    return head


def keep(home: Path, folder: Path, head: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "head").write_text(head + "\n", encoding="utf-8")
    for name in FILES:
        with sqlite3.connect(home / name) as store:
            store.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            store.execute("PRAGMA journal_mode=DELETE")
        store.close()
        (folder / f"{name}.gz").write_bytes(gzip.compress((home / name).read_bytes(), mtime=0))


def open_kept(folder: Path, home: Path) -> None:
    """A home with the kept files in place of its own."""
    for name in FILES:
        for stale in home.glob(f"{name}*"):
            stale.unlink()
        (home / name).write_bytes(gzip.decompress((folder / f"{name}.gz").read_bytes()))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = copy_home(Path(folder) / "home")
        pause_runs(made)
        keep(made, HERE / sys.argv[1], pause_more(made))
