"""A brand of one's own: who is in charge after it was made, and what is still to be filled in."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.home import Home
from agents.service import Desk
from agents.signing.errors import NotAllowedError
from knowledge.errors import InputError
from tests.agents.desks import a_desk


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(tmp_path / "fresh")
    yield desk
    desk.close()


def active(desk: Desk) -> set[str]:
    return {view.name for view in desk.users() if view.active}


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Mühle & Co", "muehle-co"),
        ("Mu\u0308hle & Co", "muehle-co"),
        ("Ærø Straße", "aeroe-strasse"),
        ("Café Żółw", "cafe-zolw"),
        ("  Nord 2 ", "nord-2"),
    ],
)
def test_a_brands_id_is_its_name_in_plain_letters(tmp_path: Path, name: str, id: str) -> None:
    home = Home(tmp_path)
    home.prepare()
    assert home.init(name).path.name == id
    assert home.default_brand() == id


@pytest.mark.parametrize("name", ["../evil", "a/b", "a\\b", "..", "/", "花"])
def test_a_name_that_makes_no_id_or_looks_like_a_path_is_refused(tmp_path: Path, name: str) -> None:
    home = Home(tmp_path)
    home.prepare()
    with pytest.raises(InputError, match="brand's id"):
        home.init(name)
    assert home.brands() == ("orrelune",)


def test_the_samples_people_stop_acting_with_the_first_brand_of_ones_own(fresh: Desk) -> None:
    fresh.set_password("ana", "correct horse battery", "joost", "test")
    fresh.init("Nord")
    assert active(fresh) == {"ana"}  # somebody gave her a password
    records = [each for each in fresh.audit_export() if each["event"] == "user.disabled"]
    assert {each["actor"] for each in records} == {"copydesk"}
    assert fresh.audit_verify().ok


def test_who_was_let_in_again_stays_with_the_next_brand(fresh: Desk) -> None:
    fresh.init("Nord")
    fresh.add_user("joost", ("admin",), "Joost", "joost", "test")
    fresh.init("Sud")
    assert active(fresh) == {"joost"}


def test_the_first_admin_of_a_desk_needs_no_other(fresh: Desk) -> None:
    fresh.init("Nord")
    with pytest.raises(NotAllowedError, match="admin-only"):
        fresh.add_user("kim", ("marketer",), "Kim", "kim", "test")
    fresh.add_user("kim", ("admin",), "Kim", "kim", "test")
    with pytest.raises(NotAllowedError, match="admin-only"):
        fresh.add_user("lee", ("admin",), "Lee", "lee", "test")
    assert active(fresh) == {"kim"}


def test_lint_says_what_to_fill_in_and_the_templates_people_are_enough(fresh: Desk) -> None:
    path = fresh.init("Nord")
    assert {problem.rule for problem in fresh.lint() if problem.level == "error"}
    assert fresh.lint("nord") == fresh.lint()
    text = (path / "people.yaml").read_text(encoding="utf-8").removesuffix("people: []\n")
    filled = [line.removeprefix("#") if line.startswith(("#people", "#  - {")) else line for line in text.splitlines()]
    (path / "people.yaml").write_text("\n".join(filled), encoding="utf-8")
    fresh.close()
    again = a_desk(fresh.home.path)
    try:
        assert active(again) == {"kim", "lee", "sam"}
        assert again.lint() == ()
        policy = {check.name: check for check in again.doctor()}["policy"]
        assert policy.ok
    finally:
        again.close()


def test_lint_and_doctor_ask_the_same_people(fresh: Desk) -> None:
    assert fresh.lint() == ()
    for name in ("ana", "elif"):
        fresh.disable_user(name, "joost", "test")
    assert any(problem.level == "error" for problem in fresh.lint())
    assert not {check.name: check for check in fresh.doctor()}["policy"].ok
