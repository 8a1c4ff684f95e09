"""A desk whose policy speaks of tools, and an agent's own store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.checkpoint.sqlite import SqliteSaver

from agents.clock import ManualClock
from agents.service import Desk
from tests.agents.desks import a_desk, copy_home


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return copy_home(tmp_path / "home")


@pytest.fixture
def saver(tmp_path: Path) -> Iterator[BaseCheckpointSaver[str]]:
    with SqliteSaver.from_conn_string(str(tmp_path / "agent.db")) as saver:
        yield saver


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    return tmp_path / "sent.txt"


@pytest.fixture
def other(home: Path, clock: ManualClock) -> Iterator[Desk]:
    """The same desk from elsewhere: where people decide."""
    desk = a_desk(home, clock=clock)
    yield desk
    desk.close()
