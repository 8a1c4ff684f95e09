"""A fix is offered where it takes no markup away and leaves no half of a pair behind."""

from datetime import date

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tools.check import BrandCheck, load_check
from tools.copy import Copy
from tools.findings import Finding
from tools.fixes import apply
from tools.text.markup import Format


@pytest.fixture(scope="module")
def check() -> BrandCheck:
    return load_check(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))


def found(check: BrandCheck, text: str, form: Format) -> dict[str, Finding]:
    report = check.check(Copy(fields={"text": text}), today=date(2026, 11, 21), form=form)
    for one in report.findings:
        assert text[one.start : one.start + len(one.span)] == one.span
    return {one.span: one for one in report.findings}


@pytest.mark.parametrize(
    ("form", "text", "span"),
    [
        ("html", "<p>We uti<b>lize</b> oak.</p>", "uti<b>lize"),
        ("html", "<p>We <b>util</b>ize oak.</p>", "util</b>ize"),
        ("markdown", "We uti**lize** oak.", "uti**lize"),
        ("markdown", "We *util*ize oak.", "util*ize"),
        ("html", "<p>The bottle costs <b>118</b> euros.</p>", "118</b> euros"),
        ("markdown", "The bottle costs **118** euros.", "118** euros"),
    ],
)
def test_words_across_markup_have_no_fix(check: BrandCheck, form: Format, text: str, span: str) -> None:
    assert found(check, text, form)[span].fix is None


@pytest.mark.parametrize(
    ("form", "text", "left"),
    [
        ("html", "<p>We <b>utilize</b> oak.</p>", "<p>We <b>use</b> oak.</p>"),
        ("html", "<p>We uti&shy;lize oak.</p>", "<p>We use oak.</p>"),
        ("html", "<p>It costs 118&nbsp;euros.</p>", "<p>It costs €118.</p>"),
        ("markdown", "We **utilize** oak.", "We **use** oak."),
        ("markdown", "It costs 118&nbsp;euros.", "It costs €118."),
    ],
)
def test_words_within_markup_have_theirs(check: BrandCheck, form: Format, text: str, left: str) -> None:
    offered = [one for one in found(check, text, form).values() if one.fix]
    assert apply(Copy(fields={"text": text}), offered).draft.fields["text"] == left


def test_a_soft_hyphen_is_shown_as_it_is_written(check: BrandCheck) -> None:
    one = found(check, "<p>Linden&shy; blossom.</p>", "html")["&shy;"]
    assert (one.rule, one.column, one.fix) == ("copydesk.HiddenCharacter", 10, "")
