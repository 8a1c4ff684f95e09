"""Serves the desk on loopback until it is stopped, and leaves a note where others find it."""

import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from agents import arenas, cores
from agents.clock import Clock
from knowledge.errors import CopydeskError, InputError
from ui.api.app import api
from ui.desk_api import DeskApi
from ui.serve_note import ServeNote
from ui.web.sessions import Link, passwords_exist

HOST = "127.0.0.1"
PORT = 7860
BACKLOG = 2048  # connections that wait to be taken, as many as uvicorn keeps
SWITCH = 0.0005  # seconds that a thread computes while others wait for it: a drawing gives way at each of its queries


def serve(
    desk: DeskApi,
    *,
    home: Path,
    port: int | None,
    clock: Clock,
    ready: Callable[[str, int], None],
    pages: bool = True,
) -> None:
    """Returns when it is stopped. `ready` gets the address to open and the port.

    Without `pages` there is the REST interface alone, and nothing of Gradio is loaded.
    """
    arenas.keep_few()
    sys.setswitchinterval(SWITCH)
    listener = _listen(port)
    bound = int(listener.getsockname()[1])
    token, link = secrets.token_urlsafe(32), Link()
    app = _app(desk, home, token, link, clock) if pages else api(desk, token)
    note = ServeNote(port=bound, token=token, pid=os.getpid())
    server = _Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=3, server_header=False))
    address = note.url if not pages or passwords_exist(desk) else f"{note.url}/sign-in?token={link.renew()}"

    def started() -> None:
        note.leave(home)
        ready(address, bound)

    server.when_started = started
    try:
        with _clean_stop():
            server.run(sockets=[listener])
    finally:
        cores.use_all()
        ServeNote.remove(home)
        listener.close()
    if not server.started:
        raise CopydeskError("The web desk did not start. COPYDESK_DEBUG=1 shows why.")


def _app(desk: DeskApi, home: Path, token: str, link: Link, clock: Clock) -> FastAPI:
    from ui.web.app import web_desk

    return web_desk(desk, home=home, token=token, link=link, clock=clock)


@contextmanager
def _clean_stop() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the serving and nothing more: what stands around it still closes the desk."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop) if threading.current_thread() is threading.main_thread() else None
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        if before is not None:
            signal.signal(signal.SIGTERM, before)


class _Server(uvicorn.Server):
    when_started: Callable[[], object] = staticmethod(lambda: None)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        cores.keep_to_one()  # and with this thread all that answer requests
        await super().startup(sockets)
        if self.started:
            self.when_started()


def _listen(port: int | None) -> socket.socket:
    """The port that was asked for, else the usual one, else any that is free. Nobody else can bind it from here on:
    until somebody listens, several may."""
    wanted = [port] if port is not None else [PORT, 0]
    for candidate in wanted:
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, candidate))
            listener.listen(BACKLOG)
        except OSError:
            listener.close()
            continue
        return listener
    raise InputError(f"Port {port} is taken. Name another one, or none: copydesk serve")
