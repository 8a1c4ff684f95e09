"""Sessions that were left. A signed cookie is good by itself until it is too old, so who signed out is written down."""

import json
from collections.abc import MutableMapping
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Any

from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agents.clock import Clock
from knowledge.errors import InputError
from ui.texts import say
from ui.web.sessions import LIFETIME

KEPT = timedelta(seconds=LIFETIME, hours=1)  # an answer that was on its way may have signed the cookie once more
_TIMES = TypeAdapter(dict[str, datetime])


class Ended:
    """Kept in the home, so that a restart brings no session back. Readable by its user alone."""

    def __init__(self, home: Path, clock: Clock) -> None:
        """Raises InputError where the list cannot be read: it would let people in who have left."""
        self._path = home / "sessions.ended"
        self._clock = clock
        self._lock = Lock()
        self._times: dict[str, datetime] = {}
        if self._path.exists():
            try:
                self._times = _TIMES.validate_json(self._path.read_bytes())
            except ValidationError as error:
                raise InputError(say("signin.ended_unread", file=self._path)) from error

    def has(self, id: str) -> bool:
        return id in self._times

    def end(self, id: str) -> None:
        now = self._clock.now()
        with self._lock:
            self._times = {one: at for one, at in self._times.items() if now - at < KEPT} | {id: now}
            draft = self._path.with_name(".sessions.ended.new")
            draft.unlink(missing_ok=True)
            draft.touch(mode=0o600)
            draft.write_text(json.dumps({one: at.isoformat() for one, at in self._times.items()}), encoding="ascii")
            draft.replace(self._path)


class EndedSessions:
    """Empties a session that has ended, and ends the one that a request leaves: by signing out, or for another."""

    def __init__(self, app: ASGIApp, ended: Ended) -> None:
        self.app = app
        self.ended = ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        session: MutableMapping[str, Any] | None = scope.get("session")
        if session is None:
            await self.app(scope, receive, send)
            return
        id = session.get("id")
        if isinstance(id, str) and self.ended.has(id):
            by_link = session.get("door") == "link"
            session.clear()
            if by_link:  # what signing out leaves to whoever came by the link: the choice of seats
                session["door"] = "link"
            id = None

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start" and isinstance(id, str) and session.get("id") != id:
                await run_in_threadpool(self.ended.end, id)
            await send(message)

        await self.app(scope, receive, answer)
