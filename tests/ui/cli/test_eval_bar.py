"""The bar of `copydesk eval`: on a terminal alone, within its width, and gone when the run is over."""

import io
import os
import pty
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ui.cli.evaluate_bar import ERASE, bar, progress
from ui.cli.evaluate_running import Running

START = "from ui.cli.main import main; raise SystemExit(main())"


class Screen(io.StringIO):
    """A terminal that keeps what was written, and says so."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = threading.Event()

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        self.drawn.set()


def halfway() -> Running:
    times = iter([0.0, 1.0, 2.0])
    running = Running(lambda: next(times, 75.0), suites=4)
    running.begun("policy")
    running.begun("brand")
    running.ended("policy")
    return running


def test_a_bar_tells_suites_time_and_what_runs() -> None:
    assert bar(halfway(), 100) == f"{'█' * 6}{'░' * 18} 1 of 4 suites, 1:15 brand (73 s)"


def test_cases_that_are_through_are_counted() -> None:
    running = Running(lambda: 0.0, suites=2)
    case = running.counting("judge")
    case()
    case()
    assert "0 of 2 suites, 2 cases, 0:00 judge (2 cases, 0 s)" in bar(running, 100)


@pytest.mark.parametrize("room", [0, 1, 5, 20, 39, 40, 60, 79, 80, 200])
def test_a_bar_keeps_within_a_narrow_terminal(room: int) -> None:
    assert len(bar(halfway(), room)) <= room


def test_a_terminal_gets_one_line_again_and_again_that_is_gone_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen()
    with progress(halfway(), screen) as news:
        assert screen.drawn.wait(10)
        news("1 of 4: policy is through")
    told = screen.getvalue()
    assert "1 of 4 suites" in told
    assert "policy is through" not in told
    assert "\n" not in told
    assert told.endswith(ERASE)


def test_a_run_that_is_ended_early_leaves_no_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen = Screen()

    def run() -> None:
        with progress(halfway(), screen):
            assert screen.drawn.wait(10)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run()
    assert screen.getvalue().endswith(ERASE)


@pytest.mark.parametrize("terminal", [False, True])
def test_without_a_terminal_that_can_be_drawn_on_there_are_lines(
    terminal: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    screen = Screen() if terminal else io.StringIO()
    with progress(halfway(), screen) as news:
        news("1 of 4: policy is through")
    assert capsys.readouterr().err == "1 of 4: policy is through\n"
    assert screen.getvalue() == ""


@pytest.mark.slow
def test_ctrl_c_at_a_real_terminal_leaves_its_line_clean(tmp_path: Path) -> None:
    near, far = pty.openpty()
    environ = {**os.environ, "COPYDESK_HOME": str(tmp_path / "home"), "TERM": "xterm", "NO_COLOR": "1", "COLUMNS": "50"}
    command = [sys.executable, "-c", START, "eval", "policy", "triage", "--jobs", "1"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=far, env=environ) as process:
        os.close(far)
        seen = ""
        while "1 of 2 suites" not in seen:
            seen += os.read(near, 4096).decode(errors="replace")
        time.sleep(1)
        process.send_signal(signal.SIGINT)
        try:
            while chunk := os.read(near, 4096):
                seen += chunk.decode(errors="replace")
        except OSError:  # the terminal's other end is closed
            pass
        assert process.wait(60) == 2
    os.close(near)
    drawn, _, rest = seen.rpartition(ERASE)
    assert "Stopped: 1 of 2 suites through" in rest
    assert "█" not in rest
    assert "░" not in rest
    assert all(len(line) < 50 for line in re.findall(r"\033\[K([^\r\n]*(?:█|░)[^\r\n]*)", drawn))
    assert "\033[3" not in seen
    assert "\033[0" not in seen
