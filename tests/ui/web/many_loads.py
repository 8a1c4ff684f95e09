"""One page of a desk that is loaded many times: `python -m tests.ui.web.many_loads LOADS CHARACTERS`.

Prints, as JSON, the bytes that it keeps of the drawings, what the first tab gets after all others, whether a page
holds a stream open, and what a press and a look for news come to at an address that is too long. In a process of its
own: Gradio leaves event loops behind.
"""

import gc
import json
import os
import sys
import tracemalloc
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.ui.fakes import FakeDesk
from ui.web.board import Outcome, Press, blocks
from ui.web.html import Safe
from ui.web.sessions import Visitor
from ui.web.turns import Turns


def main(loads: int, length: int) -> dict[str, object]:
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported
    import gradio

    visitor = Visitor(user=FakeDesk().user("mara"), door="link")
    drawn = iter(range(1_000_000))

    def draw(_: Visitor, outcome: Outcome) -> Safe:
        told = f"{outcome.notice.text} " if outcome.notice else ""
        return Safe(f"{told}{next(drawn)} {outcome.at} ".ljust(length))

    def act(_: Visitor, press: Press) -> Outcome:
        return Outcome(at=press.at)

    app = FastAPI()
    gradio.mount_gradio_app(app, blocks("Desk", lambda _: visitor, draw, act, Turns(2)), path="/")
    with TestClient(app) as client:
        config = client.get("/config").json()

        def send(event: str, at: str, session: str) -> str:
            body = {
                "data": [],
                "fn_index": handler(config, event),
                "event_data": {"payload": {"act": "find", "at": at}},
                "session_hash": session,
            }
            return str(client.post("/gradio_api/run/predict", json=body).json()["data"][0])[:100].strip()

        def load(session: str) -> str:
            return send("act", "?a", session)

        load("first")
        tracemalloc.start()
        for number in range(loads):
            load(f"tab{number}")
        gc.collect()
        kept, _ = tracemalloc.get_traced_memory()
        streams = config["connect_heartbeat"] or any(one["queue"] for one in config["dependencies"])
        first = load("first")
        long = {event: send(event, "?q=" + "a" * 5_000, "first") for event in ("act", "poll")}
        return {"kept": kept, "first": first, "streams": streams, "long": long}


def handler(config: dict[str, Any], event: str) -> int:
    return next(int(one["id"]) for one in config["dependencies"] if any(by == event for _, by in one["targets"]))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*map(int, sys.argv[1:]))) + "\n")
