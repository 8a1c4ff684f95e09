from contextlib import nullcontext
from pathlib import Path

import pytest

from agents.service import Desk
from tests.ui.cli.saying import Say
from ui.cli.frame import Frame
from ui.cli.main import main


@pytest.fixture
def say(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Say:
    """Says commands to the test's own `desk`."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments, Frame(home=desk.home.path, opener=lambda _: nullcontext(desk)))  # type: ignore[arg-type]
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where what a suite of `copydesk eval` last came to is kept."""
    folder = tmp_path.with_name(f"{tmp_path.name}-cache")
    monkeypatch.setenv("COPYDESK_CACHE", str(folder))
    return folder
