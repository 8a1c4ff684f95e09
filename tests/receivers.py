"""Real servers on loopback that notices are sent to, and what they do: take it, refuse it, hang, or go away."""

import asyncio
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


class Post(NamedTuple):
    headers: dict[str, str]  # names in small letters
    body: bytes

    @property
    def key(self) -> str:
        return self.headers["copydesk-delivery"]


class WebReceiver:
    """Does what `script` says next: a status, or "hang", "drip", "close"; 200 once it is through."""

    def __init__(self) -> None:
        self.posts: list[Post] = []
        self.confirmed: list[str] = []  # keys that were answered with 200
        self.script: deque[int | str] = deque()
        self.headers: dict[str, str] = {}  # of each answer
        self.released = threading.Event()
        self.url = ""

    def next(self) -> int | str:
        return self.script.popleft() if self.script else 200


class _Handler(BaseHTTPRequestHandler):
    receiver: WebReceiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.receiver.posts.append(Post({name.lower(): value for name, value in self.headers.items()}, body))
        act = self.receiver.next()
        if act == "hang":
            self.receiver.released.wait(120)
        elif act == "drip":
            self._drip()
        elif isinstance(act, int):
            self._answer(act)
        self.close_connection = True

    def _answer(self, status: int) -> None:
        if status == 200:
            self.receiver.confirmed.append(self.receiver.posts[-1].key)
        self.send_response(status)
        for name, value in self.receiver.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _drip(self) -> None:
        with suppress(OSError):
            for letter in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"y" * 1_000:
                self.wfile.write(bytes([letter]))
                if self.receiver.released.wait(0.05):
                    return

    def log_message(self, *args: object) -> None:
        pass


def _handler(receiver: WebReceiver) -> type[BaseHTTPRequestHandler]:
    return type("Handler", (_Handler,), {"receiver": receiver})


class _Server(ThreadingHTTPServer):
    def handle_error(self, *args: object) -> None:
        """The other side went away: what these tests are about."""


@contextmanager
def web_receiver() -> Iterator[WebReceiver]:
    receiver = WebReceiver()
    server = _Server(("127.0.0.1", 0), _handler(receiver))
    receiver.url = f"http://127.0.0.1:{server.server_port}/hooks/T0-SECRET-PATH"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class MailReceiver:
    """Does what `script` says next to a letter: an SMTP answer, or "hang", "close"; takes it once it is through."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []  # that it took
        self.seen: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.script: deque[str] = deque()
        self.passwords: list[str] = []
        self.port = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        letter: Any = message_from_bytes(content if isinstance(content, bytes) else b"", policy=default)
        self.seen.append(letter)
        act = self.script.popleft() if self.script else "250 OK"
        if act == "hang":
            await asyncio.sleep(30)
        if act == "close":
            transport = server.transport
            assert transport is not None
            transport.close()
            return "421 Bye"
        if act.startswith("250"):
            self.letters.append(letter)
            self.recipients += envelope.rcpt_tos
        return act

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody@"):
            return "550 No such user: nobody@orrelune.example"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, how: str, given: Any) -> AuthResult:
        assert isinstance(given, LoginPassword)
        self.passwords.append(given.password.decode())
        return AuthResult(success=given.password == b"right-password", handled=False)


@contextmanager
def mail_receiver(*, with_password: bool = False) -> Iterator[MailReceiver]:
    receiver = MailReceiver()
    loop = asyncio.new_event_loop()
    ready = threading.Event()
    servers: list[asyncio.Server] = []

    sessions: list[SMTP] = []

    def made() -> SMTP:
        sessions.append(_session())
        return sessions[-1]

    def _session() -> SMTP:
        return SMTP(
            receiver,
            hostname="localhost",
            loop=loop,
            authenticator=receiver.authenticate if with_password else None,
            auth_require_tls=False,
        )

    async def serve() -> None:
        server = await loop.create_server(made, "127.0.0.1", 0)
        servers.append(server)
        receiver.port = server.sockets[0].getsockname()[1]
        ready.set()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(serve())
        loop.run_forever()
        servers[0].close()
        for session in sessions:
            if session.transport is not None:
                session.transport.abort()
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield receiver
    finally:
        time.sleep(0.01)  # what has just closed its connection is taken leave of
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
