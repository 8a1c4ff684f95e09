"""Work in several processes: its order, its errors, and that none of them is left behind."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from knowledge.errors import CopydeskError
from tests.tools.sharing import doubling, dying, failing, sleeping
from tools import shared_out as module
from tools.shared_out import CHUNK, FEWEST, MOST, processes_for, shared_out

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0  # seconds


def test_results_come_in_order_from_several_processes_each_opened_and_closed_once(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with shared_out(range(10, 10 + 8 * CHUNK), partial(doubling, log), 2) as outcomes:
        found = [one.get() for one in outcomes]
    assert [number for number, _ in found] == [2 * number for number in range(10, 10 + 8 * CHUNK)]
    processes = {process for _, process in found}
    assert len(processes) == 2
    assert os.getpid() not in processes
    assert sorted(log.read_text().split("\n")[:-1]) == sorted(
        f"{what} {process}" for process in processes for what in ("opened", "closed")
    )


def test_an_error_is_raised_at_its_place_and_the_others_run(tmp_path: Path) -> None:
    with shared_out(range(8), partial(doubling, tmp_path / "log"), 2) as outcomes:
        told = []
        for one in outcomes:
            try:
                told.append(str(one.get()[0]))
            except (CopydeskError, ValueError) as error:
                told.append(f"{type(error).__name__}: {error}")
    assert told == ["0", "2", "4", "CopydeskError: three is none", "8", "ValueError: five is none", "12", "14"]


def test_what_cannot_be_opened_is_raised_as_it_is() -> None:
    with pytest.raises(CopydeskError, match="nothing to work with"), shared_out(range(3), failing, 2) as outcomes:
        next(outcomes).get()
    _eventually(_nobody_is_left)


def test_a_process_that_is_killed_is_told() -> None:
    with (
        pytest.raises(CopydeskError, match=r"ended from outside.*--processes 1"),
        shared_out(range(2 * CHUNK), dying, 2) as outcomes,
    ):
        list(outcomes)
    _eventually(_nobody_is_left)


def test_whoever_leaves_early_leaves_no_process_behind(tmp_path: Path) -> None:
    began = time.monotonic()
    with suppress(KeyError), shared_out(range(1, 8 * CHUNK), partial(sleeping, tmp_path / "log"), 2):
        _eventually(lambda: len(_noted(tmp_path / "log")) == 2)
        raise KeyError
    assert time.monotonic() - began < PATIENCE
    _eventually(_nobody_is_left)
    assert not any(map(_runs, _noted(tmp_path / "log")))


@pytest.mark.parametrize(("sign", "to_all"), [(signal.SIGINT, True), (signal.SIGKILL, False), (signal.SIGTERM, False)])
def test_no_process_outlives_the_one_that_shares_out(tmp_path: Path, sign: signal.Signals, to_all: bool) -> None:
    log = tmp_path / "log"
    with subprocess.Popen(
        [sys.executable, "-m", "tests.tools.sharing", str(log)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as parent:
        try:
            _eventually(lambda: len(_noted(log)) == 2)
            if to_all:  # as a terminal does
                os.killpg(parent.pid, sign)
            else:
                parent.send_signal(sign)
            _, said = parent.communicate(timeout=PATIENCE)
        finally:
            if parent.poll() is None:
                os.killpg(parent.pid, signal.SIGKILL)
    _eventually(lambda: not any(map(_runs, _noted(log))))
    assert said.count("Traceback") <= 1, said  # the interrupted one's own


@pytest.mark.parametrize(
    ("cores", "things", "wanted", "processes"),
    [
        (2, 2 * FEWEST - 1, None, 1),
        (2, 2 * FEWEST, None, 2),
        (2, 50 * FEWEST, None, 2),
        (64, 50 * FEWEST, None, MOST),
        (1, 50 * FEWEST, None, 1),
        (2, 3, 2, 2),
        (2, 3, 8, 3),
        (2, 0, 8, 1),
        (8, 50 * FEWEST, 1, 1),
    ],
)
def test_how_many_pay(
    monkeypatch: pytest.MonkeyPatch, cores: int, things: int, wanted: int | None, processes: int
) -> None:
    monkeypatch.setattr(module, "_cores", lambda: cores)
    assert processes_for(things, wanted) == processes


def _noted(log: Path) -> list[int]:
    return [int(line) for line in log.read_text().split()] if log.exists() else []


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not (state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] == "Z")


def _nobody_is_left() -> bool:
    """The pool's own thread may still be about to note that a process has ended."""
    return not multiprocessing.active_children()


def _eventually(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
