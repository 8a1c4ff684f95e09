"""Files that people hand over: drafts with a name that does no harm, and nothing left of what is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.service import Desk
from agents.uploads import LONGEST, safe_name
from knowledge.errors import InputError
from tests.agents.desks import a_desk, copy_home

SAYS = "---\nstatus: published\n---\n# Caring for glass\n\nWipe the glass with a dry cloth.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = a_desk(copy_home(tmp_path / "home"))
    yield desk
    desk.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sent"
    path.write_text(SAYS)
    return path


def kept(desk: Desk) -> list[str]:
    return sorted(path.name for path in (desk.home.folder().path / "uploads").iterdir())


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("guide.md", "guide.md"),
        ("../../etc/passwd.md", "passwd.md"),
        ("C:\\Users\\kim\\guide.md", "guide.md"),
        ("..", None),
        ("/", None),
        ("", None),
        ("...md", "md"),
        (".hidden.md", "hidden.md"),
        ("~$open.docx", "open.docx"),
        ("a\x00b\nc\u202egpj.md", "abcgpj.md"),
        ("  two   words .md", "two words.md"),
        ('a:b*c?"<x>|.md', "a b c x.md"),
        ("knowledge.yaml", None),
        ("x/KNOWLEDGE.YML", None),
        ("\ud800.md", "md"),
        ("Größe.md", "Größe.md"),
    ],
)
def test_a_name_is_a_name_and_no_path(name: str, safe: str | None) -> None:
    if safe is None:
        with pytest.raises(InputError):
            safe_name(name)
    else:
        assert safe_name(name) == safe


@pytest.mark.parametrize("letter", ["a", "香"])
def test_a_long_name_keeps_its_suffix(letter: str) -> None:
    name = safe_name(letter * 500 + ".docx")
    assert name.endswith(".docx")
    assert LONGEST - 3 < len(name.encode()) <= LONGEST


def test_what_is_handed_over_is_a_draft_and_on_the_record(desk: Desk, file: Path) -> None:
    report = desk.upload_document(file, "../Care.md", "ana", "web", kind="legal")
    assert report.added == ("Care.md",)
    (document,) = (one for one in desk.documents() if one.id == "Care.md")
    assert (document.meta.status, document.meta.kind) == ("draft", "legal")
    assert "Care.md" not in {hit.passage.document for hit in desk.search("dry cloth for the glass").hits}
    record = list(desk.audit_export())[-1]
    assert (record["event"], record["door"]) == ("document.uploaded", "web")
    assert desk.audit_name(record["actor"]) == "ana"
    assert desk.audit_verify().ok
    desk.publish_document("Care.md", "ana", "web")
    assert "Care.md" in {hit.passage.document for hit in desk.search("dry cloth for the glass").hits}


@pytest.mark.parametrize("user", ["mara", "edda", "noor"])
def test_only_those_who_publish_hand_over(desk: Desk, file: Path, user: str) -> None:
    with pytest.raises(InputError, match=r"reads|Brand|brand"):
        desk.upload_document(file, "care.md", user, "web")
    assert not (desk.home.folder().path / "uploads").exists()
    assert "care.md" not in {one.id for one in desk.documents()}


def test_a_new_file_of_the_same_name_is_a_new_version(desk: Desk, file: Path) -> None:
    desk.upload_document(file, "care.md", "ana", "web")
    desk.publish_document("care.md", "ana", "web")
    file.write_text(SAYS.replace("dry", "soft"))
    assert desk.upload_document(file, "care.md", "tomas", "web").changed == ("care.md",)
    (document,) = (one for one in desk.documents() if one.id == "care.md")
    assert (document.version, document.meta.status) == (2, "draft")
    assert desk.document_changes("care.md")[0].added == ("Wipe the glass with a soft cloth.",)
    assert kept(desk) == ["care.md"]


def test_what_is_refused_leaves_nothing_behind(desk: Desk, file: Path) -> None:
    desk.upload_document(file, "care.md", "ana", "web")
    file.write_bytes(b"  ")
    assert [one.reason for one in desk.upload_document(file, "care.md", "ana", "web").refused] == ["it is empty"]
    assert desk.upload_document(file, "care.exe", "ana", "web").refused
    assert kept(desk) == ["care.md"]
    assert (desk.home.folder().path / "uploads" / "care.md").read_text() == SAYS
    assert desk.describe_document("care.md", {"owner": "ana"}, "ana", "web").meta.owner == "ana"


def test_the_limit_is_that_of_the_settings(desk: Desk) -> None:
    assert desk.upload_limit() == 20_000_000
