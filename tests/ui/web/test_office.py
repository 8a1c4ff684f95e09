"""The frame of the pages behind the menu: who may open them, and that each is built and named."""

from collections.abc import Mapping

import pytest

from knowledge.errors import InputError
from tests.ui.fakes import FakeDesk
from tests.ui.web.test_actions import Now, at, press
from ui.texts import say
from ui.web import office
from ui.web.board import Act, Outcome, Press
from ui.web.html import Safe, el
from ui.web.menu import ENTRIES, Entry
from ui.web.office import PAGES, Office
from ui.web.render.shell import Setting
from ui.web.sessions import Visitor


class Board:
    actions: Mapping[str, Act] = {}

    def content(self, place: Setting, outcome: Outcome) -> Safe:
        return el("p", "the board")

    def act(self, visitor: Visitor, press: Press) -> Outcome:
        return Outcome(at="?done")


@pytest.fixture
def board(desk: FakeDesk, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(office, "PAGES", {"people": lambda desk, clock: Board()})
    return Office(Entry("people", readers=("admin",)), desk, Now())


def test_every_page_of_the_menu_is_built_and_named() -> None:
    assert {one.name for one in ENTRIES} == set(PAGES)
    assert all(say(f"menu.{one.name}") for one in ENTRIES)


def test_who_may_not_open_a_page_reads_who_may(desk: FakeDesk, board: Office) -> None:
    shown = str(board.draw(at(desk, "mara"), Outcome(at="")))
    assert "This page is for Admin. You are here as Marketer." in shown
    assert "the board" not in shown
    assert "the board" in str(board.draw(at(desk, "joost"), Outcome(at="")))


def test_who_may_not_open_a_page_cannot_press_on_it_either(desk: FakeDesk, board: Office) -> None:
    with pytest.raises(InputError, match="This page is for Admin"):
        board.act(at(desk, "mara"), press("anything"))
    assert board.act(at(desk, "joost"), press("anything")).at == "?done"
