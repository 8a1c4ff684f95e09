"""What must reach a person: harm, and risky designs."""

from datetime import timedelta
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.errors import ModelError
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.errors import AlreadyDecidedError, NotAllowedError
from agents.views import CaseView, RunView
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import START, a_desk


def opened(desk: Desk, text: str) -> CaseView:
    view = scenes.ask(desk, text)
    assert (view.status, view.route, view.drafts) == ("escalated", "escalation", ())
    assert view.case is not None
    return desk.case(view.case)


def settled(desk: Desk, case: CaseView) -> RunView:
    return desk.wait(case.run, scenes.PATIENCE)


def test_harm_opens_a_case_with_a_countdown_and_sends_nothing(desk: Desk) -> None:
    case = opened(desk, scenes.RASH)
    assert (case.severity, case.status, case.owner_role, case.may_be_released) == ("P1", "open", "on-call", False)
    assert (case.transfer_due - START, case.acknowledge_due - START) == (timedelta(minutes=2), timedelta(minutes=10))
    assert case.holding_reply
    assert desk.run(case.run).waiting_for == "Waiting for the on-call person, to be taken in 10 min"
    assert scenes.published(desk) == []
    assert [each.id for each in desk.cases("open")] == [case.id]


def test_what_nobody_took_in_time_is_overdue(desk: Desk, clock: ManualClock) -> None:
    case = opened(desk, scenes.RASH)
    clock.advance(timedelta(minutes=42))
    assert desk.run(case.run).waiting_for == "Waiting for the on-call person, overdue by 32 min"


def test_harm_reaches_a_person_without_any_model(home: Path, clock: ManualClock) -> None:
    model = ScriptedChat([ModelError("nobody there")])
    desk = a_desk(home, clock=clock, model=model)
    opened(desk, scenes.RASH)
    assert model.prompts == []
    desk.close()


def test_a_case_is_taken_and_resolved(desk: Desk, clock: ManualClock) -> None:
    case = opened(desk, scenes.RASH)
    clock.advance(timedelta(minutes=3))
    taken = desk.take_case(case.id, "noor", "test")
    assert (taken.status, taken.taken_by, taken.taken_at) == ("taken", "noor", START + timedelta(minutes=3))
    assert desk.run(case.run).waiting_for == "With Noor Aziz"
    with pytest.raises(AlreadyDecidedError, match="taken by noor"):
        desk.take_case(case.id, "joost", "test")
    with pytest.raises(InputError, match=r"P1 needs words.*case-cause-words"):
        desk.resolve_case(case.id, "product", "  ", "noor", "test")
    resolved = desk.resolve_case(case.id, "product", "Called the family", "noor", "test")
    assert (resolved.status, resolved.cause, resolved.resolution) == ("resolved", "product", "Called the family")
    assert settled(desk, case).status == "resolved"
    with pytest.raises(AlreadyDecidedError, match="resolved by noor"):
        desk.resolve_case(case.id, "handled", "", "noor", "test")


def test_only_the_owner_the_on_call_person_or_an_admin_works_on_a_case(desk: Desk) -> None:
    case = opened(desk, scenes.RASH)
    for user in ("mara", "elif", "edda"):
        with pytest.raises(NotAllowedError, match="case-roles"):
            desk.take_case(case.id, user, "test")
        with pytest.raises(NotAllowedError, match="case-roles"):
            desk.resolve_case(case.id, "handled", "", user, "test")
    with pytest.raises(InputError, match=r"rule: case-cause\)"):
        desk.resolve_case(case.id, "Allergy", "", "noor", "test")
    with pytest.raises(InputError, match="case-cause-words"):
        desk.resolve_case(case.id, "other", " ", "noor", "test")
    with pytest.raises(NotAllowedError, match=r"Take it first.*rule: case-not-taken"):
        desk.resolve_case(case.id, "handled", "Called the family", "noor", "test")
    assert desk.case(case.id).status == "open"
    assert case.working_roles == ("on-call", "admin")


