"""Taking a card on the page, taking it over, and handing it back."""

from agents.views import ApprovalCard
from ui import words
from ui.desk_api import DeskApi
from ui.texts import say
from ui.web.board import Notice, Outcome, Press
from ui.web.rights import may
from ui.web.sessions import Visitor


class Taking:
    def __init__(self, desk: DeskApi) -> None:
        self._desk = desk

    def take(self, visitor: Visitor, press: Press) -> Outcome:
        card = self._card(visitor, press)
        self._desk.take_approval(card.id, visitor.user.name, visitor.door)
        return _said(press, say("taken.done_take"))

    def take_over(self, visitor: Visitor, press: Press) -> Outcome:
        card = self._card(visitor, press)
        self._desk.take_approval(card.id, visitor.user.name, visitor.door, over=True)
        others = {each.user for each in card.taken if each.user != visitor.user.name and visitor.has(*each.roles)}
        called = {each.name: each.full_name or each.name for each in self._desk.users()}
        if not others:
            return _said(press, say("taken.done_take"))
        return _said(press, say("taken.done_over", who=words.names(called.get(name, name) for name in sorted(others))))

    def hand_back(self, visitor: Visitor, press: Press) -> Outcome:
        self._desk.hand_back_approval(press.text("approval"), visitor.user.name, visitor.door)
        return _said(press, say("taken.done_back"))

    def _card(self, visitor: Visitor, press: Press) -> ApprovalCard:
        card = self._desk.approval(press.text("approval"))
        if card.status == "pending":  # of a decided one the desk says who was first
            may(visitor, card.deciding_roles, say("taken.can_take"))
        return card


def _said(press: Press, text: str) -> Outcome:
    return Outcome(at=press.at, notice=Notice(text=text, kind="good", about=press.text("approval")))
