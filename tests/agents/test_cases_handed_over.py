"""A case between people: notes, hand-overs, both clocks, and all that the next person has to know."""

from datetime import timedelta
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.settings import Settings
from agents.signing.errors import AlreadyDecidedError, NotAllowedError
from agents.views import CaseView
from knowledge.embedding import EmbeddingError, HashEmbedder, Vectors
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import START, a_desk

MINUTE = timedelta(minutes=1)


@pytest.fixture
def case(desk: Desk) -> CaseView:
    return desk.case(scenes.asked(desk, scenes.RASH).case or "")


def test_a_case_is_offered_to_those_who_can_get_it_and_to_no_other(desk: Desk, case: CaseView) -> None:
    desk.take_case(case.id, "noor", "test")
    desk.set_absent("elif", desk.clock.now() + timedelta(days=1), "elif", "test")
    offered = desk.case(case.id).may_get
    assert {"joost", "leila"} <= set(offered)
    assert not {"noor", "jonas", "mara", "edda", "elif"} & set(offered)
    for name in (user.name for user in desk.users()):
        if name not in offered:
            with pytest.raises((NotAllowedError, InputError)):
                desk.transfer_case(case.id, name, "Yours", "noor", "test")
    for name in offered:
        desk.transfer_case(case.id, name, "Yours", "noor", "test")
    desk.take_case(case.id, "noor", "test")
    desk.resolve_case(case.id, "handled", "Called back", "noor", "test")
    assert desk.case(case.id).may_get == ()


def test_a_clock_that_has_run_out_is_shown_while_it_is_open_and_afterwards(
    desk: Desk, clock: ManualClock, case: CaseView
) -> None:
    assert case.overdue == ()
    clock.advance(2 * MINUTE)
    assert desk.case(case.id).overdue == ()
    clock.advance(MINUTE)
    assert [view.overdue for view in desk.cases()] == [("transfer",)]
    clock.advance(10 * MINUTE)
    assert desk.case(case.id).overdue == ("transfer", "acknowledge")
    desk.take_case(case.id, "noor", "test")
    clock.advance(10 * MINUTE)
    assert desk.case(case.id).overdue == ("transfer", "acknowledge")


def test_a_case_that_was_taken_in_time_is_not_overdue_later(desk: Desk, clock: ManualClock, case: CaseView) -> None:
    desk.take_case(case.id, "noor", "test")
    clock.advance(timedelta(days=1))
    assert desk.case(case.id).overdue == ()


def test_both_clocks_run_on_over_a_restart_and_are_caught_up_once(home: Path, clock: ManualClock) -> None:
    desk = a_desk(home, clock=clock)
    case = scenes.ask(desk, scenes.RASH).case or ""
    desk.close()
    clock.advance(timedelta(hours=1))
    for _ in range(2):
        desk = a_desk(home, clock=clock)
        desk.start()
        desk.engine.notices.tick()
        assert desk.case(case).overdue == ("transfer", "acknowledge")
        assert scenes.events(desk).count("case.overdue") == 2
        desk.close()


def test_notes_are_kept_with_who_and_when(desk: Desk, clock: ManualClock, case: CaseView) -> None:
    desk.note_case(case.id, "The family has our number", "noor", "test")
    clock.advance(MINUTE)
    noted = desk.note_case(case.id, " I was there ", "mara", "test")  # who asked knows something too
    assert [(note.kind, note.by, note.text, note.at - START) for note in noted.notes] == [
        ("note", "noor", "The family has our number", timedelta(0)),
        ("note", "mara", "I was there", MINUTE),
    ]
    assert noted.status == "open"


@pytest.mark.parametrize(
    ("user", "text", "rule"),
    [("elif", "Something", "case-roles"), ("edda", "Something", "case-roles"), ("noor", "  ", "case-note")],
)
def test_a_note_that_is_refused_names_the_rule(desk: Desk, case: CaseView, user: str, text: str, rule: str) -> None:
    with pytest.raises(InputError, match=f"rule: {rule}"):
        desk.note_case(case.id, text, user, "test")
    with pytest.raises(InputError, match="at most 10,000"):
        desk.note_case(case.id, "x" * 10_001, "noor", "test")
    assert desk.case(case.id).notes == ()


def test_whoever_gets_a_case_has_to_take_it_anew(desk: Desk, clock: ManualClock, case: CaseView) -> None:
    desk.take_case(case.id, "noor", "test")
    clock.advance(timedelta(hours=1))
    handed = desk.transfer_case(case.id, "tomas", "A legal question", "noor", "test")
    assert (handed.status, handed.assigned_to, handed.taken_by, handed.turn) == ("open", "tomas", None, 1)
    assert (handed.transfer_due, handed.acknowledge_due) == (clock.now() + 2 * MINUTE, clock.now() + 10 * MINUTE)
    assert (handed.overdue, handed.notes[-1].kind, handed.notes[-1].to) == ((), "transfer", "tomas")
    assert desk.run(case.run).waiting_for == "Waiting for Tomas Dvořák, to be taken in 10 min"
    assert desk.take_case(case.id, "tomas", "test").taken_by == "tomas"
    assert desk.resolve_case(case.id, "handled", "Called them", "tomas", "test").status == "resolved"


