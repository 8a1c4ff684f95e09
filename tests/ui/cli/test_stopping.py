"""Ctrl-C ends a call of a language model at once, whatever it waits for."""

import os
import signal
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

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
        self._lock = threading.Lock()
        self._closed = False
        self.asked = threading.Event()
        threading.Thread(target=self._take, daemon=True).start()

    def _take(self) -> None:
        while True:
            try:
                taken, _ = self._socket.accept()
            except OSError:
                return
            with self._lock:  # one that came while the server was closed is hung up on like the others
                if self._closed:
                    taken.close()
                self._held.append(taken)
            self.asked.set()

    def connect(self) -> Endpoint:
        address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/v1"
        return Endpoint(label="the model", model="m", base_url=address, api_key=SecretStr("k"), direct=True)

    def close(self) -> None:
        with self._lock:
            self._closed = True
            for each in self._held:
                each.close()
        with suppress(OSError):  # closed twice
            self._socket.shutdown(socket.SHUT_RDWR)  # wakes who waits in accept; close alone leaves it listening
        self._socket.close()


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


def test_nothing_is_started_for_who_was_about_to_ask(server: Silent) -> None:
    """The call had looked whether it was stopped, and had not connected yet."""
    closed: list[bool] = []

    def connect() -> Endpoint:
        client.give_up()
        return server.connect()

    client = ChatClient(connect, name="m", slots=1, timeout=60.0, close=lambda: closed.append(True))
    with pytest.raises(ModelError, match="m was stopped"):
        client.chat(ASKED, max_tokens=5, temperature=0.0)
    assert len(closed) == 2, "what was started after the stop is closed too"
    assert not server.asked.is_set()


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
