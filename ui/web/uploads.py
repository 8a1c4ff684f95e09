"""Files that people send to the knowledge page: taken at once, read one after the other in the background.

One person's files fill neither the disk nor the line, and take turns with everybody else's.
"""

import itertools
import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Literal, cast, get_args

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from agents import cores
from agents.clock import Clock
from agents.curating import CURATORS
from knowledge.base import IngestReport
from knowledge.documents import DocumentKind
from knowledge.errors import CopydeskError, InputError
from knowledge.names import written_out
from knowledge.progress import REFUSED
from ui.desk_api import DeskApi
from ui.texts import say
from ui.web.here import here
from ui.web.incoming import Body, Incoming, megabytes
from ui.web.line import Line
from ui.web.rights import may
from ui.web.sessions import Visitor, visitor
from ui.web.share import AGAIN, NoRoomError, NotNowError, Shares, free_bytes

log = logging.getLogger(__name__)

PATH = "/uploads"
LISTED = 30  # of a person's uploads, the newest
WAITING = 200  # files of all people that may wait to be read
OWN = 50  # of them, of one person
BODY = 10  # times the limit of one file is the limit of a body, and of all that one person has waiting
TOO_MANY = 429
STATUS = {NotNowError: TOO_MANY, NoRoomError: 507}
State = Literal["waiting", "reading", "in", "same", "refused"]


class Upload(BaseModel):
    """One file that somebody sent, and how far it is. `document` is what it became."""

    model_config = ConfigDict(frozen=True)

    id: int
    user: str
    brand: str
    name: str
    size: int
    at: datetime
    state: State
    said: str = ""
    step: str = ""
    done: int = 0
    total: int = 0
    document: str | None = None
    passages: int = 0
    notes: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.state in ("waiting", "reading")


