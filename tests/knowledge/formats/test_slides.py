import pptx
import pytest
from pptx.util import Inches

from knowledge.formats.blocks import Block
from knowledge.formats.parsed import Limits, Parsed, RefusedError
from knowledge.formats.slides import read_slides
from tests.knowledge.files import saved, slides_of

SQUARE = (Inches(1), Inches(1), Inches(4), Inches(2))


@pytest.fixture
def deck():
    return pptx.Presentation()


def add(deck, layout: int = 6):
    return deck.slides.add_slide(deck.slide_layouts[layout])


def read(deck, limits: Limits | None = None) -> Parsed:
    return read_slides(saved(deck), limits or Limits())


def say(slide, text: str, top: float) -> None:
    slide.shapes.add_textbox(Inches(1), Inches(top), Inches(3), Inches(1)).text_frame.text = text


def test_a_slide_is_a_section_with_its_points_and_its_notes(deck):
    slide = add(deck, 1)
    slide.shapes.title.text = "Launch\vplan"
    slide.placeholders[1].text_frame.text = "First we\nThen they"
    slide.placeholders[1].text_frame.paragraphs[1].level = 1
    slide.notes_slide.notes_text_frame.text = "Say it slowly."
    assert read(deck).blocks == [
        Block("heading", "Launch plan", 1, 1, "slide 1"),
        Block("item", "- First we", 1, at="slide 1"),
        Block("item", "  - Then they", 1, at="slide 1"),
        Block("paragraph", "Say it slowly.", 1, at="slide 1, notes"),
    ]


def test_boxes_are_read_from_top_to_bottom_those_of_a_group_among_them(deck):
    slide = add(deck)
    say(slide, "Below", 5)
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(Inches(1), Inches(3), Inches(3), Inches(1)).text_frame.text = "Grouped"
    say(slide, "Above", 1)
    assert [block.text for block in read(deck).blocks] == ["Slide 1", "Above", "Grouped", "Below"]


def test_each_row_of_a_table_is_read_with_its_header(deck):
    table = add(deck).shapes.add_table(3, 2, *SQUARE).table
    for row, texts in enumerate([("Size", "Price"), ("50 ml", "€96"), ("", "€98")]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    rows = [block for block in read(deck).blocks if block.kind == "row"]
    assert [(row.text, row.at) for row in rows] == [
        ("Size: 50 ml; Price: €96", "slide 1"),
        ("Size: 50 ml; Price: €98", "slide 1"),
    ]


def test_a_hidden_slide_is_told_apart(deck):
    add(deck, 5).shapes.title.text = "Shown"
    hidden = add(deck, 5)
    hidden.shapes.title.text = "Margins per bottle"
    hidden._element.set("show", "0")
    parsed = read(deck)
    assert [block.text for block in parsed.blocks] == ["Shown"]
    assert [(one.at, one.how, one.text) for one in parsed.hidden] == [
        ("slide 2", "a hidden slide", "Margins per bottle")
    ]


def test_the_title_is_the_files_own_or_that_of_the_first_slide_that_has_one(deck):
    say(add(deck), "No title here", 1)
    add(deck, 5).shapes.title.text = "The bottle"
    assert read(deck).title == "The bottle"
    deck.core_properties.title = "Spring launch"
    assert read(deck).title == "Spring launch"


def test_a_slide_with_nothing_to_read_is_passed_over(deck):
    add(deck)
    add(deck, 5).shapes.title.text = "Words"
    assert [(block.text, block.at) for block in read(deck).blocks] == [("Words", "slide 2")]


def test_a_deck_with_too_many_slides_is_refused():
    with pytest.raises(RefusedError, match="it has 3 slides, the limit is 2"):
        read_slides(slides_of("a", "b", "c"), Limits(max_pages=2))
