"""Desks for tests: the sample brand, a scripted model, embeddings that cost nothing. Each on a home of its own."""

import atexit
import functools
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from agents.clock import Clock, ManualClock
from agents.engine import Around
from agents.ledger.database import Ledger
from agents.model.chat import ChatModel, Prompt
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.settings import Settings
from agents.views import AskRequest
from knowledge.embedding import HashEmbedder

REQUESTER = "mara"
BRAND_APPROVER = "ana"
START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def speak(prompt: Prompt) -> str:
    """Says the facts that it is given, as they stand: green under the sample brand's rules, and grounded."""
    return " ".join(line.removeprefix("- ") for line in prompt.user.splitlines() if line.startswith("- "))


def prepare(path: Path) -> None:
    """A home with the sample brand read and indexed."""
    desk = a_desk(path)
    desk.index()
    desk.users()
    desk.close()


def _scratch(prefix: str) -> Path:
    """A folder that goes with the process."""
    path = Path(tempfile.mkdtemp(prefix=prefix))
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


@functools.cache
def HOME() -> Path:
    """A prepared home, copied for each test and never used itself."""
    path = _scratch("copydesk-home-")
    prepare(path)
    return path


@functools.cache
def asked_home(
    asked: str | AskRequest, model: Callable[[Prompt], str] = speak, user: str = REQUESTER
) -> tuple[Path, str]:
    """A home in which this was asked at START, copied for each test; and the run, which nothing moves."""
    path = copy_home(_scratch("copydesk-asked-") / "home")
    desk = a_desk(path, model=ScriptedChat(model))
    request = AskRequest(text=asked) if isinstance(asked, str) else asked
    run = desk.wait(desk.ask(request, user, "test").run, 30.0)
    desk.close()
    return path, run.run


def a_ledger(path: Path, clock: Clock) -> Ledger:
    """A new one, its tables copied from one that was migrated before."""
    shutil.copyfile(_empty_ledger(), path)
    return Ledger(path, clock)


@functools.cache
def _empty_ledger() -> Path:
    path = _scratch("copydesk-ledger-") / "ledger.db"
    Ledger(path, ManualClock(START)).close()
    return path


def copy_home(target: Path, source: Path | None = None) -> Path:
    shutil.copytree(source or HOME(), target)
    return target


def a_desk(
    home: Path,
    *,
    clock: Clock | None = None,
    model: ChatModel | None = None,
    around: Around | None = None,
    secrets: Callable[[str], str | None] = {}.get,
) -> Desk:
    return Desk(
        Settings(home=home),
        clock=clock or ManualClock(START),
        model=model or ScriptedChat(speak),
        embedder=HashEmbedder(),
        around=around,
        secrets=secrets,
    )
