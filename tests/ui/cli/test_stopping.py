"""Ctrl-C ends a call of a language model at once, whatever it waits for."""

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import SecretStr

from agents.model.chat import Prompt
from agents.model.client import ChatClient
from agents.model.embedded import Endpoint
from agents.model.errors import ModelError
from ui.cli.stopping import stopping

ASKED = Prompt(system="s", user="u")


class Silent:
    """A server that takes a question and never answers; ending it hangs up."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._held: list[socket.socket] = []
        self.asked = threading.Event()
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        while True:
            try:
                taken, _ = self._socket.accept()
            except OSError:
                return
            self._held.append(taken)
            self.asked.set()

    def connect(self) -> Endpoint:
        address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/v1"
        return Endpoint(label="the model", model="m", base_url=address, api_key=SecretStr("k"), direct=True)

    def close(self) -> None:
        self._socket.close()
        for each in self._held:
            each.close()


@pytest.fixture
def server() -> Iterator[Silent]:
    made = Silent()
    yield made
    made.close()


def interrupt(server: Silent) -> None:
    """Once it is asked, as a terminal does."""

    def press() -> None:
        server.asked.wait(30)
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=press, daemon=True).start()


def ask(client: ChatClient) -> None:
    """From threads of a pool that waits for them, as a writer does."""
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: client.chat(ASKED, max_tokens=5, temperature=0.0), range(2)))


def test_a_model_of_ones_own_is_stopped_and_not_asked_again(server: Silent) -> None:
    client = ChatClient(server.connect, name="m", slots=2, timeout=60.0, close=server.close)
    left = threading.Event()
    interrupt(server)
    before = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt), stopping(client, leave=left.set, grace=30.0):
        ask(client)
    with pytest.raises(ModelError, match="m was stopped"):
        client.chat(ASKED, max_tokens=5, temperature=0.0)
    assert signal.getsignal(signal.SIGINT) == before
    assert not left.is_set()


def test_one_at_an_endpoint_is_left_behind(server: Silent) -> None:
    client = ChatClient(server.connect, name="m", slots=2, timeout=60.0)
    ended: list[float] = []

    def leave() -> None:
        ended.append(time.monotonic())
        server.close()  # or this test would wait for its answer

    interrupt(server)
    with pytest.raises(KeyboardInterrupt), stopping(client, leave=leave):
        ask(client)
    assert len(ended) == 1
