"""What goes wrong inside a run is one line on the terminal, and a traceback in the home."""

import logging
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path

import pytest

from agents.graph.build import Node
from agents.graph.state import NodeResult, RunState
from agents.model.scripted import ScriptedChat
from tests.agents import scenes
from tests.agents.desks import a_desk, copy_home
from ui.cli.frame import Frame
from ui.cli.logs import FILE, OneLine
from ui.cli.main import main


@pytest.fixture(autouse=True)
def clean() -> None:
    root = logging.getLogger()
    for handler in [each for each in root.handlers if isinstance(each, OneLine)]:
        root.removeHandler(handler)


def broken(nodes: Mapping[str, Node]) -> Mapping[str, Node]:
    def triage(_state: RunState) -> NodeResult:
        raise ZeroDivisionError

    return {**nodes, "triage": triage}


def test_a_defect_in_a_run_is_kept_in_a_file_that_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    home = copy_home(tmp_path / "home")
    desk = a_desk(home, model=ScriptedChat(scenes.restate), around=broken)
    frame = Frame(environ={}, home=home, opener=lambda _: nullcontext(desk))  # type: ignore[arg-type]
    assert main(("ask", scenes.CAPTION, "--as", "mara"), frame) == 1
    desk.close()
    said = capsys.readouterr()
    assert "Traceback" not in said.err + said.out
    assert str(home / FILE) in said.err
    assert "ZeroDivisionError" in said.out
    kept = (home / FILE).read_text(encoding="utf-8")
    assert "Traceback" in kept
    assert "ZeroDivisionError" in kept
    assert (home / FILE).stat().st_mode & 0o077 == 0


def test_without_a_home_it_says_how_to_see_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    handler = OneLine(lambda: tmp_path / "nowhere")
    log = logging.Logger("alone")
    log.addHandler(handler)
    try:
        raise KeyError("x")
    except KeyError:
        log.exception("it failed\nbadly")
    log.warning("careful")
    log.info("by the way")
    lines = capsys.readouterr().err.splitlines()
    assert lines == ["ERROR it failed badly. COPYDESK_DEBUG=1 shows where it came from", "WARNING careful"]
