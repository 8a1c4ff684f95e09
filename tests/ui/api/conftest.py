"""A whole desk on a folder of its own, for what the desk itself has to decide."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents.desks import a_desk, copy_home
from tests.agents.scenes import restate


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return copy_home(tmp_path / "home")


@pytest.fixture
def real(home: Path) -> Iterator[Desk]:
    desk = a_desk(home, model=ScriptedChat(restate))
    yield desk
    desk.close()
