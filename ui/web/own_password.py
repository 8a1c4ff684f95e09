"""Choosing one's own password: the old one is asked for first. Whoever came by an admin's has to come here."""

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from knowledge.errors import CopydeskError, InputError
from ui import words
from ui.desk_api import DeskApi
from ui.texts import say
from ui.web import places
from ui.web.here import here
from ui.web.render import own_password as pages
from ui.web.render.signin import page
from ui.web.rights import may_choose_password
from ui.web.sessions import Visitor, seat, visitor
from ui.web.throttle import Throttle

SEE_OTHER = 303


class OwnPassword:
    def __init__(self, desk: DeskApi, throttle: Throttle) -> None:
        """`throttle`: the way in's own, so that a session left open is no second place to guess at."""
        self._desk = desk
        self._throttle = throttle

    def routes(self) -> APIRouter:
        ways = APIRouter(include_in_schema=False)
        ways.add_api_route(places.PASSWORD, self.show, methods=["GET"])
        ways.add_api_route(places.PASSWORD, self.choose, methods=["POST"])
        return ways

    def show(self, request: Request) -> Response:
        person = visitor(self._desk, request.session)
        return _sign_in() if person is None else self._page(person)

    def choose(
        self,
        request: Request,
        old: str = Form(""),
        new: str = Form(""),
        again: str = Form(""),
    ) -> Response:
        person = visitor(self._desk, request.session)
        if person is None:
            return _sign_in()
        name, once = person.user.name, person.user.password_once
        caller = request.client.host if request.client else ""
        if wait := self._throttle.tried(caller, name):
            return self._page(person, say("signin.too_many", span=words.span(wait + 1)), status=429)
        try:
            self._check_old(person, old)
            self._throttle.forget(caller, name)
            _check_new(old, new, again)
            changed = self._desk.set_password(name, new, name, person.door)
        except CopydeskError as error:
            return self._page(person, here(str(error)), status=400)
        seat(request.session, name, "web", changed.password_mark)
        return RedirectResponse(places.CHAT if once else f"{places.PEOPLE}?done=password", status_code=SEE_OTHER)

    def _page(self, person: Visitor, said: str | None = None, status: int = 200) -> Response:
        if not may_choose_password(person):
            return page(say("people.password_title"), pages.first_by_admin())
        title = say("people.password_first") if person.user.password_once else say("people.password_title")
        return page(title, pages.form(person.user, said), status=status)

    def _check_old(self, person: Visitor, old: str) -> None:
        if not may_choose_password(person):
            raise InputError(say("people.password_by_admin"))
        if person.user.has_password:
            self._desk.authenticate(person.user.name, old)


def _check_new(old: str, new: str, again: str) -> None:
    if new != again:
        raise InputError(say("people.password_differs"))
    if new == old:
        raise InputError(say("people.password_same"))


def _sign_in() -> Response:
    return RedirectResponse(f"/sign-in?next={places.PASSWORD}", status_code=SEE_OTHER)
