"""`copydesk eval --keep`: the run lies in the home, and what moved since the last one waits for a person."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from agents.clock import SystemClock
from agents.insights import drift
from agents.ledger.database import Ledger
from evals import figures, keeping
from evals.measured import Gate
from evals.outcome import Run, SuiteOutcome
from tests.agents.desks import copy_home
from ui.cli.frame import Frame
from ui.cli.main import main

pytestmark = pytest.mark.usefixtures("cache")


def test_a_kept_run_is_held_against_the_last_and_a_move_waits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = copy_home(tmp_path / "home")
    values = {f"old case {number}": float(number < 30) for number in range(50)}
    gate = Gate(name="right", figure=figures.of(values.values()))
    before = SuiteOutcome(suite="policy", state="below", gates=(gate,), samples={"right": values})
    old = keeping.keep(Run(suites=(before,)), home, datetime(2026, 1, 5, tzinfo=UTC), "0.1.0")
    assert main(["eval", "policy", "--keep", "--json"], Frame(home=home)) == 0
    told = json.loads(capsys.readouterr().out)
    assert [file.name for file in keeping.kept(home)] == [told["kept"], old.name]
    (move,) = told["moved"]
    assert (move["suite"]["figure"], move["before"]["value"], move["now"]["value"]) == ("right", 0.6, 1.0)
    ledger = Ledger(home / "ledger.db", SystemClock())
    with ledger.read() as connection:
        (waiting,) = drift.listing(connection, "orrelune")
    ledger.close()
    assert (waiting.id, waiting.role, waiting.decided_at) == (move["id"], "data-science", None)
    assert waiting.suite is not None
    assert (waiting.suite.run, waiting.suite.run_before) == (told["kept"], old.name)


def test_a_home_that_cannot_keep_is_said_before_anything_runs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home = copy_home(tmp_path / "home")
    (home / keeping.FOLDER).write_text("a file", encoding="utf-8")
    assert main(["eval", "policy", "--keep"], Frame(home=home)) == 2
    said = capsys.readouterr().err
    assert "evals cannot be written" in said
    assert "1 suite: policy" not in said
