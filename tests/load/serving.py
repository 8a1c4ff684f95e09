"""A desk of its own on loopback, for the load run: `python -m tests.load.serving HOME LATENCY MARKETERS APPROVERS`.

Everything is real but the model, which answers after LATENCY seconds what the facts say, and the embeddings, which cost
nothing.
"""

import sys
from pathlib import Path

from agents.clock import SystemClock
from agents.model.chat import Prompt
from agents.model.scripted import ScriptedChat
from tests.agents.desks import a_desk, copy_home, speak
from ui.web.serve import serve

SLOTS = 8  # model calls at once, as an endpoint takes them


def main(home: Path, latency: float, marketers: int, approvers: int) -> None:
    model = ScriptedChat(_forgetful := _Forgetful(), latency=latency, slots=SLOTS)
    _forgetful.model = model
    desk = a_desk(copy_home(home), clock=SystemClock(), model=model)
    desk.index()
    for number in range(marketers):
        desk.add_user(f"marketer{number:02}", ("marketer",), f"Marketer {number}", "joost", "load")
    for number in range(approvers):
        desk.add_user(f"approver{number:02}", ("brand",), f"Approver {number}", "joost", "load")
    desk.start()
    desk.warm()  # the command does it beside the first requests
    try:
        serve(desk, home=home, port=None, clock=SystemClock(), ready=lambda url, _: print(url, flush=True))  # noqa: T201
    finally:
        desk.close()


class _Forgetful:
    """The script, which keeps no prompts: what a desk holds in memory is measured, not what a test does."""

    model: ScriptedChat | None = None

    def __call__(self, prompt: Prompt) -> str:
        if self.model is not None:
            self.model.prompts.clear()
        return speak(prompt)


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
