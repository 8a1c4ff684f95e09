"""`copydesk eval --embedded`: suites that the embedded language model writes for."""

from contextlib import closing
from typing import TYPE_CHECKING

from knowledge.errors import InputError
from ui import words
from ui.cli.evaluate_bar import progress
from ui.cli.evaluate_running import Running
from ui.cli.frame import note
from ui.cli.stopping import stopping

if TYPE_CHECKING:
    from agents.settings import Settings
    from evals.outcome import Run


def run(settings: "Settings", suites: tuple[str, ...]) -> "Run":
    """Asks no endpoint, whatever the settings name. Raises InputError where the model cannot be had."""
    from agents.model.client import open_chat
    from evals import embedded
    from evals.live import choice

    known = embedded.found()
    unknown = next((name for name in suites if name not in known), None)
    if unknown is not None:
        raise InputError(f"There is no suite '{unknown}' with --embedded. Those: {', '.join(known)}.")
    names = tuple(name for name in known if name in suites) or known
    with closing(open_chat(choice.named(settings, choice.EMBEDDED))) as model, stopping(model):
        note(f"{words.count(len(names), 'suite')} with {model.name}: {', '.join(names)}…")
        running = Running(suites=len(names))
        with progress(running) as news:
            return embedded.run(names, model, news, running.counting, running.ended)
