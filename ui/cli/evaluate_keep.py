"""`copydesk eval --keep`: the run stays in the home, and what moved since the last one waits for somebody's words."""

from typing import TYPE_CHECKING, NamedTuple

from ui.cli.frame import Frame

if TYPE_CHECKING:
    from agents.insights.suites import SuiteMove
    from evals.outcome import Run


class Kept(NamedTuple):
    name: str
    moves: "tuple[SuiteMove, ...]"
    other_cases: tuple[str, ...] = ()  # a line for each suite that has others than the run before

    @property
    def lines(self) -> tuple[str, ...]:
        return (*self.other_cases, *(line for move in self.moves for line in _told(move)), f"Kept as {self.name}.")


def ready(frame: Frame) -> None:
    """Before minutes are spent on what is kept. Raises CopydeskError."""
    from agents.home import Home
    from evals import keeping

    Home(frame.settings.home).prepare()
    keeping.ready(frame.settings.home)


def keep(frame: Frame, run: "Run") -> Kept:
    """Raises CopydeskError; the run is kept first."""
    from agents.clock import SystemClock
    from agents.home import Home
    from agents.insights.suites import open_moves
    from agents.ledger.database import Ledger
    from evals import keeping

    home, clock = Home(frame.settings.home), SystemClock()
    file = keeping.keep(run, home.path, clock.now(), keeping.version())
    moves = keeping.moved(home.path, file)
    if moves:
        ledger = Ledger(home.ledger, clock)
        try:
            open_moves(ledger, moves)
        finally:
            ledger.close()
    return Kept(file.name, moves, keeping.other_cases(home.path, file))


def told(kept: Kept | None) -> dict[str, object]:
    """What JSON has beside the run, where it was kept."""
    if kept is None:
        return {}
    return {"kept": kept.name, "moved": [{"id": one.id, **one.model_dump(mode="json")} for one in kept.moves]}


def _told(move: "SuiteMove") -> tuple[str, str]:
    from agents.insights.suites import ROLE
    from ui import insight_words as said

    first = f"{move.id}  {said.suite_moved(move.suite, move.now, move.before)}; waits for {ROLE}"
    return first, f"  {said.suite_detail(move.suite, move.now, move.before, move.change)}"
