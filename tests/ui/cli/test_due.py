"""Lists and cards say by when, in the zone of those who are asked, and why it is later."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from tests.ui.fakes import FakeDesk

DUE = datetime(2030, 11, 11, 10, 30, tzinfo=UTC)


def test_the_moment_and_what_was_not_counted(
    desk: FakeDesk, copydesk: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert copydesk("ask", "captions") == 0
    id = next(iter(desk._approvals))
    changes = {"due": DUE, "due_why": ("weekend",), "due_zones": {"brand": "Europe/Berlin"}}
    desk._approvals[id] = desk._approvals[id].model_copy(update=changes)
    for command in (("approvals", "list"), ("approvals", "show", id)):
        capsys.readouterr()
        assert copydesk(*command) == 0
        assert "(Mon 11 Nov, 11:30 CET; not counted: weekend)" in capsys.readouterr().out
