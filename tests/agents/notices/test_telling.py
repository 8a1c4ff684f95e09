"""Who is told what, and when: through a whole desk, a real mail server and a real web server."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from langgraph.checkpoint.memory import InMemorySaver

from agents.clock import ManualClock
from agents.gate import signed
from agents.service import Desk
from agents.signing.decision import Reject, Respond, Revise
from tests.agents import scenes
from tests.agents.gate.agents import MAIL, QUESTION, an_agent, calls, marking, on, talker
from tests.agents.notices.conftest import Write, hook, through
from tests.receivers import MailReceiver, WebReceiver
from ui.web import places

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def tick(desk: Desk) -> None:
    desk.engine.notices.tick()


def told(mails: MailReceiver) -> list[tuple[str, str]]:
    """Who was told what since the last look, by the subject's first words; digests apart."""
    found = [
        (str(letter["to"]).partition("@")[0], str(letter["subject"]).strip().partition(":")[0].partition(" by ")[0])
        for letter in mails.letters
    ]
    mails.letters.clear()
    return sorted(each for each in found if not each[1].startswith("Copydesk, "))


def test_signers_hear_what_waits_and_the_requester_what_was_decided(
    desk: Desk, notify: Write, mails: MailReceiver
) -> None:
    notify(**through(mails, "ana", "elif", "mara", "tomas", desk="https://desk.example.com/"))
    run = scenes.ask(desk, scenes.CAPTION).run
    tick(desk)
    card = scenes.only(desk, run)
    (letter, _) = mails.letters
    assert f"https://desk.example.com{places.approval(card.id)}" in letter.get_content()
    assert "Asked for by Mara Lindqvist." in letter.get_content()
    assert "Sat 21 Nov, 10:00 CET" in str(letter["subject"])
    assert sorted(told(mails)) == [("ana", "Please sign"), ("elif", "Please sign")]
    scenes.sign(desk, run)
    tick(desk)
    (letter,) = mails.letters
    assert f"https://desk.example.com{places.approval(card.id, 'done')}" in letter.get_content()
    assert told(mails) == [("mara", "Approved")]
    tick(desk)
    assert told(mails) == []


def test_whoever_stands_in_is_told_in_the_others_place(
    desk: Desk, clock: ManualClock, notify: Write, mails: MailReceiver
) -> None:
    notify(**through(mails, "ana", "elif", "tomas"))
    desk.set_absent("ana", clock.now() + DAY, "ana", "test", deputy="tomas")
    scenes.ask(desk, scenes.CAPTION)
    tick(desk)
    assert ("tomas", "Please sign") in told(mails)


def test_no_word_of_a_draft_is_told_unless_the_brand_allows_it(
    desk: Desk, notify: Write, mails: MailReceiver, web: WebReceiver
) -> None:
    settings = through(mails, "ana", "mara", webhooks={"room": hook(web, "brand", "marketer")})
    notify(**settings)
    run = scenes.ask(desk, scenes.CAPTION).run
    card = scenes.only(desk, run)
    words = card.copy_.text.split()[:4]
    tick(desk)
    scenes.decide(desk, card.id, Reject(reason="'Doors closing' is worn out"))
    tick(desk)
    sent = "\n".join([*(letter.get_content() for letter in mails.letters), *(post.body.decode() for post in web.posts)])
    assert " ".join(words) not in sent
    assert "worn out" not in sent
    assert "refillable" not in sent
    notify(**settings, show_text=True)
    run = scenes.ask(desk, scenes.CAPTION).run
    tick(desk)
    card = scenes.only(desk, run)
    assert " ".join(words) in mails.letters[-1].get_content()
    assert " ".join(words) in json.loads(web.posts[-1].body)["text"]
    scenes.decide(desk, card.id, Revise(notes="Warmer,\r\nplease"))
    tick(desk)
    assert any("In their words: Warmer, please" in letter.get_content() for letter in mails.letters)


