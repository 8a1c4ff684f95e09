"""Kill -9 at any commit of the ledger, any checkpoint, any node, any file: no run is lost, nothing is published twice
or unsigned, and the record holds. A sample here; every point there is with `make proof`.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.agents.proofs.stories import STORIES
from tests.documents import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
WRONGS = ("lost", "twice", "unsigned", "wrong")
KINDS = {"ledger", "checkpoint", "node", "file"}
ENOUGH = 200  # kills, at the least, where all are made


def kill(out: Path, *options: str) -> dict[str, Any]:
    subprocess.run([sys.executable, "-m", "tests.agents.proofs.killing", str(out), *options], cwd=ROOT, check=True)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def summary(found: dict[str, Any]) -> str:
    """Such as "1033 kills, 0 lost, 0 twice, 0 unsigned"."""
    counts = Counter(wrong for each in found["kills"] for wrong in WRONGS if each[wrong])
    killed = sum(each["kills"] for each in found["kills"])
    return f"{killed} kills, {counts['lost']} lost, {counts['twice']} twice, {counts['unsigned']} unsigned"


def all_well(found: dict[str, Any]) -> None:
    assert [each for each in found["kills"] if any(each[wrong] for wrong in WRONGS)] == []
    assert all(each["kills"] for each in found["kills"])


def test_a_death_at_some_points_and_around_every_node(tmp_path: Path) -> None:
    found = kill(tmp_path / "found.json", "--every", "70", "--nodes", "approve")
    all_well(found)
    assert set(found["points"]) == set(STORIES)
    assert {kind for points in found["points"].values() for kind in points} == KINDS
    assert len(found["kills"]) >= 30


@pytest.mark.slow
@pytest.mark.parametrize(
    "options", [pytest.param((), id="once"), pytest.param(("--twice", "--every", "5"), id="and while it goes on")]
)
def test_a_death_at_every_point(tmp_path: Path, options: tuple[str, ...], told: Callable[[str], None]) -> None:
    found = kill(tmp_path / "found.json", "--workers", "2", *options)
    for name in STORIES:
        told(f"  {name}: {sum(each['kills'] for each in found['kills'] if each['story'] == name)} kills")
    told(summary(found))
    all_well(found)
    assert len(found["kills"]) >= ENOUGH


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Says something past pytest, which keeps what passing tests print to itself."""

    def say(line: str) -> None:
        with capsys.disabled():
            sys.stdout.write(f"\n{line}")

    return say
