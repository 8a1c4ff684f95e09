"""Serves a real desk with the sample brand and nothing in it: `python -m tests.ui.serving_desk HOME [PORT] [LATENCY]`.

The model says the facts that it is given, LATENCY seconds after each call. Whoever kills it may start it again on the
same home.
"""

import sys
from pathlib import Path

from agents.clock import SystemClock
from agents.model.scripted import ScriptedChat
from tests.agents.desks import a_desk, copy_home
from tests.ui.seeded import script
from ui.web.serve import serve


def main(home: Path, port: int | None, latency: float) -> None:
    if not home.exists():
        copy_home(home)
    desk = a_desk(home, clock=SystemClock(), model=ScriptedChat(script, latency=latency))
    desk.start()
    serve(desk, home=home, port=port, clock=SystemClock(), ready=lambda url, _: print(url, flush=True))  # noqa: T201
    desk.close()


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2] != "0" else None,
        float((sys.argv[3:] or ["0"])[0]),
    )
