"""Personal tokens on the command line: told once, listed without what they are, revoked."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.service import Desk
from agents.signing.tokens import TokenError
from tests.agents.desks import a_desk, copy_home
from tests.ui.cli.saying import Say


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"))
    yield desk
    desk.close()


def test_the_token_alone_stands_on_stdout_and_is_told_once(desk: Desk, say: Say) -> None:
    code, out, err = say("tokens", "create", "The calendar's export", "--as", "mara", "--days", "7")
    token = out.strip()
    assert (code, out.count("\n"), desk.by_token(token).name) == (0, 1, "mara")
    assert "speaks for mara until 2026-11-27" in err
    code, out, _ = say("tokens", "list")
    assert code == 0
    assert all(word in out for word in ("mara", "The calendar's export", "until 2026-11-27", "2026-11-20"))
    assert token not in out
    (listed,) = json.loads(say("tokens", "list", "--as", "mara", "--json")[1])["tokens"]
    assert "token" not in listed
    assert json.loads(say("tokens", "list", "--as", "ana", "--json")[1]) == {"tokens": []}


def test_who_may_revoke_it_does_and_others_are_told_why_not(desk: Desk, say: Say) -> None:
    made = json.loads(say("tokens", "create", "export", "--as", "mara", "--json")[1])
    code, _, err = say("tokens", "revoke", made["id"], "--as", "ana")
    assert (code, err.count("\n"), "(rule: own-tokens)" in err) == (2, 1, True)
    assert say("tokens", "revoke", made["id"], "--as", "joost")[:2] == (0, f"{made['id']} of mara is revoked.\n")
    with pytest.raises(TokenError):
        desk.by_token(made["token"])
    assert "revoked by joost" in say("tokens", "list")[1]


def test_bad_input_is_one_line(say: Say) -> None:
    for arguments in (
        ("create", "  ", "--as", "mara"),
        ("create", "x", "--as", "nobody"),
        ("create", "x", "--as", "mara", "--days", "4000"),
        ("create", "x", "--as", "mara", "--days", "0"),
        ("create", "x"),
        ("revoke", "t-nowhere", "--as", "mara"),
    ):
        code, out, err = say("tokens", *arguments)
        assert (code, out, err.count("\n")) == (2, "", 1), (arguments, err)


def test_where_there_is_none_it_says_how_to_make_one(say: Say) -> None:
    assert say("tokens", "list") == (0, "No token yet. Make one: copydesk tokens create NAME --as USER\n", "")
