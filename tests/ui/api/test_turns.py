"""One person's calls leave room for everybody else's."""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, cast

import httpx
import pytest
from fastapi.testclient import TestClient

from agents.model.chat import Prompt
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import a_desk
from ui.api.app import api
from ui.api.turns import ALL_WAITS, AT_ONCE, WAITS
from ui.desk_api import DeskApi

HOME_TOKEN = "the-home's-own"
BASE = "http://127.0.0.1:7860"
HOME = {"Authorization": f"Bearer {HOME_TOKEN}"}
SHARED = 40  # threads that anyio gives all calls together
MANY = SHARED + 5


class SlowModel:
    """Writes once it may."""

    def __init__(self) -> None:
        self.go = threading.Event()

    def __call__(self, prompt: Prompt) -> str:
        assert self.go.wait(scenes.PATIENCE)
        return scenes.restate(prompt)


@pytest.fixture
def model() -> Iterator[SlowModel]:
    model = SlowModel()
    yield model
    model.go.set()


@pytest.fixture
def slow(home: Path, model: SlowModel) -> Iterator[Desk]:
    desk = a_desk(home, model=ScriptedChat(model))
    yield desk
    model.go.set()
    desk.close()


@pytest.fixture
def client(slow: Desk) -> Iterator[TestClient]:
    with TestClient(api(slow, HOME_TOKEN), base_url=BASE) as client:
        yield client


@contextmanager
def calls(
    client: TestClient, name: str, body: dict[str, object], who: Sequence[dict[str, str]]
) -> Iterator[list[Future[httpx.Response]]]:
    """All at once, each in a thread of its own."""
    with ThreadPoolExecutor(len(who)) as pool:
        yield [pool.submit(client.post, f"/api/{name}", json=body, headers=one) for one in who]


def bearer(desk: Desk, name: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {desk.create_token('test', name, 'cli').token}"}


def test_one_persons_waits_are_few_and_hold_up_nobody(slow: Desk, client: TestClient, model: SlowModel) -> None:
    mara, ana = bearer(slow, "mara"), bearer(slow, "ana")
    body = {"request": {"text": scenes.CAPTION, "hold": True}}
    run = client.post("/api/ask", json=body, headers=mara).json()["run"]
    with calls(client, "wait", {"run": run, "timeout": 60}, [mara] * MANY) as waits:
        refused = [wait.result() for wait in islice(as_completed(waits, scenes.PATIENCE), MANY - WAITS)]
        assert {(answer.status_code, answer.headers.get("Retry-After")) for answer in refused} == {(429, "5")}
        said = refused[0].json()["error"]["message"]
        assert said.startswith(f"mara waits for {WAITS} runs already. Ask again in 5 seconds")
        assert client.post("/api/run", json={"run": run}, headers=mara).json()["status"] == "running"
        soon = {"run": run, "timeout": 0}
        assert client.post("/api/wait", json=soon, headers=ana).json()["status"] == "running"
        model.go.set()
    ended = [wait.result().json()["status"] for wait in waits if wait.result().status_code == 200]
    assert ended == ["choosing"] * WAITS
    assert client.post("/api/wait", json=soon, headers=mara).status_code == 200


def test_everybodys_waits_are_bounded_too(slow: Desk, client: TestClient, model: SlowModel) -> None:
    mara = bearer(slow, "mara")
    run = client.post("/api/ask", json={"request": {"text": scenes.CAPTION}}, headers=mara).json()["run"]
    with calls(client, "wait", {"run": run, "timeout": 60}, [HOME] * MANY) as waits:
        refused = [wait.result() for wait in islice(as_completed(waits, scenes.PATIENCE), MANY - ALL_WAITS)]
        assert {answer.status_code for answer in refused} == {429}
        assert refused[0].json()["error"]["message"].startswith(f"{ALL_WAITS} calls wait for runs already.")
        assert client.post("/api/run", json={"run": run}, headers=mara).json()["status"] == "running"
        model.go.set()
    assert sum(wait.result().status_code == 200 for wait in waits) == ALL_WAITS


def test_one_persons_long_calls_leave_threads_to_everybody_else(
    slow: Desk,
) -> None:
    """Their calls stand in line: eight are at work, the others hold no thread, and all are answered."""
    go, lock, at_work = threading.Event(), threading.Lock(), [0, 0]  # now, and at most

    class LongChecks:
        def __getattr__(self, name: str) -> Any:
            return getattr(slow, name)

        def lint(self, brand: str | None = None, without: str | None = None) -> object:
            with lock:
                at_work[0] += 1
                at_work[1] = max(at_work)
            assert go.wait(scenes.PATIENCE)
            with lock:
                at_work[0] -= 1
            return slow.lint(brand, without)

    mara, ana = bearer(slow, "mara"), bearer(slow, "ana")
    with TestClient(api(cast(DeskApi, LongChecks()), HOME_TOKEN), base_url=BASE) as client:
        with calls(client, "lint", {}, [mara] * MANY) as lints:
            try:
                assert client.post("/api/runs", json={}, headers=ana).status_code == 200
                assert not any(lint.done() for lint in lints)
            finally:
                go.set()
        assert {lint.result().status_code for lint in lints} == {200}
    assert at_work[1] == AT_ONCE
