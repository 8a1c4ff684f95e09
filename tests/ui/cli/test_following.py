"""After a decision, the terminal tells what is new and nothing that was told before."""

from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import a_desk, copy_home
from ui.cli.frame import Frame
from ui.cli.main import main


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


@pytest.mark.parametrize(
    ("arguments", "news"),
    [
        (("approvals", "decide", "APPROVAL", "--as", "ana", "--approve"), "Published"),
        (("approvals", "decide", "APPROVAL", "--as", "ana", "--reject", "no"), None),
        (("runs", "withdraw", "RUN", "--as", "mara"), None),
        (("runs", "resume", "RUN", "--as", "mara"), None),
    ],
)
def test_only_what_is_new_is_told(
    desk: Desk, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], news: str | None
) -> None:
    run = scenes.ask(desk, scenes.CAPTION).run
    named = {"APPROVAL": scenes.only(desk, run).id, "RUN": run}
    frame = Frame(home=desk.home.path, opener=lambda _: nullcontext(desk))  # type: ignore[arg-type]
    assert main([named.get(word, word) for word in arguments], frame) == 0
    said = capsys.readouterr().err
    assert "Read the request" not in said
    assert "Decided where it goes" not in said
    if news:
        assert news in said
