"""Two to eight people decide on one card at once, in threads and in processes: one signature completes it, and
everybody else is told who it was and when.
"""

import json
import multiprocessing
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from agents.clock import ManualClock
from agents.ledger.database import Ledger
from agents.service import Desk
from agents.signing import deciding
from tests.agents.desks import REQUESTER, START, a_desk, copy_home
from tests.agents.proofs import judge, races
from tests.agents.proofs.races import Race, Told
from tests.processes import PRELOADED

PROCESSES = 2
PATIENCE = 600  # seconds for all races of two processes
CLEAR = {  # why somebody may be refused who did not come too late, or came when the card was somewhere else
    "own-request", "nothing-left", "signed-already", "another-signer", "wrong-role", "no-change", "asked for",
}  # fmt: skip
SEVERAL = [pytest.param(40), pytest.param(700, marks=pytest.mark.slow)]
SOME = [pytest.param(10), pytest.param(300, marks=pytest.mark.slow)]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=ManualClock(START))
    races.enrol(desk)
    yield desk
    desk.close()


def bench_of(desk: Desk, brand: str) -> deciding.Bench:
    bench = desk.engine.context.bench(brand)
    return deciding.Bench(policy=bench.policy, digest=bench.digest, rate=bench.rating.rate_edit)


@pytest.mark.parametrize("number", SEVERAL)
def test_in_threads_one_signature_completes(desk: Desk, number: int) -> None:
    run = races.plan(races.lay_out(desk, number), seed=1)
    told = [
        races.run_in_threads(
            desk.ledger,
            lambda brand: bench_of(desk, brand),
            race,
            threading.Barrier(len(race.answers), timeout=races.PATIENCE),
        )
        for race in run
    ]
    check(desk, run, told)


def sit(home: Path, here: int, run: Sequence[Race], starts: Sequence[Any], out: Path) -> None:
    """One process of several over the same ledger."""
    ledger = Ledger(home / "ledger.db", ManualClock(START))
    told = [
        races.run_in_threads(ledger, races.no_bench, race, start, here) for race, start in zip(run, starts, strict=True)
    ]
    ledger.close()
    lines = [[[one.user, one.kind, one.status, one.error, one.words, one.by] for one in each] for each in told]
    out.write_text(json.dumps(lines), encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.parametrize("number", SOME)
def test_in_processes_one_signature_completes(desk: Desk, tmp_path: Path, number: int) -> None:
    run = races.plan(races.lay_out(desk, number), seed=2, processes=PROCESSES, edits=False)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    starts = [context.Barrier(len(race.answers), timeout=races.PATIENCE) for race in run]
    outs = [tmp_path / f"told-{here}.json" for here in range(PROCESSES)]
    sitting = [
        context.Process(target=sit, args=(desk.home.path, here, run, starts, out)) for here, out in enumerate(outs)
    ]
    for process in sitting:
        process.start()
    end = time.monotonic() + PATIENCE
    for process in sitting:
        process.join(max(0, end - time.monotonic()))
    left = [process for process in sitting if process.exitcode is None]
    for process in left:
        process.kill()
        process.join()
    assert left == []
    assert [process.exitcode for process in sitting] == [0] * PROCESSES
    parts = [json.loads(out.read_text(encoding="utf-8")) for out in outs]
    check(desk, run, [[Told(*line) for part in parts for line in part[number]] for number in range(len(run))])


def check(desk: Desk, run: Sequence[Race], told: Sequence[Sequence[Told]]) -> None:
    book = judge.Book(desk.home.path)
    completed = 0
    for race, heard in zip(run, told, strict=True):
        assert len(heard) == len(race.answers)
        row = book.one("SELECT * FROM approvals WHERE id = ?", race.card)
        ended = [one for one in heard if one.status in {"approved", "rejected"}]
        if row["status"] == "pending":
            assert ended == []
        else:
            (last,) = ended
            assert (last.user, last.status) == (row["decided_by"], row["status"])
        if row["status"] == "approved":
            completed += 1
            asked = book.one("SELECT * FROM runs WHERE id = ?", row["run"])
            assert list(judge.signature_problems(book, row, asked, row["digest"])) == []
        for one in heard:
            if one.error is not None:
                is_told(one, row)
        if all(decision.kind == "approve" for _, decision, _ in race.answers):
            could = {user for user, _, _ in race.answers} - {REQUESTER}
            assert (row["status"] == "approved") == enough(race.need, could), (race, heard)
    assert list(judge.own(book)) == []
    assert desk.audit_verify().ok
    assert completed >= len(run) / 3  # the races are about something
    book.close()


def is_told(one: Told, row: dict[str, Any]) -> None:
    """Who decided and when; or the rule, in words, that stands against it."""
    if one.error == "AlreadyDecidedError":
        assert one.by == row["decided_by"]
        assert one.words.startswith(f"Already {row['status']} by {row['decided_by']} at 2026-11-20 09:00:00 UTC.")
    elif one.error == "NotAllowedError":
        assert any(f"(rule: {rule})" in one.words for rule in CLEAR), one
    elif one.error == "DigestMismatchError":
        assert row["edited"], one
        assert "read the current one" in one.words
    else:
        assert (one.error, row["under_revision"]) == ("UnderRevisionError", 1), one


def enough(need: str, who: set[str]) -> bool:
    brand, legal = who & {*races.BRAND, *races.BOTH}, who & {*races.LEGAL, *races.BOTH}
    if need == "any of two":
        return bool(brand | legal)
    return bool(brand) if need == "one" else bool(brand and legal and len(who) > 1)
