"""Suites together: thresholds, rows that are dropped, suites that break, runs that are kept and compared."""

import logging
from pathlib import Path
from typing import ClassVar

import pytest
from pydantic import BaseModel, ConfigDict

from evals import figures, measured, outcome
from evals.against import compare, other_cases
from evals.measured import Gate, Measured, Samples
from evals.outcome import Run, SuiteOutcome, found, read, run
from evals.policy.suite import run as run_policy
from evals.rows import read_rows
from evals.thresholds import Threshold, check_thresholds, thresholds
from knowledge.errors import InputError

FLOOR = Threshold(at_least=0.1)


class Counted(Measured):
    suite: ClassVar[str] = "counted"

    values: dict[str, float]

    @property
    def samples(self) -> Samples:
        return {"right": self.values}


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    id: str
    text: str


def gated(monkeypatch: pytest.MonkeyPatch, **wanted: Threshold) -> None:
    monkeypatch.setattr(measured, "thresholds", lambda suite, path: wanted)


def kept(wanted: Threshold | None = FLOOR, **values: float) -> Run:
    samples = {"right": {f"{name}-{n}": value for name, value in values.items() for n in range(30)}}
    gates = (Gate(name="right", figure=figures.of(samples["right"].values()), threshold=wanted),)
    return Run(suites=(SuiteOutcome(suite="counted", state="well", samples=samples, gates=gates),))


def test_a_figure_below_its_floor_and_one_without_a_case_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    gated(monkeypatch, right=Threshold(at_least=0.9))
    assert Counted(values={"a": 1.0}, rows=1, scored=1).ok
    assert Counted(values={"a": 0.0}, rows=1, scored=1).below == ("right 0.00 [0.00, 0.79], n = 1 is below 0.90",)
    assert Counted(values={}, rows=0, scored=0).below == ("right: no case was counted",)


def test_a_ceiling_fails_what_lies_above_it(monkeypatch: pytest.MonkeyPatch) -> None:
    gated(monkeypatch, right=Threshold(at_most=0.5))
    assert Counted(values={"a": 0.0}, rows=1, scored=1).ok
    assert "is above 0.50" in Counted(values={"a": 1.0}, rows=1, scored=1).below[0]


def test_a_row_that_was_dropped_fails_whatever_the_figures_are(monkeypatch: pytest.MonkeyPatch) -> None:
    gated(monkeypatch)
    assert Counted(values={"a": 1.0}, rows=3, scored=1).below == ("2 of 3 rows were not scored",)


