"""A desk of its own for each test, on a clock that stands still."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents.desks import START, a_desk, copy_home
from tests.agents.scenes import restate


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return copy_home(tmp_path / "home")


@pytest.fixture
def desk(home: Path, clock: ManualClock) -> Iterator[Desk]:
    desk = a_desk(home, clock=clock, model=ScriptedChat(restate))
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def receiver() -> Iterator[tuple[str, list[str]]]:
    """A tracing service's address, and what came in. One for all tests: the client keeps its first address."""
    sent: list[str] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            sent.append(f"{self.command} {self.path}")
            self.rfile.read(int(self.headers.get("content-length", 0)))
            self.send_response(200)
            self.send_header("content-length", "2")
            self.end_headers()
            self.wfile.write(b"{}")

        do_GET = do_PATCH = do_POST

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", sent
    server.shutdown()
    server.server_close()


@pytest.fixture
def langsmith(receiver: tuple[str, list[str]]) -> Iterator[Callable[[], list[str]]]:
    """An environment that asks for tracing; called, it says what has been sent, once everything has been."""
    from langchain_core.tracers.langchain import wait_for_all_tracers
    from langsmith import utils

    forget: Callable[[], None] = vars(utils)["get_env_var"].cache_clear  # it remembers the environment
    address, sent = receiver

    def flushed() -> list[str]:
        wait_for_all_tracers()
        return sent

    with pytest.MonkeyPatch.context() as environment:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
            environment.setenv(name, "true")
        environment.setenv("LANGSMITH_API_KEY", "none")
        environment.setenv("LANGSMITH_ENDPOINT", address)
        forget()
        sent.clear()
        yield flushed
        wait_for_all_tracers()
    forget()
