import os
from pathlib import Path

import pytest

from knowledge.errors import InputError, NotFoundError
from knowledge.sources import find_sources
from tests.knowledge.files import far_down


def write(*paths: Path) -> None:
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")


@pytest.fixture
def inside(tmp_path) -> Path:
    write(tmp_path / "in" / "a.md")
    return tmp_path / "in"


def problems(folder: Path) -> dict[str, str | None]:
    return {source.id: source.problem for source in find_sources([folder])}


def test_a_folder_gives_every_file_in_order_without_hidden_ones(inside):
    write(inside / "b" / "x.md", inside / "a.txt", inside / ".git" / "y.md", inside / "z.png", inside / "~$a.docx")
    write(inside / "knowledge.yaml", inside / "b" / "knowledge.yaml", inside / ".hidden.md")
    assert [source.id for source in find_sources([inside])] == ["a.md", "a.txt", "b/x.md", "z.png"]
    assert {source.root for source in find_sources([inside])} == {inside}


def test_links_are_named_and_those_that_lead_outside_are_not_read(inside, tmp_path):
    write(tmp_path / "out" / "o.md", inside / ".versions" / "v3.md")
    (inside / "out.md").symlink_to(tmp_path / "out" / "o.md")
    (inside / "folder").symlink_to(tmp_path / "out")
    (inside / "loop").symlink_to(inside / "loop")
    (inside / "gone.md").symlink_to(inside / "nowhere.md")
    (inside / "again.md").symlink_to(inside / "a.md")
    (inside / "current.md").symlink_to(inside / ".versions" / "v3.md")
    (inside / "self").symlink_to(inside)
    assert problems(inside) == {
        "a.md": None,
        "again.md": "it is a link to a.md, which is read itself",
        "current.md": None,
        "folder": "it is a link that leads out of the folder",
        "gone.md": "it is a link that leads to nothing",
        "loop": "it is a link that leads to nothing",
        "out.md": "it is a link that leads out of the folder",
        "self": "it is a link to a folder, which is not followed",
    }


def test_a_folder_that_is_a_link_itself_is_read(inside, tmp_path):
    (tmp_path / "link").symlink_to(inside)
    assert problems(tmp_path / "link") == {"a.md": None}


def test_what_is_no_file_is_named(inside):
    os.mkfifo(inside / "pipe.md")
    assert problems(inside)["pipe.md"] == "it is no file"


def test_names_that_are_no_text_are_spelt_out_and_refused(inside):
    Path(os.fsdecode(bytes(inside / "n") + b"\xff.md")).write_text("x")
    Path(os.fsdecode(bytes(inside / "n") + b"\xfe.md")).write_text("x")
    strange = "its name is not text; rename it"
    assert problems(inside) == {"a.md": None, "n\\xfe.md": strange, "n\\xff.md": strange}


def test_a_single_file_is_known_by_its_name(inside):
    (source,) = find_sources([inside / "a.md"])
    assert (source.id, source.root) == ("a.md", inside)


def test_a_file_given_twice_is_read_once(inside):
    assert len(find_sources([inside, inside / "a.md"])) == 1


def test_a_path_that_does_not_exist_is_named(tmp_path):
    with pytest.raises(NotFoundError, match=r"nowhere does not exist\. Name a file, or a folder"):
        find_sources([tmp_path / "nowhere"])


def test_a_folder_without_documents_is_named(tmp_path):
    write(tmp_path / "photo.png")
    with pytest.raises(InputError, match=r"holds no documents\. Copydesk reads \.csv, \.docx"):
        find_sources([tmp_path])


def test_two_files_that_would_be_one_document_are_named(tmp_path):
    write(tmp_path / "one" / "index.md", tmp_path / "two" / "index.md")
    with pytest.raises(InputError, match=r"would both be the document 'index\.md'"):
        find_sources([tmp_path / "one", tmp_path / "two"])


def test_what_would_break_a_line_is_written_out_in_the_documents_id(inside):
    write(inside / "new\nline\x1b[31m.md", inside / "turned\u202etxt.md", inside / "très bon.md")
    assert list(problems(inside)) == ["a.md", "new\\nline\\x1b[31m.md", "très bon.md", "turned\\u202etxt.md"]
    assert [source.id for source in find_sources([inside / "new\nline\x1b[31m.md"])] == ["new\\nline\\x1b[31m.md"]


def test_two_names_that_are_written_alike_are_both_read(inside):
    write(inside / "b\nc.md", inside / "b\\nc.md")
    assert len(find_sources([inside])) == 3


def test_a_path_that_is_too_long_is_named_in_short_and_the_rest_is_read(inside):
    with far_down(inside, levels=150, name="deep.md"):
        found = problems(inside)
    assert found.pop("a.md") is None
    ((name, problem),) = found.items()
    assert problem == "its path is too long to be opened; shorten the names of its folders"
    assert len(name) < 1_100
    assert name.startswith("x" * 50 + "/")


def test_a_file_that_can_be_listed_and_not_opened_is_named(inside):
    levels = (4_050 - len(str(inside))) // 51
    with far_down(inside, levels=levels, name="z" * 240 + ".md"):
        found = problems(inside)
    assert [one for one in found.values() if one] == [
        "its path is too long to be opened; shorten the names of its folders"
    ]


def test_a_folder_that_cannot_be_looked_into_is_named(inside):
    locked = inside / "locked"
    locked.mkdir()
    locked.chmod(0)
    try:
        found = problems(inside)
    finally:
        locked.chmod(0o700)
    if os.geteuid():
        assert found["locked"] == "it cannot be looked into: Permission denied"
    assert found["a.md"] is None
