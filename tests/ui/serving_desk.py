"""Serves a real desk with the sample brand: `python -m tests.ui.serving_desk HOME [PORT] [LATENCY] [ENDPOINT]`.

The model says the facts that it is given, LATENCY seconds after each call; or it is whatever answers at ENDPOINT, or
with `embedded` in its place the desk's own.
Whoever kills the desk may start it again on the same home.
"""

import sys
from pathlib import Path

from agents.clock import SystemClock
from agents.model.chat import ChatModel
from agents.model.client import open_chat
from agents.model.scripted import ScriptedChat
from agents.settings import Settings
from tests.agents.desks import a_desk, copy_home
from tests.ui.seeded import script
from ui.web.serve import serve


def main(home: Path, port: int | None, latency: float, endpoint: str | None) -> None:
    if not home.exists():
        copy_home(home)
    desk = a_desk(home, clock=SystemClock(), model=_model(home, latency, endpoint))
    desk.start()
    serve(desk, home=home, port=port, clock=SystemClock(), ready=lambda url, _: print(url, flush=True))  # noqa: T201
    desk.close()


def _model(home: Path, latency: float, endpoint: str | None) -> ChatModel:
    if endpoint is None:
        return ScriptedChat(script, latency=latency)
    if endpoint == "embedded":
        return open_chat(Settings.read({}, home))
    return open_chat(Settings(home=home, base_url=endpoint, model="m"))


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2] != "0" else None,
        float((sys.argv[3:] or ["0"])[0]),
        (sys.argv[4:] or [None])[0],
    )
