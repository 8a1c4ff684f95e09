"""The way in: a password, or once by the link in the terminal where nobody has a password yet."""

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from agents.signing.passwords import MAX_LENGTH
from knowledge.errors import CopydeskError
from ui import words
from ui.desk_api import DeskApi
from ui.texts import say
from ui.web import places
from ui.web.here import here
from ui.web.render import signin as pages
from ui.web.sessions import Link, came_by_link, passwords_exist, seat, visitor
from ui.web.throttle import Throttle

SEE_OTHER = 303


class SignIn:
    def __init__(self, desk: DeskApi, link: Link, throttle: Throttle) -> None:
        self._desk = desk
        self._link = link
        self._throttle = throttle

    def routes(self) -> APIRouter:
        ways = APIRouter(include_in_schema=False)
        ways.add_api_route("/sign-in", self.show, methods=["GET"])
        ways.add_api_route("/sign-in", self.by_password, methods=["POST"])
        ways.add_api_route("/who", self.seats, methods=["GET"])
        ways.add_api_route("/who", self.sit, methods=["POST"])
        ways.add_api_route("/sign-out", self.leave, methods=["POST"])
        return ways

    def show(self, request: Request, token: str = "", next: str = "/") -> Response:
        if token:
            return self._by_link(request, token)
        if came_by_link(self._desk, request.session):
            return _go("/who")
        if not passwords_exist(self._desk):
            return pages.page(say("signin.in"), pages.no_passwords())
        return pages.page(say("signin.in"), pages.form(places.inside(next)))

    def by_password(
        self,
        request: Request,
        user: str = Form(""),
        password: str = Form(""),
        next: str = Form("/"),
    ) -> Response:
        caller = request.client.host if request.client else ""
        target = places.inside(next)
        if len(user) > pages.NAME_LONGEST or len(password) > MAX_LENGTH:  # nobody's: no try is counted
            said = say("signin.too_long", name=pages.NAME_LONGEST, password=MAX_LENGTH)
            return pages.page(say("signin.in"), pages.form(target, said=said), status=422)
        wait = self._throttle.tried(caller, user)
        if wait:
            said = say("signin.too_many", span=words.span(wait + 1))
            return pages.page(say("signin.in"), pages.form(target, user, said), status=429)
        try:
            person = self._desk.authenticate(user, password)
        except CopydeskError as error:
            return pages.page(say("signin.in"), pages.form(target, user, here(str(error))), status=401)
        self._throttle.forget(caller, user)
        seat(request.session, person.name, "web", person.password_mark)
        return _go(target)

    def seats(self, request: Request) -> Response:
        if not came_by_link(self._desk, request.session):
            return _go("/sign-in")
        return pages.page(say("signin.who"), pages.people(self._desk.users()), wide=True)

    def sit(self, request: Request, user: str = Form("")) -> Response:
        if not came_by_link(self._desk, request.session):
            return _go("/sign-in")
        if user not in {person.name for person in self._desk.users() if person.active}:
            return pages.page(say("signin.who"), pages.people(self._desk.users()), status=400, wide=True)
        seat(request.session, user, "link")
        return _go(places.CHAT)

    def leave(self, request: Request) -> Response:
        by_link = came_by_link(self._desk, request.session)
        request.session.clear()
        if by_link:  # the link works once: whoever came by it may take another chair
            request.session["door"] = "link"
        return _go("/who" if by_link else "/sign-in")

    def _by_link(self, request: Request, token: str) -> Response:
        if passwords_exist(self._desk):
            said = say("signin.passwords_now")
            return pages.page(say("signin.in"), pages.form(places.CHAT, said=said), status=403)
        if visitor(self._desk, request.session) is not None:
            return _go(places.CHAT)
        if not self._link.use(token) and not came_by_link(self._desk, request.session):
            return pages.page(say("signin.in"), pages.used_link(), status=403)
        request.session.clear()
        request.session["door"] = "link"
        return _go("/who")


def _go(target: str) -> Response:
    return RedirectResponse(target, status_code=SEE_OTHER)
