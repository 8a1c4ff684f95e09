"""Who must sign, by the sample brand's policy: value, subject, language, rating."""

from decimal import Decimal

import pytest

from agents.graph.brief import Money
from agents.service import Desk
from agents.signing.errors import NotAllowedError
from agents.views import ApprovalCard, AskRequest
from tests.agents import scenes


def offer(desk: Desk, amount: int, currency: str = "EUR") -> ApprovalCard:
    value = Money(amount=Decimal(amount), currency=currency)
    view = scenes.ask(desk, "", request=AskRequest(text=scenes.CAPTION, value=value))
    return scenes.only(desk, view.run)


def test_a_large_offer_goes_to_the_relationship_manager_and_says_why(desk: Desk) -> None:
    card = offer(desk, 140_000)
    assert card.roles == ("brand", "relationship-manager")
    assert card.reason.rule == "social-green+offer-above-100000"
    assert "100,000 EUR" in card.reason.words
    assert scenes.sign(desk, card.run, "ana").status == "waiting"
    assert desk.run(card.run).waiting_for == "Waiting for the relationship manager, due in 24 h"
    assert scenes.sign(desk, card.run, "pieter").status == "published"


@pytest.mark.parametrize(("amount", "currency"), [(80_000, "EUR"), (100_000, "EUR"), (105_000, "USD")])
def test_a_smaller_offer_does_not(desk: Desk, amount: int, currency: str) -> None:
    assert offer(desk, amount, currency).roles == ("brand",)


def test_copy_for_sensitive_skin_is_signed_by_compliance_too(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.SKIN)
    assert (view.route, view.flags, view.case) == ("copywriting", ("sensitive_skin",), None)
    assert scenes.only(desk, view.run).roles == ("brand", "compliance")


def test_copy_in_another_language_is_signed_by_its_reviewer_too(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.CAPTION, locales=("fr",))
    assert view.drafts[0].locale == "fr"
    assert scenes.only(desk, view.run).roles == ("brand", "locale-reviewer")
    assert scenes.sign(desk, view.run, "ana").status == "waiting"
    assert scenes.sign(desk, view.run, "sofia").status == "published"


def test_a_red_draft_stays_in_unless_brand_and_legal_override(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.CAPTION, hold=True)
    scenes.tweak(desk, view.run, view.drafts[0].id, scenes.RED)
    assert scenes.submit(desk, view.run).status == "blocked"
    card = scenes.only(desk, view.run)
    assert (card.kind, card.roles, card.reason.rule.split("+")[0]) == ("block", ("brand", "legal"), "red-blocked")
    with pytest.raises(NotAllowedError, match="wrong-role"):
        scenes.sign(desk, view.run, "joost")
    assert scenes.sign(desk, view.run, "ana").status == "blocked"
    assert scenes.published(desk) == []
    assert scenes.sign(desk, view.run, "tomas").status == "published"


def test_an_edit_that_mends_a_red_draft_is_signed_as_any_other(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.CAPTION, hold=True)
    scenes.tweak(desk, view.run, view.drafts[0].id, scenes.RED)
    scenes.submit(desk, view.run)
    assert scenes.edit(desk, scenes.only(desk, view.run).id, scenes.GREEN, "tomas").status == "waiting"
    card = scenes.only(desk, view.run)
    assert (card.kind, card.roles, card.signed) == ("sign", ("brand",), ())
    assert scenes.sign(desk, view.run, "ana").status == "published"


def test_nobody_signs_twice_for_two_roles(desk: Desk) -> None:
    desk.add_user("omar", ("brand", "compliance"), "Omar Said", "joost", "test")
    view = scenes.ask(desk, scenes.SKIN)
    assert scenes.sign(desk, view.run, "omar").status == "waiting"
    with pytest.raises(NotAllowedError, match="signed-already"):
        scenes.sign(desk, view.run, "omar")
    assert desk.approvals(user="omar") == ()
    assert scenes.sign(desk, view.run, "ana").status == "published"  # omar sits where ana does not


def test_the_way_a_draft_took_is_explained(desk: Desk) -> None:
    card = offer(desk, 140_000)
    explained = desk.explain(card.id)
    assert explained.requirement.rule == card.reason.rule
