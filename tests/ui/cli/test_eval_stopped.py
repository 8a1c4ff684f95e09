"""`copydesk eval` while it runs, and where it is ended early."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ui.cli.evaluate_running import Running, telling
from ui.cli.main import main

pytestmark = pytest.mark.usefixtures("cache")


def test_term_keeps_the_suites_that_are_through(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def ended() -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        threading.Event().wait(10)

    monkeypatch.setattr("evals.prose.suite.run", ended)
    before = signal.getsignal(signal.SIGTERM)
    assert main(["eval", "policy", "prose", "--jobs", "1", "--out", str(tmp_path)]) == 2
    assert "Stopped: 1 of 2 suites through; the others say nothing." in capsys.readouterr().err
    kept = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert [(one["suite"], one["state"]) for one in kept["suites"]] == [("policy", "well"), ("prose", "broken")]
    assert signal.getsignal(signal.SIGTERM) == before


def test_what_runs_is_told_with_its_seconds_and_cases() -> None:
    now = 0.0
    running = Running(lambda: now)
    running.begun("policy")
    case = running.counting("judge")
    case()
    case()
    now = 61.0
    assert running.line == "running: policy (61 s), judge (2 cases, 61 s)"
    running.ended("policy")
    running.ended("judge")
    assert running.line == ""


def test_a_long_run_tells_again_and_again_and_an_idle_one_nothing() -> None:
    running, told, heard = Running(), list[str](), threading.Event()

    def tell(line: str) -> None:
        told.append(line)
        heard.set()

    with telling(running, tell, every=0.01):
        assert not heard.wait(0.1)
        running.begun("policy")
        assert heard.wait(10)
    assert told[0].startswith("running: policy (")


@pytest.mark.slow
def test_term_ends_the_processes_of_the_suites_that_still_run(tmp_path: Path) -> None:
    start = "from ui.cli.main import main; raise SystemExit(main())"
    command = [sys.executable, "-c", start, "eval", "policy", "path", "--out", str(tmp_path / "out")]
    environ = {**os.environ, "COPYDESK_HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environ) as process:
        assert process.stderr is not None
        said = []
        for line in process.stderr:
            said.append(line)
            if line == "1 of 2: policy is through\n":
                process.terminate()
        assert process.wait(60) == 2
    assert "Stopped: 1 of 2 suites through; the others say nothing.\n" in said
    assert not [line for line in said if "Traceback" in line or "resource_tracker" in line]
    kept = json.loads((tmp_path / "out" / "results.json").read_text(encoding="utf-8"))
    assert [(one["suite"], one["state"]) for one in kept["suites"]] == [("policy", "well"), ("path", "broken")]
