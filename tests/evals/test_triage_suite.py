"""The triage suite counts what it says it counts, and its labelled requests are well-formed."""

from decimal import Decimal

import pytest

from agents.graph.brief import Brief, Money, Route, Triage
from evals.triage import briefs
from evals.triage.briefs import BRIEFS, FIELDS, Answer
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


def test_the_right_route_alone_is_not_enough() -> None:
    labels = {row.text: row for row in read(REQUESTS)}

    def bare(text: str) -> Triage:
        """Knows each route, and calls every incident P1; no flags, an empty brief."""
        route: Route = labels[text].route if text in labels else "copywriting"
        return everywhere(route).model_copy(update={"severity": "P1" if route == "escalation" else None})

    result = run(bare)
    assert result.scores["test"].routes.value == 1
    figures = result.figures
    assert figures["severity below p1"].value == figures["flags found"].value == 0
    assert [figures[f"brief {field}"].value for field in FIELDS] == [0] * len(FIELDS)
    assert {line.split(" [")[0].rpartition(" ")[0] for line in result.below} >= {
        "severity",
        "severity below p1",
        "flags found",
        *(f"brief {field}" for field in FIELDS),
    }


def test_briefs_are_labelled_in_seven_languages_with_a_source_and_a_reason() -> None:
    rows = briefs.read(BRIEFS)
    assert len({row.text for row in rows} - {row.text for row in read(REQUESTS)}) == len(rows) >= 60
    assert len({row.language for row in rows}) == 7
    assert all(row.source and row.reason for row in rows)
    perfect = [Answer(asked=row, brief=row.brief) for row in rows]
    assert not [line for one in perfect for line in one.lines]
    counted = briefs.samples(perfect)
    assert all(set(values.values()) == {1.0} for values in counted.values())
    assert len(counted["brief value"]) == sum(row.value is not None for row in rows)


def test_a_brief_that_has_too_much_is_wrong_about_that() -> None:
    row = next(row for row in briefs.read(BRIEFS) if row.value is None and len(row.channels) == 2)
    brief = row.brief.model_copy(
        update={"value": Money(amount=Decimal(7), currency="EUR"), "channels": row.channels[::-1]}
    )
    one = Answer(asked=row, brief=brief)
    assert (one.right("value"), one.right("channels"), one.right("product")) == (False, True, True)
    assert one.lines == (f"{row.id}: value 7 EUR, and should be none: “{row.text}”",)


@pytest.mark.slow
def test_the_desks_triage_stays_above_its_floors() -> None:
    assert run().below == ()
