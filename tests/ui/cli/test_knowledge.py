"""What `copydesk ingest` and `copydesk knowledge` tell of documents."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.clock import ManualClock
from agents.model.scripted import ScriptedChat
from agents.service import Desk
from tests.agents import scenes
from tests.agents.desks import START, a_desk, copy_home
from tests.ui.cli.saying import Say


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"), clock=ManualClock(START), model=ScriptedChat(scenes.restate))
    yield desk
    desk.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "care.md").write_text("---\nowner: ana\n---\nWipe with a dry cloth.\n", encoding="utf-8")
    return tmp_path / "new"


def test_what_is_refused_is_said_before_a_long_indexing_begins(say: Say, folder: Path) -> None:
    (folder / "odd.md").write_bytes(b"\x89PNG\x00")
    (folder / "hats.csv").write_text("name,note\n" + "".join(f"hat {n},felt {n}\n" for n in range(600)))
    code, out, err = say("ingest", str(folder))
    assert code == 0
    assert "Refused: odd.md: it is a binary file" in err
    assert "odd.md: it is a binary file" in out


def test_an_ingest_names_the_brand_and_gives_each_thing_to_look_after_a_line(say: Say, folder: Path) -> None:
    (folder / "claims.csv").write_text("claim,status\nWarmer,approved\nSofter,maybe\nRicher,yess\n", encoding="utf-8")
    (folder / "knowledge.yaml").write_text("documents:\n  cares.md: {kind: voice}\n", encoding="utf-8")
    (folder / "kind.md").write_text("---\nkind: leagl\n---\nWords.\n", encoding="utf-8")
    code, out, _ = say("ingest", str(folder))
    assert code == 0
    assert "Documents of Orrelune: 2 added, 1 refused" in out
    assert "✗ kind.md: front matter key 'kind': 'leagl' is none of the choices; did you mean 'legal'?" in out
    assert "! claims.csv: row 3 is not taken: the status 'maybe' is not known; there are" in out
    assert (
        "! claims.csv: row 4 is not taken: the status 'yess' is not known; did you mean 'yes' (substantiated)?" in out
    )
    assert "! knowledge.yaml: line 2: 'cares.md' is the name of no file; did you mean 'care.md'?" in out


def test_a_value_that_is_forgotten_is_told_with_what_counts_now(say: Say, folder: Path) -> None:
    say("ingest", str(folder))
    assert (
        say("knowledge", "set", "care.md", "owner=wei", "tags=a,b", "--as", "ana")[1]
        == "care.md: owner wei, tags a,b.\n"
    )
    (folder / "care.md").unlink()
    told = say("knowledge", "set", "care.md", "owner=-", "tags=-", "--as", "ana")
    assert told[1] == "care.md: owner forgotten, now ana, tags forgotten, now nothing.\n"


@pytest.mark.parametrize(
    ("option", "words"),
    [
        (("--valid-from", "soon"), "'soon' is not a date such as 2026-12-31"),
        (("--locale", "Deutsch"), "'Deutsch' is no language tag such as de or pt-BR"),
        (
            ("--valid-from", "2026-05-01", "--valid-until", "2026-01-01"),
            "2026-01-01 is before 2026-05-01, its valid_from",
        ),
    ],
)
def test_an_option_that_cannot_be_is_refused(say: Say, folder: Path, option: tuple[str, ...], words: str) -> None:
    code, _, err = say("ingest", str(folder), *option)
    assert code == 2
    assert words in err


def test_search_is_kept_to_a_kind_a_language_and_a_product(say, tmp_path):
    for name, kind, locale in (("a", "legal", "de"), ("b", "product", "en")):
        (tmp_path / f"{name}.md").write_text(f"---\nkind: {kind}\nlocale: {locale}\n---\nThe amber rule {name}.")
    say("ingest", str(tmp_path))
    for option, value, left in (("--kind", "legal", "a.md"), ("--locale", "en", "b.md")):
        code, out, _ = say("search", "The amber rule", option, value, "-k", "50")
        assert code == 0
        assert left in out
        assert ({"a.md", "b.md"} - {left}).pop() not in out
    assert "There is nothing near it within" in say("search", "The amber rule", "--locale", "pt")[1]


def test_a_kind_that_does_not_exist_is_refused_with_the_nearest(say):
    code, _, err = say("search", "amber", "--kind", "leagl")
    assert code == 2
    assert "did you mean 'legal'?" in err


def test_a_search_names_the_nearest_product_and_refuses_what_is_no_language(say: Say) -> None:
    code, _, err = say("search", "cap", "--product", "Linden Huor")
    assert code == 2
    assert "has no product 'Linden Huor'; did you mean 'Linden Hour'?" in err
    code, _, err = say("search", "cap", "--locale", "xx-yyyy-z")
    assert code == 2
    assert "'xx-yyyy-z' is no language tag such as de or pt-BR" in err