def test_a_threshold_for_a_figure_that_is_not_there_breaks_the_suite(monkeypatch: pytest.MonkeyPatch) -> None:
    gated(monkeypatch, wrong=Threshold(at_least=0.5))
    with pytest.raises(InputError, match=r"the suite 'counted' has no figure 'wrong'\. It has right\."):
        assert Counted(values={"a": 1.0}, rows=1, scored=1).below


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("brand: {rows: 1, x: {at_least: 1, at_most: 1}}", "'brand.x': needs either at_least or at_most"),
        ("brand: {rows: 1, x: {}}", "needs either at_least or at_most"),
        ("brand: {rows: 1, x: {at_last: 1}}", "no key 'brand.x.at_last'. The keys: at_least, at_most, aim, count."),
        ("brand: [", "line 1: this is not YAML"),
        ("brand: {rows: 1}\nbrand: {rows: 2}", "line 2: this is not YAML: 'brand' is there twice."),
        ("brand: {rows: 1, x: {at_least: 1, at_least: 0}}", "'at_least' is there twice"),
        ("brand: {rows: 1, x: {at_least: .nan}}", "'brand.x.at_least': Input should be a"),
        ("brand: {rows: 1, x: {at_least: 100}}", "'brand.x': a share lies between 0 and 1"),
        ("brand: {rows: 1, x: {at_least: 0.5, aim: 95}}", "'brand.x': a share lies between 0 and 1"),
        ("brand: {rows: 1, x: {at_least: -1}}", "'brand.x.at_least': Input should be greater than"),
        ("brand: {rows: 1, x: {at_least: yes}}", "'brand.x.at_least' must be a number, and is yes or no"),
        ("brand: {rows: 0, x: {at_least: 1}}", "'brand.rows': Input should be greater than"),
        ("brand: {x: {at_least: 1}}", "'brand.rows' is missing."),
    ],
)
def test_a_broken_file_of_thresholds_gets_one_line(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "thresholds.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        thresholds("brand", file)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_of_thresholds_that_names_no_suite_or_is_gone_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "thresholds.yaml"
    file.write_text("brnad: {rows: 1, ratings: {at_least: 0.5}}", encoding="utf-8")
    with pytest.raises(InputError, match=r"there is no suite 'brnad'\. The suites: brand, triage\."):
        check_thresholds(["triage", "brand"], file)
    with pytest.raises(InputError, match=r"none\.yaml cannot be read"):
        thresholds("brand", tmp_path / "none.yaml")


def test_every_suite_has_thresholds_and_every_threshold_a_suite() -> None:
    check_thresholds(found())


@pytest.mark.parametrize("text", ["", "brand: {rows: 3}", "brand: {rows: 3, x: {at_least: 1}}"])
def test_a_suite_that_nothing_could_fail_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "thresholds.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"the suite '(brand|triage)' has no threshold, so nothing could fail it"):
        check_thresholds(["brand", "triage"], file)


def test_a_figure_that_a_suite_does_not_have_is_refused_before_it_runs(tmp_path: Path) -> None:
    file = tmp_path / "thresholds.yaml"
    file.write_text("judge: {rows: 1, agreemnt: {at_least: 0.8}}", encoding="utf-8")
    with pytest.raises(InputError, match=r"the suite 'judge' has no figure 'agreemnt'\. It has agreement\."):
        check_thresholds({"judge": ("agreement",)}, file)


def test_a_count_may_lie_above_one(tmp_path: Path) -> None:
    file = tmp_path / "thresholds.yaml"
    file.write_text("prose: {rows: 1, amber: {at_most: 3, count: true}}", encoding="utf-8")
    assert thresholds("prose", file)["amber"].limit == 3


def test_a_dataset_that_shrank_fails_however_good_its_figures_are(monkeypatch: pytest.MonkeyPatch) -> None:
    gated(monkeypatch, right=FLOOR)
    monkeypatch.setattr(measured, "least_rows", lambda suite, path: 50)
    shrunk = outcome.outcome_of("counted", Counted(values={"a": 1.0}, rows=1, scored=1), 0.0)
    assert (shrunk.state, shrunk.below) == ("below", ("1 row, and thresholds.yaml asks for at least 50",))
    whole = {f"{n}": 1.0 for n in range(50)}
    assert outcome.outcome_of("counted", Counted(values=whole, rows=50, scored=50), 0.0).state == "well"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "has no rows"),
        ("{", "line 1: this is not JSON"),
        ('{"id": "a"}', "line 1: 'text' is missing"),
        ("[]", "line 1: a row is an object in braces, and this is a list"),
        ('{"id": "a", "text": "x", "txt": "y"}', r"line 1: there is no key 'txt'\. The keys: id, text\."),
        ("\ufeff{}", "begins with a byte order mark"),
        ('{"id": "a", "text": "x"}\n\n{"id": "a", "text": "y"}', "line 3: the id 'a' is there twice"),
    ],
)
def test_a_broken_row_gets_one_line_with_its_number(tmp_path: Path, rows: str, said: str) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text(rows, encoding="utf-8")
    with pytest.raises(InputError, match=said) as caught:
        read_rows(file, Row)
    assert "\n" not in str(caught.value)


