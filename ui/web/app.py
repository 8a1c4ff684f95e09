"""The web desk: the pages, the way in, and the REST interface beside them, in one application."""

import os
from pathlib import Path

from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.sessions import SessionMiddleware
from starlette.staticfiles import StaticFiles

from agents.clock import Clock, SystemClock
from ui.api.app import router, speak_plainly
from ui.api.openapi import Described
from ui.api.security import LoopbackOnly, Person, Seat
from ui.desk_api import DeskApi
from ui.texts import say
from ui.web import news, sessions
from ui.web.approvals import ApprovalsPage
from ui.web.board import blocks
from ui.web.chat import ChatPage
from ui.web.ended import Ended, EndedSessions
from ui.web.guards import PERSON, OwnPages, SameOrigin, SecurityHeaders, SignedIn
from ui.web.lost import LostPages, broken
from ui.web.menu import ENTRIES
from ui.web.office import Office
from ui.web.own_password import OwnPassword
from ui.web.reader import ReadersLocale
from ui.web.signin import SignIn
from ui.web.theme import BOARD, STATIC, fonts_folder, theme
from ui.web.throttle import Throttle
from ui.web.turns import Turns

LOOKS = 1  # for news, at once, of each kind: short, and all of it is computing. No decision waits for chats to be drawn
OFFICE_LOOKS = 4  # they may wait for an answer that is being worked out (`ui.web.working`)

# The styles come by links: what Gradio takes in itself it rewrites, and loses borders that use variables.
SCRIPT = """
<meta name="color-scheme" content="light dark">
<script>
// Moments are told in the time zone of whoever reads them.
document.cookie = "copydesk_zone=" + encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone || "") +
  "; path=/; max-age=31536000; samesite=lax";
// A session that ended leads to the way in; a desk that does not answer says so until it does.
const ask = window.fetch;
window.fetch = async (...what) => {
  try {
    const answer = await ask(...what);
    document.documentElement.classList.remove("away");
    document.documentElement.classList.toggle("broken", answer.status >= 500);
    const here = encodeURIComponent(location.pathname + location.search);
    if (answer.status === 401) location.href = "/sign-in?next=" + here;
    return answer;
  } catch (error) {
    if (error.name !== "AbortError") document.documentElement.classList.add("away");
    throw error;
  }
};
</script>
"""
STYLES = "".join(f'<link rel="stylesheet" href="/desk/{path.name}">' for path in sorted(STATIC.glob("*.css")))
# The board's own comes with its component.
SCRIPTS = "".join(
    f'<script src="/desk/{path.name}" defer></script>' for path in sorted(STATIC.glob("*.js")) if path != BOARD
)


def web_desk(desk: DeskApi, *, home: Path, token: str, link: sessions.Link, clock: Clock) -> FastAPI:
    """`token` is the home's own for the REST interface; `link` opens the pages while nobody has a password."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"  # read when gradio is imported
    app = Described(title="Copydesk", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.include_router(router(desk, token, seat_of(desk)))
    throttle = Throttle(clock)
    app.include_router(OwnPassword(desk, throttle).routes())
    app.include_router(SignIn(desk, link, throttle).routes())
    speak_plainly(app)
    app.mount("/desk/fonts", StaticFiles(directory=fonts_folder()))
    app.mount("/desk", StaticFiles(directory=STATIC))
    _mount_pages(app, desk, clock)
    guard(app, desk, home)
    return app


def _mount_pages(app: FastAPI, desk: DeskApi, clock: Clock) -> None:
    import gradio as gr

    def who(request: Request) -> sessions.Visitor | None:
        """Whom `SignedIn` let in: looked up once a request, and not again where other requests would wait for it."""
        found = request.scope.get(PERSON)
        return found if isinstance(found, sessions.Visitor) else None

    def name(request: Request) -> str | None:
        found = who(request)
        return found.user.name if found else None

    def asked(request: gr.Request) -> sessions.Visitor | None:
        return who(request.request) if request.request else None

    def with_slash(request: Request) -> Response:
        return RedirectResponse(str(request.url.replace(path=f"{request.url.path}/")), status_code=308)

    for path in ("/approvals", *(f"/{entry.name}" for entry in ENTRIES)):
        app.add_api_route(path, with_slash, methods=["GET"], include_in_schema=False)

    chat, signing = ChatPage(desk, clock), ApprovalsPage(desk, clock)
    offices = {entry: Office(entry, desk, clock) for entry in ENTRIES}
    for office in offices.values():
        if (ways := office.routes()) is not None:
            app.include_router(ways)
    marks, chat_looks, signing_looks = Turns(LOOKS), Turns(LOOKS), Turns(LOOKS)
    office_looks = Turns(OFFICE_LOOKS)
    app.router.routes.insert(0, news.route({"chat": chat, "approvals": signing}, who, clock, marks))  # most asked for
    pages = {
        "/approvals": blocks(
            f"{say('shell.approvals_short')} · Copydesk", asked, signing.draw, signing.act, signing_looks
        ),
        **{
            f"/{entry.name}": blocks(
                f"{say(f'menu.{entry.name}')} · Copydesk", asked, office.draw, office.act, office_looks
            )
            for entry, office in offices.items()
        },
        "/": blocks("Copydesk", asked, chat.draw, chat.act, chat_looks),
    }
    for path, page in pages.items():
        gr.mount_gradio_app(
            app,
            page,
            path=path,
            auth_dependency=name,
            theme=theme(),
            head=STYLES + SCRIPT + SCRIPTS,
            footer_links=[],
            run_history=False,
            ssr_mode=False,
            show_error=False,
            max_file_size="1mb",
        )


def seat_of(desk: DeskApi) -> Seat:
    """Who is signed in, for the REST interface: it takes a session from nobody but its own pages (`SameOrigin`)."""

    def person(request: Request) -> Person | None:
        found = sessions.visitor(desk, request.scope.get("session", {}))
        if found is not None and found.must_choose:
            raise HTTPException(403, say("shell.own_password_rule"))
        return Person(found.user, found.door) if found is not None else None

    return person


def guard(app: FastAPI, desk: DeskApi, home: Path) -> None:
    """The last one added stands first."""
    app.add_exception_handler(Exception, broken)
    app.add_middleware(LostPages)
    app.add_middleware(OwnPages)
    app.add_middleware(CORSMiddleware, allow_origins=[])  # and with it Gradio leaves its own, open one out
    app.add_middleware(SignedIn, person=lambda request: sessions.visitor(desk, request.session))
    app.add_middleware(EndedSessions, ended=Ended(home, SystemClock()))  # by the clock that cookies are signed by
    app.add_middleware(
        SessionMiddleware,
        secret_key=sessions.secret_key(home),
        session_cookie=sessions.COOKIE,
        max_age=sessions.LIFETIME,
        same_site="lax",
        https_only=False,  # loopback
    )
    app.add_middleware(SameOrigin)
    app.add_middleware(ReadersLocale, zone=lambda: desk.default_brand.timezone)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(LoopbackOnly)
