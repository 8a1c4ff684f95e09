"""Several green drafts signed at once, each with a record of its own."""

import pytest

from agents.service import Desk
from agents.signing.decision import Reject
from knowledge.errors import InputError
from tests.agents import policies, scenes


def three(desk: Desk) -> dict[str, str]:
    run = scenes.ask(desk, scenes.THREE).run
    return {card.id: card.digest for card in scenes.cards(desk, run)}


def test_each_is_signed_and_recorded_apart(desk: Desk) -> None:
    given = three(desk)
    assert len(given) == 3
    lines = desk.sign_many(given, "ana", "test")
    assert [(one.approval, one.signed, one.status) for one in lines] == [(id, True, "approved") for id in given]
    assert scenes.events(desk).count("approval.approve") == 3
    run = desk.approval(next(iter(given))).run
    assert desk.wait(run, scenes.PATIENCE).status == "published"


def test_one_that_cannot_be_signed_stops_no_other(desk: Desk) -> None:
    first, second, third = three(desk).items()
    scenes.decide(desk, first[0], Reject(reason="no"))
    lines = desk.sign_many(dict([first, (second[0], "0" * 64), third, ("a-none", "0" * 64)]), "ana", "test")
    assert [one.signed for one in lines] == [False, False, True, False]
    assert [one.error is None for one in lines] == [False, False, True, False]
    assert "rejected" in str(lines[0].error)
    assert "no approval 'a-none'" in str(lines[3].error)


def test_what_policy_wants_signed_by_itself_is(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.SKIN)
    card = scenes.only(desk, view.run)
    assert not card.batch  # Compliance was added
    (line,) = desk.sign_many({card.id: card.digest}, "ana", "test")
    assert "one-by-one" in str(line.error)
    assert desk.approval(card.id).status == "pending"


def test_a_wrong_role_signs_none(desk: Desk) -> None:
    lines = desk.sign_many(three(desk), "tomas", "test")
    assert {one.signed for one in lines} == {False}
    assert all("wrong-role" in str(one.error) for one in lines)


def test_only_a_rule_that_signs_can_be_batched() -> None:
    with pytest.raises(InputError, match="'batch' belongs to a rule that signs"):
        policies.policy({"when": {"rating": "red"}, "then": {"block": ["brand"], "batch": True}})
    both = policies.policy(
        {"when": {"channel": "instagram"}, "then": {"also": ["legal"]}},
        {"when": {"rating": "green"}, "then": {"sign": ["brand"], "batch": True}},
    )
    assert not both.decide(policies.facts()).batch
    assert both.decide(policies.facts(channel="x")).batch
