"""The first steps on a brand of one's own: what `init` says is missing, and who speaks where nobody is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import a_desk, copy_home
from tests.ui.cli.saying import Say


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"))
    yield desk
    desk.close()


def test_init_says_what_to_fill_in_and_who_has_left(say: Say) -> None:
    code, out, _ = say("init", "Nord")
    assert code == 0
    assert "people.yaml until `copydesk policy lint` has nothing to say" in out
    assert "not enough different people for Brand and Legal" in out
    assert "mara" in out
    code, out, _ = say("policy", "lint")
    assert code == 1
    assert "red-blocked" in out


def test_on_the_sample_brand_its_marketer_speaks(say: Say, desk: Desk) -> None:
    assert say("ask", scenes.PRICE)[0] == 0
    assert [row.requester for row in desk.runs()] == ["mara"]


def test_on_ones_own_brand_the_only_marketer_speaks(say: Say, desk: Desk) -> None:
    say("init", "Nord")
    code, _, said = say("ask", scenes.PRICE)
    assert (code, said.count("\n")) == (2, 1)
    assert "Nobody is at this desk yet" in said
    assert "copydesk users add NAME --role admin" in said
    assert say("users", "add", "lee", "--role", "marketer")[0] == 2  # the first one is an admin
    assert say("users", "add", "joy", "--role", "admin")[0] == 0
    code, _, said = say("ask", scenes.PRICE)
    assert (code, "--as" in said, "joy" in said) == (2, True, True)
    assert say("users", "add", "kim", "--role", "marketer")[0] == 0
    assert say("ask", scenes.PRICE)[0] == 0
    assert [row.requester for row in desk.runs()] == ["kim"]
    assert say("users", "add", "lee", "--role", "marketer", "--role", "brand")[0] == 0
    code, _, said = say("ask", scenes.PRICE)
    assert code == 2
    assert "Marketers: kim, lee" in said
    assert said.count("\n") == 1


def test_users_are_listed_with_the_roles_that_can_be_given(say: Say) -> None:
    assert "relationship-manager" in say("users", "list")[1]


def test_a_search_where_nothing_is_published_says_so(say: Say) -> None:
    say("init", "Nord")
    code, out, _ = say("search", "What does the refillable bottle cost?")
    assert code == 0
    assert out.startswith("Nothing is published yet. `copydesk ingest FOLDER` brings documents in")
