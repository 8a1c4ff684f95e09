"""How reports on documents look in a terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.ui.cli.saying import Say


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=ManualClock(START), model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "care.md").write_text("Wipe with a dry cloth.\n", encoding="utf-8")
    return tmp_path / "new"


def test_a_name_with_a_line_break_stays_on_its_line(say: Say, folder: Path) -> None:
    (folder / "new\nline\x1b[31m.md").write_text("Words.\n", encoding="utf-8")
    (folder / "bad\nname.xyz").write_text("Words.\n", encoding="utf-8")
    told = say("ingest", str(folder))[1]
    assert r"✗ bad\nname.xyz: .xyz cannot be read" in told
    (line,) = [line for line in say("knowledge", "list")[1].splitlines() if "line" in line]
    assert line.startswith(r"new\nline\x1b[31m.md")
    assert line.split()[1:] == ["other", "en", "–", "published", "v1", "always"]
    assert say("knowledge", "show", r"new\nline\x1b[31m.md")[0] == 0


def test_the_report_says_how_many_labels_wait_or_how_to_count_them(say: Say, desk: Desk, folder: Path) -> None:
    say("ingest", str(folder))
    assert "Waiting for a label: not counted (`copydesk knowledge labels` shows them)" in say("knowledge", "report")[1]
    waiting = len({one.passage for one in desk.unsure_labels()})
    assert f"Waiting for a label: {waiting} passage" in say("knowledge", "report")[1]
