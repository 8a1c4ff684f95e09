"""Wrinkles that are wished away are a claim about a cosmetic, and no cure; those of a shirt are neither."""

import pytest

from tools.claims.check import check_claims
from tools.copy import Copy


def severities(text: str, locale: str) -> list[str]:
    copy = Copy(fields={"caption": text}, channel="instagram", locale=locale)
    return [one.severity for one in check_claims(copy, (), ())]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Goodbye wrinkles"),
        ("de", "Adieu Falten!"),
        ("de", "Schluss mit Falten: unsere Creme."),
        ("fr", "Oubliez les rides."),
        ("es", "Adiós arrugas"),
        ("it", "Addio rughe!"),
        ("nl", "Vaarwel rimpels"),
        ("pt", "Adeus às rugas"),
    ],
)
def test_wrinkles_wished_away_are_claimed(locale: str, text: str) -> None:
    assert severities(text, locale) == ["red"]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "No more wrinkles in the shirt."),
        ("de", "Adieu, Falten im Kleid."),
        ("de", "Adieu Sommer, willkommen Regen."),
        ("es", "Olvídate de las arrugas de la camisa."),
    ],
)
def test_those_of_cloth_are_not(locale: str, text: str) -> None:
    assert severities(text, locale) == []
