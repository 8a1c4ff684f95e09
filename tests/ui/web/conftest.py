"""A whole desk on a folder of its own, for pages whose refusals are the desk's."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents.desks import a_desk, copy_home
from tests.agents.scenes import restate


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), model=ScriptedChat(restate))
    yield desk
    desk.close()
