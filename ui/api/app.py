"""The JSON REST interface: one POST per operation of the desk, by token or session, for loopback alone."""

import json
import logging
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request, Response
from fastapi.exception_handlers import http_exception_handler
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel
from starlette.concurrency import iterate_in_threadpool
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.routing import Match
from starlette.types import Scope

from agents.signing.errors import NotAllowedError
from knowledge.errors import CopydeskError, InputError, NotFoundError
from ui.api import rights
from ui.api.openapi import Described
from ui.api.operations import ACTOR, Operation, in_a_line, operations
from ui.api.security import Caller, LoopbackOnly, Seat, callers, nobody
from ui.api.turns import Turns
from ui.desk_api import DeskApi

log = logging.getLogger(__name__)

PREFIX = "/api"


def api(desk: DeskApi, token: str) -> FastAPI:
    """The interface by itself; the web desk mounts `router` beside its pages."""
    app = Described(title="Copydesk", docs_url=None, redoc_url=None, openapi_url=f"{PREFIX}/openapi.json")
    app.include_router(router(desk, token))
    app.add_middleware(LoopbackOnly)
    speak_plainly(app)
    return app


class _UnderPrefix(APIRouter):
    """Is not asked, operation by operation, about the pages that stand beside it."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        return super().matches(scope) if scope["path"].startswith(f"{PREFIX}/") else (Match.NONE, {})


def router(desk: DeskApi, token: str, seat: Seat = nobody) -> APIRouter:
    """`token` is the home's own; `seat` says who is signed in at the pages."""
    find, turns = callers(desk, token, seat), Turns()
    routes = _UnderPrefix(prefix=PREFIX, dependencies=[Depends(find)])

    @routes.get("/health")
    def health() -> dict[str, int | str]:
        return {"status": "ok", "pid": os.getpid()}

    for operation in operations().values():
        routes.add_api_route(
            f"/{operation.name}",
            _handler(desk, operation, find, turns),
            methods=["POST"],
            name=operation.name,
        )

    @routes.api_route("/{name:path}", methods=["GET", "POST"], include_in_schema=False)
    def unknown(name: str) -> Response:
        if name in operations():
            raise HTTPException(405, f"'{name}' is asked with POST, and a body of JSON.")
        raise NotFoundError(f"There is no operation '{name[:60]}'. {PREFIX}/openapi.json lists those that there are.")

    return routes


def _handler(
    desk: DeskApi, operation: Operation, find: Callable[[Request], Caller], turns: Turns
) -> Callable[[BaseModel, Caller], Awaitable[Response]]:
    take = turns.wait if operation.name == "wait" else turns.work

    async def handle(request: BaseModel, caller: Caller) -> Response:
        return await take(caller, lambda: answer(request, caller))

    def answer(request: BaseModel, caller: Caller) -> Response:
        if caller is None:
            result = operation.call(desk, _named(operation, request))
        else:
            result = rights.call(desk, operation, request, caller)
        if operation.streams:
            return StreamingResponse(_array(result), media_type="application/json")
        return Response(operation.result.dump_json(result, by_alias=True), media_type="application/json")

    called_by = Annotated[Caller, Depends(find)]
    handle.__annotations__ = {"request": operation.request, "caller": called_by, "return": Response}
    return handle


def _named(operation: Operation, request: BaseModel) -> BaseModel:
    """The home's own token may name anybody, and has to name somebody."""
    for field in ACTOR:
        if operation.acts and field in operation.names and getattr(request, f"{field}_") is None:
            raise HTTPException(422, f"{field}: Field required")
    return request


async def _array(records: object) -> AsyncIterator[str]:
    """A JSON array, record by record."""
    before = "["
    async for record in iterate_in_threadpool(iter(records)):  # type: ignore[call-overload]
        yield before + json.dumps(record, default=str, ensure_ascii=False)
        before = ","
    yield "]" if before == "," else "[]"


def speak_plainly(app: FastAPI) -> None:
    """Every error is one line of JSON with the exit code that the command line would give."""

    @app.exception_handler(CopydeskError)
    async def refused(_: Request, error: CopydeskError) -> JSONResponse:
        return _line(_status(error), str(error), error.exit_code, type(error).__name__)

    @app.exception_handler(RequestValidationError)
    async def misread(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        return _line(422, in_a_line(first, first["loc"][1:]), InputError.exit_code, "InputError")

    @app.exception_handler(StarletteHTTPException)
    async def unread(request: Request, error: StarletteHTTPException) -> Response:
        if isinstance(error.__cause__, RecursionError | UnicodeDecodeError) and request.url.path.startswith(PREFIX):
            deep = isinstance(error.__cause__, RecursionError)
            why = "is nested too deeply" if deep else "is not UTF-8"
            return _line(
                422, f"The body {why}: send JSON as {PREFIX}/openapi.json says.", InputError.exit_code, "InputError"
            )
        return await http_exception_handler(request, error)

    @app.exception_handler(HTTPException)
    async def barred(_: Request, error: HTTPException) -> JSONResponse:
        return _line(error.status_code, str(error.detail), InputError.exit_code, "HTTPException", error.headers)


def _status(error: CopydeskError) -> int:
    if isinstance(error, NotFoundError):
        return 404
    if isinstance(error, NotAllowedError):
        return 403
    return 400 if isinstance(error, InputError) else 500


def _line(
    status: int, message: str, exit_code: int, kind: str, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    body = {"error": {"type": kind, "message": message, "exit_code": exit_code}}
    return JSONResponse(body, status_code=status, headers=headers)