def test_a_reminder_comes_once_then_the_chain_then_the_end(
    desk: Desk, clock: ManualClock, notify: Write, mails: MailReceiver
) -> None:
    notify(**through(mails, "ana", "joost", "mara"))
    run = scenes.ask(desk, scenes.CAPTION).run
    tick(desk)
    assert told(mails) == [("ana", "Please sign")]
    clock.advance(4 * 60 * MINUTE - timedelta(seconds=1))
    tick(desk)
    assert told(mails) == []
    clock.advance(timedelta(minutes=1))
    for _ in range(3):
        tick(desk)
        clock.advance(MINUTE)
    assert told(mails) == [("ana", "Reminder. Please sign")]
    clock.advance(14 * 60 * MINUTE)
    scenes.tick(desk, run)
    tick(desk)
    assert told(mails) == [("joost", "Nobody has answered, you may sign")]
    clock.advance(DAY)
    scenes.tick(desk, run)
    tick(desk)
    assert sorted(told(mails)) == [("ana", "Expired unsent"), ("joost", "Expired unsent"), ("mara", "Expired unsent")]


def test_what_is_settled_before_it_could_be_told_is_not(
    desk: Desk, clock: ManualClock, notify: Write, mails: MailReceiver
) -> None:
    notify(**through(mails, "ana", "elif"))
    run = scenes.ask(desk, scenes.CAPTION).run
    mails.script.extend(["451 Later", "451 Later"])
    tick(desk)
    scenes.sign(desk, run)
    clock.advance(DAY)
    tick(desk)
    assert told(mails) == []
    assert {view.status for view in desk.notices() if view.kind == "waits"} == {"overtaken"}


def test_a_p1_case_wakes_one_person_and_the_next_when_the_clock_has_run_out(
    desk: Desk, clock: ManualClock, notify: Write, mails: MailReceiver
) -> None:
    notify(**through(mails, "noor", "pieter", "ana", "joost", tell={"case": "digest", "waits": "digest"}))
    case = scenes.ask(desk, scenes.RASH).case or ""
    tick(desk)
    (letter,) = mails.letters
    assert "hospital" not in letter.get_content()
    assert told(mails) == [("noor", "P1, take it")]
    clock.advance(2 * MINUTE - timedelta(seconds=1))
    tick(desk)
    assert told(mails) == []
    clock.advance(timedelta(seconds=1))
    tick(desk)
    tick(desk)
    assert told(mails) == [("pieter", "P1, take it")]
    desk.take_case(case, "noor", "test")
    clock.advance(DAY)
    tick(desk)
    assert [to for to, what in told(mails) if what.startswith("P1")] == []


def test_a_desk_that_was_off_calls_each_once_for_what_it_missed(
    desk: Desk, clock: ManualClock, notify: Write, mails: MailReceiver
) -> None:
    notify(**through(mails, "noor", "pieter", "ana", tell={"late": "never"}))
    scenes.ask(desk, scenes.RASH)
    clock.advance(60 * MINUTE)
    tick(desk)
    tick(desk)
    assert sorted(to for to, _ in told(mails)) == ["ana", "noor", "noor", "pieter"]  # noor at first, and in her turn
    clock.advance(DAY)
    tick(desk)
    assert sorted(to for to, _ in told(mails)) == ["ana", "noor", "pieter"]
    clock.advance(5 * MINUTE)
    tick(desk)
    slowly = told(mails)
    clock.advance(10 * MINUTE)
    tick(desk)
    tick(desk)
    assert (len(slowly), len(told(mails))) == (0, 1)  # after three rounds more slowly, until somebody takes it


