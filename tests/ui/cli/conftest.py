from contextlib import nullcontext

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