def test_an_incident_is_never_released(desk: Desk) -> None:
    case = opened(desk, scenes.RASH)
    for user in ("noor", "leila", "joost"):
        with pytest.raises(NotAllowedError, match="never-released"):
            desk.release_case(case.id, ("Be careful",), user, "test")
    assert desk.run(case.run).status == "escalated"


def test_an_incident_with_a_risky_design_is_never_released_either(desk: Desk) -> None:
    view = scenes.ask(desk, f"{scenes.FACES}. {scenes.RASH}")
    assert {"harm", "biometrics"} <= set(view.flags)
    case = desk.case(view.case or "")
    assert (case.may_be_released, case.release_roles, case.owner_role) == (False, (), "on-call")
    with pytest.raises(NotAllowedError, match="never-released"):
        desk.release_case(case.id, ("Be careful",), "leila", "test")


def test_a_risky_design_is_released_by_all_whom_policy_names(desk: Desk) -> None:
    case = opened(desk, scenes.FACES)
    assert (case.owner_role, case.may_be_released, case.release_roles) == (
        "privacy",
        True,
        ("privacy", "compliance"),
    )
    with pytest.raises(NotAllowedError, match="release-roles"):
        desk.release_case(case.id, ("Consent first",), "noor", "test")
    with pytest.raises(InputError, match="at least one condition"):
        desk.release_case(case.id, (" ",), "leila", "test")
    first = desk.release_case(case.id, ("Consent first",), "leila", "test")
    assert (first.status, first.still_to_release) == ("open", ("compliance",))
    with pytest.raises(NotAllowedError, match="released-already"):
        desk.release_case(case.id, ("Consent first",), "leila", "test")
    assert settled(desk, case).status == "escalated"
    released = desk.release_case(case.id, ("No face is stored",), "ingrid", "test")
    assert (released.status, released.conditions) == ("released", ("Consent first", "No face is stored"))
    assert released.still_to_release == ()
    assert {(note.by, note.kind, note.text) for note in desk.case(case.id).notes} == {
        ("leila", "release", "Consent first"),
        ("ingrid", "release", "No face is stored"),
    }
    settled(desk, case)
    routed = [step.summary for step in desk.case(case.id).steps if "released by" in step.summary]
    assert len(routed) == 1
    assert f"by {desk.user('leila').full_name} on condition: Consent first" in routed[0]
    assert f"by {desk.user('ingrid').full_name} on condition: No face is stored" in routed[0]


def test_what_was_released_is_not_stopped_again_and_shows_its_conditions(desk: Desk) -> None:
    case = opened(desk, scenes.FACES)
    desk.release_case(case.id, ("Consent first",), "leila", "test")
    desk.release_case(case.id, ("No face is stored",), "ingrid", "test")
    view = settled(desk, case)
    assert (view.status, view.route, "biometrics" in view.flags) == ("waiting", "copywriting", True)
    card = scenes.only(desk, view.run)
    assert card.conditions == ("Consent first", "No face is stored")
    assert card.kind == "sign"
    assert {"brand", "compliance", "privacy"} <= set(card.roles)
    assert scenes.sign(desk, view.run, "ana", "ingrid", "leila").status == "published"
    assert scenes.events(desk).count("case.opened") == 1


def test_a_risky_design_may_be_resolved_instead(desk: Desk) -> None:
    case = opened(desk, scenes.FACES)
    desk.take_case(case.id, "leila", "test")
    desk.resolve_case(case.id, "other", "Not with us", "leila", "test")
    assert settled(desk, case).status == "resolved"
    with pytest.raises(AlreadyDecidedError):
        desk.release_case(case.id, ("Consent first",), "leila", "test")


def test_whom_policy_calls_can_act_whatever_roles_they_hold(desk: Desk) -> None:
    case = opened(desk, scenes.RASH)
    assert "pieter" in case.called
    assert desk.take_case(case.id, "pieter", "test").taken_by == "pieter"
    assert desk.resolve_case(case.id, "handled", "A false alarm", "pieter", "test").status == "resolved"