def test_a_clock_that_runs_out_is_told_once_whatever_the_severity(
    desk: Desk, clock: ManualClock, notify: Write, mails: MailReceiver
) -> None:
    notify(**through(mails, "leila", "joost"))
    case = desk.case(scenes.ask(desk, scenes.FACES).case or "")
    tick(desk)
    mails.letters.clear()
    clock.advance(case.transfer_due - clock.now())
    for _ in range(2):
        tick(desk)
    assert told(mails) == [("leila", "Overdue")]
    clock.advance(DAY)
    for _ in range(2):
        tick(desk)
    assert told(mails) == [("joost", "Overdue"), ("leila", "Overdue")]
    assert scenes.events(desk).count("case.overdue") == 2
    desk.take_case(case.id, "leila", "test")
    clock.advance(DAY)
    tick(desk)
    assert scenes.events(desk).count("case.overdue") == 2


def test_whoever_gets_a_case_is_called_first_and_the_on_call_order_after_them(
    desk: Desk, clock: ManualClock, notify: Write, mails: MailReceiver
) -> None:
    notify(**through(mails, "noor", "pieter", "ana", "joost", tell={"late": "never"}))
    case = scenes.ask(desk, scenes.RASH).case or ""
    tick(desk)
    desk.take_case(case, "noor", "test")
    mails.letters.clear()
    desk.transfer_case(case, "joost", "He speaks Dutch, zorgvuldig", "noor", "test")
    tick(desk)
    (letter,) = mails.letters
    assert "Noor" in letter.get_content()
    assert "zorgvuldig" not in letter.get_content()
    assert told(mails) == [("joost", "P1, take it")]
    clock.advance(2 * MINUTE)
    tick(desk)
    tick(desk)
    assert told(mails) == [("noor", "P1, take it")]
    desk.take_case(case, "joost", "test")
    desk.transfer_case(case, "ana", "And back", "joost", "test")
    tick(desk)
    clock.advance(2 * MINUTE)
    tick(desk)
    assert told(mails) == [("ana", "P1, take it"), ("noor", "P1, take it")]


def test_other_cases_that_are_handed_over_are_told_to_whom_they_go(
    desk: Desk, notify: Write, mails: MailReceiver
) -> None:
    notify(**through(mails, "leila", "ingrid"))
    case = scenes.ask(desk, scenes.FACES).case or ""
    tick(desk)
    mails.letters.clear()
    desk.transfer_case(case, "ingrid", "Yours", "leila", "test")
    tick(desk)
    assert [to for to, _ in told(mails)] == ["ingrid"]


def test_whoever_had_a_card_is_told_who_took_it_over(desk: Desk, notify: Write, mails: MailReceiver) -> None:
    notify(**through(mails, "ana", "elif", "ingrid", "mara"))
    card = scenes.only(desk, scenes.ask(desk, scenes.SKIN).run)
    desk.take_approval(card.id, "ana", "test")
    desk.take_approval(card.id, "ingrid", "test")
    tick(desk)
    mails.letters.clear()
    desk.take_approval(card.id, "elif", "test", over=True)
    tick(desk)
    (letter,) = mails.letters
    full_name = next(each.full_name for each in desk.users() if each.name == "elif")
    assert letter["Subject"].startswith(f"{full_name} has taken over from you: draft for instagram")
    assert "You can decide on it all the same." in letter.get_content()
    assert [to for to, _ in told(mails)] == ["ana"]


def test_nobody_is_told_of_a_card_that_they_have_again_or_that_is_decided(
    desk: Desk, notify: Write, mails: MailReceiver
) -> None:
    notify(**through(mails, "ana", "elif"))
    first, second = (scenes.only(desk, scenes.ask(desk, scenes.SKIN).run).id for _ in range(2))
    tick(desk)
    mails.letters.clear()
    for card in (first, second):
        desk.take_approval(card, "ana", "test")
        desk.take_approval(card, "elif", "test", over=True)
    desk.take_approval(first, "ana", "test", over=True)
    scenes.decide(desk, second, Reject(reason="No."), "elif")
    tick(desk)
    taken = [(each.target, each.status) for each in desk.notices() if each.kind == "taken"]
    assert sorted(taken) == [("person:ana", "overtaken"), ("person:ana", "overtaken"), ("person:elif", "sent")]


