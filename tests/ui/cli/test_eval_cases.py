"""`copydesk eval-cases` and the desk's own cases in `copydesk eval`."""

import json
from collections.abc import Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from agents.graph.brief import Triage
from agents.settings import Settings
from agents.views import EvalCaseView
from evals.outcome import Run, SuiteOutcome
from knowledge.errors import InputError
from tests.ui.fakes import FakeDesk
from ui.cli import evaluate_own
from ui.cli.frame import Frame
from ui.cli.main import main

CASE = EvalCaseView(
    id="c-1",
    suite="triage",
    brand="orrelune",
    run="r-1",
    request="The balm burnt my arm",
    decision="handled",
    by="noor",
    at=datetime(2026, 11, 20, tzinfo=UTC),
    label="escalation",
    status="accepted",
    reason="Told in passing",
)
RUN = Run(suites=(SuiteOutcome(suite="triage", state="well"), SuiteOutcome(suite="policy", state="well")))


class Grown(FakeDesk):
    def eval_cases(self, status: Any = "candidate", *given: Any) -> tuple[EvalCaseView, ...]:  # type: ignore[override]
        return (CASE,) if status == "accepted" and given[-1] == 0 else ()

    def triage(self, text: str, brand: str | None = None) -> Triage:
        return super().triage(text, brand).model_copy(update={"route": "copywriting"})


class Shut(FakeDesk):
    def eval_cases(self, *given: Any) -> tuple[EvalCaseView, ...]:  # type: ignore[override]
        raise InputError("The ledger is gone.")


def added(desk: FakeDesk, home: Path) -> Run:
    (home / "ledger.db").touch()
    frame = Frame(opener=lambda _: nullcontext(desk))
    frame.settings = Settings(home=home)
    return evaluate_own.added(frame, RUN)


def say(capsys: pytest.CaptureFixture[str], home: Path, *arguments: str) -> tuple[int, Sequence[str]]:
    code = main(["--home", str(home), "eval-cases", *arguments])
    said = capsys.readouterr()
    return code, (said.out, said.err)


def test_what_a_desk_has_taken_in_is_measured_beside_the_shipped_cases(tmp_path: Path) -> None:
    triage, policy = added(Grown(), tmp_path).suites
    assert triage.own == ("c-1: copywriting, and should be escalation: Told in passing: “The balm burnt my arm”",)
    assert triage.samples == {"own cases": {"c-1": 0.0}}
    assert not policy.own


def test_a_desk_that_cannot_be_asked_keeps_the_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert added(Shut(), tmp_path) == RUN
    assert "own cases were not measured: The ledger is gone." in capsys.readouterr().err


def test_without_a_desk_none_is_made(tmp_path: Path) -> None:
    frame = Frame(home=tmp_path / "none")
    assert evaluate_own.added(frame, RUN) is RUN
    assert not (tmp_path / "none").exists()


def test_none_are_told_as_such_and_an_unknown_one_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, (out, _) = say(capsys, tmp_path, "list", "--json")
    assert (code, json.loads(out)) == (0, {"cases": []})
    code, (_, err) = say(capsys, tmp_path, "accept", "a-none", "--as", "ana", "--reason", "A good one")
    assert code != 0
    assert "no decided case 'a-none'" in err
