"""On the command line, a text that is not the first one filed is signed by whoever names what they have read."""

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from agents.model.chat import Prompt
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from agents.signing.decision import Revise
from agents.views import ApprovalCard
from tests.agents import scenes
from tests.agents.desks import a_desk, copy_home
from ui.cli.frame import Frame
from ui.cli.main import main

Said = Callable[..., tuple[int, str]]


def warmer(prompt: Prompt) -> str:
    return scenes.GREEN if "Warmer" in prompt.user else scenes.restate(prompt)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), model=ScriptedChat(warmer))
    yield desk
    desk.close()


@pytest.fixture
def approve(desk: Desk, capsys: pytest.CaptureFixture[str]) -> Said:
    def run(approval: str, *more: str, user: str = "ana") -> tuple[int, str]:
        arguments = ("approvals", "decide", approval, "--as", user, *(more or ("--approve",)))
        code = main(arguments, Frame(home=desk.home.path, opener=lambda _: nullcontext(desk)))  # type: ignore[arg-type]
        return code, capsys.readouterr().err

    return run


def filed(desk: Desk) -> ApprovalCard:
    return scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)


def rewritten(desk: Desk) -> tuple[ApprovalCard, ApprovalCard]:
    first = filed(desk)
    scenes.decide(desk, first.id, Revise(notes="Warmer, please"))
    return first, desk.approval(first.id)


def test_the_first_text_is_signed_without_naming_it(desk: Desk, approve: Said) -> None:
    card = filed(desk)
    assert approve(card.id)[0] == 0
    assert desk.approval(card.id).status == "approved"


def test_a_rewritten_text_must_be_named_and_the_line_says_how(desk: Desk, approve: Said) -> None:
    _, card = rewritten(desk)
    code, said = approve(card.id)
    assert (code, said.count("\n")) == (2, 1)
    assert card.digest[:12] in said
    assert f"copydesk approvals show {card.id}" in said
    assert desk.approval(card.id).status == "pending"
    assert approve(card.id, "--approve", "--digest", card.digest[:8])[0] == 0
    assert desk.approval(card.id).status == "approved"


def test_an_edited_text_must_be_named(desk: Desk, approve: Said) -> None:
    card = filed(desk)
    scenes.edit(desk, card.id, scenes.AMBER)  # rates worse: somebody else must sign it
    edited = desk.approval(card.id)
    assert (edited.status, edited.edited) == ("pending", True)
    code, said = approve(card.id, user="elif")
    assert code == 2
    assert edited.digest[:12] in said


def test_the_text_before_a_rewrite_is_signed_no_more(desk: Desk, approve: Said) -> None:
    first, card = rewritten(desk)
    code, said = approve(card.id, "--approve", "--digest", first.digest[:10])
    assert code == 2
    assert "The text has changed" in said
    assert desk.approval(card.id).status == "pending"


@pytest.mark.parametrize("digest", ["", "abc", "0123456", "not a digest", "0123456z89", "0" * 65])
def test_what_is_no_digest_is_refused(desk: Desk, approve: Said, digest: str) -> None:
    card = filed(desk)
    code, said = approve(card.id, "--approve", "--digest", digest)
    assert (code, said.count("\n")) == (2, 1)
    assert "8 hex digits" in said
    assert desk.approval(card.id).status == "pending"


def test_sending_back_and_rejecting_need_no_digest(desk: Desk, approve: Said) -> None:
    _, card = rewritten(desk)
    assert approve(card.id, "--revise", "Warmer still")[0] == 0
    assert approve(card.id, "--reject", "Enough")[0] == 0
    assert desk.approval(card.id).status == "rejected"
