"""Below the list to sign: the button for several at once is off until something is ticked, and it says why."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.ui.web.test_signing_pages import shown


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=ManualClock(START), model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


def test_it_is_off_with_its_reason_and_says_why_some_have_no_box(desk: Desk) -> None:
    scenes.asked(desk)
    foot = shown(desk, "ana", "?tab=mine").split('class="together-foot"')[1].split("</div>")[0]
    assert re.search(r'<button class="button primary"[^>]* disabled[^>]*aria-describedby="read-how"[^>]*>', foot)
    assert ">Read and sign</button>" in foot
    how = foot.split('id="read-how"')[1].split("</p>")[0]
    assert "Tick what to read and sign together." in how
    assert "has no box" not in how, "each has one"
    scenes.ask(desk, scenes.SKIN)
    assert "What has no box is signed by itself" in shown(desk, "ana", "?tab=mine")
