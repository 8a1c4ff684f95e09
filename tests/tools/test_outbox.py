import csv
import errno
import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tools.outbox import DeliveryError, FilesTarget, InMemoryTarget, Publication, Signature, Target, render_csv

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def publication(**changes) -> Publication:
    known = {
        "key": "d-1.files",
        "brand": "orrelune",
        "channel": "instagram",
        "locale": "en",
        "draft": "d-1",
        "version": 2,
        "target": "files",
        "fields": {"caption": "Refill it 25 times.\n#refill"},
        "digest": "ab" * 32,
        "signatures": (Signature(user="ana", role="brand", at=AT),),
        "citations": ("products/bottle.md:12 › Price",),
        "published_at": AT,
    }
    return Publication(**(known | changes))


@pytest.fixture(params=["files", "memory"])
def target(request, tmp_path: Path) -> Target:
    return FilesTarget(tmp_path) if request.param == "files" else InMemoryTarget()


def test_the_path_names_brand_channel_and_key(target: Target) -> None:
    path = target.deliver(publication())
    assert path.parts[-3:] == ("orrelune", "instagram", "d-1.files.md")
    assert target.write_index("orrelune", [publication()]).parts[-2:] == ("orrelune", "publications.csv")


@pytest.mark.parametrize("name", ["../up", "a/b", "", ".hidden", "a\\b", "x" * 300])
def test_a_name_that_leaves_the_folder_is_refused(target: Target, name: str) -> None:
    with pytest.raises(DeliveryError, match="cannot name a file"):
        target.deliver(publication(key=name))


def test_the_file_reads_as_front_matter_and_text(tmp_path: Path) -> None:
    path = FilesTarget(tmp_path).deliver(publication())
    _, matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    front = yaml.safe_load(matter)
    assert front["digest"] == "ab" * 32
    assert front["signatures"] == [{"user": "ana", "role": "brand", "at": "2026-11-21T09:30:00Z"}]
    assert body == "\nRefill it 25 times.\n#refill\n"


def test_several_fields_are_sections() -> None:
    assert publication(fields={"subject": "€64", "body": "Hello"}).text == "## subject\n\n€64\n\n## body\n\nHello"


def test_the_same_again_changes_no_byte_and_a_recall_does(tmp_path: Path) -> None:
    target = FilesTarget(tmp_path)
    path = target.deliver(publication())
    before = path.read_bytes()
    assert target.deliver(publication()).read_bytes() == before
    target.deliver(publication(status="recalled", reason="wrong price"))
    assert b"recalled" in path.read_bytes()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_an_unwritable_folder_is_one_clear_line_and_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "orrelune").write_text("in the way")
    with pytest.raises(DeliveryError, match=r"Cannot write .*d-1\.files\.md: .+ tried again\.") as caught:
        FilesTarget(tmp_path).deliver(publication())
    assert "\n" not in str(caught.value)


def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = FilesTarget(tmp_path)
    path = target.deliver(publication())
    before = path.read_bytes()
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DeliveryError, match="No space left"):
        target.deliver(publication(version=3))
    with pytest.raises(DeliveryError, match="No space left"):
        target.deliver(publication(key="d-2"))
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_the_memory_fails_on_demand() -> None:
    target = InMemoryTarget()
    target.failing = DeliveryError("no")
    with pytest.raises(DeliveryError):
        target.deliver(publication())
    assert target.files == {}


@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=40), max_size=4))
def test_the_index_is_read_back_and_holds_no_formula(texts: list[str]) -> None:
    rows = list(csv.DictReader(io.StringIO(render_csv([publication(fields={"text": text}) for text in texts]))))
    assert [row["text"].removeprefix("'") for row in rows] == [text.removeprefix("'") for text in texts]
    assert not any(row["text"].lstrip()[:1] in tuple("=+-@") and row["text"].lstrip() for row in rows)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1"])
def test_what_a_spreadsheet_would_run_is_quoted(text: str) -> None:
    (row,) = csv.DictReader(io.StringIO(render_csv([publication(fields={"text": text})])))
    assert row["text"] == f"'{text}"
