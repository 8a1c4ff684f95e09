"""Questions, copy that a person brought, and requests that cannot be used."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest

from agents.clock import ManualClock
from agents.graph.brief import Money
from agents.service import Desk
from agents.signing.errors import NotAllowedError
from agents.views import AskRequest
from knowledge.errors import InputError, NotFoundError
from tests.agents import scenes
from tests.agents.desks import START


def test_a_question_is_answered_with_citations(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.PRICE)
    assert (view.status, view.route, view.drafts) == ("answered", "research", ())
    assert view.answer is not None
    assert view.answer.answered
    assert all(passage.citation for passage in view.answer.passages)
    assert "118" in " ".join(passage.text for passage in view.answer.passages)


def test_what_nobody_wrote_down_is_not_answered(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.LISBON)
    assert view.status == "answered"
    assert view.answer is not None
    assert not view.answer.answered
    assert view.answer.text.startswith("The knowledge base does not say.")


@pytest.mark.parametrize(
    ("text", "said", "answered"),
    [("Who are you?", "This is Copydesk, a program.", True), ("asdf qwer zxcv", "Please say it in other words", False)],
)
def test_what_asks_for_nothing_is_told_what_the_desk_does(desk: Desk, text: str, said: str, answered: bool) -> None:
    view = scenes.ask(desk, text)
    assert (view.status, view.route, view.case, view.usage.calls) == ("answered", "research", None, 0)
    assert view.answer is not None
    assert said in view.answer.text
    assert (view.answer.answered, view.answer.passages) == (answered, ())


def test_supplied_copy_is_checked_even_when_red_and_nothing_is_filed(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.LUXURY)
    (draft,) = view.drafts
    assert (view.status, view.route, draft.rating, draft.approval) == ("checked", "brand_check", "red", None)
    assert draft.text == scenes.RED
    assert desk.approvals(status=None) == ()
    assert scenes.published(desk) == []


def test_a_follow_up_goes_on_from_the_earlier_brief(desk: Desk) -> None:
    first = scenes.ask(desk, scenes.CAPTION)
    again = scenes.ask(desk, "", request=AskRequest(text="shorter, please", follow_up_of=first.run))
    assert (again.route, again.brief and again.brief.product) == ("copywriting", first.brief and first.brief.product)


@pytest.mark.parametrize("text", ["", "  \n\t ", "x" * 100_000, "a caption \ud800"])
def test_an_unusable_request_is_refused_and_nothing_is_filed(desk: Desk, text: str) -> None:
    with pytest.raises(InputError):
        desk.ask(AskRequest(text=text), "mara", "test")
    assert desk.runs() == ()
    assert "run.asked" not in scenes.events(desk)


def test_a_long_request_is_told_the_way_out(desk: Desk) -> None:
    with pytest.raises(InputError, match=r"100,000 characters; at most 20,000.*copydesk ingest"):
        desk.ask(AskRequest(text="x" * 100_000), "mara", "test")


@pytest.mark.parametrize(
    ("beside", "named"),
    [
        ({"variants": 0}, "0"),
        ({"variants": 500}, "500"),
        ({"alternatives": 9}, "9"),
        ({"channels": ("myspace",)}, "myspace"),
        ({"when": datetime(2026, 11, 25, 10)}, "time zone"),  # noqa: DTZ001 - that is what is wrong with it
        ({"when": START - timedelta(hours=2)}, "has passed. Without a time it goes out as soon as it is signed"),
        ({"when": datetime.min.replace(tzinfo=timezone(timedelta(hours=9)))}, "0001-01-01 00:00 has passed"),
        ({"when": datetime.max.replace(tzinfo=timezone(timedelta(hours=-5)))}, "9999-12-31 is more than five years"),
        ({"value": Money(amount=Decimal(0), currency="EUR")}, "Nothing is at stake at a value of 0"),
        ({"value": Money(amount=Decimal(10**26), currency="EUR")}, "above 1,000,000,000,000 EUR is taken for a slip"),
        ({"follow_up_of": "r-none"}, "r-none"),
        ({"brand": "nobody"}, "nobody"),
    ],
)
def test_what_is_set_beside_a_request_is_refused_at_the_door(desk: Desk, beside: dict[str, Any], named: str) -> None:
    with pytest.raises(InputError, match=named):
        desk.ask(AskRequest(text=scenes.CAPTION, **beside), "mara", "test")
    assert desk.runs() == ()


def test_a_time_that_has_passed_is_no_time_to_wait_for(desk: Desk, clock: ManualClock) -> None:
    view = scenes.ask(desk, scenes.CAPTION, when=START + timedelta(hours=1))
    clock.advance(timedelta(hours=2))
    assert scenes.sign(desk, view.run).status == "published"


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda desk: desk.ask(AskRequest(text="A caption"), "nobody", "test"), "user 'nobody'"),
        (lambda desk: desk.run("r-none"), "run 'r-none'"),
        (lambda desk: desk.wait("r-none", 1), "run 'r-none'"),
        (lambda desk: desk.steps("r-none"), "run 'r-none'"),
        (lambda desk: desk.resume("r-none", "mara", "test"), "run 'r-none'"),
        (lambda desk: desk.withdraw("r-none", "mara", "test"), "run 'r-none'"),
        (lambda desk: desk.recall("r-none", "mara", "why", "test"), "run 'r-none'"),
        (lambda desk: desk.approval("a-none"), "approval 'a-none'"),
        (lambda desk: desk.explain("a-none"), "approval 'a-none'"),
        (lambda desk: desk.rate("a-none", {}), "approval 'a-none'"),
        (lambda desk: desk.approvals(user="nobody"), "user 'nobody'"),
        (lambda desk: desk.case("c-none"), "case 'c-none'"),
        (lambda desk: desk.take_case("c-none", "noor", "test"), "case 'c-none'"),
        (lambda desk: desk.search("bottle", brand="nobody"), "brand 'nobody'"),
        (lambda desk: desk.hold("nobody", "why", "ana", "test"), "brand 'nobody'"),
    ],
)
def test_what_is_not_there_is_named(desk: Desk, call: Any, named: str) -> None:
    with pytest.raises(NotFoundError, match=named):
        call(desk)


def test_an_auditor_reads_and_does_not_ask(desk: Desk) -> None:
    with pytest.raises(NotAllowedError, match="auditor-reads"):
        desk.ask(AskRequest(text=scenes.CAPTION), "edda", "test")


def test_steps_are_told_as_they_are_done(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.CAPTION)
    steps = desk.steps(view.run)
    assert [step.node for step in steps] == [
        "intake",
        "triage",
        "retrieve",
        "copywriting",
        "brand_check",
        "choose",
        "file",
    ]
    assert desk.steps(view.run, after=steps[-2].seq) == steps[-1:]
