"""Numbers and prices in the source of a page are read as its reader reads them, and found where they stand."""

import pytest

from tests.tools.grounding.numbers.test_grounding import EVIDENCE, FACTS, PRODUCTS, TODAY
from tools.copy import Copy
from tools.findings import Finding
from tools.grounding.numbers.check import check_numbers
from tools.text.markup import Format
from tools.text.prose import prose

FORMS: tuple[Format, ...] = ("html", "markdown")
EITHER = "The refillable bottle costs {}, filled with 50 ml."


def found(text: str, form: Format) -> list[Finding]:
    seen = prose(Copy(fields={"text": text}), form)
    findings = list(seen.in_place(check_numbers(seen.copy, EVIDENCE, FACTS, TODAY, PRODUCTS)))
    for one in findings:
        assert text[one.start : one.start + len(one.span)] == one.span
    return findings


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "price",
    [
        "&euro;118",
        "118&nbsp;&euro;",
        "118&#160;&#8364;",
        "118&#xA0;&#x20ac;",
        "118&thinsp;euros",
        "118&ensp;euros",
        "<b>118</b> euros",
        "1<i>1</i>8&nbsp;EUR",
        "<strong>&euro;</strong>118",
        "118<!-- per bottle --> euros",
    ],
)
def test_a_true_price_is_known_however_it_is_written(price: str, form: Format) -> None:
    assert found(EITHER.format(price), form) == []
    assert found(f"<p>{EITHER.format(price)}</p>", form) == []


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "price",
    ["&euro;99", "99&nbsp;&euro;", "99&#x202f;euros", "<b>99</b> euros", "9<b>9</b>&ensp;EUR", "&euro;<b>99</b>"],
)
def test_a_wrong_price_is_red_where_it_stands(price: str, form: Format) -> None:
    (one,) = found(f"<p>{EITHER.format(price)}</p>", form)
    assert (one.rule, one.severity) == ("copydesk.UngroundedPrice", "red")
    assert one.span in price
    assert "9" in one.span
    assert one.fix == (None if "<" in one.span else "€118")


@pytest.mark.parametrize("price", ["**118** euros", "*118*&nbsp;€", "__118__ EUR", "1**1**8 €"])
def test_emphasis_parts_no_number(price: str) -> None:
    assert found(EITHER.format(price), "markdown") == []
    (one,) = found(EITHER.format(price.replace("11", "99").replace("1", "9")), "markdown")
    assert one.rule == "copydesk.UngroundedPrice"
    assert one.fix is None
