"""The tour's learning step: a phrase is put right for good, and the next draft says whose change it uses."""

from pathlib import Path

import pytest

from agents.model.scripted import ScriptedChat
from agents.views import AskRequest, RunView
from tests.agents import scenes
from tests.agents.desks import a_desk, copy_home
from ui.cli.demo_scenes import PHRASES, captions, offers, signed
from ui.cli.stage import Stage


class Before:
    """A desk in the test's own process, in the place of the tour's backstage."""

    def __init__(self, home: Path) -> None:
        self.desk = a_desk(home, model=ScriptedChat(scenes.restate))

    def run(self, request: AskRequest, user: str) -> RunView:
        return self.desk.wait(self.desk.ask(request, user, "cli").run, scenes.PATIENCE)

    def follow(self, view: RunView) -> RunView:
        return view


def test_an_edit_of_one_phrase_is_in_the_next_draft_and_says_whose_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backstage = Before(copy_home(tmp_path / "home"))
    stage = Stage(interactive=False)
    try:
        captions(stage, backstage)  # type: ignore[arg-type]
        signed(stage, backstage)  # type: ignore[arg-type]
        (lesson,) = backstage.desk.lessons()
        find, replace = PHRASES[0]
        assert lesson.kept
        assert lesson.by is not None
        assert (lesson.find in find, lesson.replace in replace) == (True, True)
        capsys.readouterr()
        offers(stage, backstage)  # type: ignore[arg-type]
        shown = " ".join(capsys.readouterr().out.split())
        assert f"Learnt: uses {backstage.desk.user(lesson.by).full_name}'s change of" in shown
        assert replace in shown
        assert find not in shown
    finally:
        backstage.desk.close()
