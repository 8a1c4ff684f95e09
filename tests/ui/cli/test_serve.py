"""`copydesk serve` on a real desk: others go through it, and it stops cleanly."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ui.cli.frame import Frame
from ui.cli.main import main

ROOT = Path(__file__).parents[3]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def serving(home: Path) -> "Iterator[subprocess.Popen[str]]":
    process = subprocess.Popen(
        [sys.executable, "-m", "ui.cli", "--home", str(home), "serve", "--without-pages", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


def document(process: "subprocess.Popen[str]") -> dict[str, object]:
    assert process.stdout is not None
    lines = []
    while not lines or lines[-1] != "}\n":
        lines.append(process.stdout.readline())
        if not lines[-1]:
            pytest.fail(f"it ended: {process.communicate()[1]}")
    return json.loads("".join(lines))  # type: ignore[no-any-return]


@pytest.mark.parametrize("ending", [signal.SIGINT, pytest.param(signal.SIGTERM, marks=pytest.mark.slow)])
def test_it_serves_and_stops(
    home: Path, serving: "subprocess.Popen[str]", capsys: pytest.CaptureFixture[str], ending: signal.Signals
) -> None:
    told = document(serving)
    note = json.loads((home / "serve.json").read_text())
    assert (note["port"], note["pid"]) == (told["port"], serving.pid)
    assert httpx.get(f"{told['url']}/api/health", trust_env=False).status_code == 401

    frame = Frame(environ={}, home=home)
    assert main(["users", "list", "--json"], frame) == 0  # through the loopback interface: the home is taken
    assert {user["name"] for user in json.loads(capsys.readouterr().out)["users"]} >= {"mara", "ana"}
    assert main(["approvals", "show", "a-nowhere"], frame) == 2
    assert "a-nowhere" in capsys.readouterr().err
    assert main(["serve"], frame) == 1  # one owner
    assert str(serving.pid) in capsys.readouterr().err

    serving.send_signal(ending)
    assert serving.wait(20) == 0
    assert serving.stderr is not None
    assert "Traceback" not in serving.stderr.read()
    assert not (home / "serve.json").exists()
