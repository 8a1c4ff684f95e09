"""What the processes of the crash tests share: a home, and what is imported once, in the fork server."""

from pathlib import Path

import chromadb  # noqa: F401
import langchain_core.runnables  # noqa: F401

from agents.engine import Engine  # noqa: F401
from tests.agents.desks import prepare


def make_home(path: Path) -> None:
    prepare(path)
