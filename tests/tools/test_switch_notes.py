"""A text that switches rules off says so in its report: which, whether they are there, and what is hidden by it."""

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tests.tools.grounding.numbers.test_grounding import TODAY
from tools.check import BrandCheck, load_check
from tools.copy import Copy
from tools.text.markup import Format


@pytest.fixture(scope="module")
def check() -> BrandCheck:
    return load_check(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))


def notes(check: BrandCheck, text: str, form: Format | None = None) -> list[str]:
    return list(check.check(Copy(fields={"text": text}), today=TODAY, form=form).problems)


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("<!-- vale Nope.Nope = NO -->", "there is no rule 'Nope.Nope'"),
        ("<!-- vale orrelune.Grap = NO -->", "there is no rule 'orrelune.Grap'; did you mean orrelune.Grab?"),
        ("<!-- vale Nope = NO -->", "there is no style 'Nope'"),
        ("<!-- vale styles = orrelune, Nope -->", "there is no style 'Nope'"),
        ("<!-- vale copydesk.UngroundedPrice = NO -->", "there is no rule 'copydesk.UngroundedPrice'"),
    ],
)
def test_a_switch_for_a_rule_that_is_not_there(check, comment, said):
    assert any(note.startswith(f"text:1: {comment}: {said}") for note in notes(check, f"{comment}\n\nIt is here."))


@pytest.mark.parametrize(
    "comment", ["<!-- vale off -->", "<!-- vale orrelune.Grab = NO -->", "<!-- vale style = orrelune -->"]
)
def test_a_switch_that_holds(check, comment):
    said = f"text:1: {comment}: the text switches rules here; none of the brand's own red rules is off"
    assert notes(check, f"{comment}\n\nIt is here.") == [said]


def test_what_a_switch_hides_is_counted_and_named(check):
    hidden = notes(check, "<!-- vale orrelune.Grab = NO -->\n\nGrab it. They grab it.")
    assert hidden[1:] == ["text: switches in the text hide findings here (2 amber) of orrelune.Grab"]
    all_off = notes(check, "<!-- vale off -->\n\nGrab this fragrance.\n\n<!-- vale on -->\n\nGrab it.")
    assert all_off[2:] == [
        "text: switches in the text hide findings here (1 amber, 1 advice) of orrelune.Fragrance, orrelune.Grab"
    ]


def test_in_plain_text_a_switch_does_nothing_and_that_is_said(check):
    text = "<!-- vale off -->\nGrab it."
    report = check.check(Copy(fields={"text": text}), today=TODAY, form="text")
    assert "orrelune.Grab" in {one.rule for one in report.findings}
    assert report.problems == (
        "text:1: <!-- vale off -->: this is read as plain text, where no comment switches a rule",
    )


@pytest.mark.parametrize("text", ["<!-- no vale here -->", "`<!--` and vale", "```\n<!-- vale off -->\n```"])
def test_what_is_no_switch_is_not_told_of(check, text):
    assert notes(check, text) == []
