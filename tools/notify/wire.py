"""A connection with a hard end: when the time is up it is cut, whatever the other side is doing.

A socket's own timeout counts from one byte to the next, so a target that sends a byte now and then would hold on for
ever; and looking up a name has no timeout at all.
"""

import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Literal

from tools.notify.errors import NotSentError

LEAST = 0.01  # seconds: what is left when nothing is left; 0 would mean "do not wait", None "wait for ever"

Address = tuple[socket.AddressFamily, socket.SocketKind, int, tuple[str, int] | tuple[str, int, int, int]]


class Limit:
    """Seconds from now for one exchange, all of its steps together."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._until = time.monotonic() + seconds

    @property
    def left(self) -> float:
        return max(self._until - time.monotonic(), LEAST)

    @property
    def is_up(self) -> bool:
        return time.monotonic() >= self._until

    @contextmanager
    def over(self, connection: socket.socket) -> Iterator[None]:
        """Cuts this connection when the time is up, however it is wrapped by then."""
        copy = connection.dup()
        timer = threading.Timer(self.left, _cut, (copy,))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            copy.close()


def _cut(connection: socket.socket) -> None:
    with suppress(OSError):  # it is closed already
        connection.shutdown(socket.SHUT_RDWR)


def dial(host: str, port: int, limit: Limit) -> socket.socket:
    """A connection to the first address that takes one. Raises NotSentError or OSError."""
    refused: OSError | None = None
    for family, kind, protocol, address in _addresses(host, port, limit):
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(limit.left)
        try:
            connection.connect(address)
        except OSError as error:
            connection.close()
            refused = error
            continue
        return connection
    raise refused or OSError("no address")


def _addresses(host: str, port: int, limit: Limit) -> list[Address]:
    found: queue.Queue[list[Address] | OSError] = queue.Queue()

    def look() -> None:
        try:
            entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.put([(family, kind, protocol, address) for family, kind, protocol, _, address in entries])  # type: ignore[misc]
        except (OSError, UnicodeError) as error:
            found.put(error if isinstance(error, OSError) else OSError(str(error)))

    threading.Thread(target=look, name="look-up", daemon=True).start()
    try:
        answer = found.get(timeout=limit.left)
    except queue.Empty:
        answer = OSError("no answer")
    if isinstance(answer, OSError):
        raise NotSentError(f"{host} is not found", unreachable=True) from answer
    return answer


def encrypt(connection: socket.socket, host: str) -> ssl.SSLSocket:
    """TLS, with the certificate and the name checked. Raises OSError."""
    return ssl.create_default_context().wrap_socket(connection, server_hostname=host)


def silence(host: str, limit: Limit, doing: Literal["answer", "take mail"]) -> NotSentError:
    return NotSentError(f"{host} did not {doing} within {limit.seconds:g} s", unreachable=True)


def broken(host: str, error: Exception) -> NotSentError:
    """What a connection that failed is called, without the words of the other side."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return NotSentError(f"the certificate of {host} does not hold", unreachable=True)
    if isinstance(error, ssl.SSLError):
        return NotSentError(f"{host} speaks no TLS that this machine knows", unreachable=True)
    if isinstance(error, ConnectionRefusedError):
        return NotSentError(f"{host} refuses connections", unreachable=True)
    if isinstance(error, TimeoutError):
        return NotSentError(f"{host} does not answer", unreachable=True)
    return NotSentError(f"{host} broke off the connection", unreachable=True)
