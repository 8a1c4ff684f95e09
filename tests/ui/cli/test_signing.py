"""Tiers, other policies, questions and several signatures at once, from the command line."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import a_desk, copy_home
from tests.ui.cli.saying import Say


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


def test_a_tier_says_what_it_rests_on_and_why_it_is_closed(say: Say) -> None:
    code, out, _ = say("policy", "tiers")
    assert code == 0
    assert "closed  instagram/fragrance" in out
    assert "nothing decided yet; 95 % upper bound 100.0%, must be below 10%" in out
    (tier,) = json.loads(say("policy", "tiers", "--json")[1])["tiers"]
    assert (tier["state"], tier["decided"], tier["limit"]) == ("closed", 0, 0.1)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (("policy", "open", "instagram/fragrance", "--as", "ana"), "29 decided drafts are enough"),
        (("policy", "open", "instagram/fragrance", "--as", "tomas"), "wrong-role"),
        (("policy", "open", "x", "--as", "ana"), "no tier 'x'"),
        (("policy", "close", "instagram/fragrance", "--as", "ana", "--reason", "why"), "not open"),
        (("policy", "close", "instagram/fragrance", "--as", "ana"), "--reason"),
        (("policy", "version", "ffff"), "no policy"),
        (("policy", "simulate", "--since", "yesterday"), "--since"),
        (("policy", "simulate", "--policy", "nowhere.yaml"), "nowhere.yaml"),
        (("approvals", "ask", "a-none", "Why?", "--as", "ana"), "a-none"),
        (("approvals", "ask", "a-none", " ", "--as", "ana"), "empty"),
        (("approvals", "sign", "--as", "ana"), "--green"),
        (("approvals", "sign", "a-none", "--as", "ana"), "a-none"),
        (("runs", "answer", "q-none", "Yes.", "--as", "mara"), "q-none"),
    ],
)
def test_what_cannot_be_done_is_one_line(say: Say, arguments: tuple[str, ...], named: str) -> None:
    code, out, said = say(*arguments)
    assert (code, out, said.count("\n")) == (2, "", 1)
    assert named in said


def test_another_policy_is_tried_on_what_was_decided(desk: Desk, say: Say, tmp_path: Path) -> None:
    assert "Nothing was decided in that time" in say("policy", "simulate")[1]
    assert "no version is kept" in say("policy", "versions")[1]
    run = scenes.ask(desk, scenes.CAPTION).run
    scenes.sign(desk, run)
    text = desk.home.folder(None).policy.read_text(encoding="utf-8")
    other = tmp_path / "stricter.yaml"
    other.write_text(text.replace("then: {sign: [brand], batch: true}", "then: {sign: [brand, legal]}"), "utf-8")
    code, out, _ = say("policy", "simulate", "--policy", str(other))
    assert code == 0
    assert "1 drafts replayed: 0 as before, 1 stricter" in out
    assert "It lacked Legal." in out
    told = json.loads(say("policy", "simulate", "--policy", str(other), "--since", "2026-11-20", "--json")[1])
    assert (told["replayed"], told["unsigned"]) == (1, 1)
    assert "in force" in say("policy", "versions")[1]
    digest = json.loads(say("policy", "versions", "--json")[1])["versions"][0]["digest"]
    assert say("policy", "version", digest[:12])[1] == text


def test_a_question_goes_to_the_requester_and_its_answer_to_the_card(desk: Desk, say: Say) -> None:
    run = scenes.asked(desk).run
    approval = scenes.only(desk, run).id
    code, out, _ = say("approvals", "ask", approval, "For whom is it?", "--as", "ana")
    assert (code, "Asked mara" in out) == (0, True)
    _, out, _ = say("runs", "show", run)
    assert "ana asked: For whom is it?" in out
    assert "copydesk runs answer q-" in out
    question = desk.run(run).questions[0].id
    assert say("runs", "answer", question, "For commuters.", "--as", "mara")[0] == 0
    assert "mara answered: For commuters." in say("approvals", "show", approval)[1]


def test_all_green_ones_are_signed_at_once(desk: Desk, say: Say) -> None:
    run = scenes.asked(desk, scenes.THREE).run
    skin = scenes.ask(desk, scenes.SKIN).run
    code, out, _ = say("approvals", "sign", "--green", "--as", "ana")
    assert (code, out.count("signed, approved")) == (0, 3)
    assert desk.wait(run, scenes.PATIENCE).status == "published"
    assert desk.run(skin).status == "waiting"
    assert "Nothing there may be signed together" in say("approvals", "sign", "--green", "--as", "ana")[1]
    alone = scenes.only(desk, skin).id
    code, out, _ = say("approvals", "sign", alone, "--as", "ana", "--json")
    assert code == 2
    (line,) = json.loads(out)["signed"]
    assert (line["approval"], line["signed"]) == (alone, False)
    assert "one-by-one" in line["error"]


def test_who_has_no_fitting_role_is_told_so(desk: Desk, say: Say) -> None:
    assert say("approvals", "sign", "--green", "--as", "joost")[1] == "Nothing there may be signed together.\n"
    scenes.ask(desk, scenes.CAPTION)
    code, out, err = say("approvals", "sign", "--green", "--as", "mara")
    assert (code, err) == (0, "")
    assert out == "Nothing there waits for mara, who is here as Marketer: Brand can sign the green ones.\n"


def test_an_edit_says_what_it_taught(desk: Desk, say: Say, tmp_path: Path) -> None:
    file = tmp_path / "edit.txt"
    for changing, said in (("Look here, a", "From now on “"), (None, "The edit taught no phrase")):
        card = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)
        text = card.drafted.fields["caption"]
        first = " ".join(text.split()[:2])
        file.write_text(text.replace(first, changing, 1) if changing else f"{text} Come by.", encoding="utf-8")
        code, out, _ = say("approvals", "decide", card.id, "--edit", str(file), "--not-again", "--as", "ana")
        assert code == 0
        assert said in out
