"""What the requester does with held drafts: tweak, pick, drop, withdraw."""

import pytest

from agents.service import Desk
from agents.signing.decision import Choice, Revise
from agents.signing.errors import NotAllowedError
from knowledge.errors import InputError
from tests.agents import scenes


def test_a_held_run_waits_for_its_requester(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.THREE, hold=True)
    assert (view.status, view.waiting_for) == ("choosing", "Waiting for you to choose and submit")
    assert [draft.status for draft in view.drafts] == ["proposed"] * 3
    assert desk.approvals(status=None) == ()


def test_a_tweak_is_rated_again_and_no_model_rewrites_it(desk: Desk) -> None:
    view = scenes.asked(desk, hold=True)
    (draft,) = view.drafts
    for caption, rating in ((scenes.AMBER, "amber"), (scenes.RED, "red"), (scenes.GREEN, "green")):
        tweaked = scenes.tweak(desk, view.run, draft.id, caption)
        assert tweaked.status == "choosing"
        assert (tweaked.drafts[0].text, tweaked.drafts[0].rating) == (caption, rating)
    assert tweaked.drafts[0].version == 4


def test_a_tweak_rests_on_what_its_own_words_say(desk: Desk) -> None:
    view = scenes.asked(desk, hold=True)
    caption = "One filling gives about 500 sprays, or four months at four sprays a day."
    (draft,) = scenes.tweak(desk, view.run, view.drafts[0].id, caption).drafts
    assert (draft.rating, draft.report.findings) == ("green", ())
    assert any("500 sprays" in each.text for each in draft.evidence)


def test_one_is_picked_and_the_rest_is_dropped(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.THREE, hold=True)
    chosen = view.drafts[1].id
    view = scenes.submit(desk, view.run, chosen)
    assert view.status == "waiting"
    assert [draft.status for draft in view.drafts] == ["withdrawn", "submitted", "withdrawn"]
    assert [card.draft for card in scenes.cards(desk, view.run)] == [chosen]
    assert scenes.sign(desk, view.run).status == "published"
    assert len(scenes.published(desk)) == 1


def test_a_choice_may_tweak_and_submit_in_one(desk: Desk) -> None:
    view = scenes.asked(desk, hold=True)
    tweaks = ({"draft": view.drafts[0].id, "fields": {"caption": scenes.AMBER}},)
    choice = Choice.model_validate({"kind": "submit", "tweaks": tweaks})
    desk.wait(desk.choose(view.run, choice, "mara", "test").run, scenes.PATIENCE)
    card = scenes.only(desk, view.run)
    assert (card.copy_.text, card.rating, card.reason.rule) == (scenes.AMBER, "amber", "amber-brand")


def test_all_is_withdrawn(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.THREE, hold=True)
    ended = desk.wait(desk.withdraw(view.run, "mara", "test").run, scenes.PATIENCE)
    assert (ended.status, {draft.status for draft in ended.drafts}) == ("withdrawn", {"withdrawn"})
    with pytest.raises(InputError, match="is withdrawn"):
        desk.withdraw(view.run, "mara", "test")


def test_what_waits_for_signatures_can_be_withdrawn(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.SKIN)
    scenes.sign(desk, view.run, "ana")
    ended = desk.wait(desk.withdraw(view.run, "mara", "test").run, scenes.PATIENCE)
    assert (ended.status, scenes.only(desk, view.run).status) == ("withdrawn", "withdrawn")
    assert scenes.published(desk) == []


def test_only_the_requester_or_an_admin_chooses(desk: Desk) -> None:
    view = scenes.asked(desk, hold=True)
    for user in ("jonas", "ana", "edda"):
        with pytest.raises(NotAllowedError, match="own-run"):
            scenes.submit(desk, view.run, user=user)
    assert scenes.submit(desk, view.run, user="joost").status == "waiting"


def test_a_draft_is_chosen_once(desk: Desk) -> None:
    view = scenes.asked(desk, hold=True)
    scenes.submit(desk, view.run)
    with pytest.raises(InputError, match="Nothing was changed"):
        scenes.submit(desk, view.run)
    with pytest.raises(InputError, match="Nothing was changed"):
        scenes.tweak(desk, view.run, view.drafts[0].id, scenes.GREEN)


def test_what_is_not_held_is_not_chosen(desk: Desk) -> None:
    checked = scenes.ask(desk, scenes.LUXURY)
    with pytest.raises(InputError, match="is checked"):
        scenes.submit(desk, checked.run)
    with pytest.raises(InputError, match="is checked"):
        desk.withdraw(checked.run, "mara", "test")
    other = scenes.ask(desk, scenes.CAPTION, hold=True)
    with pytest.raises(InputError, match=f"{checked.drafts[0].id} is not waiting"):
        scenes.submit(desk, other.run, checked.drafts[0].id)


def test_a_tweak_that_changes_nothing_is_refused(desk: Desk) -> None:
    view = scenes.asked(desk, hold=True)
    with pytest.raises(InputError, match="changes nothing"):
        scenes.tweak(desk, view.run, view.drafts[0].id, view.drafts[0].fields["caption"])


def test_a_dropped_revision_leaves_no_approval_behind(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.THREE, hold=True)
    scenes.submit(desk, view.run)
    first, second, third = scenes.cards(desk, view.run)
    for card in (first, second, third):  # the others wait while the requester has the first again
        scenes.decide(desk, card.id, Revise(notes="Warmer, please"))
    assert scenes.submit(desk, view.run, first.draft).status == "choosing"
    assert scenes.submit(desk, view.run, second.draft).status == "waiting"
    assert [card.status for card in scenes.cards(desk, view.run)] == ["pending", "pending", "withdrawn"]
    assert {each.id for each in desk.approvals()} == {first.id, second.id}


def test_a_requester_is_told_who_sent_it_back_and_keeps_their_own_words(desk: Desk) -> None:
    view = scenes.asked(desk, hold=True)
    own = "My own words about the bottle: it can be refilled."
    scenes.tweak(desk, view.run, view.drafts[0].id, own)
    scenes.submit(desk, view.run)
    (card,) = scenes.cards(desk, view.run)
    assert desk.run(view.run).drafts[0].sent_back is None
    back = scenes.decide(desk, card.id, Revise(notes="Warmer, please"), "ana")
    (draft,) = desk.run(view.run).drafts
    assert draft.sent_back is not None
    assert (draft.sent_back.by, draft.sent_back.notes, draft.sent_back.waits) == ("ana", "Warmer, please", True)
    (before,) = (one for one in draft.versions if one.version == draft.sent_back.version)
    assert (before.author, before.fields["caption"]) == (view.requester, own)
    assert draft.fields["caption"] != own
    assert (back.run, desk.runs(requester=view.requester)[0].sent_back) == (view.run, 1)
    scenes.submit(desk, view.run)
    (draft,) = desk.run(view.run).drafts
    assert draft.sent_back is not None
    assert (draft.sent_back.by, draft.sent_back.waits) == ("ana", False)
    assert desk.runs(requester=view.requester)[0].sent_back == 0


def test_a_list_of_requests_tells_which_have_a_question_open(desk: Desk) -> None:
    view = scenes.asked(desk)
    (card,) = scenes.cards(desk, view.run)
    before = desk.mark(view.requester)
    desk.ask_requester(card.id, "Which counter?", "ana", "web")
    (row,) = desk.runs(requester=view.requester)
    assert row.questions == 1
    assert desk.mark(view.requester) != before
    (question,) = desk.run(view.run).questions
    desk.answer_question(question.id, "The one at the door", view.requester, "web")
    assert desk.runs(requester=view.requester)[0].questions == 0
