"""A sentence taken out: with its space, its line and its bullet, and never the whole field."""

import pytest

from tools.copy import Copy
from tools.cuts import without
from tools.findings import Finding


def finding(text: str, span: str) -> Finding:
    return Finding(
        rule="r",
        family="claims",
        severity="red",
        field="caption",
        line=1,
        column=1,
        start=text.index(span),
        span=span,
        message="no",
        source=None,
    )


@pytest.mark.parametrize(
    ("text", "span", "left"),
    [
        ("A calm line. It heals eczema. Try it.", "heals", "A calm line. Try it."),
        ("It heals. Smells of rain.", "heals", "Smells of rain."),
        ("Smells of rain. It heals", "heals", "Smells of rain."),
        ("One. It heals. It cures. Two.", "heals. It", "One. Two."),
        ("- One thing\n- It heals\n- Two things", "heals", "- One thing\n- Two things"),
        ("Hello,\n\nIt heals all. Buy now.\n\nBye", "heals", "Hello,\n\nBuy now.\n\nBye"),
        ("One.\n\nIt heals.\n\nTwo.", "heals", "One.\n\nTwo."),
        ("It heals.\n\nTwo.", "heals", "Two."),
        ("Two.\n\nIt heals.", "heals", "Two."),
        ("今日は。治します。はい。", "治し", "今日は。はい。"),
        ("Zart. Es heilt Ekzeme! Für jeden Tag.", "heilt", "Zart. Für jeden Tag."),
        ("Douce. Elle guérit. Chaque jour.", "guérit", "Douce. Chaque jour."),
        ("🧴 Soft. It heals 🧴 all. Done.", "🧴 all", "🧴 Soft. Done."),
    ],
)
def test_the_sentence_goes_and_the_rest_stays(text: str, span: str, left: str) -> None:
    assert without(Copy(fields={"caption": text, "body": "Other."}), finding(text, span)) == {"caption": left}


@pytest.mark.parametrize(
    ("text", "span"),
    [("It heals.", "heals"), ("It heals. #orrelune", "heals"), ("It heals. It cures.", "heals. It cures"), ("Hi.", "")],
)
def test_nothing_is_left_of_a_field_of_one_sentence(text: str, span: str) -> None:
    assert without(Copy(fields={"caption": text}), finding(text, span)) is None


def test_words_that_stand_there_no_more_take_nothing_away() -> None:
    pressed = finding("One. It heals.", "heals")
    assert without(Copy(fields={"caption": "Two. It cures."}), pressed) is None
    assert without(Copy(fields={"body": "One. It heals."}), pressed) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<p>It heals all. Smells of rain.</p>", "<p>Smells of rain.</p>"),
        ("<p>Smells of rain. It heals.</p>", "<p>Smells of rain.</p>"),
        ("<p>A <b>balm</b>. It <i>heals</i> all. Six.</p>", "<p>A <b>balm</b>. Six.</p>"),
        ("Less < more. It heals all. Fine.", "Less < more. Fine."),
    ],
)
def test_tags_that_hold_more_stay(text: str, left: str) -> None:
    assert without(Copy(fields={"caption": text}), finding(text, "heals")) == {"caption": left}


@pytest.mark.parametrize(
    "text",
    ["<p>It heals <b>all. Really.</b> Six.</p>", "Hello. **It heals all. Really.** Six."],
)
def test_no_cut_leaves_half_of_some_markup(text: str) -> None:
    assert without(Copy(fields={"caption": text}), finding(text, "heals")) is None
