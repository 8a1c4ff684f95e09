"""A sign of life while something runs: often enough, on the right stream, and silent where nothing takes long."""

import re
import time
from collections.abc import Callable

import pytest

from tests.ui.fakes import FakeDesk
from ui.cli import waiting
from ui.cli.waiting import Waiting, beside, left


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "BEAT", 0.05)
    monkeypatch.setattr(waiting, "LOOK", 0.01)


def test_lines_come_on_stderr_and_say_how_far_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with beside("reading") as ticking:
        time.sleep(0.12)
        ticking.progress("Learning passages", 3, 4)
        time.sleep(0.12)
    said = capsys.readouterr()
    assert said.out == ""
    lines = said.err.splitlines()
    assert len(lines) >= 2
    assert re.fullmatch(r"  … reading, \d+ s", lines[0])
    assert "learning passages" in lines[-1]
    assert "75%" in lines[-1]


def test_what_is_quick_passes_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    with beside("reading"):
        pass
    assert capsys.readouterr().err == ""


def test_it_can_be_stopped_twice_and_says_nothing_after(capsys: pytest.CaptureFixture[str]) -> None:
    with Waiting("reading", terminal=True, err=True) as ticking:
        time.sleep(0.12)
        ticking.stop()
        before = capsys.readouterr().err
        assert before.endswith("\r")
        time.sleep(0.12)
    assert capsys.readouterr().err == ""


def test_a_run_that_takes_long_is_followed_step_by_step(
    desk: FakeDesk, copydesk: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    desk.pace = 0.15
    assert copydesk("ask", "What does the refillable bottle cost?") == 0
    said = capsys.readouterr().err
    assert "… screening the request" in said
    assert said.count("✓ Read the request") == 1
    assert "… looking for the answer" in said


def test_the_time_left_is_told_once_the_rate_is_known() -> None:
    assert left(1.0, 50, 100) == ""
    assert left(10.0, 0, 100) == ""
    assert left(10.0, 100, 100) == ""
    assert left(10.0, 25, 100) == ", about 30 s left"
    assert left(60.0, 25, 100) == ", about 3 min left"
