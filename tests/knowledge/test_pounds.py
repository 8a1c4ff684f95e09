"""Pounds that weigh, and pounds that are paid."""

import pytest

from knowledge.text.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "locale", "found"),
    [
        ("It weighs three pounds.", "en", [("measure", "lb")]),
        ("Twelve pounds of flour fit in the basket.", "en", [("measure", "lb")]),
        ("A 20 pound bag of rice.", "en", [("measure", "lb")]),
        ("Zwanzig Pfund Mehl passen hinein.", "de", [("measure", "lb")]),
        ("Das Paket wiegt drei Pfund.", "de", [("measure", "lb")]),
        ("It weighs 1.4 kg, about three pounds.", "en", [("measure", "g")]),
        ("It weighs 1.4 kg, or nine pounds.", "en", [("measure", "g"), ("measure", "lb")]),
        ("It costs three pounds.", "en", [("price", "GBP")]),
        ("Zwanzig Pfund Sterling.", "de", [("price", "GBP")]),
        ("A box of twelve costs £58.", "en", [("price", "GBP")]),
        ("The parcel weighs 2 kg; postage is nine pounds.", "en", [("measure", "g"), ("price", "GBP")]),
        ("Nine pounds of the price is postage.", "en", [("price", "GBP")]),
    ],
)
def test_pounds_are_weighed_or_paid(text, locale, found):
    assert [(one.kind, one.unit) for one in find_quantities(text, locale) if one.kind != "count"] == found
