"""Who must sign, by the sample brand's policy: value, subject, language, rating."""

import csv
from decimal import Decimal

import pytest

from agents.graph.brief import Money
from agents.service import Desk
from agents.signing.decision import Approve
from agents.signing.errors import NotAllowedError
from agents.views import ApprovalCard, AskRequest, MissingView
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
    view = scenes.asked(desk, scenes.SKIN)
    assert (view.route, view.flags, view.case) == ("copywriting", ("sensitive_skin",), None)
    assert scenes.only(desk, view.run).roles == ("brand", "compliance")


def test_copy_in_another_language_is_signed_by_its_reviewer_too(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.CAPTION, locales=("fr",))
    assert view.drafts[0].locale == "fr"
    assert scenes.only(desk, view.run).roles == ("brand", "locale-reviewer")
    assert scenes.sign(desk, view.run, "ana").status == "waiting"
    assert scenes.sign(desk, view.run, "sofia").status == "published"


def test_a_red_draft_stays_in_unless_brand_and_legal_override(desk: Desk) -> None:
    view = scenes.asked(desk, hold=True)
    scenes.tweak(desk, view.run, view.drafts[0].id, scenes.RED)
    assert scenes.submit(desk, view.run).status == "blocked"
    card = scenes.only(desk, view.run)
    assert (card.kind, card.roles, card.reason.rule.split("+")[0]) == ("block", ("brand", "legal"), "red-blocked")
    with pytest.raises(NotAllowedError, match="wrong-role"):
        scenes.sign(desk, view.run, "joost")
    for blank in (Approve(), Approve(reason=" ")):
        with pytest.raises(NotAllowedError, match="override-reason"):
            scenes.decide(desk, card.id, blank, "ana")
    assert scenes.decide(desk, card.id, Approve(reason=" A quote of the court. "), "ana").status == "blocked"
    assert scenes.published(desk) == []
    assert scenes.decide(desk, card.id, Approve(reason="Cleared by Legal."), "tomas").status == "published"
    after = scenes.only(desk, view.run)
    assert [mark.reason for mark in after.signed] == ["A quote of the court.", "Cleared by Legal."]
    assert after.decision == "override"
    (draft,) = desk.run(view.run).drafts
    assert [(one.by, one.reason) for one in draft.overridden] == [
        ("ana", "A quote of the court."),
        ("tomas", "Cleared by Legal."),
    ]
    signed = [record for record in desk.audit_export() if record["event"] == "approval.approve"]
    assert [record["details"]["decision"] for record in signed] == ["override", "override"]
    assert "court" not in str(signed)
    (index,) = desk.home.outbox.rglob("publications.csv")
    (row,) = csv.DictReader(index.read_text(encoding="utf-8").splitlines())
    assert row["reason"] == "ana: A quote of the court.; tomas: Cleared by Legal."


def test_any_two_of_three_are_not_shown_as_all(desk: Desk) -> None:
    policy = desk.home.folder().policy
    wanted = "then: {sign: {roles: [brand, legal, compliance], quorum: any 2}}"
    text = policy.read_text(encoding="utf-8").replace("then: {sign: [brand], batch: true}", wanted)
    policy.write_text(text, encoding="utf-8")
    view = scenes.ask(desk, scenes.CAPTION)
    assert view.waiting_for == "Waiting for any 2 of Brand, Legal and Compliance, due in 24 h"
    view = scenes.sign(desk, view.run, "ana")
    assert view.waiting_for == "Waiting for 1 more of Legal and Compliance, due in 24 h"
    assert scenes.only(desk, view.run).missing == MissingView(free=("legal", "compliance"), count=1, begun=True)


@pytest.mark.parametrize("switch", ["one_person_may_fill_all", "requester_may_sign"])
def test_a_card_tells_the_switches_of_a_desk_of_one_apart(desk: Desk, switch: str) -> None:
    policy = desk.home.folder().policy
    text = policy.read_text(encoding="utf-8").replace(f"{switch}: false", f"{switch}: true")
    policy.write_text(text, encoding="utf-8")
    card = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)
    told = {"one_person_may_fill_all": card.one_fills_all, "requester_may_sign": card.requester_may_sign}
    assert [name for name, on in told.items() if on] == [switch]


def test_an_edit_that_mends_a_red_draft_is_signed_as_any_other(desk: Desk) -> None:
    view = scenes.asked(desk, hold=True)
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
