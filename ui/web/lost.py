"""Errors as a page for whoever looks at one in a browser; programs keep their JSON."""

import json
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.texts import say
from ui.web import places
from ui.web.html import el
from ui.web.reader import PROGRAMS
from ui.web.render.signin import page

BARE = ("application/json", "text/plain")  # what an error is answered with that knows of no page
REFUSED = frozenset({400, 401, 403})
MOST = 20_000  # bytes of an answer that are looked at for the desk's own words


class LostPages:
    """An address that leads nowhere, or fails, is a page with a way back. Gradio, and FastAPI, answer with JSON."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_for_a_person(scope):
            await self.app(scope, receive, send)
            return
        status, said = 0, b""

        async def answer(message: Message) -> None:
            nonlocal status, said
            if message["type"] == "http.response.start":
                headers = Headers(raw=message["headers"])
                if message["status"] < 400 or not headers.get("content-type", "").startswith(BARE):
                    await send(message)
                    return
                status = message["status"]
            elif not status:
                await send(message)
            else:
                said = (said + message.get("body", b""))[:MOST]
                if not message.get("more_body"):
                    await shown(status, said)(scope, receive, send)

        await self.app(scope, receive, answer)


def _is_for_a_person(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(PROGRAMS):
        return False
    return "text/html" in Headers(scope=scope).get("accept", "")


def shown(status: int, said: bytes = b"") -> Response:
    """`said`: the body that a program would get, with words of the desk's own where it has some."""
    kind = "nowhere" if status == HTTPStatus.NOT_FOUND else "refused" if status < 500 else "failed"
    text = _own_words(status, said) or say(f"lost.{kind}_why")
    return page(
        say(f"lost.{kind}"),
        el("p", text),
        el("p", el("a.button.primary", say("lost.back"), href=places.CHAT)),
        status=status,
    )


async def broken(request: Request, _: Exception) -> Response:
    """What nobody foresaw. The log has it with its traceback."""
    if _is_for_a_person(request.scope):
        return shown(500)
    line = {"error": {"type": "CopydeskError", "message": say("lost.failed_why"), "exit_code": 1}}
    return Response(json.dumps(line), status_code=500, media_type="application/json")


def _own_words(status: int, said: bytes) -> str | None:
    """Of an error in JSON, or of a refusal in plain text; a status's bare name says nothing."""
    try:
        return str(json.loads(said)["error"]["message"])
    except (KeyError, TypeError):
        return None
    except ValueError:
        text = said.decode(errors="replace").strip()
        return text if status in REFUSED and text != HTTPStatus(status).phrase else None
