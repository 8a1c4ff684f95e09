from hypothesis import given
from hypothesis import strategies as st

from knowledge.chunking import MAX_WORDS, chunk_blocks
from knowledge.formats.blocks import Block, count_words

WORDS = st.lists(
    st.sampled_from(["amber", "bottle", "cedar", "linden", "price", "refill", "train", "the", "a", "of"]),
    min_size=1,
    max_size=400,
)
SENTENCES = WORDS.map(lambda words: " ".join(word + ("." if n % 9 == 8 else "") for n, word in enumerate(words)))
BLOCKS = st.lists(
    st.one_of(
        st.builds(Block, st.just("heading"), st.sampled_from(["One", "Two", "Three"]), st.just(1), st.integers(1, 3)),
        st.builds(Block, st.sampled_from(["paragraph", "item", "row", "code"]), SENTENCES, st.just(1)),
    ),
    max_size=12,
)


def paragraph(words: int, line: int = 1) -> Block:
    return Block("paragraph", " ".join(["word"] * words), line)


def test_headings_make_the_path():
    blocks = [
        Block("heading", "Guide", 1, 1),
        paragraph(3, 2),
        Block("heading", "Care", 4, 2),
        Block("heading", "Cold", 5, 3),
        paragraph(3, 6),
        Block("heading", "Price", 8, 2),
        paragraph(3, 9),
    ]
    assert [(chunk.heading, chunk.line) for chunk in chunk_blocks(blocks)] == [
        (("Guide",), 2),
        (("Guide", "Care", "Cold"), 6),
        (("Guide", "Price"), 9),
    ]


def test_a_heading_with_nothing_below_is_an_entry_of_its_own():
    blocks = [Block("heading", "agile", 1, 3), Block("heading", "homepage", 2, 3), Block("heading", "wifi", 3, 3)]
    assert [(chunk.heading, chunk.text) for chunk in chunk_blocks(blocks)] == [
        (("agile",), "agile"),
        (("homepage",), "homepage"),
        (("wifi",), "wifi"),
    ]


def test_entries_under_different_headings_are_never_joined():
    blocks = [block for n in range(5) for block in (Block("heading", f"h{n}", n, 2), paragraph(4, n))]
    assert len(chunk_blocks(blocks)) == 5


def test_short_lists_stay_with_the_words_before_them():
    blocks = [paragraph(10), *(Block("item", f"- item {n}", n) for n in range(5))]
    (chunk,) = chunk_blocks(blocks)
    assert chunk.text.endswith("word\n\n- item 0\n- item 1\n- item 2\n- item 3\n- item 4")


def test_long_sections_are_cut_between_blocks_and_long_blocks_between_sentences():
    sentence = " ".join(["Word"] * 19) + " end."
    chunks = chunk_blocks([Block("paragraph", " ".join([sentence] * 20), 7), paragraph(90), paragraph(90)])
    assert all(count_words(chunk.text) <= MAX_WORDS for chunk in chunks)
    assert all(chunk.text.endswith("end.") for chunk in chunks[:3])
    assert chunks[0].line == 7


def test_text_without_spaces_and_endless_words_are_cut_too():
    chunks = chunk_blocks([Block("paragraph", "香水" * 2000, 1), Block("paragraph", "x" * 5000, 2)])
    assert all(len(chunk.text) <= 4 * MAX_WORDS + 2 for chunk in chunks[:3])
    assert "".join(chunk.text for chunk in chunks).replace("\n", "").count("香") == 2000


@given(BLOCKS)
def test_no_word_is_lost_and_no_chunk_is_too_long(blocks):
    chunks = chunk_blocks(blocks)
    said = " ".join(block.text for block in blocks if block.kind != "heading").split()
    held = [word for chunk in chunks for word in chunk.text.split()]
    lone = [chunk.heading[-1] for chunk in chunks if chunk.heading and chunk.text == chunk.heading[-1]]
    assert sorted(held) == sorted(said + lone)
    assert all(count_words(chunk.text) <= MAX_WORDS for chunk in chunks)


def test_no_chunk_runs_over_two_pages():
    blocks = [
        Block("paragraph", "Zips are replaced for life.", 1, at="page 1"),
        Block("paragraph", "Prices from May.", 2, at="page 2"),
        Block("row", "Hat: 20 EUR", 3, at="page 2, row 1"),
        Block("paragraph", "Write to us.", 4, at="slide 3"),
    ]
    assert [(one.text, one.at) for one in chunk_blocks(blocks)] == [
        ("Zips are replaced for life.", "page 1"),
        ("Prices from May.\n\nHat: 20 EUR", "page 2"),
        ("Write to us.", "slide 3"),
    ]


def test_what_stands_below_a_table_is_not_cited_as_one_of_its_rows():
    blocks = [
        Block("paragraph", "Prices from May.", 1, at="page 2"),
        Block("row", "Hat: 20 EUR", 2, at="page 2, row 1"),
        Block("row", "Scarf: 30 EUR", 3, at="page 2, row 2"),
        Block("paragraph", "Write to us.", 4, at="page 2"),
    ]
    assert [(one.text, one.at) for one in chunk_blocks(blocks)] == [
        ("Prices from May.\n\nHat: 20 EUR\nScarf: 30 EUR", "page 2"),
        ("Write to us.", "page 2"),
    ]