def test_a_separator_of_lines_within_a_text_ends_no_row(tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": "a", "text": "one\u2028two\x85three"}\r\n{"id": "b", "text": "x"}\n', encoding="utf-8")
    assert [row.text for row in read_rows(file, Row)] == ["one\u2028two\x85three", "x"]


def test_a_suite_that_crashes_keeps_the_results_of_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def crash() -> None:
        raise IndexError("list index\nout of range")

    monkeypatch.setattr("evals.prose.suite.run", crash)
    made = run(["prose", "policy"])
    assert [(one.suite, one.state) for one in made.suites] == [("prose", "broken"), ("policy", "well")]
    assert made.suites[0].error == "IndexError: list index out of range"
    assert made.exit_code == 2


def test_a_broken_suite_keeps_no_other_from_running(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise InputError("The table\nis gone.")

    monkeypatch.setattr("evals.prose.suite.run", broken)
    told: list[str] = []
    made = run(["prose", "policy"], told.append)
    assert told == ["prose", "policy"]
    assert [(one.suite, one.state) for one in made.suites] == [("prose", "broken"), ("policy", "well")]
    assert made.suites[0].error == "The table is gone."
    assert made.exit_code == 2


def test_a_suite_that_is_named_twice_runs_once() -> None:
    told: list[str] = []
    made = run(["policy", "policy"], told.append)
    assert (told, [one.suite for one in made.suites]) == (["policy"], ["policy"])


def test_ctrl_c_keeps_the_suites_that_are_through(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("evals.prose.suite.run", interrupted)
    begun: list[str] = []
    made = run(["policy", "prose", "triage"], begun=begun.append)
    assert begun == ["policy", "prose"]
    assert [(one.state, one.error) for one in made.suites] == [
        ("well", None),
        ("broken", "Stopped after 0 s, before it was through."),
        ("broken", "Not begun when the run was stopped."),
    ]
    assert made.through == 1
    with pytest.raises(KeyboardInterrupt):
        run(["prose", "policy"])


def test_warnings_of_failures_that_a_suite_provokes_are_kept_out_and_counted(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def provoked() -> Measured:
        for run_id in ("r-1", "r-2"):
            logging.getLogger("agents").warning("run %s stopped: %s", run_id, "No model answers here.")
        return run_policy()

    monkeypatch.setattr("evals.policy.suite.run", provoked)
    made = run(["policy"])
    assert made.suites[0].details[-1] == "logged 2 times, such as: run r-1 stopped: No model answers here."
    assert caplog.records == []


@pytest.mark.parametrize(("state", "code"), [("well", 0), ("skipped", 0), ("below", 1), ("broken", 2)])
def test_the_exit_code_tells_what_came_of_it(state: outcome.State, code: int) -> None:
    assert Run(suites=(SuiteOutcome(suite="a", state="well"), SuiteOutcome(suite="b", state=state))).exit_code == code


def test_the_same_run_twice_gives_the_same_numbers() -> None:
    one, other = (run(["policy"]).suites[0].model_dump(exclude={"seconds"}) for _ in range(2))
    assert one == other


def test_a_kept_run_is_read_and_another_file_refused(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    made = run(["policy"])
    file.write_text(made.model_dump_json(), encoding="utf-8")
    assert read(file) == made
    for text, said in (("{}", "holds no run"), ('{"format": 9, "suites": []}', "format 9"), ("?", "holds no run")):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match=said):
            read(file)


def test_two_runs_tell_what_is_better_what_worse_and_what_nobody_knows() -> None:
    (better,) = compare(kept(a=0.0, b=1.0), kept(a=1.0, b=1.0))
    assert better.line.startswith("counted, right: better, +0.500 [")
    (worse,) = compare(kept(a=1.0, b=1.0), kept(a=0.0, b=1.0))
    assert "worse, -0.500" in worse.line
    (same,) = compare(kept(a=1.0, b=0.0), kept(a=1.0, b=0.0))
    assert "no difference shown, +0.000 [+0.000, +0.000], n = 60 by case" in same.line
    (gap,) = compare(kept(a=0.0), kept(Threshold(at_most=0.1), a=1.0))
    assert "worse" in gap.line
    (unknown,) = compare(kept(None, a=0.0), kept(None, a=1.0))
    assert ": higher, +1.000" in unknown.line


def test_floors_and_ceilings_of_one_suite_each_say_which_way_is_better() -> None:
    wanted = {"heard": FLOOR, "false calls": Threshold(at_most=0.1), "seen": None}

    def both(value: float) -> Run:
        samples = {name: {f"{n}": value for n in range(30)} for name in wanted}
        figure = figures.of(samples["heard"].values())
        gates = tuple(Gate(name=name, figure=figure, threshold=one) for name, one in wanted.items())
        return Run(suites=(SuiteOutcome(suite="escalation", state="well", samples=samples, gates=gates),))

    told = {one.figure: one.line.split(": ")[1].split(",")[0] for one in compare(both(0.0), both(1.0))}
    assert told == {"heard": "better", "false calls": "worse", "seen": "higher"}


def test_a_figure_without_a_threshold_goes_the_way_of_its_suite() -> None:
    def gaps(value: float) -> Run:
        gate = Gate(name="widest gap", figure=figures.of([value]), threshold=Threshold(at_most=0.1))
        samples = {"gap": {f"{n}": value for n in range(30)}}
        return Run(suites=(SuiteOutcome(suite="fairness", state="well", samples=samples, gates=(gate,)),))

    (narrower,) = compare(gaps(0.5), gaps(0.0))
    assert ": better, -0.500" in narrower.line


def on(dataset: str, values: dict[str, float], cases: dict[str, str], *, blind: bool = False) -> Run:
    one = SuiteOutcome(
        suite="counted", state="well", samples={"right": values}, blind=blind, dataset=dataset, cases=cases
    )
    return Run(suites=(one,))


@pytest.mark.parametrize("blind", [False, True])
def test_of_two_runs_only_the_cases_that_are_the_same_are_compared(blind: bool) -> None:
    ids = [f"a{number}" for number in range(30)]
    before = on("one", dict.fromkeys(ids, 0.0), dict.fromkeys(ids, "x"), blind=blind)
    changed = dict.fromkeys(ids, "x") | dict.fromkeys(ids[:10], "y") | {"new": "z"}
    after = on("two", dict.fromkeys(ids[10:], 0.0) | dict.fromkeys(ids[:10], 1.0) | {"new": 1.0}, changed, blind=blind)
    (unlike,) = other_cases(before, after.without_blind())
    assert unlike.line == "counted: the cases differ: the 20 of 31 that are the same are compared alone"
    (one,) = compare(before, after.without_blind())
    assert (one.difference.value, one.difference.n, one.difference.paired) == (0, 20, True)


def test_figures_on_other_cases_are_not_compared() -> None:
    values = {f"a{number}": 0.0 for number in range(30)}
    before, after = on("one", values, {}), on("two", dict.fromkeys(values, 1.0), {})
    assert [one.line for one in other_cases(before, after)] == ["counted: the cases differ: not compared"]
    assert compare(before, after) == ()


@pytest.mark.parametrize("older", ["", "two"])
def test_the_same_cases_and_a_run_that_names_none_are_compared_as_they_are(older: str) -> None:
    values = {f"a{number}": 0.0 for number in range(30)}
    before, after = on(older, values, {}), on("two", dict.fromkeys(values, 1.0), {})
    assert other_cases(before, after) == ()
    (one,) = compare(before, after)
    assert one.difference.value == 1


def test_a_run_names_the_cases_that_it_measured() -> None:
    (policy,) = run(["policy"]).suites
    assert len(policy.dataset) == 16
    assert set(policy.cases) == set(policy.samples["right"])


@pytest.mark.slow
def test_suites_in_processes_of_their_own_come_to_the_same_in_the_same_order() -> None:
    told: list[str] = []
    apart, within = run(["prose", "policy"], told.append, jobs=2), run(["prose", "policy"])
    assert sorted(told) == ["policy", "prose"]
    plain = [[one.model_dump_json(exclude={"seconds"}) for one in made.suites] for made in (apart, within)]
    assert plain[0] == plain[1]
