"""Cards that are taken, taken over and handed back from the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.decision import Reject
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.ui.cli.saying import Say


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=ManualClock(START), model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


@pytest.fixture
def card(desk: Desk) -> str:
    """For Brand and Compliance."""
    return scenes.only(desk, scenes.ask(desk, scenes.SKIN).run).id


def test_a_card_is_taken_taken_over_and_handed_back(say: Say, card: str) -> None:
    code, out, _ = say("approvals", "take", card, "--as", "ana")
    assert (code, out) == (0, f"{card}  ana is on it for Brand since 2026-11-20 09:00 UTC.\n")
    assert "ana is on it for Brand since" in say("approvals", "list")[1]
    assert "whoever may sign can decide all the same" in say("approvals", "show", card)[1]
    code, out, err = say("approvals", "take", card, "--as", "elif")
    assert (code, out) == (2, "")
    assert err == "Error: ana has taken this for Brand. Take it over, or leave it to them. (rule: taken-already)\n"
    code, out, _ = say("approvals", "take", card, "--as", "elif", "--over", "--json")
    assert (code, [each["user"] for each in json.loads(out)["taken"]]) == (0, ["elif"])
    code, out, _ = say("approvals", "hand-back", card, "--as", "elif")
    assert (code, out) == (0, f"{card}  Nobody is on it.\n")
    assert "is on it" not in say("approvals", "list")[1]


def test_the_list_is_of_those_that_nobody_or_somebody_is_on(desk: Desk, say: Say, card: str) -> None:
    free = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run).id
    say("approvals", "take", card, "--as", "ana")

    def listed(*options: str) -> list[str]:
        return [each["id"] for each in json.loads(say("approvals", "list", "--json", *options)[1])["approvals"]]

    assert listed("--taken", "nobody") == [free]
    assert listed("--taken", "others") == [card]
    assert listed("--taken", "mine", "--as", "ana") == [card]
    assert listed("--taken", "others", "--as", "elif") == [card]
    assert listed("--taken", "nobody", "--as", "ingrid") == [card]


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("take", "a-none", "--as", "ana"), "There is no approval 'a-none'"),
        (("take", "CARD", "--as", "tomas"), "Only Brand or Compliance can sign this"),
        (("take", "CARD", "--as", "mara"), "nobody signs their own request"),
        (("take", "CARD", "--as", "nobody"), "nobody"),
        (("hand-back", "CARD", "--as", "ana"), "Nobody has taken this"),
        (("hand-back", "a-none", "--as", "ana"), "There is no approval 'a-none'"),
        (("list", "--taken", "mine"), "Whose is 'mine'?"),
        (("list", "--taken", "mine", "--role", "brand"), "--role"),
        (("list", "--taken", "ana"), "--taken"),
    ],
)
def test_what_cannot_be_done_is_one_line(say: Say, card: str, arguments: tuple[str, ...], named: str) -> None:
    code, out, said = say("approvals", *(card if each == "CARD" else each for each in arguments))
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert named in said


def test_a_decided_card_is_nobodys(desk: Desk, say: Say, card: str) -> None:
    scenes.decide(desk, card, Reject(reason="No."))
    for command in ("take", "hand-back"):
        code, _, said = say("approvals", command, card, "--as", "ana")
        assert (code, said.count("\n")) == (2, 1)
        assert "Already rejected by ana" in said
