"""A guide that nobody wrote for Copydesk goes through the same door: the 18F Content Guide (CC0), where it is here."""

from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2].parent / "shared" / "corpora" / "18f-content-guide"
pytestmark = pytest.mark.skipif(not GUIDE.is_dir(), reason="the public guide is not on this machine")


@pytest.fixture
def guide(open_base):
    base = open_base("guide")
    report = base.ingest([GUIDE])
    assert report.refused == ()
    assert len(report.added) >= 20
    return base


@pytest.mark.parametrize(
    ("question", "document", "heading"),
    [
        ("dropdown or drop-down as a noun", "our-style/specific-words-and-phrases.md", None),
        ("serial comma", "our-style/punctuation.md", "Commas"),
        ("How do I recognize the passive voice?", "our-style/active-voice.md", "How to recognize the passive voice"),
        ("quarterly report dates due April 15", "our-approach/structure-the-content.md", "Tables"),
    ],
)
def test_it_is_read_and_found(guide, question, document, heading):
    passages = [hit.passage for hit in guide.search(question).hits]
    assert any(one.document == document and (not heading or heading in one.heading) for one in passages)


def test_every_passage_stands_where_its_citation_says(guide):
    for document in guide.documents():
        lines = (GUIDE / document.id).read_text(encoding="utf-8").splitlines()
        for passage in (one for one in guide.passages_of("other") if one.document == document.id):
            here = " ".join(lines[passage.line - 1 : passage.line + 8])
            words = [word for word in passage.text.split() if word.isalpha()][:12]
            assert sum(word in here for word in words) >= len(words) * 0.5, passage.citation
