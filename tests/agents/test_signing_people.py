"""people.yaml: who is at the desk, and one clear line for what cannot be."""

from pathlib import Path

import pytest

from agents.signing.people import ROLES, People, User, holders, in_words
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND
from knowledge.errors import InputError, NotFoundError


def load(tmp_path: Path, text: str) -> People:
    path = tmp_path / "people.yaml"
    path.write_text(text, encoding="utf-8")
    return People.load(path)


def test_every_role_of_the_sample_brand_is_held() -> None:
    people = People.load(BRANDS_SHIPPED / SAMPLE_BRAND / "people.yaml")
    assert all(people.by_role[role] for role in ROLES)


def test_the_disabled_hold_nothing() -> None:
    users = [User(name="ana", roles=("brand",)), User(name="bo", roles=("brand",), active=False)]
    assert holders(users)["brand"] == ("ana",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("people:\n- {name: ana, roles: [brnd]}", "line 2: 'people[1].roles[1]': Input should be 'marketer'"),
        ("people:\n- {name: Ana B, roles: [brand]}", "line 2: 'people[1].name': String should match"),
        ("people:\n- {name: ana, role: brand}", "line 2: the key 'people[1].roles' is missing. Add it. (1 more"),
        ("people:\n- {name: ana, roles: []}", "line 2: 'people[1].roles'"),
        ("people:\n- {name: ana, roles: [auditor, brand]}", "an auditor only reads"),
        ("people:\n- {name: ana, roles: [brand, brand]}", "a role is there twice"),
        ("people:\n- {name: a, roles: [brand]}\n- {name: a, roles: [legal]}", "line 3: 'people[2].name': the name 'a'"),
        ("people:\n- {name: ana, roles: [brand], password: x}", "unknown key 'people[1].password'. Known here: active"),
        (
            'people:\n- {name: a, full_name: "A\\u202eB", roles: [brand]}',
            "'people[1].full_name': The full name holds U+202E",
        ),
        (
            "people:\n- {name: a, full_name: Ana R, roles: [brand]}\n- {name: b, full_name: ana  R, roles: [legal]}",
            "line 3: 'people[2].full_name': a is called “ana  R” already",
        ),
        ("people: &a\n- *a", "alias that holds itself"),
        ("people: [", "line 1: this is not valid YAML"),
        ("", "line 1: expected keys and values, found nothing"),
        ("- ana", "line 1: expected keys and values"),
    ],
)
def test_one_line_says_what_is_wrong_and_where(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(InputError) as caught:
        load(tmp_path, text)
    message = str(caught.value)
    assert words in message
    assert str(tmp_path / "people.yaml") in message
    assert "\n" not in message


def test_what_is_no_text_or_not_there(tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_bytes(b"people: \xff")
    with pytest.raises(InputError, match="not UTF-8 text"):
        People.load(tmp_path / "people.yaml")
    with pytest.raises(NotFoundError, match="no file"):
        People.load(tmp_path / "none.yaml")
    (tmp_path / "people.yaml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(InputError, match="1,000,001 bytes"):
        People.load(tmp_path / "people.yaml")


def test_roles_in_words() -> None:
    assert in_words(["brand", "legal", "brand", "relationship-manager"], "and") == (
        "Brand, Legal and the relationship manager"
    )
    assert in_words([], "or") == "nobody"
