"""The one rewrite that the desk makes by itself: it never costs a draft, and never makes one worse."""

from pathlib import Path

from agents.model.chat import Prompt
from agents.model.scripted import ScriptedChat
from agents.views import AskRequest, RunView
from tests.agents.desks import REQUESTER, a_desk, copy_home, speak

CAPTION = AskRequest(text="An Instagram caption for the refillable bottle, for commuters")


def ask(home: Path, rewrite: str) -> RunView:
    """The first text presses, which the voice guide does not like; `rewrite` is what the model then says."""

    def script(prompt: Prompt) -> str:
        if "Earlier version" in prompt.user:
            return rewrite
        return f"{speak(prompt)} Hurry, the refillable bottle is here."

    desk = a_desk(copy_home(home), model=ScriptedChat(script))
    try:
        run = desk.ask(CAPTION, REQUESTER, "test").run
        return desk.wait(run, 60)
    finally:
        desk.close()


def test_a_rewrite_that_is_better_takes_its_place(tmp_path: Path) -> None:
    (draft,) = ask(tmp_path / "home", "The refillable bottle costs €118.").drafts
    assert (draft.rating, draft.version) == ("green", 2)


def test_a_rewrite_that_says_nothing_usable_leaves_the_draft(tmp_path: Path) -> None:
    view = ask(tmp_path / "home", "")
    (draft,) = view.drafts
    assert view.status == "waiting"
    assert (draft.rating, draft.version) == ("amber", 1)


def test_a_rewrite_that_is_no_better_leaves_the_draft(tmp_path: Path) -> None:
    (draft,) = ask(tmp_path / "home", "Hurry, the refillable bottle is ICONIC. Hurry, it costs €118.").drafts
    assert (draft.rating, draft.version) == ("amber", 1)
