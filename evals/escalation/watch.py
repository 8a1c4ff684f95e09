"""The desk on watch: the sample brand's people with an address each, a clock by hand, and nobody at the other end.

What is told to whom is what the desk itself would send: deliveries, written down and not sent. Of the brand's documents
only those are there that a case needs: no message is answered here, and an index of all would take longer than the
suite.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from agents.clock import ManualClock
from agents.model.errors import ModelError
from agents.model.scripted import ScriptedChat
from agents.notices.views import NoticeView
from agents.policy.policy import Policy
from agents.service import Desk
from agents.settings import Settings
from agents.views import AskRequest, CaseCard, CaseView, RunView
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PATIENCE = 60  # seconds
DOOR = "evals"
REQUESTER = "mara"
ADMIN = "joost"
HEAR_OF_CASES = frozenset({"p1", "case", "handed", "late"})
NEEDED = ("crisis-and-complaints.md", "press-boilerplate.md")
MANY = 200  # deliveries that are read: no message makes so many


class Watch:
    """No model answers at this desk: whoever is called is called without one."""

    def __init__(self, home: Path) -> None:
        brand = home / "brands" / SAMPLE_BRAND
        shutil.copytree(BRANDS_SHIPPED / SAMPLE_BRAND, brand, ignore=_unneeded)
        self.clock = ManualClock(START)
        self.desk = Desk(Settings(home=home), clock=self.clock, model=ScriptedChat(_nobody))
        self._policy = Policy.load(brand / "policy.yaml")
        self.people = {user.name: user.roles for user in self.desk.users()}
        (brand / "notify.yaml").write_text(_notify(self.people), encoding="utf-8")

    def ask(self, text: str) -> RunView:
        run = self.desk.ask(AskRequest(text=text), REQUESTER, DOOR).run
        return self.desk.wait(run, PATIENCE)

    def told(self, case: str) -> tuple[NoticeView, ...]:
        """What goes out about a case by now, to people, oldest first."""
        self.desk.engine.notices.look()
        sent = self.desk.notices(limit=MANY)
        return tuple(
            sorted(
                (one for one in sent if one.subject == case and one.kind in HEAR_OF_CASES),
                key=lambda one: (one.created, one.id),
            )
        )

    def holders(self, role: str) -> frozenset[str]:
        return frozenset(name for name, roles in self.people.items() if role in roles)

    def case(self, id: str) -> CaseCard:
        return self.desk.case(id)

    def hand_over(self, case: CaseView, by: str, to: str) -> CaseCard:
        self.desk.take_case(case.id, by, DOOR)
        return self.desk.transfer_case(case.id, to, "You know more about this", by, DOOR)

    def settle(self, case: str) -> None:
        """An open case goes on calling people."""
        self.desk.take_case(case, ADMIN, DOOR)
        self.desk.resolve_case(case, "handled", "Answered in person", ADMIN, DOOR)

    def pass_time(self, length: timedelta) -> None:
        self.clock.advance(length)

    @property
    def policy(self) -> Policy:
        return self._policy


def _unneeded(folder: str, names: list[str]) -> list[str]:
    if "documents" not in Path(folder).relative_to(BRANDS_SHIPPED).parts:
        return []
    return [name for name in names if Path(name).suffix and name not in NEEDED]


def _nobody(_prompt: object) -> str:
    raise ModelError("No model answers here.")


def _notify(people: Mapping[str, object]) -> str:
    lines = [f"  {name}: {name}@example.com" for name in people]
    return "mail: {server: 127.0.0.1, port: 9, security: none, from: desk@example.com}\npeople:\n" + "\n".join(lines)


@contextmanager
def watch(home: Path) -> Iterator[Watch]:
    made = Watch(home)
    try:
        yield made
    finally:
        made.desk.close()