def test_the_crisis_switch_is_told_with_its_end_and_when_it_has_ended(
    desk: Desk, clock: ManualClock, notify: Write, mails: MailReceiver
) -> None:
    notify(**through(mails, "ana", "noor", "joost"))
    desk.crisis_on(None, "A recall of the pump", clock.now() + DAY, "noor", "test")
    tick(desk)
    assert "until Sat 21 Nov, 10:00 CET: A recall of the pump" in mails.letters[0].get_content()
    assert [to for to, _ in told(mails)] == ["ana", "joost"]
    clock.advance(DAY)
    desk.engine.scheduler.tick()
    tick(desk)
    assert "It has reached its end." in mails.letters[0].get_content()
    assert [to for to, _ in told(mails)] == ["ana", "joost", "noor"]


def test_an_alarm_does_not_lie_where_nobody_looks(desk: Desk, notify: Write, mails: MailReceiver) -> None:
    notify(**through(mails, "pieter"))
    scenes.ask(desk, scenes.RASH)
    tick(desk)
    assert told(mails) == [("pieter", "P1, take it")]


def test_other_cases_go_to_their_owner(desk: Desk, notify: Write, mails: MailReceiver, web: WebReceiver) -> None:
    notify(**through(mails, "leila", "noor"), webhooks={"privacy": hook(web, "privacy")})
    case = scenes.ask(desk, scenes.FACES).case or ""
    tick(desk)
    severity = desk.case(case).severity
    assert told(mails) == [("leila", f"{severity} case for Privacy, to be taken")]
    assert f"{severity} case for Privacy" in json.loads(web.posts[0].body)["text"]


def test_a_hold_is_told_on_one_line_whatever_its_reason_holds(desk: Desk, notify: Write, mails: MailReceiver) -> None:
    notify(**through(mails, "ana", "noor", "joost"))
    desk.add_user("rob", ("admin",), "Rob\r\nBcc: everybody@orrelune.example", "joost", "test")
    desk.hold(None, "The pump\r\nBcc: everybody@orrelune.example\u202e\x00 leaks", "rob", "test")
    tick(desk)
    letter = mails.letters[0]
    assert letter["bcc"] is None
    assert mails.recipients == ["ana@orrelune.example", "joost@orrelune.example", "noor@orrelune.example"]
    assert (
        "Rob Bcc: everybody@orrelune.example holds all publications of Orrelune: "
        "The pump Bcc: everybody@orrelune.example leaks" in letter.get_content()
    )
    assert told(mails) == [(name, "Held") for name in ("ana", "joost", "noor")]
    desk.lift(None, "joost", "test")
    tick(desk)
    assert told(mails) == [("ana", "Lifted"), ("noor", "Lifted")]


def test_a_question_reaches_the_requester_and_the_answer_the_signers(
    desk: Desk, notify: Write, mails: MailReceiver
) -> None:
    notify(**through(mails, "mara", "ana", "elif", tell={"waits": "never"}))
    run = scenes.ask(desk, scenes.CAPTION).run
    card = scenes.only(desk, run)
    question = desk.ask_requester(card.id, "Is the cap new?", "ana", "test").questions[-1].id
    tick(desk)
    assert "Is the cap new?" not in mails.letters[0].get_content()
    assert told(mails) == [("mara", "Ana Ferreira asks you")]
    desk.answer_question(question, "It is", "mara", "test")
    tick(desk)
    assert told(mails) == [(name, "Mara Lindqvist has answered") for name in ("ana", "elif")]


def test_a_publication_that_does_not_get_through_is_told_once(
    desk: Desk, clock: ManualClock, home: Path, notify: Write, mails: MailReceiver
) -> None:
    notify(**through(mails, "mara", "joost", tell={"waits": "never", "decided": "never"}))
    (home / "outbox").write_text("a file in the way", encoding="utf-8")
    run = scenes.ask(desk, scenes.CAPTION).run
    scenes.sign(desk, run)
    for _ in range(3):
        clock.advance(MINUTE)
        scenes.tick(desk, run)
        tick(desk)
    assert sorted(told(mails)) == [("joost", "Not published yet"), ("mara", "Not published yet")]


