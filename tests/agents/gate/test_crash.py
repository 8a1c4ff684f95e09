"""Kill -9 between the signature and the effect: the call is run once, or a person is asked whether it has happened."""

import json
import shutil
import signal
import sys
from pathlib import Path
from typing import Any

import pytest

from agents.signing.call_filing import MAYBE
from tests.agents.gate import worlds
from tests.processes import in_process

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
OK = [["success", "Sent."]]


@pytest.fixture(scope="module")
def signed_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("signed") / "home"
    assert in_process(worlds.make_home, home) == 0
    return home


@pytest.fixture
def home(signed_home: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(signed_home, tmp_path / "home"))


def after(home: Path, *, sign_again: bool = False) -> dict[str, Any]:
    result = home / "world.json"
    assert in_process(worlds.run, home, None, result, sign_again) == 0
    found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(("moment", "told"), [("before the claim", OK), ("after it is done", OK)])
def test_where_it_is_sure_what_happened_it_runs_once(home: Path, moment: str, told: list[Any]) -> None:
    assert in_process(worlds.run, home, moment) == -signal.SIGKILL
    assert after(home) == {"sent": 1, "told": told, "asked": [], "audit": True}
    assert after(home)["sent"] == 1


@pytest.mark.parametrize(("moment", "sent"), [("after the claim", 0), ("while it runs", 1), ("after it ran", 1)])
def test_where_nobody_can_know_a_person_is_asked(home: Path, moment: str, sent: int) -> None:
    assert in_process(worlds.run, home, moment) == -signal.SIGKILL
    waiting = {"sent": sent, "told": [], "asked": [[2, [MAYBE]]], "audit": True}
    assert after(home) == waiting
    assert after(home) == waiting  # and is not run by itself, however often the agent comes by
    assert after(home, sign_again=True) == {"sent": sent + 1, "told": OK, "asked": [], "audit": True}
