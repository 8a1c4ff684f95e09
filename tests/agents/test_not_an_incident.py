"""What "not an incident" teaches triage, how it is seen, and how it is taken back."""

import pytest

from agents.erasing.erasure import Erasure
from agents.service import Desk
from agents.signing.errors import NotAllowedError
from agents.views import AllClearView, RunView
from knowledge.errors import InputError, NotFoundError
from tests.agents import scenes

FALSE_ALARM = (
    "I am a journalist at our own company magazine, issue 4711. What is the price of the refillable bottle this week?"
)
AGAIN = FALSE_ALARM.replace("4711", "0815").replace("week", "month")


def taught(desk: Desk, text: str = FALSE_ALARM) -> AllClearView:
    view = scenes.ask(desk, text)
    assert view.status == "escalated"
    desk.take_case(view.case or "", "noor", "test")
    desk.resolve_case(view.case or "", "not-an-incident", "Our own magazine", "noor", "test")
    assert desk.wait(view.run, scenes.PATIENCE).status == "resolved"
    (learnt,) = desk.all_clears()
    return learnt


def test_a_message_like_it_goes_where_it_belongs_and_says_who_decided_so(desk: Desk) -> None:
    learnt = taught(desk)
    assert (learnt.by, learnt.kept, "4711" in learnt.words) == ("noor", True, False)
    view = scenes.ask(desk, AGAIN, user="elif")
    assert (view.route, view.case, view.status) == ("research", None, "answered")
    said = f"Decided not an incident by Noor Aziz on 2026-11-20 (case {learnt.case})"
    assert (view.why or "").startswith(said)
    assert any(said in step.summary for step in desk.steps(view.run))
    assert "press" in view.flags  # what was heard stays a flag, so that people sign what comes of it
    (routed,) = [each for each in desk.audit_export() if each["event"] == "run.routed" and each["subject"] == view.run]
    assert routed["details"]["all_clear"] == learnt.id
    assert desk.triage(AGAIN).why == view.why


def test_another_message_still_goes_to_a_person(desk: Desk) -> None:
    taught(desk)
    for text in (FALSE_ALARM.replace("at our own", "not at our"), f"{FALSE_ALARM}. {scenes.RASH}"):
        assert scenes.ask(desk, text).status == "escalated"


def test_harm_teaches_nothing_and_the_case_says_so(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.RASH)
    case = desk.case(view.case or "")
    assert case.teaches == "Messages about children and harm go to a person each time."
    desk.take_case(case.id, "noor", "test")
    desk.resolve_case(case.id, "not-an-incident", "A rehearsal", "noor", "test")
    assert (desk.all_clears(), desk.case(case.id).all_clear) == ((), None)
    again = scenes.ask(desk, scenes.RASH)
    assert (again.status, desk.case(again.case or "").severity) == ("escalated", "P1")


def test_a_risky_design_is_not_waved_through_this_way(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.FACES)
    desk.take_case(view.case or "", "leila", "test")
    desk.resolve_case(view.case or "", "not-an-incident", "A pilot", "leila", "test")
    assert desk.all_clears() == ()
    assert scenes.ask(desk, scenes.FACES).status == "escalated"


def test_an_admin_or_who_is_on_call_takes_it_back(desk: Desk) -> None:
    learnt = taught(desk)
    for user, rule in (("mara", "roles"), ("ana", "roles"), ("edda", "auditor-reads")):
        with pytest.raises(NotAllowedError, match=rf"rule: {rule}\)"):
            desk.end_all_clear(learnt.id, user, "test")
    assert not desk.end_all_clear(learnt.id, "joost", "test").kept
    assert desk.all_clears() == ()
    with pytest.raises(InputError, match="ended already"):
        desk.end_all_clear(learnt.id, "noor", "test")
    with pytest.raises(NotFoundError, match="learnt nothing"):
        desk.end_all_clear("n-none", "noor", "test")
    assert scenes.ask(desk, AGAIN).status == "escalated"
    assert [each for each in scenes.events(desk) if each.startswith("all_clear")] == [
        "all_clear.kept",
        "all_clear.ended",
    ]


def test_nobody_decides_that_their_own_message_is_no_incident(desk: Desk) -> None:
    view: RunView = scenes.ask(desk, FALSE_ALARM, user="noor")
    desk.take_case(view.case or "", "noor", "test")
    with pytest.raises(NotAllowedError, match="own-request"):
        desk.resolve_case(view.case or "", "not-an-incident", "", "noor", "test")
    assert desk.case(view.case or "").status == "taken"
    assert desk.resolve_case(view.case or "", "handled", "", "noor", "test").status == "resolved"


def test_other_causes_teach_nothing(desk: Desk) -> None:
    view = scenes.ask(desk, FALSE_ALARM)
    desk.take_case(view.case or "", "noor", "test")
    desk.resolve_case(view.case or "", "duplicate", "", "noor", "test")
    assert desk.all_clears() == ()
    assert scenes.ask(desk, AGAIN).status == "escalated"


def test_what_was_learnt_goes_with_the_words_that_taught_it(desk: Desk) -> None:
    learnt = taught(desk)
    run = desk.case(learnt.case).run
    desk.note_case(learnt.case, "zorgvuldig", "noor", "test")
    desk.erase(Erasure(run=run), "joost", "test")
    assert desk.all_clears() == ()
    card = desk.case(learnt.case)
    assert (card.notes[0].text, card.all_clear.words if card.all_clear else "") == ("[erased]", "[erased]")
    assert scenes.ask(desk, AGAIN).status == "escalated"
