"""What is handed over as a draft stays one until a person publishes it, whatever the file says."""

from datetime import UTC, datetime

import pytest

NOW = datetime(2026, 11, 21, 9, tzinfo=UTC)
SAYS = "---\nstatus: published\n---\n# Care\n\nWipe the glass with a dry cloth.\n"


def status(base) -> str:
    (one,) = base.documents()
    return one.meta.status


@pytest.fixture
def file(documents):
    path = documents / "care.md"
    path.write_text(SAYS)
    return path


def test_a_file_that_calls_itself_published_comes_in_as_a_draft(open_base, file):
    base = open_base()
    base.ingest([file], as_drafts=True)
    assert status(base) == "draft"
    assert base.search("dry cloth").hits == ()


def test_what_a_person_published_stays_so_until_its_words_change(open_base, file):
    base = open_base()
    base.ingest([file], as_drafts=True)
    base.publish("care.md")
    assert base.ingest([file], as_drafts=True).unchanged == ("care.md",)
    base.describe("care.md", {"owner": "ana"}, by="ana", at=NOW)
    assert status(base) == "published"
    file.write_text(SAYS.replace("dry", "soft"))
    assert base.ingest([file], as_drafts=True).changed == ("care.md",)
    assert status(base) == "draft"
    base.describe("care.md", {"owner": "tomas"}, by="ana", at=NOW)
    base.ingest([file])
    assert status(base) == "draft"


def test_passages_are_counted_by_document(open_base, documents, file):
    (documents / "more.md").write_text("# One\n\nFirst words here.\n\n# Two\n\nOther words there.\n")
    base = open_base()
    base.ingest([documents])
    assert base.passage_counts() == {one.id: len(base.read(one.id)) for one in base.documents()}