class Uploads:
    """Thread-safe. What was sent is read as `desk.upload_document` does it: as drafts, by whoever may."""

    def __init__(
        self,
        desk: DeskApi,
        clock: Clock,
        changed: Callable[[], None] = lambda: None,
        free: Callable[[], int] = free_bytes,
    ) -> None:
        """`changed` is told after each file that came in; `free`: bytes that are left on the disk."""
        self._desk = desk
        self._clock = clock
        self._changed = changed
        self._ids = itertools.count(1)
        self._lock = threading.Lock()
        self._all: dict[int, Upload] = {}
        self._shares = Shares(free)
        self._line: Line[tuple[int, Path, DocumentKind | None, str]] = Line()
        self._reader: threading.Thread | None = None

    def of(self, user: str, brand: str) -> tuple[Upload, ...]:
        """The newest first."""
        with self._lock:
            found = [one for one in self._all.values() if (one.user, one.brand) == (user, brand)]
        return tuple(reversed(found))

    def clear(self, user: str, brand: str) -> None:
        """Takes from the list what is done."""
        with self._lock:
            gone = [key for key, one in self._all.items() if (one.user, one.brand) == (user, brand) and not one.is_open]
            for key in gone:
                del self._all[key]

    # taking

    def routes(self) -> APIRouter:
        ways = APIRouter(include_in_schema=False)
        ways.add_api_route(PATH, self.take, methods=["POST"])
        return ways

    async def take(self, request: Request) -> Response:
        """A multipart form: files, and the fields `brand` and `kind`. Answers before anything is read."""
        try:
            person = await run_in_threadpool(self._person, request)
        except InputError as error:
            return _refused(403, here(str(error)))
        limit = await run_in_threadpool(self._desk.upload_limit)
        try:
            body = Body(request.headers.get("content-type", ""), limit)
        except InputError as error:
            return _refused(415, here(str(error)))
        try:
            with self._shares.sending(person.user.name):
                taken = await self._receive(request, person, body, limit)
        except InputError as error:
            body.discard()
            return _refused(STATUS.get(type(error), 400), here(str(error)))
        except ClientDisconnect:
            body.discard()
            return _refused(400, say("knowledge.cut_off"))
        return JSONResponse({"uploads": [one.model_dump(mode="json") for one in taken]}, status_code=202)

    async def _receive(self, request: Request, person: Visitor, body: Body, limit: int) -> list[Upload]:
        user, most, received, kept = person.user.name, BODY * limit, 0, 0
        try:
            async for chunk in request.stream():
                if received + len(chunk) > most:
                    raise InputError(say("knowledge.too_much", size=megabytes(most)))
                self._shares.take(user, len(chunk), most, limit)
                received += len(chunk)
                await run_in_threadpool(body.write, chunk)
            body.close()
            taken = await run_in_threadpool(self._enter, person, body.files, body.fields)
            kept = sum(one.size for one in taken if one.is_open)
            return taken
        finally:
            self._shares.give_back(user, received - kept)

    def _person(self, request: Request) -> Visitor:
        person = visitor(self._desk, request.session)
        if person is None:
            raise InputError(say("knowledge.signed_out"))
        may(person, CURATORS, say("knowledge.can_upload"))
        return person

    def _enter(self, person: Visitor, files: list[Incoming], fields: Mapping[str, str]) -> list[Upload]:
        if not files:
            raise InputError(say("knowledge.no_file"))
        brand = fields.get("brand") or self._desk.default_brand.id
        if brand not in {one.id for one in self._desk.brands()}:
            raise InputError(say("knowledge.no_brand"))
        kind = fields.get("kind") or None
        if kind is not None and kind not in get_args(DocumentKind):
            raise InputError(say("knowledge.no_kind"))
        taken = []
        with self._lock:
            waiting = [one.user for one in self._all.values() if one.is_open]
            if len(waiting) + len(files) > WAITING:
                raise NotNowError(say("knowledge.queue_full"))
            if waiting.count(person.user.name) + len(files) > OWN:
                raise NotNowError(say("knowledge.own_waiting", n=OWN))
            for file in files:
                one = self._upload(file, person.user.name, brand)
                taken.append(one)
                self._all[one.id] = one
                if file.path is not None:
                    self._line.put(one.user, (one.id, file.path, cast("DocumentKind | None", kind), person.door))
            self._forget_old(person.user.name)
            if self._reader is None:
                self._reader = threading.Thread(target=self._read_all, name="uploads", daemon=True)
                self._reader.start()
        return taken

    def _upload(self, file: Incoming, user: str, brand: str) -> Upload:
        name = written_out(file.name.replace("\\", "/").rpartition("/")[2])[:200] or "?"
        return Upload(
            id=next(self._ids),
            user=user,
            brand=brand,
            name=name,
            size=file.size,
            at=self._clock.now(),
            state="waiting" if file.path is not None else "refused",
            said=file.trouble,
        )

    def _forget_old(self, user: str) -> None:
        done = [key for key, one in self._all.items() if one.user == user and not one.is_open]
        for key in done[: max(0, len(done) - LISTED)]:
            del self._all[key]

    # reading

    def _read_all(self) -> None:
        cores.use_all()
        while True:
            id, path, kind, door = self._line.get()
            one = self._all[id]
            try:
                self._read(id, path, kind, door)
            except CopydeskError as error:
                self._change(id, state="refused", said=here(str(error)))
            except Exception:  # the thread's edge: a defect over one file must not hold up the others
                log.exception("an uploaded file could not be read")
                self._change(id, state="refused", said=say("knowledge.failed"))
            finally:
                path.unlink(missing_ok=True)
                self._shares.give_back(one.user, one.size)

    def _read(self, id: int, path: Path, kind: DocumentKind | None, door: str) -> None:
        def progress(step: str, done: int, total: int) -> None:
            if not step.startswith(REFUSED):
                self._change(id, step=step, done=done, total=total)

        one = self._all[id]
        self._change(id, state="reading")
        report = self._desk.upload_document(path, one.name, one.user, door, one.brand, kind, progress)
        self._change(id, **_came_to(report, self._alike(report.added, one.brand)))
        self._changed()

    def _alike(self, added: tuple[str, ...], brand: str) -> tuple[str, ...]:
        """The titles of what is the same, byte for byte, as what was added under another name."""
        every = self._desk.documents(brand) if added else ()
        new = {one.sha256 for one in every if one.id in added}
        return tuple(one.title for one in every if one.sha256 in new and one.id not in added)

    def _change(self, id: int, **changes: object) -> None:
        with self._lock:
            if id in self._all:
                self._all[id] = self._all[id].model_copy(update=changes)


def _came_to(report: IngestReport, alike: tuple[str, ...]) -> dict[str, object]:
    if report.refused:
        return {"state": "refused", "said": report.refused[0].reason}
    name = next(iter((*report.added, *report.changed, *report.unchanged)), None)
    return {
        "state": "same" if report.unchanged else "in",
        "said": _said(report, alike),
        "document": name,
        "passages": report.passages,
        "notes": report.notes.get(name or "", ()),
    }


def _said(report: IngestReport, alike: tuple[str, ...]) -> str:
    if report.changed:
        return say("knowledge.new_version")
    return say("knowledge.same_content", titles=", ".join(f"“{title}”" for title in alike)) if alike else ""


def _refused(status: int, said: str) -> Response:
    again = {"Retry-After": AGAIN} if status == TOO_MANY else None
    return JSONResponse({"error": said}, status_code=status, headers=again)
