"""What people and programs get wrong at a desk that runs: one clear line each, and nothing is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest

from agents.clock import ManualClock
from agents.graph.brief import Money
from agents.policy.policy import Policy
from agents.service import Desk
from agents.signing.decision import Approve, Edit, Reject
from agents.signing.errors import NotAllowedError
from agents.views import ApprovalCard, AskRequest
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.errors import CopydeskError, InputError
from tests.agents import scenes
from tests.agents.desks import START

HTML = '<script>alert("x")</script><img src=x onerror=alert(1)> A quarter turn locks the cap.'
MEGABYTE = "word " * 200_000


@pytest.fixture
def card(desk: Desk) -> ApprovalCard:
    return scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)


def refusal(desk: Desk, card: ApprovalCard, decision: Approve | Edit | Reject, user: str = "ana") -> str:
    """In one line, with the approval as it was: somebody else can still sign it."""
    before = desk.approval(card.id)
    with pytest.raises(CopydeskError) as caught:
        desk.decide(card.id, decision, user, "test")
    after = desk.approval(card.id)
    assert (after.round, after.digest, after.drafted.fields, after.signed) == (
        before.round,
        before.digest,
        before.drafted.fields,
        before.signed,
    )
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "'caption' would be empty. Write something, or leave it as it was. (rule: empty-field)"),
        (" \n\t", "'caption' would be empty."),
        (MEGABYTE, "'caption' is longer than 20000 characters. (rule: field-too-long)"),
    ],
)
def test_an_edit_that_is_empty_or_far_too_long(desk: Desk, card: ApprovalCard, text: str, words: str) -> None:
    assert words in refusal(desk, card, Edit(fields={"caption": text}))
    assert scenes.sign(desk, card.run or "", "ana").status == "published"


def test_an_edit_with_markup_stays_text(desk: Desk, card: ApprovalCard) -> None:
    """It is kept to the letter and rated; that it is shown as text is tested with the pages."""
    scenes.edit(desk, card.id, HTML)
    draft = desk.approval(card.id).drafted
    assert draft.fields["caption"] == HTML
    assert draft.versions[0].fields == card.drafted.fields


def test_a_decision_of_somebody_who_was_disabled(desk: Desk, card: ApprovalCard) -> None:
    desk.disable_user("ana", by="joost", door="test")
    for decision in (Approve(), Edit(fields={"caption": "Another line."}), Reject(reason="No.")):
        assert refusal(desk, card, decision) == (
            "ana is disabled. An admin can let them in again. (rule: disabled-user)"
        )
    assert scenes.sign(desk, card.run or "", "elif").status == "published"


def test_a_decision_on_what_is_past_its_deadline(desk: Desk, card: ApprovalCard, clock: ManualClock) -> None:
    """Before the scheduler has come by, and after."""
    clock.advance(timedelta(days=1))
    for decision in (Approve(), Edit(fields={"caption": "Another line."}), Reject(reason="No.")):
        assert "It was due at 2026-11-21 09:00 UTC. Ask for it again." in refusal(desk, card, decision)
    scenes.tick(desk, card.run or "")
    assert "expired by the deadline" in refusal(desk, card, Approve())
    assert scenes.published(desk) == []


def test_a_chain_of_deputies_that_goes_round(desk: Desk) -> None:
    week = START + timedelta(days=7)
    desk.set_absent("ana", week, "ana", "test", deputy="elif")
    desk.set_absent("elif", week, "elif", "test", deputy="tomas")
    with pytest.raises(InputError, match="the work would go round in a circle") as caught:
        desk.set_absent("tomas", week, "tomas", "test", deputy="ana")
    assert "\n" not in str(caught.value)
    assert [user.name for user in desk.users() if user.deputy] == ["ana", "elif"]


def test_a_currency_without_a_rate_counts_as_above_every_limit(desk: Desk) -> None:
    value = Money(amount=Decimal(5), currency="JPY")
    view = scenes.ask(desk, "", request=AskRequest(text=scenes.CAPTION, value=value))
    found = scenes.only(desk, view.run)
    assert found.roles == ("brand", "relationship-manager")
    assert "here 5 JPY, a currency without a rate, which counts as above every limit" in str(desk.explain(found.id))
    sample = Policy.load(BRANDS_SHIPPED / SAMPLE_BRAND / "policy.yaml")
    with pytest.raises(InputError, match=r"no rate for JPY\. Give the value in one of: EUR, USD, GBP, CHF"):
        sample.worth(value)


def test_nobody_who_is_unknown_decides(desk: Desk, card: ApprovalCard) -> None:
    assert "There is no user 'nobody'" in refusal(desk, card, Approve(), "nobody")
    with pytest.raises(NotAllowedError):
        desk.decide(card.id, Approve(), "edda", "test")
