"""Letting people in again, other roles, and what the policy lacks without somebody."""

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


def test_who_is_disabled_is_let_in_again(desk: Desk, say: Say) -> None:
    code, out, err = say("users", "disable", "mara", "--as", "joost")
    assert (code, "copydesk users enable mara" in out, err) == (0, True, "")
    code, out, _ = say("users", "enable", "mara", "--as", "joost")
    assert code == 0
    assert "mara is back as marketer" in out
    code, _, err = say("users", "enable", "mara", "--as", "joost")
    assert (code, err.count("\n"), "(rule: active-user)" in err) == (2, 1, True)
    assert say("users", "enable", "mara")[0] == 2


def test_a_role_that_the_policy_asks_for_and_nobody_has_is_named(desk: Desk, say: Say) -> None:
    (last,) = [user.name for user in desk.users() if "legal" in user.roles]
    code, _, err = say("users", "disable", last, "--as", "joost")
    assert code == 0
    assert "nobody holds the role 'legal'" in err
    assert say("users", "enable", last, "--as", "joost")[0] == 0
    code, out, _ = say("users", "roles", last, "--role", "brand", "--as", "joost", "--json")
    told = json.loads(out)
    assert (code, told["roles"]) == (0, ["brand"])
    assert any("nobody holds the role 'legal'" in each["words"] for each in told["problems"])
    code, out, err = say("users", "roles", last, "--role", "legal", "--as", "joost")
    assert (code, out, err) == (0, f"{last} has these roles from now on: legal.\n", "")


def test_a_name_that_is_none_is_told_in_words(say: Say) -> None:
    code, out, err = say("users", "add", "A B", "--role", "brand")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "lower-case letters" in err
    assert "^[a-z" not in err