def test_a_digest_carries_what_could_wait_and_a_head_that_can_be_checked(
    desk: Desk, clock: ManualClock, notify: Write, mails: MailReceiver
) -> None:
    notify(
        **through(mails, "ana", "elif", "edda", tell={"waits": "digest", "reminder": "never"}, digest={"at": ["09:00"]})
    )
    first = scenes.ask(desk, scenes.CAPTION).run
    second = scenes.ask(desk, "An Instagram caption about the store in Ghent").run
    tick(desk)
    assert told(mails) == []
    scenes.sign(desk, first)
    clock.advance(timedelta(hours=22, minutes=59))
    tick(desk)
    assert told(mails) == []
    clock.advance(MINUTE)
    tick(desk)
    tick(desk)
    letters = {str(letter["to"]).partition("@")[0]: letter.get_content() for letter in mails.letters}
    assert len(mails.letters) == len(letters) == 3
    card = scenes.only(desk, second)
    assert "1 notice." in letters["ana"]  # the other one is settled
    assert f"copydesk approvals show {card.id}" in letters["ana"]
    assert "nothing new" in letters["edda"]
    head = letters["edda"].split("--head ")[1].split()[0]
    assert desk.audit_verify((head,)).ok
    assert not desk.audit_verify((head[:-1] + ("0" if head[-1] != "0" else "1"),)).ok
    mails.letters.clear()
    clock.advance(timedelta(hours=2))
    tick(desk)
    assert told(mails) == []


def test_without_settings_it_stands_at_the_desk_alone(desk: Desk) -> None:
    scenes.ask(desk, scenes.CAPTION)
    tick(desk)
    assert {(view.target, view.status) for view in desk.notices()} == {("person:ana", "desk"), ("person:elif", "desk")}
    assert [view.words for view in desk.notices(user="ana")] == [desk.notices(user="elif")[0].words]


@pytest.mark.parametrize("kind", ["decided", "expired"])
def test_never_is_never(desk: Desk, clock: ManualClock, notify: Write, mails: MailReceiver, kind: str) -> None:
    settings = through(mails, "ana")
    settings["people"]["mara"] = {"mail": "mara@orrelune.example", "tell": {kind: "never"}}
    notify(**settings)
    run = scenes.ask(desk, scenes.CAPTION).run
    if kind == "decided":
        scenes.sign(desk, run)
    clock.advance(DAY)
    scenes.tick(desk, run)
    tick(desk)
    assert "mara" not in [to for to, _ in told(mails)]


@pytest.mark.parametrize(
    ("decision", "said"), [(Respond(text="I called Kim."), "Answered"), (Reject(reason="Kim has left."), "Rejected")]
)
def test_signers_hear_of_an_agents_call_and_whom_it_acts_for_of_the_decision(
    desk: Desk, notify: Write, mails: MailReceiver, tmp_path: Path, decision: Reject | Respond, said: str
) -> None:
    notify(**through(mails, "ana", "elif", "mara", "tomas"))
    tool = signed(marking(tmp_path / "sent.txt"), desk=desk, requester="mara")
    an_agent(talker(calls(("send_email", MAIL))), [tool], InMemorySaver()).invoke(QUESTION, on())
    tick(desk)
    content = mails.letters[0].get_content()
    assert "A tool call of Orrelune waits for Brand" in content
    assert "Asked for by Mara Lindqvist." in content
    assert "kim@" not in content
    assert sorted(told(mails)) == [("ana", "Please sign"), ("elif", "Please sign")]
    (view,) = desk.approvals()
    desk.decide(view.id, decision, "ana", "cli")
    tick(desk)
    assert told(mails) == [("mara", said)]
