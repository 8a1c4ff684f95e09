"""`copydesk models`: signing for a model on kept results, what is refused, and taking it back."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from agents.service import Desk
from evals.figures import Figure
from evals.live.metrics import Metric
from evals.measured import Gate
from evals.outcome import Run, State, SuiteOutcome
from evals.thresholds import Threshold
from tests.agents.desks import a_desk, copy_home
from tests.ui.cli.saying import Say

FIGURE = Figure(value=0.9, low=0.8, high=0.95, n=66)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(copy_home(tmp_path / "home"))
    yield made
    made.close()


def kept(path: Path, model: str | None = "m at http://here/v1", **states: State) -> str:
    suites = tuple(
        SuiteOutcome(
            suite=name,
            state=states.get(name.replace(" ", "_"), "well"),
            version="0f3a",
            gates=(Gate(name="share", figure=FIGURE, threshold=Threshold(at_least=0.8)),),
        )
        for name in ("judge", *get_args(Metric))
    )
    file = path / "results.json"
    file.write_text(Run(suites=suites, model=model).model_dump_json(), encoding="utf-8")
    return str(file)


def test_a_model_is_signed_for_listed_and_taken_back(say: Say, tmp_path: Path) -> None:
    assert "has not run on any model yet" in say("models", "list")[1]
    code, out, _ = say("models", "validate", kept(tmp_path), "--as", "wei")
    assert code == 0
    assert "validated  m at http://here/v1" in out
    assert "7 suites, signed by wei" in out
    assert "judge 0f3a: share 0.90 [0.80, 0.95], n = 66" in out
    (one,) = json.loads(say("models", "list", "--json")[1])["models"]
    assert one["suites"][0]["figures"]["share"]["at_least"] == 0.8
    _, out, _ = say("models", "revoke", "m at http://here/v1", "--as", "wei", "--reason", "It promised a cure")
    assert "taken back by wei" in out
    assert "It promised a cure" in out


def test_results_that_do_not_do_are_refused_in_one_line(say: Say, tmp_path: Path) -> None:
    code, _, err = say("models", "validate", kept(tmp_path, judge="below", faithfulness="skipped"), "--as", "wei")
    assert code == 2
    assert "cannot be validated: judge (below), faithfulness (skipped) did not pass." in err
    code, _, err = say("models", "validate", kept(tmp_path, model=None), "--as", "wei")
    assert code == 2
    assert "names no model" in err
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    code, _, err = say("models", "validate", str(tmp_path / "other.json"), "--as", "wei")
    assert code == 2
    assert "holds no run of the suites" in err


@pytest.mark.parametrize("suites", [(), ("policy",)])
def test_one_live_suite_alone_validates_nothing(say: Say, tmp_path: Path, suites: tuple[str, ...]) -> None:
    file = tmp_path / "results.json"
    run = Run(suites=tuple(SuiteOutcome(suite=name, state="well") for name in suites), model="m")
    file.write_text(run.model_dump_json(), encoding="utf-8")
    code, _, err = say("models", "validate", str(file), "--as", "wei")
    assert code == 2
    assert "judge (not run)" in err
