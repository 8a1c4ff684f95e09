"""Overrides, rejections and edits on the command line: what is asked for, and what everybody then reads."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.service import Desk
from agents.signing.decision import Edit
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.ui.cli.saying import Say

WHY = "The court ordered this wording."


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


@pytest.fixture
def desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=clock)
    yield desk
    desk.close()


def test_an_override_says_why_on_the_card_and_in_the_run(desk: Desk, say: Say, tmp_path: Path) -> None:
    view = scenes.asked(desk, hold=True)
    scenes.tweak(desk, view.run, view.drafts[0].id, scenes.RED)
    scenes.submit(desk, view.run)
    card = scenes.only(desk, view.run)
    decide = ("approvals", "decide", card.id, "--approve", "--digest", card.digest, "--as")
    code, _, err = say(*decide, "ana")
    assert (code, "override-reason" in err) == (2, True)
    code, _, err = say(*decide, "ana", "--reason", " ")
    assert (code, "--reason: it is empty" in err) == (2, True)
    assert desk.approval(card.id).signed == ()
    code, out, _ = say(*decide, "ana", "--reason", WHY)
    assert (code, "Still to sign: Legal." in out) == (0, True)
    for command in (("approvals", "show", card.id), ("runs", "show", view.run)):
        assert WHY in say(*command)[1]
        assert WHY in say(*command, "--json")[1]


def test_a_rejection_has_a_cause_and_the_requester_reads_it(desk: Desk, say: Say) -> None:
    view = scenes.asked(desk)
    card = scenes.only(desk, view.run)
    decide = ("approvals", "decide", card.id, "--as", "ana")
    for refused, word in (
        (("--cause", "other"), "--cause other needs words"),
        (("--cause", "moon"), "'moon' is not one of"),
        (("--reject", " "), "--reject: it is empty"),
        (("--approve", "--cause", "tone"), "Give one of --approve, --reject WORDS"),
    ):
        code, _, err = say(*decide, *refused)
        assert (code, word in err) == (2, True), err
    assert desk.approval(card.id).status == "pending"
    assert say(*decide, "--cause", "untrue", "--reject", "It holds 50 ml.")[0] == 0
    said = "Rejected by ana: Not true: It holds 50 ml."
    shown = json.loads(say("approvals", "show", card.id, "--json")[1])
    run = json.loads(say("runs", "show", view.run, "--json")[1])
    for told in (shown["rejected"], run["drafts"][0]["rejected"]):
        assert (told["by"], told["cause"], told["words"]) == ("ana", "untrue", "It holds 50 ml.")
    assert said in say("approvals", "show", card.id)[1]
    assert said in say("runs", "show", view.run)[1]


@pytest.mark.parametrize("text", ["\u200b\u2060", "A cap\x00 that locks.", "A cap \x1b[2J that locks."])
def test_an_edit_that_nobody_could_read_is_one_line(desk: Desk, say: Say, tmp_path: Path, text: str) -> None:
    card = scenes.only(desk, scenes.asked(desk).run)
    refused(say, card.id, tmp_path, text)
    refused(say, card.id, tmp_path, json.dumps({"caption": text}))
    refused(say, card.id, tmp_path, '{"caption": "Half a pair: \\ud83d"}')
    assert desk.approval(card.id).round == 1


def refused(say: Say, approval: str, folder: Path, content: str) -> None:
    file = folder / "edit.txt"
    file.write_text(content, encoding="utf-8")
    code, _, err = say("approvals", "decide", approval, "--as", "ana", "--edit", str(file))
    assert (code, len(err.strip().splitlines())) == (2, 1), err


def test_an_edit_that_somebody_else_must_sign_says_so(desk: Desk, say: Say, tmp_path: Path) -> None:
    card = scenes.only(desk, scenes.asked(desk).run)
    file = tmp_path / "edit.txt"
    file.write_text(scenes.AMBER, encoding="utf-8")
    code, out, _ = say("approvals", "decide", card.id, "--as", "ana", "--edit", str(file))
    assert code == 0
    assert "Still to sign: Brand." in out
    assert "Your own signature does not count for this edit. The edit rates amber" in out


def test_what_a_draft_learnt_stands_on_the_card(desk: Desk, clock: ManualClock, say: Say) -> None:
    card = scenes.only(desk, scenes.asked(desk).run)
    text = card.drafted.fields["caption"]
    find = " ".join(text.split()[:2])
    edit = Edit(fields={"caption": text.replace(find, "Look here, a", 1)}, not_again=True)
    scenes.decide(desk, card.id, edit)
    clock.advance(timedelta(days=120))  # so that the next one repeats nothing recent
    later = scenes.ask(desk, scenes.CAPTION)
    (draft,) = later.drafts
    (told,) = draft.learnt
    for command in (("approvals", "show", draft.approval or ""), ("runs", "show", later.run)):
        assert told in " ".join(say(*command)[1].split())
