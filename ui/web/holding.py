"""What stops a brand's publications, pressed on the page: the crisis switch, and a hold until somebody lifts it."""

from agents.signing.crisis import ROLES
from knowledge.errors import InputError
from ui.desk_api import DeskApi
from ui.texts import say
from ui.web.board import Notice, Outcome, Press
from ui.web.chat import local_moment
from ui.web.rights import may
from ui.web.sessions import Visitor


class Holding:
    def __init__(self, desk: DeskApi) -> None:
        self._desk = desk

    def crisis_on(self, visitor: Visitor, press: Press) -> Outcome:
        may(visitor, ROLES, say("approvals.can_crisis"))
        brand = next((each for each in self._desk.brands() if each.id == press.text("brand")), self._desk.default_brand)
        until = local_moment(press.text("until"), brand.timezone)
        if until is None:
            raise InputError(say("approvals.crisis_until"))
        self._desk.crisis_on(brand.id, press.text("reason"), until, visitor.user.name, visitor.door)
        return _said(press, say("approvals.crisis_on", brand=brand.name))

    def crisis_off(self, visitor: Visitor, press: Press) -> Outcome:
        may(visitor, ROLES, say("approvals.can_crisis"))
        self._desk.crisis_off(press.text("brand") or None, visitor.user.name, visitor.door)
        return _said(press, say("approvals.crisis_off"))

    def hold(self, visitor: Visitor, press: Press) -> Outcome:
        """Whoever works at the desk may stop a brand; to go on takes one of ROLES."""
        brand, name = self._brand(press)
        self._desk.hold(brand, press.text("reason"), visitor.user.name, visitor.door)
        return _said(press, say("approvals.held", brand=name))

    def lift(self, visitor: Visitor, press: Press) -> Outcome:
        may(visitor, ROLES, say("approvals.can_lift"))
        brand, name = self._brand(press)
        self._desk.lift(brand, visitor.user.name, visitor.door)
        if self._desk.holds(brand):
            return _said(press, say("approvals.lifted_in_crisis", brand=name))
        return _said(press, say("approvals.lifted", brand=name))

    def _brand(self, press: Press) -> tuple[str, str]:
        """Id and name. One that is not there is refused: to stop or start another one instead would be worse."""
        given = press.text("brand")
        for each in self._desk.brands():
            if each.id == given:
                return each.id, each.name
        raise InputError(say("approvals.no_brand", given=given[:40]))


def _said(press: Press, text: str) -> Outcome:
    return Outcome(at=press.at, notice=Notice(text=text, kind="good"))
