"""A quoted statement with somebody's name behind it is a testimonial; a title with a town behind it is none."""

import pytest

from tools.claims.check import check_claims
from tools.copy import Copy


def severities(text: str, locale: str) -> list[str]:
    copy = Copy(fields={"caption": text}, channel="instagram", locale=locale)
    return [one.severity for one in check_claims(copy, (), ())]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", '"I never want another scent" - Anna K., Berlin'),
        ("en", '"I never want another one." - Marta'),
        ("en", '"Not a day without it, really" - Anna, 34'),
        ("it", "«Non ne voglio più altri.» - Anna K., Roma"),
        ("nl", '"Ik wil nooit meer iets anders." – Anna K., Gent'),
        ("pt", '"Nunca mais quero outro perfume." - Ana K., Porto'),
    ],
)
def test_a_signed_quotation_is_a_testimonial(locale: str, text: str) -> None:
    assert severities(text, locale) == ["amber"]


@pytest.mark.parametrize(
    "text",
    [
        '"Quiet Cedar" - 50 ml, €96',
        '"A bottle for the coat pocket" - now in Berlin',
        'The song "Train to the sea tonight" - Berlin, 1981',
        "“Why does it cost what it costs?” – The answer stands in our letter.",
    ],
)
def test_a_title_is_none(text: str) -> None:
    assert severities(text, "en") == []
