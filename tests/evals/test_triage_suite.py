"""The triage suite counts what it says it counts, and its labelled requests are well-formed."""

import pytest

from agents.graph.brief import Brief, Route, Triage
from evals.triage.suite import REQUESTS, read, run


def everywhere(route: Route) -> Triage:
    return Triage(route=route, brief=Brief(focus="x"), decided_by="rule", why="test")


def test_requests_are_well_formed_split_and_in_many_languages() -> None:
    rows = read(REQUESTS)
    assert len({row.id for row in rows}) == len(rows) >= 120
    assert len({row.text for row in rows}) == len(rows)
    assert len({row.language for row in rows}) >= 7
    test = [row for row in rows if row.part == "test"]
    assert sum(row.near_miss for row in test) == len(test) / 2
    for part in ("tuning", "test"):
        assert sum(row.part == part for row in rows) >= 160
    assert all((row.severity is not None) == (row.route == "escalation") for row in rows)


def test_a_triage_that_alarms_at_everything_recalls_all_and_is_precise_about_little() -> None:
    result = run(lambda _: everywhere("escalation"))
    test = result.scores["test"]
    assert test.escalation_recall.value == 1
    assert test.escalation_precision.value == test.routes.value < 0.85
    assert not result.ok


def test_a_triage_that_never_alarms_falls_under_its_floors() -> None:
    result = run(lambda _: everywhere("research"))
    assert result.scores["test"].escalation_recall.value == 0
    assert {line.split(" ")[0] for line in result.below} >= {"p1", "escalation", "routes"}


@pytest.mark.slow
def test_the_desks_triage_stays_above_its_floors() -> None:
    assert run().below == ()
