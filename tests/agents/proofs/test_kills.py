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

from tests.agents.proofs import killing
from tests.agents.proofs.killing import WRONGS, Killing
from tests.agents.proofs.stories import STORIES
from tests.documents import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
KINDS = {"ledger", "checkpoint", "node", "file"}
KILLED = -9  # the exit code, which Windows has no name for
ENOUGH = 200  # kills, at the least, where all are made


def kill(out: Path, *options: str) -> dict[str, Any]:
    subprocess.run([sys.executable, "-m", "tests.agents.proofs.killing", str(out), *options], cwd=ROOT, check=True)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def summary(found: dict[str, Any]) -> str:
    """Such as "1033 kills, 0 lost, 0 twice, 0 unsigned, 0 wrong"."""
    counts = Counter(wrong for each in found["kills"] for wrong in WRONGS if each[wrong])
    killed = sum(each["kills"] for each in found["kills"])
    return ", ".join([f"{killed} kills", *(f"{counts[wrong]} {wrong}" for wrong in WRONGS)])


def all_well(found: dict[str, Any]) -> None:
    assert [each for each in found["kills"] if any(each[wrong] for wrong in WRONGS)] == []
    assert all(each["kills"] for each in found["kills"])


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ([0], "0 kills, 0 lost, 0 twice, 0 unsigned, 1 wrong"),
        ([KILLED, 1], "1 kills, 0 lost, 0 twice, 0 unsigned, 1 wrong"),
    ],
)
def test_a_child_that_does_not_end_as_it_should_counts_as_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, codes: list[int], said: str
) -> None:
    (tmp_path / "base").mkdir()
    one = object.__new__(Killing)  # not told before
    vars(one).update(
        name="approve", story=STORIES["approve"], base=tmp_path / "base", _folder=tmp_path, points=["file"]
    )
    monkeypatch.setattr(killing, "in_a_child", lambda *_: codes.pop(0))
    monkeypatch.setattr(killing, "judge", lambda _: {"lost": [], "twice": [], "unsigned": []})
    found = {"kills": [one.kill(1)]}
    assert summary(found) == said
    with pytest.raises(AssertionError):
        all_well(found)


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
