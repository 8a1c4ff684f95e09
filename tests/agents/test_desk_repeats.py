"""What a channel has had already is not written again unseen."""

from datetime import timedelta

import pytest

from agents.clock import ManualClock
from agents.service import Desk
from agents.views import RunView
from tests.agents import scenes
from tests.agents.desks import START
from tools.findings import Finding
from tools.repeats import DAYS, RULE


@pytest.fixture
def said(desk: Desk) -> RunView:
    view = scenes.asked(desk)
    assert view.drafts[0].rating == "green"
    view = scenes.sign(desk, view.run)
    assert view.status == "published"
    return view


def repeats(view: RunView) -> list[Finding]:
    return [each for draft in view.drafts for each in draft.report.findings if each.rule == RULE]


def test_the_same_caption_again_is_amber_and_names_the_first(desk: Desk, said: RunView) -> None:
    again = scenes.ask(desk, scenes.CAPTION)
    assert again.drafts[0].text == said.drafts[0].text
    assert again.drafts[0].rating == "amber"
    (finding,) = repeats(again)
    assert "in the same words" in finding.message
    (first,) = finding.earlier
    assert (first.draft, first.run, first.on, first.share) == (said.drafts[0].id, said.run, START.date(), 1)


def test_a_tweak_into_the_published_words_is_amber_too(desk: Desk, said: RunView) -> None:
    view = scenes.ask(desk, scenes.CAPTION, hold=True)
    tweaked = scenes.tweak(desk, view.run, view.drafts[0].id, scenes.GREEN)
    assert tweaked.drafts[0].rating == "green"
    tweaked = scenes.tweak(desk, view.run, view.drafts[0].id, said.drafts[0].text)
    assert tweaked.drafts[0].rating == "amber"


def test_after_the_window_it_may_be_said_again(desk: Desk, clock: ManualClock, said: RunView) -> None:
    clock.advance(timedelta(days=DAYS + 1))
    again = scenes.ask(desk, scenes.CAPTION)
    assert (again.drafts[0].rating, repeats(again)) == ("green", [])


def test_what_was_recalled_does_not_count(desk: Desk, said: RunView) -> None:
    desk.recall(said.run, "ana", "Wrong week.", "test")
    assert repeats(scenes.ask(desk, scenes.CAPTION)) == []


def test_a_twin_that_went_out_first_opens_a_new_round(desk: Desk, clock: ManualClock) -> None:
    late = scenes.ask(desk, scenes.CAPTION, when=START + timedelta(days=2))
    assert scenes.sign(desk, late.run).status == "scheduled"
    early = scenes.ask(desk, scenes.CAPTION)
    assert scenes.sign(desk, early.run).status == "published"
    clock.advance(timedelta(days=2))
    assert scenes.tick(desk, late.run).status == "waiting"
    assert scenes.only(desk, late.run).rating == "amber"


def test_drafts_of_one_run_do_not_stand_in_each_others_way(desk: Desk) -> None:
    view = scenes.asked(desk, scenes.THREE, hold=True)
    for draft in view.drafts:
        scenes.tweak(desk, view.run, draft.id, scenes.GREEN)
    view = scenes.submit(desk, view.run, *(draft.id for draft in view.drafts))
    assert scenes.sign(desk, view.run).status == "published"
    assert len(scenes.published(desk)) == 3
