"""Serves the scripted desk by itself: `python -m tests.ui.serving HOME [PORT] [PACE]`. For looking at the pages."""

import sys
from pathlib import Path

from agents.clock import SystemClock
from tests.ui.fakes import FakeDesk
from ui.web.serve import serve


def main(home: Path, port: int | None, pace: float) -> None:
    home.mkdir(parents=True, exist_ok=True)
    desk = FakeDesk(pace=pace)
    serve(desk, home=home, port=port, clock=SystemClock(), ready=lambda url, _: print(url, flush=True))  # noqa: T201


if __name__ == "__main__":
    main(
        Path(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2] != "0" else None,
        float((sys.argv[3:] or ["0"])[0]),
    )
