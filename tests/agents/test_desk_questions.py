"""A question from an approver to whoever asked for the copy, and the answer on the card."""

from datetime import timedelta

import pytest

from agents.clock import ManualClock
from agents.service import Desk
from agents.signing.errors import AlreadyDecidedError, NotAllowedError
from agents.signing.questions import LONGEST, MOST
from knowledge.errors import InputError, NotFoundError
from tests.agents import scenes
from tests.agents.desks import REQUESTER, a_desk, copy_home


@pytest.fixture
def approval(desk: Desk) -> str:
    return scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run).id


def test_the_answer_comes_back_to_the_card_and_nothing_is_decided(desk: Desk, approval: str) -> None:
    card = desk.ask_requester(approval, " Is it for the shop window? ", "ana", "test")
    (asked,) = card.questions
    assert (asked.asked_by, asked.text, asked.answer) == ("ana", "Is it for the shop window?", None)
    assert desk.run(card.run).questions == (asked,)
    view = desk.answer_question(asked.id, "No, for Instagram.", REQUESTER, "test")
    assert (view.run, view.status) == (card.run, "waiting")
    (told,) = desk.approval(approval).questions
    assert (told.answered_by, told.answer) == (REQUESTER, "No, for Instagram.")
    assert scenes.sign(desk, card.run, "ana").status == "published"
    assert scenes.events(desk).count("question.asked") == scenes.events(desk).count("question.answered") == 1


def test_the_words_stay_out_of_the_audit_trail(desk: Desk, approval: str) -> None:
    asked = desk.ask_requester(approval, "Who is Wilhelmina Quist?", "ana", "test").questions[0]
    desk.answer_question(asked.id, "My neighbour Quist.", REQUESTER, "test")
    assert "Quist" not in str(list(desk.audit_export()))


def test_questions_outlive_the_process(tmp_path) -> None:
    home = copy_home(tmp_path / "home")
    desk = a_desk(home)
    run = scenes.ask(desk, scenes.CAPTION).run
    asked = desk.ask_requester(scenes.only(desk, run).id, "Why now?", "ana", "test").questions
    desk.close()
    again = a_desk(home)
    assert again.run(run).questions == asked
    again.close()


@pytest.mark.parametrize(("user", "rule"), [("mara", "wrong-role"), ("tomas", "wrong-role"), ("edda", "wrong-role")])
def test_only_who_decides_may_ask(desk: Desk, approval: str, user: str, rule: str) -> None:
    with pytest.raises(NotAllowedError, match=rule):
        desk.ask_requester(approval, "Why?", user, "test")


@pytest.mark.parametrize("user", ["ana", "edda"])
def test_only_who_asked_for_it_answers_and_once(desk: Desk, approval: str, user: str) -> None:
    asked = desk.ask_requester(approval, "Why?", "ana", "test").questions[0].id
    with pytest.raises(NotAllowedError, match="requester-answers"):
        desk.answer_question(asked, "Because.", user, "test")
    desk.answer_question(asked, "Because.", REQUESTER, "test")
    with pytest.raises(AlreadyDecidedError, match="mara"):
        desk.answer_question(asked, "No.", REQUESTER, "test")


@pytest.mark.parametrize(("text", "why"), [(" ", "is empty"), ("x" * (LONGEST + 1), "2,001 characters")])
def test_what_is_no_question_is_refused_in_one_line(desk: Desk, approval: str, text: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        desk.ask_requester(approval, text, "ana", "test")
    asked = desk.ask_requester(approval, "Why?", "ana", "test").questions[0].id
    with pytest.raises(InputError, match=why):
        desk.answer_question(asked, text, REQUESTER, "test")


def test_what_is_decided_is_not_asked_about(desk: Desk, approval: str) -> None:
    scenes.sign(desk, desk.approval(approval).run, "ana")
    with pytest.raises(AlreadyDecidedError):
        desk.ask_requester(approval, "Why?", "ana", "test")


def test_questions_end_somewhere(desk: Desk, approval: str) -> None:
    for number in range(MOST):
        desk.ask_requester(approval, f"Question {number}?", "ana", "test")
    with pytest.raises(NotAllowedError, match="Talk to each other"):
        desk.ask_requester(approval, "One more?", "ana", "test")


def test_what_is_not_there_is_named(desk: Desk) -> None:
    with pytest.raises(NotFoundError, match="no question 'q-none'"):
        desk.answer_question("q-none", "Yes.", REQUESTER, "test")
    with pytest.raises(NotFoundError, match="no approval 'a-none'"):
        desk.ask_requester("a-none", "Why?", "ana", "test")


def test_the_deadline_runs_on(tmp_path) -> None:
    from tests.agents.desks import START

    clock = ManualClock(START)
    desk = a_desk(copy_home(tmp_path / "home"), clock=clock)
    run = scenes.ask(desk, scenes.CAPTION).run
    card = scenes.only(desk, run)
    desk.ask_requester(card.id, "Why?", "ana", "test")
    clock.advance(card.due - START + timedelta(minutes=1))
    assert scenes.tick(desk, run).status == "expired"
    desk.close()
