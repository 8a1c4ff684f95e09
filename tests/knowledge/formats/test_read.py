from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.formats.blocks import Block
from knowledge.formats.parsed import Hidden, Limits, Parsed, RefusedError, Row, Table, tidied
from knowledge.formats.read import SUFFIXES, read
from tests.knowledge.files import mail_of, pdf_of, sheet_of, slides_of, word_of

SMALL = Limits(max_pages=50, max_cells=10_000, max_unpacked=20_000_000)
GOOD = {
    ".pdf": pdf_of("One paragraph of words.", "And another one."),
    ".docx": word_of("One paragraph of words."),
    ".pptx": slides_of("A title"),
    ".xlsx": sheet_of(["name", "value"], ["x", 1]),
    ".eml": mail_of("One paragraph of words.", "Größe"),
    ".csv": b"name,value\nx,1\n",
    ".tsv": b"name\tvalue\nx\t1\n",
    ".html": b"<title>T</title><ul><li>one<table><tr><td colspan=2>x</td></tr></table></li></ul>",
    ".htm": b"<p style='display:none'>x</p><p>One paragraph.",
}
OTHER_TEXT = st.sampled_from([b"<", b"\x00", b"\xff", b"PK", b"obj", b"9" * 30, b'"', b"\n", b"&x;", b"-1"])


def read_or_refused(suffix: str, data: bytes) -> None:
    with suppress(RefusedError):
        for block in read(Path(f"a{suffix}"), data, SMALL).blocks:
            assert block.text.strip()
            block.text.encode()


def test_each_suffix_has_an_example_that_is_read():
    assert set(GOOD) == SUFFIXES
    for suffix, data in GOOD.items():
        assert read(Path(f"a{suffix.upper()}"), data, SMALL).blocks


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@given(data=st.binary(max_size=300))
@settings(max_examples=25, deadline=None)
def test_any_bytes_are_read_or_refused(suffix, data):
    read_or_refused(suffix, data)


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@given(edits=st.lists(st.tuples(st.floats(0, 1), OTHER_TEXT, st.integers(0, 40)), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_file_is_read_or_refused(suffix, edits):
    data = GOOD[suffix]
    for share, other, gone in edits:
        at = int(share * len(data))
        data = data[:at] + other + data[at + gone :]
    read_or_refused(suffix, data)


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@pytest.mark.parametrize("kind", sorted(SUFFIXES))
def test_a_file_under_another_ones_suffix_is_read_or_refused(suffix, kind):
    read_or_refused(suffix, GOOD[kind])


def test_texts_are_given_without_what_no_reader_sees():
    strange = "re\xadﬁll\u200b \ud800now\x00"
    parsed = tidied(
        Parsed(
            [Block("paragraph", strange, 1, at=strange), Block("paragraph", "\u200b", 2)],
            strange,
            "\ufeff",
            [Table(strange, [strange], [Row(1, "row 1", [strange])])],
            [Hidden("page 1", "hidden text", strange)],
            [strange],
        )
    )
    assert parsed == Parsed(
        [Block("paragraph", "refill now", 1, at="refill now")],
        "refill now",
        None,
        [Table("refill now", ["refill now"], [Row(1, "row 1", ["refill now"])])],
        [Hidden("page 1", "hidden text", "refill now")],
        ["refill now"],
    )
