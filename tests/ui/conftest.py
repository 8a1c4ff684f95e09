from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.fakes import FakeDesk, opening
from ui.cli.frame import Frame
from ui.cli.main import main


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def copydesk(desk: FakeDesk, tmp_path: Path) -> Callable[..., int]:
    """Runs one command on the fake desk and returns its exit code."""

    def run(*arguments: str) -> int:
        frame = Frame(environ={}, home=tmp_path / "home", opener=lambda _: opening(desk))
        return main(arguments, frame)

    return run
