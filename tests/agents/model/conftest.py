"""Loopback servers: a model endpoint that answers as it is told to, and files."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

Reply = tuple[int, str, dict[str, str]]  # status, body, headers


class LoopbackEndpoint:
    """Serves `replies` in order, the last one again and again; `requests` holds what was asked."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.requests: list[dict[str, Any]] = []
        self.hang: threading.Event | None = None
        self._server = serve(self._answer)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/v1"

    def _answer(self, handler: BaseHTTPRequestHandler) -> Reply | None:
        self.requests.append(json.loads(handler.rfile.read(int(handler.headers["content-length"]))))
        if self.hang:
            self.hang.wait(10)
            return None
        return self.replies[0] if len(self.replies) == 1 else self.replies.pop(0)

    def close(self) -> None:
        if self.hang:
            self.hang.set()
        stop(self._server)


def serve(answer: Callable[[BaseHTTPRequestHandler], Reply | None]) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if (reply := answer(self)) is None:
                return
            status, body, headers = reply
            self.send_response(status)
            for key, value in {"content-type": "application/json", **headers}.items():
                self.send_header(key, value)
            self.end_headers()
            self.wfile.write(body.encode("latin-1"))

        do_GET = do_POST

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    return server


def stop(server: ThreadingHTTPServer) -> None:
    server.shutdown()
    server.server_close()


@pytest.fixture
def endpoint() -> Iterator[LoopbackEndpoint]:
    loopback = LoopbackEndpoint()
    yield loopback
    loopback.close()


@pytest.fixture
def file_server() -> Iterator[Callable[[dict[str, bytes]], str]]:
    servers: list[ThreadingHTTPServer] = []

    def start(files: dict[str, bytes]) -> str:
        def answer(handler: BaseHTTPRequestHandler) -> Reply:
            data = files.get(handler.path)
            return (404, "", {}) if data is None else (200, data.decode("latin-1"), {})

        servers.append(serve(answer))
        return f"http://127.0.0.1:{servers[-1].server_port}"

    yield start
    for server in servers:
        stop(server)
