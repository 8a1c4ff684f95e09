"""A desk of its own for each test, on a clock that stands still."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents.desks import START, a_desk, copy_home
from tests.agents.scenes import restate


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return copy_home(tmp_path / "home")


@pytest.fixture
def desk(home: Path, clock: ManualClock) -> Iterator[Desk]:
    desk = a_desk(home, clock=clock, model=ScriptedChat(restate))
    yield desk
    desk.close()
