import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LOADS, LONG = 400, 200_000


@pytest.fixture(scope="module")
def loaded() -> dict[str, object]:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.ui.web.many_loads", str(LOADS), str(LONG)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    found: dict[str, object] = json.loads(ran.stdout)
    return found


def test_many_loads_leave_no_pages_behind(loaded: dict[str, object]) -> None:
    assert isinstance(loaded["kept"], int)
    assert loaded["kept"] < LOADS * LONG / 3
    assert loaded["first"] == f"{LOADS + 1} ?a"  # whoever was forgotten meanwhile goes on all the same


def test_a_page_holds_no_stream_open(loaded: dict[str, object]) -> None:
    """A browser has six connections to a desk, for all of its tabs."""
    assert loaded["streams"] is False


def test_what_is_too_long_says_so_when_pressed_and_turns_no_page_when_news_are_looked_for(
    loaded: dict[str, object],
) -> None:
    assert isinstance(loaded["long"], dict)
    assert loaded["long"]["act"].startswith("That is too long")
    assert "__type__" in loaded["long"]["poll"]  # Gradio's word for: as it was
