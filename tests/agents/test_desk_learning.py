"""An approver's change that is made in the next draft too, and whose it was."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.erasing.erasure import Erasure
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.decision import Edit, Reject
from agents.signing.errors import NotAllowedError
from knowledge.errors import InputError, NotFoundError
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=clock)
    yield desk
    desk.close()


def changed(desk: Desk, clock: ManualClock, *, not_again: bool, replace: str = "Look here, a") -> tuple[str, str]:
    """Two words of a draft are edited; returns them and what took their place."""
    run = scenes.ask(desk, scenes.CAPTION).run
    card = scenes.only(desk, run)
    text = card.copy_.fields["caption"]
    find = " ".join(text.split()[:2])
    fields = {"caption": text.replace(find, replace, 1)}
    scenes.decide(desk, card.id, Edit(fields=fields, not_again=not_again))
    clock.advance(timedelta(days=120))  # so that the next one repeats nothing recent
    return find, replace


def test_the_next_draft_uses_the_change_and_says_whose_it_was(desk: Desk, clock: ManualClock) -> None:
    find, _ = changed(desk, clock, not_again=True)
    (kept,) = desk.lessons()
    assert (kept.kept, kept.by) == (True, "ana")
    draft = scenes.ask(desk, scenes.CAPTION).drafts[0]
    assert find not in draft.text
    assert kept.replace in draft.text
    (told,) = draft.learnt
    assert told.startswith("uses Ana")
    assert "Friday, 20 November 2026" in told


def test_an_edit_without_the_tick_changes_nothing_else(desk: Desk, clock: ManualClock) -> None:
    find, _ = changed(desk, clock, not_again=False)
    assert desk.lessons() == ()
    draft = scenes.ask(desk, scenes.CAPTION).drafts[0]
    assert find in draft.text
    assert draft.learnt == ()


def test_what_is_changed_the_same_way_three_times_is_proposed(desk: Desk, clock: ManualClock) -> None:
    for _ in range(2):
        changed(desk, clock, not_again=False)
    assert desk.lessons() == ()
    find, _ = changed(desk, clock, not_again=False)
    (proposed,) = desk.lessons()
    assert (proposed.kept, proposed.drafts, proposed.by) == (False, 3, None)
    assert desk.keep_lesson(proposed.id, "ana", "test").kept
    assert find not in scenes.ask(desk, scenes.CAPTION).drafts[0].text
    assert "lesson.kept" in scenes.events(desk)


def test_a_change_is_ended_and_the_words_come_back(desk: Desk, clock: ManualClock) -> None:
    find, _ = changed(desk, clock, not_again=True)
    (kept,) = desk.lessons()
    assert not desk.end_lesson(kept.id, "ana", "test").kept
    assert desk.lessons() == ()
    assert find in scenes.ask(desk, scenes.CAPTION).drafts[0].text
    with pytest.raises(InputError, match="is ended"):
        desk.keep_lesson(kept.id, "ana", "test")


def test_the_edits_behind_a_proposal_are_shown(desk: Desk, clock: ManualClock) -> None:
    for _ in range(3):
        changed(desk, clock, not_again=False)
    (proposed,) = desk.lessons()
    assert len({edit.draft for edit in proposed.edits}) == 3
    assert {edit.by for edit in proposed.edits} == {"ana"}


def test_a_text_that_was_put_right_is_the_example_for_another_product(tmp_path: Path, clock: ManualClock) -> None:
    model = ScriptedChat(scenes.restate)
    desk = a_desk(copy_home(tmp_path / "home"), clock=clock, model=model)
    run = scenes.ask(desk, scenes.CAPTION).run
    scenes.edit(desk, scenes.only(desk, run).id, scenes.PRICED)
    clock.advance(timedelta(days=120))
    model.prompts.clear()
    same = scenes.ask(desk, scenes.CAPTION).drafts[0]
    assert same.learnt == ()
    other = scenes.ask(desk, scenes.SKIN).drafts[0]
    assert model.prompts[-1].shots[-1].answer == scenes.PRICED
    (told,) = other.learnt
    assert told.startswith("written after the example of Ana")
    (example,) = desk.examples()
    assert (example.kind, example.after) == ("edited", {"caption": scenes.PRICED})
    assert example.before != example.after
    desk.close()


def test_the_next_draft_is_kept_apart_from_a_rejected_one(desk: Desk, clock: ManualClock) -> None:
    run = scenes.asked(desk).run
    card = scenes.only(desk, run)
    scenes.decide(desk, card.id, Reject(reason="Off voice: it sounds like a leaflet."))
    (told,) = scenes.ask(desk, scenes.CAPTION).drafts[0].learnt
    assert told.startswith("kept apart from a text that Ana")
    (example,) = desk.examples()
    assert (example.kind, example.reason, example.after) == ("rejected", "Off voice: it sounds like a leaflet.", None)
    assert example.before == card.copy_.fields
    assert scenes.ask(desk, scenes.SKIN).drafts[0].learnt == ()


def test_a_rejection_without_words_keeps_its_cause(desk: Desk) -> None:
    card = scenes.only(desk, scenes.asked(desk).run)
    scenes.decide(desk, card.id, Reject(cause="tone"))
    (example,) = desk.examples()
    assert (example.cause, example.reason) == ("tone", None)


def test_what_is_erased_teaches_nothing(desk: Desk, clock: ManualClock) -> None:
    run = scenes.asked(desk).run
    scenes.edit(desk, scenes.only(desk, run).id, scenes.PRICED)
    desk.erase(Erasure(run=run), "joost", "test")
    assert desk.examples() == ()


@pytest.mark.parametrize("user", ["mara", "edda", "tomas"])
def test_who_has_no_say_in_it_is_told(desk: Desk, clock: ManualClock, user: str) -> None:
    changed(desk, clock, not_again=True)
    (kept,) = desk.lessons()
    with pytest.raises(NotAllowedError):
        desk.end_lesson(kept.id, user, "test")
    with pytest.raises(NotFoundError, match="no change 'l-none'"):
        desk.keep_lesson("l-none", "ana", "test")


def test_a_phrase_that_breaks_a_rule_of_the_brand_is_not_learnt(desk: Desk, clock: ManualClock) -> None:
    run = scenes.asked(desk).run
    with pytest.raises(NotAllowedError, match=r"amber under orrelune.Miracle.*Nothing was changed.*lesson-worse"):
        changed(desk, clock, not_again=True, replace="A miracle: our")
    assert desk.lessons() == ()
    assert len(desk.approvals()) == 2
    desk.withdraw(run, "mara", "test")
    for _ in range(3):
        changed(desk, clock, not_again=False, replace="A miracle: our")
    (proposed,) = desk.lessons()
    with pytest.raises(NotAllowedError, match="lesson-worse"):
        desk.keep_lesson(proposed.id, "ana", "test")
    assert not desk.lessons()[0].kept
