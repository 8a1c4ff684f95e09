"""A desk on which everything can be tried and nothing happens: its ledger takes back each transaction at its end.

So each role can press the same thing in the same state, and it shows whether the desk was about to write.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from pathlib import Path

from argon2 import PasswordHasher
from sqlalchemy import Connection

from agents.clock import ManualClock
from agents.ledger.database import Ledger
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.settings import Settings
from agents.signing import staff
from agents.signing.passwords import Passwords
from knowledge.embedding import HashEmbedder
from tests.agents import scenes
from tests.agents.desks import START


class RehearsedError(Exception):
    """The desk was about to write: whoever asked was allowed to."""


class RehearsalLedger(Ledger):
    rehearsing = False
    reached = 0  # ends of transactions, since somebody counted anew

    def write(self) -> AbstractContextManager[Connection]:
        return self._taken_back(super().write())

    def note(self) -> AbstractContextManager[Connection]:
        return self._taken_back(super().note())

    @contextmanager
    def _taken_back(self, transaction: AbstractContextManager[Connection]) -> Iterator[Connection]:
        with transaction as connection:
            yield connection
            if self.rehearsing:
                self.reached += 1
                raise RehearsedError


class RehearsalDesk(Desk):
    @cached_property
    def ledger(self) -> RehearsalLedger:
        ledger = RehearsalLedger(self.home.ledger, self.clock)
        staff.enrol(ledger, self.home)
        return ledger


def rehearsal_desk(home: Path) -> RehearsalDesk:
    cheap = Passwords(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    return RehearsalDesk(
        Settings(home=home),
        clock=ManualClock(START),
        model=ScriptedChat(scenes.restate),
        embedder=HashEmbedder(),
        passwords=cheap,
    )
