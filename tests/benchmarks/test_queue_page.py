"""Whether the approvals page is drawn as fast with ten thousand cards in the queue as with a hundred.

One filed draft is copied, row by row, in the ledger, with deadlines over two weeks, six channels and three ratings;
somebody is on each card. Then in each round, in turn, the page of each queue is drawn: as it opens, filtered, a page
deep in it, and just after a decision, when nothing that was counted still holds.
"""

import sqlite3
import statistics
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from agents.ledger import audit
from agents.service import Desk
from agents.views import AskRequest
from tests.agents.desks import BRAND_APPROVER, REQUESTER, START, a_desk, copy_home
from tests.benchmarks.test_paused import _named
from ui.web.approvals import ApprovalsPage
from ui.web.board import Outcome
from ui.web.sessions import Visitor

SIZES = (100, 10_000)
ROUNDS = 15
TABLES = ("runs", "drafts", "versions", "approvals", "openings", "taken")
CHANNELS = ("instagram", "email", "linkedin", "x", "sms", "push")
RATINGS = ("green", "amber", "red")
LOCALES = ("en", "de", "fr", "ja")
LIMIT = 10  # of 10,000 to 100, in every way of looking: what is counted anew grows with the queue, the rest does not
ON_IT = (BRAND_APPROVER, "elif")
PAGES = {
    "opened": "?tab=mine",
    "filtered": "?tab=all&rating=amber&channel=email",
    "somebody else's": "?tab=mine&taken=others",
    "deep": "?tab=all&page=2",
}


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Desk]]:
    made: dict[int, Desk] = {}
    for size in SIZES:
        home = copy_home(tmp_path_factory.mktemp("queue") / str(size))
        first = a_desk(home)
        asked = first.wait(first.ask(AskRequest(text="A caption for the bottle"), REQUESTER, "bench").run, 30)
        first.take_approval(asked.drafts[0].approval or "", BRAND_APPROVER, "bench")
        first.close()
        _copied(home / "ledger.db", size - 1)
        made[size] = a_desk(home)
        assert len(made[size].approvals(limit=20_000)) == size
        assert made[size].approval_counts(user=BRAND_APPROVER).total(mine=True) == size
    yield made
    for desk in made.values():
        desk.close()


def _copied(ledger: Path, copies: int) -> None:
    with closing(sqlite3.connect(ledger)) as store, store:
        for table in TABLES:
            (row,) = store.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608
            names = [column[1] for column in store.execute(f"PRAGMA table_info({table})")]
            changed = (
                {name: _another(table, name, value, number) for name, value in zip(names, row, strict=True)}
                for number in range(copies)
            )
            places = ", ".join("?" * len(row))
            store.executemany(f"INSERT INTO {table} VALUES ({places})", (list(one.values()) for one in changed))  # noqa: S608


def _another(table: str, name: str, value: object, number: int) -> object:
    own = {
        ("approvals", "due"): (START + timedelta(minutes=2 * (number + 1))).isoformat(timespec="microseconds"),
        ("drafts", "channel"): CHANNELS[number % len(CHANNELS)],
        ("drafts", "locale"): LOCALES[number % len(LOCALES)],
        ("taken", "user"): ON_IT[number % len(ON_IT)],
        ("versions", "rating"): RATINGS[number % len(RATINGS)],
    }
    return own.get((table, name)) or _named(value, number)


def _tell(connection: Connection) -> None:
    audit.append(connection, at=START, event="run.asked", actor=BRAND_APPROVER, door="bench", subject="r-0")


def test_ten_thousand_cards_against_a_hundred(benchmark: Any, desks: dict[int, Desk]) -> None:
    times: dict[tuple[str, int], list[float]] = {}

    def turn() -> None:
        for size, desk in desks.items():
            page = ApprovalsPage(desk, desk.clock)
            ana = Visitor(user=desk.user(BRAND_APPROVER), door="web")
            for name, at in {"counted anew": "?tab=all", **PAGES}.items():
                if name == "counted anew":
                    with desk.ledger.write() as connection:
                        _tell(connection)
                started = time.perf_counter()
                drawn = str(page.draw(ana, Outcome(at=at)))
                times.setdefault((name, size), []).append(time.perf_counter() - started)
                assert 'class="approval"' in drawn
                assert len(drawn) < 200_000

    benchmark.pedantic(turn, rounds=ROUNDS, warmup_rounds=1)
    for name in ("counted anew", *PAGES):
        least, most = (statistics.median(times[name, size][1:]) for size in SIZES)
        benchmark.extra_info |= {
            f"{name}, {SIZES[0]} cards, ms": least * 1000,
            f"{name}, {SIZES[1]} cards, ms": most * 1000,
            f"{name}, ratio": most / least,
        }
        assert most / least <= LIMIT, name
