"""Kept runs: their names, their number, what is in them, and which figures moved between two."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from agents.insights.suites import SuiteMove
from evals import figures
from evals.keeping import FOLDER, KEPT, keep, kept, moved, other_cases, version
from evals.measured import Gate
from evals.outcome import Run, SuiteOutcome
from knowledge.errors import InputError

START = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def right(hits: int, n: int, prefix: str = "case") -> dict[str, float]:
    return {f"{prefix} {number:03}": float(number < hits) for number in range(n)}


def suite(name: str, samples: Mapping[str, Mapping[str, float]], *, blind: bool = False) -> SuiteOutcome:
    gates = tuple(Gate(name=each, figure=figures.of(values.values())) for each, values in samples.items())
    return SuiteOutcome(
        suite=name,
        state="well",
        gates=gates,
        samples={each: dict(values) for each, values in samples.items()},
        blind=blind,
        misses=("row 7 went wrong",),
        details=("row 7 is of part B",),
        own=("a-1: “words of a person”",),
    )


def kept_runs(home: Path, *runs: SuiteOutcome | tuple[SuiteOutcome, ...]) -> Path:
    """One a week; the newest."""
    for week, given in enumerate(runs):
        suites = given if isinstance(given, tuple) else (given,)
        file = keep(Run(suites=suites), home, START + timedelta(weeks=week), f"c{week}")
    return file


def moves(home: Path, *runs: SuiteOutcome | tuple[SuiteOutcome, ...]) -> tuple[SuiteMove, ...]:
    return moved(home, kept_runs(home, *runs))


def test_a_figure_that_fell_is_told_by_case_with_both_runs(tmp_path: Path) -> None:
    before, now = suite("policy", {"right": right(50, 50)}), suite("policy", {"right": right(35, 50)})
    (one,) = moves(tmp_path, before, now)
    assert one.suite.model_dump() == {
        "suite": "policy",
        "figure": "right",
        "paired": True,
        "run": "2026-11-09T09-00-00Z-c1.json",
        "run_before": "2026-11-02T09-00-00Z-c0.json",
    }
    assert (one.now.value, one.before.value, one.now.n) == (0.7, 1.0, 50)
    assert one.change.value == pytest.approx(-0.3)
    assert one.change.low is not None
    assert one.change.high is not None
    assert -0.45 < one.change.low < one.change.high < -0.15
    assert (one.since, one.until) == (START, START + timedelta(weeks=1))


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (right(50, 50), right(50, 50)),  # the same
        (right(50, 50), right(49, 50)),  # one case: the interval holds 0
        (right(19, 19), right(0, 19)),  # too few
        (right(40, 50), right(36, 50, "other")),  # other cases: 8 points of 50 are chance
        ({f"{n}": 0.5 for n in range(40)}, {f"{n}": 0.5004 for n in range(40)}),  # less than is ever shown
        ({}, right(0, 50)),
    ],
)
def test_chance_few_cases_and_what_nobody_sees_move_nothing(
    tmp_path: Path, before: dict[str, float], now: dict[str, float]
) -> None:
    assert moves(tmp_path, suite("policy", {"right": before}), suite("policy", {"right": now})) == ()


def test_cases_that_both_runs_have_are_compared_alone(tmp_path: Path) -> None:
    harder = right(30, 30) | right(0, 30, "new")
    assert moves(tmp_path, suite("policy", {"right": right(30, 30)}), suite("policy", {"right": harder})) == ()
    worse = right(15, 30) | right(30, 30, "new")
    (one,) = moves(tmp_path / "b", suite("policy", {"right": right(30, 30)}), suite("policy", {"right": worse}))
    assert (one.suite.paired, one.now.value, one.now.n) == (True, 0.5, 30)


def test_other_cases_are_compared_as_two_proportions(tmp_path: Path) -> None:
    runs = (suite("policy", {"right": right(48, 50)}), suite("policy", {"right": right(40, 80, "other")}))
    (one,) = moves(tmp_path, *runs)
    assert (one.suite.paired, one.now.n, one.before.n) == (False, 80, 50)
    assert one.change.clear


def test_other_cases_are_told_and_move_nothing(tmp_path: Path) -> None:
    def on(dataset: str, hits: int, changed: int) -> SuiteOutcome:
        digests = {case: dataset if number < changed else "same" for number, case in enumerate(right(0, 50))}
        made = suite("policy", {"right": right(hits, 50)})
        return made.model_copy(update={"dataset": dataset, "cases": digests})

    file = kept_runs(tmp_path, on("one", 50, 50), on("two", 20, 50))
    assert moved(tmp_path, file) == ()
    (line,) = other_cases(tmp_path, file)
    assert line.startswith("policy: the cases are not those of 2026-11-02T09-00-00Z-c0.json")
    (one,) = moves(tmp_path / "b", on("one", 50, 5), on("two", 20, 5))
    assert (one.suite.paired, one.now.n) == (True, 45)
    blind = [made.model_copy(update={"blind": True}) for made in (on("one", 50, 50), on("two", 20, 50))]
    assert moves(tmp_path / "c", *blind) == ()


def test_of_a_blind_part_figures_are_kept_and_no_case(tmp_path: Path) -> None:
    runs = [suite("triage", {"grave": right(hits, 60)}, blind=True) for hits in (58, 30)]
    (one,) = moves(tmp_path, *runs)
    assert (one.suite.suite, one.suite.paired, one.now.n) == ("triage", False, 60)
    for file in kept(tmp_path):
        (told,) = json.loads(file.read_bytes())["suites"]
        assert (told["samples"], told["cases"], told["misses"], told["details"], told["hidden"]) == ({}, {}, [], [], 1)
        assert "row 7" not in file.read_text(encoding="utf-8")
        assert "case 0" not in file.read_text(encoding="utf-8")


def test_nobodys_own_words_are_kept(tmp_path: Path) -> None:
    file = kept_runs(tmp_path, suite("policy", {"right": right(1, 2)}))
    assert "words of a person" not in file.read_text(encoding="utf-8")
    assert "row 7 went wrong" in file.read_text(encoding="utf-8")


def test_each_suite_is_held_against_the_last_run_that_measured_it(tmp_path: Path) -> None:
    path = suite("path", {"way": right(40, 40)})
    broken = SuiteOutcome(suite="policy", state="broken", error="no")
    before = suite("policy", {"right": right(50, 50)})
    (one,) = moves(tmp_path, before, (path, broken), suite("policy", {"right": right(20, 50)}))
    assert one.suite.run_before == "2026-11-02T09-00-00Z-c0.json"
    assert moved(tmp_path, kept(tmp_path)[-1]) == ()  # the first has none before it


def test_a_kept_run_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    kept_runs(tmp_path, suite("policy", {"right": right(50, 50)}))
    (tmp_path / FOLDER / "2026-11-05T09-00-00Z-x.json").write_text("{", encoding="utf-8")
    file = keep(Run(suites=(suite("policy", {"right": right(9, 50)}),)), tmp_path, START + timedelta(weeks=1), "c1")
    assert [one.suite.run_before for one in moved(tmp_path, file)] == ["2026-11-02T09-00-00Z-c0.json"]


def test_the_oldest_go(tmp_path: Path) -> None:
    kept_runs(tmp_path, *[suite("policy", {"right": right(1, 2)})] * (KEPT + 3))
    names = [file.name for file in kept(tmp_path)]
    assert len(names) == KEPT
    assert names[-1].endswith("-c3.json")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file", encoding="utf-8")
    with pytest.raises(InputError, match=r"evals cannot be written .* leave out --keep"):
        kept_runs(tmp_path, suite("policy", {"right": right(1, 2)}))


def test_the_version_can_stand_in_a_file_name() -> None:
    assert version()
    assert not set(version()) & set("/\\ \n")
