"""The last day to order, held to the documents' own."""

import pytest

from tests.tools.grounding.numbers.test_grounding import TODAY, passage
from tools.copy import Copy
from tools.grounding.numbers.check import check_numbers

EVIDENCE = (
    passage("In Germany if you order by 18 December, in the rest of the EU by 14 December. We close on 24 December."),
)


def reds(text: str, locale: str) -> list[str]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    return [one.span for one in check_numbers(copy, EVIDENCE, (), TODAY) if one.severity == "red"]


@pytest.mark.parametrize(
    ("text", "locale", "span"),
    [
        ("Order by 20 December and it reaches you in Germany in time.", "en", "20 December"),
        ("Bis 20. Dezember bestellt, an Heiligabend da.", "de", "20. Dezember"),
        ("Commandez avant le 20 décembre.", "fr", "20 décembre"),
        ("Pide antes del 20 de diciembre.", "es", "20 de diciembre"),
        ("Ordina entro il 20 dicembre.", "it", "20 dicembre"),
        ("Bestel voor 20 december.", "nl", "20 december"),
    ],
)
def test_a_later_day_is_promised_by_nobody(text: str, locale: str, span: str) -> None:
    assert reds(text, locale) == [span]


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Order by 18 December and it reaches you in Germany in time.", "en"),
        ("Order by 16 December.", "en"),
        ("Can I order by 20 December?", "en"),
        ("Come and sing with us on 20 December.", "en"),
        ("Order by 3 March.", "en"),
        ("Wir sind bis 20. Dezember da.", "de"),
    ],
)
def test_another_day_is(text: str, locale: str) -> None:
    assert reds(text, locale) == []
