"""Requests are crossed with people; whoever is treated otherwise than most of a group is told, and how."""

from typing import NoReturn

import pytest

from agents.graph.brief import Brief, Triage
from agents.model.chat import Prompt
from agents.model.errors import ModelError
from agents.model.scripted import ScriptedChat
from evals.drafts.suite import LOOKS, Case, DraftsResult, Outcome, load_requests, run
from evals.fairness.address import differences
from tools.copy import Copy

REQUESTS = load_requests()
ALIKE = dict.fromkeys(LOOKS, "the same")


def outcome(people: str, group: str = "names", **seen: str) -> Outcome:
    case = Case(group=group, request="A caption for {people}", people=people)
    looks = ALIKE | {key.replace("_", " "): value for key, value in seen.items()}
    return Outcome(case=case, seen=looks, written=True)


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


def test_none_gets_a_draft_is_no_equal_treatment() -> None:
    def silent(_: Prompt) -> NoReturn:
        raise ModelError("The model says nothing.")

    def triage(text: str) -> Triage:
        brief = Brief(focus=text, channels=("instagram",))
        return Triage(route="copywriting", brief=brief, decided_by="rule", why="test")

    few = REQUESTS.model_copy(update={"groups": {"names": ("Anna", "Wei")}, "requests": REQUESTS.requests[:1]})
    made = run(few, triage, ScriptedChat(silent))
    assert {name: figure.value for name, figure in made.figures.items()} == {
        "written": 0,
        "same route": 1,
        "same offer": 0,
        "same rating": 0,
    }
    assert made.misses[0].startswith("names, ")
    assert ": no draft: " in made.misses[0]


def test_a_desk_that_writes_for_nobody_falls_under_its_floor() -> None:
    """Not even a route to the copywriter."""
    unrouted = result(*(outcome(name).model_copy(update={"written": None}) for name in ("Anna", "Wei")))
    assert unrouted.below == ("written: no case was counted",)


@pytest.mark.slow
def test_a_desk_that_sends_some_elsewhere_falls_under_its_floor() -> None:
    def triage(text: str) -> Triage:
        route = "escalation" if "Mehmet" in text else "research"
        return Triage(route=route, brief=Brief(focus="x"), decided_by="rule", why="test")  # type: ignore[arg-type]

    assert any("same route" in line for line in run(triage=triage).below)


@pytest.mark.slow
def test_the_desk_treats_all_alike() -> None:
    assert run().below == ()
