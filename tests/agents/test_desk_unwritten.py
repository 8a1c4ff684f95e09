"""A draft that the model cannot write stops none of the others."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from agents.model.chat import Completion, Prompt
from agents.model.errors import ModelError
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.settings import Settings
from agents.signing.decision import Choice, Wish
from agents.views import RunView
from knowledge.embedding import HashEmbedder
from knowledge.errors import InputError
from tests.agents import scenes
from tests.agents.desks import a_desk

WANTED = "for the refillable bottle, for commuters"
CHANNELS = ("google-rsa", "instagram", "sms")
AD = "\n".join(
    f"{part} {n}: {words}"
    for part, said in (
        ("Headline", ("Refillable Bottle", "Locks with a quarter turn", "Fits in your bag")),
        ("Description", ("A quarter turn locks the cap.", "Refill it in any of our shops.")),
    )
    for n, words in enumerate(said, 1)
)


class NoAds(ScriptedChat):
    """Restates the facts, which is no Google ad, until it has learnt to write one."""

    def __init__(self) -> None:
        super().__init__(self._said)
        self.learnt = False
        self.silent = False

    def _said(self, prompt: Prompt) -> str:
        is_ad = "Headline 1" in prompt.system + prompt.user
        return "" if self.silent else AD if is_ad and self.learnt else scenes.restate(prompt)


@pytest.fixture
def model() -> NoAds:
    return NoAds()


@pytest.fixture
def held(home: Path, model: NoAds) -> Desk:
    return a_desk(home, model=model)


def asked(desk: Desk, channels: Sequence[str] = CHANNELS, *, hold: bool = True) -> RunView:
    return scenes.ask(desk, f"Copy {WANTED}", channels=channels, hold=hold)


def again(desk: Desk, view: RunView) -> RunView:
    choice = Choice(kind="rewrite", again=tuple(one.draft for one in view.unwritten))
    return desk.wait(desk.choose(view.run, choice, "mara", "test").run, scenes.PATIENCE)


def test_what_could_be_written_is_there_and_what_could_not_is_named(held: Desk) -> None:
    view = asked(held)
    assert (view.status, view.error) == ("choosing", None)
    assert [draft.channel for draft in view.drafts] == ["instagram", "sms"]
    (one,) = view.unwritten
    assert (one.channel, one.locale, one.variant) == ("google-rsa", "en", 1)
    assert "wrote nothing usable for Google responsive search ad in 3 tries" in one.why
    step = next(step for step in held.steps(view.run) if step.node == "copywriting")
    assert step.summary == "2 drafts written, 1 could not be"
    assert held.runs()[0].drafts == 2
    held.close()


def test_it_is_tried_again_with_another_seed_and_then_goes_on_with_the_rest(held: Desk, model: NoAds) -> None:
    view = asked(held)
    (still,) = again(held, view).unwritten
    assert "nothing usable" in still.why
    model.learnt = True
    whole = again(held, view)
    assert (whole.status, whole.unwritten) == ("choosing", ())
    assert [draft.channel for draft in whole.drafts] == list(CHANNELS)
    assert whole.drafts[0].missed is None
    scenes.submit(held, view.run)
    assert scenes.sign(held, view.run, "ana").run == view.run
    held.close()


def test_words_of_the_requester_may_help_it(held: Desk, model: NoAds) -> None:
    view = asked(held)
    model.learnt = True
    wish = Wish(draft=view.unwritten[0].draft, notes="Plain words, please")
    whole = held.wait(
        held.choose(view.run, Choice(kind="rewrite", wishes=(wish,)), "mara", "test").run, scenes.PATIENCE
    )
    assert [draft.channel for draft in whole.drafts] == list(CHANNELS)
    held.close()


def test_what_is_there_cannot_be_tried_again(held: Desk) -> None:
    view = asked(held)
    for name in (view.drafts[0].id, "d-none"):
        with pytest.raises(InputError, match=f"{name} is not waiting"):
            held.choose(view.run, Choice(kind="rewrite", again=(name,)), "mara", "test")
    with pytest.raises(InputError, match="which draft"):
        held.choose(view.run, Choice(kind="rewrite"), "mara", "test")
    with pytest.raises(InputError, match="is not waiting to be chosen"):
        scenes.submit(held, view.run, view.unwritten[0].draft)
    held.close()


def test_the_rest_is_submitted_signed_and_published_without_it(held: Desk) -> None:
    view = asked(held, hold=False)
    assert view.status == "waiting"
    assert [card.channel for card in scenes.cards(held, view.run)] == ["instagram", "sms"]
    ended = scenes.sign(held, view.run, "ana")
    assert ended.status == "published"
    assert [one.channel for one in ended.unwritten] == ["google-rsa"]
    held.close()


def test_where_nothing_comes_the_run_stops_and_can_be_gone_on_with(held: Desk, model: NoAds) -> None:
    model.silent = True
    view = asked(held)
    assert (view.status, view.drafts, view.unwritten) == ("failed", (), ())
    assert "wrote nothing usable for Google responsive search ad" in (view.error or "")
    model.silent = False
    there = held.wait(held.resume(view.run, "mara", "test").run, scenes.PATIENCE)
    assert (there.status, len(there.drafts), len(there.unwritten)) == ("choosing", 2, 1)
    held.close()


def test_all_of_it_is_withdrawn_together(held: Desk) -> None:
    view = asked(held)
    ended = held.wait(held.withdraw(view.run, "mara", "test").run, scenes.PATIENCE)
    assert ended.status == "withdrawn"
    held.close()


def test_a_budget_that_ends_leaves_what_was_written(home: Path) -> None:
    settings = Settings(home=home, max_calls=2)
    desk = Desk(settings, model=ScriptedChat(scenes.restate, slots=1), embedder=HashEmbedder())
    view = asked(desk, ("instagram", "sms", "x"))
    assert view.status == "choosing"
    assert view.drafts
    assert all("all of its 2 calls" in one.why for one in view.unwritten)
    assert len(view.drafts) + len(view.unwritten) == 3
    desk.close()


class Down(ScriptedChat):
    """Reached nobody at its second draft."""

    def chat(self, prompt: Prompt, **options: int) -> Completion:
        if "SMS" in prompt.system + prompt.user or "text message" in prompt.system + prompt.user:
            raise ModelError("The model does not answer.")
        return super().chat(prompt, **options)  # type: ignore[arg-type]


def test_a_model_that_is_down_is_not_asked_for_the_rest(home: Path) -> None:
    desk = a_desk(home, model=Down(scenes.restate))
    view = asked(desk, ("instagram", "sms"))
    assert (view.status, view.error, view.unwritten) == ("failed", "The model does not answer.", ())
    desk.close()
