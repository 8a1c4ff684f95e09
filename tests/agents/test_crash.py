"""Kill -9 around every node: start-up finishes or resumes the run, and nothing is published twice or unsigned."""

import json
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from agents.views import AskRequest
from tests.agents import worlds
from tests.processes import in_process

COPY = ("intake", "triage", "retrieve", "copywriting", "brand_check", "choose", "file", "approval")
AFTER_SIGNING = ("approval", "schedule", "publish")
HARM = ("intake", "triage", "escalation", "handoff")
CAPTIONS = AskRequest(text="Two Instagram captions for the refillable bottle, for commuters")
RASH = AskRequest(text="My child got a rash all over her face after using your balm, we are in hospital")
GATES = {"approval", "handoff"}  # on the way in they stop, so there is no way out before somebody decides

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def deaths(nodes: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        (node, moment) for node in nodes for moment in ("before", "after") if not (node in GATES and moment == "after")
    ]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("prepared") / "home"
    assert in_process(worlds.make_home, path) == 0
    return path


@pytest.fixture(scope="module")
def waiting(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a run that waits for two signatures."""
    path = tmp_path_factory.mktemp("waiting") / "home"
    shutil.copytree(prepared, path)
    assert in_process(worlds.ask, path, CAPTIONS, None, "") == 0
    return path


@pytest.fixture
def home(prepared: Path, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "home"
    shutil.copytree(prepared, path)
    yield path
    shutil.rmtree(path, ignore_errors=True)


def world_after(home: Path) -> Any:
    result = home / "world.json"
    assert in_process(worlds.finish, home, result) == 0
    return json.loads(result.read_text(encoding="utf-8"))


PUBLISHED = {
    "after": "published",
    "drafts": 2,
    "publications": ["delivered", "delivered"],
    "released": 2,
    "filed": 2,
    "files": 2,
    "cases_opened": 0,
    "audit": True,
}


@pytest.mark.parametrize(("node", "moment"), deaths(COPY))
def test_a_death_on_the_way_to_the_approval_loses_nothing(home: Path, node: str, moment: str) -> None:
    assert in_process(worlds.ask, home, CAPTIONS, node, moment) == -signal.SIGKILL
    assert world_after(home) == {"before": "waiting", **PUBLISHED}


@pytest.mark.parametrize(("node", "moment"), [*deaths(AFTER_SIGNING), ("approval", "after")])
def test_a_death_after_signing_publishes_once(waiting: Path, node: str, moment: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(waiting, home)
    assert in_process(worlds.sign_all, home, node, moment) == -signal.SIGKILL
    world = world_after(home)
    assert {key: world[key] for key in PUBLISHED} == PUBLISHED


@pytest.mark.parametrize(("node", "moment"), deaths(HARM))
def test_a_death_on_the_way_to_a_person_opens_one_case(home: Path, node: str, moment: str) -> None:
    assert in_process(worlds.ask, home, RASH, node, moment) == -signal.SIGKILL
    world = world_after(home)
    assert (world["before"], world["after"]) == ("escalated", "escalated")
    assert (world["cases_opened"], world["publications"], world["drafts"]) == (1, [], 0)
