"""`targets.yaml`: what can be said in it, and one line with the place for what cannot."""

from datetime import date
from pathlib import Path

import pytest

from agents.insights.intervals import Figure
from agents.insights.targets import BETTER, UNITS, Targets, read_targets
from agents.views.insights import Measure
from knowledge.brand import BRANDS_SHIPPED
from knowledge.errors import InputError
from knowledge.yaml_file import parse_yaml


def read(text: str) -> Targets:
    return parse_yaml(text, Targets, name="targets.yaml")


def test_a_baseline_and_a_change_of_it() -> None:
    stated = "{value: 52h, since: 2026-03-01, until: 2026-05-31, how: By hand}"
    found = read(f"baselines:\n  cycle_time: {stated}\ntargets:\n  cycle_time: -30 %\n")
    baseline = found.baseline("cycle_time")
    assert baseline is not None
    assert (baseline.value, baseline.since, baseline.how) == (52.0, date(2026, 3, 1), "By hand")
    target = found.target("cycle_time", Figure(n=9, value=36.0))
    assert target is not None
    assert (target.said, target.value, target.reached) == ("-30 %", pytest.approx(36.4), True)


@pytest.mark.parametrize(
    ("measure", "given", "value"),
    [
        ("cycle_time", "52", 52.0),
        ("cycle_time", "3 days", 72.0),
        ("signing_time", "90 min", 1.5),
        ("first_pass", "80%", 0.8),
        ("first_pass", "0.8", 0.8),
        ("tokens_per_draft", "1200", 1200.0),
    ],
)
def test_amounts_have_the_units_of_their_measure(measure: Measure, given: str, value: float) -> None:
    baseline = read(f"baselines: {{{measure}: {given}}}").baseline(measure)
    assert baseline is not None
    assert baseline.value == value


@pytest.mark.parametrize(("now", "reached"), [(0.79, False), (0.8, True), (None, None)])
def test_more_is_better_for_what_is_signed_as_filed(now: float | None, reached: bool | None) -> None:
    target = read("targets: {first_pass: 80%}").target("first_pass", Figure(n=5, value=now))
    assert target is not None
    assert target.reached is reached


def test_a_change_of_a_baseline_that_nobody_stated_waits_for_it() -> None:
    target = read("targets: {cycle_time: -30%}").target("cycle_time", Figure(n=3, value=10.0))
    assert target is not None
    assert (target.value, target.reached) == (None, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("targets:\n  cycle_tme: -30%\n", r"line 2: 'targets.cycle_tme'.*cycle_time"),
        ("targets:\n  first_pass: 180%\n", r"line 2: 'targets.first_pass': '180%' is not a share such as 80%.*-30%"),
        ("baselines:\n  cycle_time: soon\n", r"line 2: 'baselines.cycle_time': 'soon' is not hours such as 52"),
        ("baselines:\n  cycle_time: -3h\n", r"'-3h' is not hours"),
        ("baselines:\n  cycle_time: 0\n", r"a baseline of 0 compares with nothing"),
        ("baselines:\n  calls_per_draft: .inf\n", r"'inf' is not a number"),
        ("baselines:\n  calls_per_draft: .nan\n", r"'nan' is not a number"),
        ("baselines:\n  cycle_time: {value: 3h, since: 2026-05-01, until: 2026-04-01}\n", r"until lies before since"),
        ("alarms: {role: chief}\n", r"'alarms.role'"),
        ("alarms: {role: brand, days: 2}\n", r"'alarms.days'"),
        ("goal: 3\n", r"unknown key 'goal'"),
        ("baselines: {cycle_time: true}\n", r"'baselines.cycle_time"),
        ("- 3\n", "expected keys and values"),
    ],
)
def test_what_cannot_be_read_is_one_line_with_its_place(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said) as error:
        read(text)
    assert "\n" not in str(error.value)
    assert str(error.value).startswith("targets.yaml, line")


def test_no_file_states_nothing(tmp_path: Path) -> None:
    assert read_targets(tmp_path) == Targets()


def test_what_init_writes_can_be_read_with_its_examples_too(tmp_path: Path) -> None:
    text = (BRANDS_SHIPPED / "_template" / "targets.yaml").read_text(encoding="utf-8")
    assert read(text) == Targets()
    told = text.replace("baselines: {}", "baselines:").replace("targets: {}", "targets:")
    lines = [line.removeprefix("#") if line.startswith(("#  ", "#alarms")) else line for line in told.splitlines()]
    found = read("\n".join(lines))
    assert found.baseline("first_pass") is not None
    assert found.targets["cycle_time"] == "-30%"
    assert found.alarms is not None
    assert found.alarms.days == 30


def test_every_measure_has_a_unit() -> None:
    assert set(BETTER) == set(UNITS) - {"by_policy"}
