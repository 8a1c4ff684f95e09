"""Kill -9 between any two steps of a notice: it is told all the same, and twice only where nobody could know."""

import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.agents.notices import worlds
from tests.agents.notices.conftest import hook
from tests.processes import in_process
from tests.receivers import WebReceiver

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("prepared") / "home"
    assert in_process(worlds.make_home, path) == 0
    return path


@pytest.fixture
def home(prepared: Path, tmp_path: Path, web: WebReceiver) -> Iterator[Path]:
    path = tmp_path / "home"
    shutil.copytree(prepared, path)
    settings = {"webhooks": {"room": hook(web, "admin", seconds=5)}}
    (path / "brands" / "orrelune" / "notify.yaml").write_text(yaml.safe_dump(settings), encoding="utf-8")
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.mark.parametrize(
    ("moment", "arrivals"),
    [
        ("within", 0),  # it never happened
        ("committed", 1),
        ("spread", 1),
        ("before", 1),
        ("after", 2),  # the target knows it, the ledger does not: the same key tells them that it is one
    ],
)
def test_a_death_loses_nothing(home: Path, web: WebReceiver, moment: str, arrivals: int) -> None:
    assert in_process(worlds.hold_and_die, home, moment) == -signal.SIGKILL
    assert in_process(worlds.go_on, home) == 0
    assert in_process(worlds.go_on, home) == 0
    assert len(web.posts) == arrivals
    assert len({post.key for post in web.posts}) == min(arrivals, 1)
