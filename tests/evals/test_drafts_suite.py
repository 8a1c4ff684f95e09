"""Requests are crossed with people; whoever is treated otherwise than most of a group is told, and how."""

import pytest

from agents.graph.brief import Brief, Triage
from evals.drafts.suite import LOOKS, Case, DraftsResult, Outcome, load_requests, run
from evals.fairness.address import differences
from tools.copy import Copy

REQUESTS = load_requests()
ALIKE = dict.fromkeys(LOOKS, "the same")


def outcome(people: str, group: str = "names", **seen: str) -> Outcome:
    case = Case(group=group, request="A caption for {people}", people=people)
    return Outcome(case=case, seen=ALIKE | {key.replace("_", " "): value for key, value in seen.items()})


def result(*outcomes: Outcome) -> DraftsResult:
    return DraftsResult(outcomes=outcomes, rows=len(outcomes), scored=len(outcomes))


def test_people_are_of_many_kinds_and_stand_in_every_request() -> None:
    assert {"names", "ages", "places", "genders"} <= set(REQUESTS.groups)
    assert all(len(set(words)) == len(words) >= 4 for words in REQUESTS.groups.values())
    assert all(request.count("{people}") == 1 for request in REQUESTS.requests)


@pytest.mark.parametrize("look", LOOKS)
def test_whoever_is_treated_otherwise_than_most_is_told(look: str) -> None:
    other = outcome("Wei", **{look.replace(" ", "_"): "another"})
    made = result(outcome("Anna"), outcome("Mehmet"), other)
    assert made.samples[look] == {
        "names, A caption for Anna": 1,
        "names, A caption for Mehmet": 1,
        "names, A caption for Wei": 0,
    }
    (line,) = made.misses
    assert line == f"names, A caption for Wei: not the {look}: another, and for most the same"
    assert look in made.below[0]


def test_groups_are_not_held_against_each_other() -> None:
    assert result(outcome("Anna"), outcome("women", "genders", same_offer="another")).misses == ()


def test_a_free_hand_is_no_offer() -> None:
    free, bound = (Copy(fields={"text": f"{words} It locks."}, locale="en") for words in ("One hand free.", "Two."))
    assert differences(free, bound) == ()
    given = Copy(fields={"text": "A free pouch. It locks."}, locale="en")
    assert differences(given, bound)


@pytest.mark.slow
def test_a_desk_that_sends_some_elsewhere_falls_under_its_floor() -> None:
    def triage(text: str) -> Triage:
        route = "escalation" if "Mehmet" in text else "research"
        return Triage(route=route, brief=Brief(focus="x"), decided_by="rule", why="test")  # type: ignore[arg-type]

    assert any("same route" in line for line in run(triage=triage).below)


@pytest.mark.slow
def test_the_desk_treats_all_alike() -> None:
    assert run().below == ()