def test_the_record_of_a_hand_over_holds_a_reference_and_no_words(desk: Desk, case: CaseView) -> None:
    desk.transfer_case(case.id, "tomas", "zorgvuldig", "noor", "test")
    (record,) = [each for each in desk.audit_export() if each["event"] == "case.transferred"]
    assert "zorgvuldig" not in str(record)
    assert [desk.audit_name(each) for each in record["details"]["to"]] == ["tomas"]
    assert desk.audit_verify().ok


@pytest.mark.parametrize(
    ("user", "to", "reason", "rule"),
    [
        ("elif", "tomas", "Yours", "case-roles"),
        ("noor", "edda", "Yours", "auditor-reads"),
        ("noor", "ana", "Yours", "disabled-user"),
        ("noor", "tomas", "", "transfer-reason"),
        ("noor", "leila", "Yours", "transfer-away"),
        ("noor", "noor", "Mine", "transfer-same"),
        ("noor", "mara", "Yours", "transfer-requester"),
        ("noor", "jonas", "Yours", "transfer-roles"),
        ("noor", "sofia", "Yours", "transfer-roles"),
    ],
)
def test_a_hand_over_that_is_refused_names_the_rule(
    desk: Desk, clock: ManualClock, case: CaseView, user: str, to: str, reason: str, rule: str
) -> None:
    desk.disable_user("ana", "joost", "test")
    desk.set_absent("leila", clock.now() + timedelta(days=1), "leila", "test")
    desk.take_case(case.id, "noor", "test")
    with pytest.raises(InputError, match=f"rule: {rule}"):
        desk.transfer_case(case.id, to, reason, user, "test")
    assert (desk.case(case.id).status, desk.case(case.id).turn) == ("taken", 0)


def test_whom_policy_calls_and_who_stands_in_for_somebody_can_get_a_case(
    desk: Desk, clock: ManualClock, case: CaseView
) -> None:
    assert desk.transfer_case(case.id, "pieter", "Next in line", "noor", "test").assigned_to == "pieter"
    desk.set_absent("tomas", clock.now() + timedelta(days=1), "joost", "test", deputy="jonas")
    assert desk.transfer_case(case.id, "jonas", "For Tomas", "pieter", "test").assigned_to == "jonas"


def test_who_handed_a_case_over_no_longer_resolves_it(desk: Desk, case: CaseView) -> None:
    desk.take_case(case.id, "noor", "test")
    desk.transfer_case(case.id, "tomas", "A legal question", "noor", "test")
    for user in ("noor", "tomas"):
        with pytest.raises(NotAllowedError, match=r"waits for tomas.*rule: case-not-taken"):
            desk.resolve_case(case.id, "handled", "Called them", user, "test")
    desk.take_case(case.id, "tomas", "test")
    with pytest.raises(NotAllowedError, match=r"tomas has taken this case.*rule: case-taken"):
        desk.resolve_case(case.id, "handled", "Called them", "noor", "test")
    assert desk.case(case.id).status == "taken"
    assert desk.resolve_case(case.id, "handled", "Called them", "joost", "test").resolved_by == "joost"  # an admin


def test_what_is_settled_is_not_handed_over(desk: Desk, case: CaseView) -> None:
    desk.take_case(case.id, "noor", "test")
    desk.resolve_case(case.id, "handled", "Called them", "noor", "test")
    with pytest.raises(AlreadyDecidedError):
        desk.transfer_case(case.id, "tomas", "Yours", "noor", "test")
    assert desk.note_case(case.id, "They called back", "noor", "test").notes[-1].text == "They called back"


def test_a_hand_over_gives_away_a_case_and_not_the_right_to_release_it(desk: Desk) -> None:
    risky = desk.case(scenes.ask(desk, scenes.FACES).case or "")
    desk.transfer_case(risky.id, "tomas", "Look at the contract", "leila", "test")
    with pytest.raises(NotAllowedError, match="release-roles"):
        desk.release_case(risky.id, ("Consent first",), "tomas", "test")


def test_whoever_takes_over_sees_request_history_documents_and_holding_reply(desk: Desk) -> None:
    before = scenes.asked(desk, scenes.PRICE).run
    scenes.ask(desk, scenes.PRICE, user="elif")
    text = "I have eczema and your Calm Balm burnt my skin. Can I use it at all?"
    card = desk.case(scenes.ask(desk, text).case or "")
    assert (card.request, card.requester, bool(card.holding_reply)) == (text, "mara", True)
    assert [row.run for row in card.history] == [before]
    assert [step.node for step in card.steps][:3] == ["intake", "triage", "escalation"]
    assert card.known
    assert "I have eczema." in card.known[0].text
    assert all(passage.citation for passage in card.known)


def test_a_case_shows_no_passage_that_is_merely_the_least_far_away(desk: Desk) -> None:
    assert desk.case(scenes.ask(desk, scenes.RASH).case or "").known == ()


class Broken(HashEmbedder):
    def query(self, text: str) -> Vectors:
        raise EmbeddingError("no vectors today")


def test_a_case_opens_although_the_documents_cannot_be_searched(home: Path, clock: ManualClock) -> None:
    desk = Desk(Settings(home=home), clock=clock, model=ScriptedChat(scenes.restate), embedder=Broken())
    view = scenes.ask(desk, scenes.RASH)
    assert (view.status, view.error, desk.case(view.case or "").known) == ("escalated", None, None)
    desk.close()
