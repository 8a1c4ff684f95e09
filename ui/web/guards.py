"""What stands before every page: nothing without a sign-in, nothing from another site, nothing from outside."""

from collections.abc import Callable
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.texts import say
from ui.web import places
from ui.web.sessions import Visitor

PUBLIC = ("/sign-in", "/who", "/desk/", "/api/", "/favicon.ico")  # /api/ has its own guard
UPLOADS = ("/gradio_api/upload", "/upload")  # no page of this desk takes a file
FIRST = (places.PASSWORD, "/sign-out")  # all that is open to somebody who has to choose a password
PERSON = "copydesk.person"  # where the scope of a request holds whoever is signed in
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})

# Gradio builds its components with `new Function` and inline styles, so those two stay allowed.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


class SecurityHeaders:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send_with_headers)


class OwnPages:
    """Takes `page` out of the query before Gradio sees it: it would look for a page of its own by that name, and fail.

    The lists of the desk are paged by it; what draws them reads the address that the browser sends along later.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"} and scope["path"].endswith("/"):
            kept = [one for one in scope["query_string"].split(b"&") if not one.startswith(b"page=")]
            scope = {**scope, "query_string": b"&".join(kept)}
        await self.app(scope, receive, send)


class SameOrigin:
    """Refuses what another site sends with a visitor's cookie."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS and not _is_ours(Headers(scope=scope)):
            refusal = PlainTextResponse(say("shell.another_site") + "\n", status_code=403)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, send)


def _is_ours(headers: Headers) -> bool:
    """A browser tells where a request comes from; a program that sends no cookie tells nothing."""
    origin = headers.get("origin")
    if origin is not None:
        return urlsplit(origin).netloc == headers.get("host")
    return headers.get("sec-fetch-site", "none") in {"none", "same-origin"}


class SignedIn:
    """Everything but the way in needs a person. Pages lead there, the rest is refused.

    Whoever signed in with a password that an admin gave them chooses their own before anything else.
    """

    def __init__(self, app: ASGIApp, person: Callable[[Request], Visitor | None]) -> None:
        self.app = app
        self.person = person

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(PUBLIC):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        answer = await self._answer(request)
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, request: Request) -> Response | None:
        from starlette.concurrency import run_in_threadpool

        if request.url.path.endswith(UPLOADS):
            return PlainTextResponse(say("shell.no_uploads") + "\n", status_code=404)
        person = await run_in_threadpool(self.person, request)
        page = request.method == "GET" and "text/html" in request.headers.get("accept", "")
        request.scope[PERSON] = person
        if person is not None:
            if not person.must_choose or request.url.path in FIRST:
                return None
            if page:
                return RedirectResponse(places.PASSWORD, status_code=303)
            return PlainTextResponse(say("shell.own_password_first") + "\n", status_code=403)
        if page:
            target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/sign-in?next={quote(target)}", status_code=303)
        return PlainTextResponse(say("shell.sign_in_first") + "\n", status_code=401)
