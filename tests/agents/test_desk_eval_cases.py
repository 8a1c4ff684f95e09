"""Decisions as cases of the quality suites: proposed, masked, taken in by one person, gone when they are erased."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from sqlalchemy import select

from agents.clock import ManualClock
from agents.erasing.erasure import Erasure
from agents.ledger import eval_cases
from agents.ledger.schema import cases
from agents.service import Desk
from agents.signing.decision import Reject
from agents.signing.errors import NotAllowedError
from agents.views import CaseCause, EvalCaseView
from evals import growing
from evals.against import other_cases
from evals.outcome import Run, SuiteOutcome
from evals.reports import junit
from knowledge.errors import InputError, NotFoundError
from tests.agents import scenes
from tests.agents.desks import a_desk, copy_home
from tools.copy import Copy


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=clock)
    yield desk
    desk.close()


def edited(desk: Desk, text: str = scenes.CAPTION) -> str:
    run = scenes.ask(desk, text, channels=("instagram",)).run
    scenes.edit(desk, scenes.only(desk, run).id, scenes.PRICED)
    return run


def test_a_decided_draft_is_a_candidate_with_what_it_was_decided_on(desk: Desk) -> None:
    run = edited(desk)
    (one,) = desk.eval_cases()
    assert (one.run, one.suite, one.decision, one.by) == (run, "brand", "edited", "ana")
    assert one.label == "amber"
    assert one.edit == {"caption": scenes.PRICED}
    assert one.fields["caption"] not in {"", scenes.PRICED}
    assert one.evidence


def test_a_rejected_draft_is_red_and_nobody_is_named_in_it(desk: Desk) -> None:
    asked = f"{scenes.CAPTION}. It is for mara.lind@example.org"
    card = scenes.only(desk, scenes.ask(desk, asked, channels=("instagram",)).run)
    scenes.decide(desk, card.id, Reject(cause="tone"))
    (one,) = desk.eval_cases()
    assert (one.id, one.decision, one.label) == (card.id, "rejected", "red")
    assert "example.org" not in one.model_dump_json()
    assert "caption" in one.request


def test_a_resolved_case_is_a_candidate_of_triage(desk: Desk) -> None:
    case = scenes.asked(desk, scenes.RASH).case or ""
    assert desk.eval_cases() == ()
    desk.take_case(case, "noor", "test")
    desk.resolve_case(case, "handled", "Called back", "noor", "test")
    (found,) = desk.eval_cases(suite="triage")
    assert (found.id, found.label, found.decision, found.fields) == (case, "escalation", "handled", {})


FALSE_ALARM = "I am a journalist at our own company magazine. What is the price of the refillable bottle?"


def resolved(desk: Desk, text: str, cause: CaseCause = "not-an-incident") -> str:
    case = scenes.ask(desk, text).case or ""
    desk.take_case(case, "noor", "test")
    desk.resolve_case(case, cause, "Looked into", "noor", "test")
    return case


def test_a_false_alarm_is_proposed_as_none_and_no_route_is_guessed(desk: Desk) -> None:
    case = resolved(desk, FALSE_ALARM)
    (found,) = desk.eval_cases(suite="triage")
    assert (found.id, found.label) == (case, "not escalation")
    accepted = desk.accept_eval_case(case, "A question", "ana", "test")
    assert (accepted.label, accepted.status) == ("not escalation", "accepted")
    calm = growing.Own(case=accepted, said="research")
    assert (calm.right, calm.model_copy(update={"said": "escalation"}).right) == (True, False)
    assert desk.accept_eval_case(case, "A question", "ana", "test", "research").label == "research"


@pytest.mark.parametrize("cause", ["not-an-incident", "handled"])
def test_harm_is_never_a_case_of_no_alarm(desk: Desk, cause: CaseCause) -> None:
    case = resolved(desk, scenes.RASH, cause)
    assert [one.label for one in desk.eval_cases()] == ["escalation"] * (cause == "handled")
    for label in ("copywriting", "not escalation"):
        with pytest.raises(InputError, match=r"go to a person each time\. The only label for this one is escalation\."):
            desk.accept_eval_case(case, "Only a question", "ana", "test", label)
    assert desk.eval_cases("accepted") == ()
    assert desk.accept_eval_case(case, "A person each time", "ana", "test", "escalation").label == "escalation"
    assert [one.id for one in desk.eval_cases("accepted")] == [case]


def test_harm_that_was_once_taken_in_as_none_measures_nothing(desk: Desk) -> None:
    case = resolved(desk, scenes.RASH)
    with desk.ledger.write() as connection:
        row = connection.execute(select(cases).where(cases.c.id == case)).one()
        eval_cases.put(
            connection,
            id=case,
            brand=row.brand,
            run=row.run,
            suite="triage",
            label="copywriting",
            status="accepted",
            reason="As it was",
            by="ana",
            now=desk.ledger.clock.now(),
        )
    assert desk.eval_cases("accepted") == ()


def test_one_person_takes_it_in_once_and_can_take_it_out_again(desk: Desk) -> None:
    edited(desk)
    (one,) = desk.eval_cases()
    accepted = desk.accept_eval_case(one.id, "A price that was not said", "ana", "test", "red")
    assert (accepted.status, accepted.label, accepted.settled_by) == ("accepted", "red", "ana")
    assert desk.accept_eval_case(one.id, "A price that was not said", "ana", "test", "red") == accepted
    assert scenes.events(desk).count("eval_case.accepted") == 1
    assert desk.eval_cases() == ()
    assert desk.eval_cases("accepted") == (accepted,)
    assert desk.decline_eval_case(one.id, "Too easy", "joost", "test").status == "declined"
    assert desk.eval_cases("accepted") == ()


def test_what_cannot_be_taken_in_is_said(desk: Desk) -> None:
    edited(desk)
    (one,) = desk.eval_cases()
    with pytest.raises(NotAllowedError, match="decide what the desk is measured by"):
        desk.accept_eval_case(one.id, "Mine", "mara", "test")
    with pytest.raises(InputError, match="'purple' is no label of the suite brand: it has green, amber, red"):
        desk.accept_eval_case(one.id, "Why not", "ana", "test", "purple")
    with pytest.raises(InputError, match="Say why"):
        desk.accept_eval_case(one.id, "  ", "ana", "test")
    with pytest.raises(NotFoundError, match="no decided case 'a-none'"):
        desk.decline_eval_case("a-none", "Why not", "ana", "test")


def test_what_is_erased_is_no_case_any_more(desk: Desk) -> None:
    run = edited(desk)
    (one,) = desk.eval_cases()
    desk.accept_eval_case(one.id, "Spoken of by Mara", "ana", "test")
    desk.erase(Erasure(run=run), "joost", "test")
    assert desk.eval_cases("accepted") == desk.eval_cases("declined") == desk.eval_cases() == ()
    assert b"Spoken of by Mara" not in desk.home.ledger.read_bytes()


def test_what_the_desk_now_fails_is_told_first(desk: Desk) -> None:
    scenes.sign(desk, scenes.asked(desk).run, "ana")
    run = edited(desk)
    changed, signed = sorted(desk.eval_cases(), key=lambda one: one.run != run)
    desk.accept_eval_case(signed.id, "As it should be", "ana", "test")
    desk.accept_eval_case(changed.id, "It hides the price", "ana", "test", "red")
    own = growing.measure(desk, [signed.brand])
    assert {one.case.id: one.right for one in own} == {signed.id: True, changed.id: False}
    shipped = SuiteOutcome(suite="brand", state="well", misses=("k-en-01: missed",))
    (told,) = growing.added(Run(suites=(shipped,)), own).suites
    (line,) = told.own
    assert line.startswith(f"{changed.id}: green, and should be red: It hides the price: “")
    assert told.samples == {"own cases": {signed.id: 1.0, changed.id: 0.0}}
    assert told.gates[-1].figure.value == 0.5


def test_a_case_is_checked_by_the_passages_that_were_kept_with_it(desk: Desk) -> None:
    edited(desk)
    (one,) = desk.eval_cases()
    accepted = desk.accept_eval_case(one.id, "A price that is stated", "ana", "test", "green")
    (own,) = growing.measure(desk, [one.brand])
    assert own.right
    elsewhere = desk.search("How do I return something?").hits[0].passage.id
    moved = accepted.model_copy(update={"evidence": (elsewhere,)})
    copy = Copy(fields=moved.fields, channel=moved.channel, locale="en")
    rules = [found.rule for found in desk.check(copy, cited=moved.evidence).findings]
    assert "copydesk.UncitedFact" in rules
    assert desk.check(copy).rating == desk.check(copy, cited=accepted.evidence).rating == "green"

    class Kept:
        def eval_cases(self, *given: Any) -> tuple[EvalCaseView, ...]:
            return (moved,) if given[-1] == 0 else ()

        check, triage = desk.check, desk.triage

    (own,) = growing.measure(Kept(), [one.brand])
    assert (own.said, own.right) == ("amber", False)


def test_an_own_case_that_the_desk_fails_fails_the_build(desk: Desk) -> None:
    edited(desk)
    (changed,) = desk.eval_cases()
    shipped = Run(suites=(SuiteOutcome(suite="brand", state="well", dataset="d", cases={"k-en-01": "x"}),))
    desk.accept_eval_case(changed.id, "It is well said", "ana", "test", "green")
    well = growing.added(shipped, growing.measure(desk, [changed.brand]))
    assert (well.exit_code, well.suites[0].below) == (0, ())
    desk.accept_eval_case(changed.id, "It hides the price", "ana", "test", "red")
    failed = growing.added(shipped, growing.measure(desk, [changed.brand]))
    assert (failed.exit_code, failed.suites[0].state) == (1, "below")
    (line,) = failed.suites[0].below
    assert line.startswith("own cases 0.00 [")
    assert line.endswith("is below 1.00")
    (case,) = ElementTree.fromstring(junit.text(failed).encode())[0]  # noqa: S314 - of our own making
    assert (case.get("name"), case[0].tag, case[0].get("message")) == ("own cases", "failure", line)
    assert (case[0].text or "").startswith(f"{changed.id}: green, and should be red")
    assert [one.line for one in other_cases(well, failed)] == ["brand: the cases differ: not compared"]
