"""Words that are often misspelt, in English, German, French and Spanish."""

from functools import cache

import pytest

from evals.brand.drafts import load_drafts
from evals.prose.suite import TODAY, plain_check
from tools.check import BrandCheck
from tools.copy import Copy


@cache
def the_check() -> BrandCheck:
    return plain_check()


def misspelt(text: str, locale: str) -> list[tuple[str, str | None]]:
    report = the_check().check(Copy(fields={"text": text}, locale=locale), today=TODAY)
    return [(one.span, one.fix) for one in report.findings if one.rule.endswith(".CommonMisspelling")]


@pytest.mark.parametrize(
    ("text", "locale", "found"),
    [
        (
            "Fahrradreperaturen kosten seperat.",
            "de",
            [("Fahrradreperaturen", "Fahrradreparaturen"), ("seperat", "separat")],
        ),
        ("Das feuerd nicht und dauerd.", "de", [("feuerd", "feuert"), ("dauerd", "dauert")]),
        ("Pferd, Herd und Nerd, ich werd es sehen.", "de", []),
        (
            "Un acceuil tranquile, tres simple.",
            "fr",
            [("acceuil", "accueil"), ("tranquile", "tranquille"), ("tres", "très")],
        ),
        ("Une réparation, et un accueil tranquille.", "fr", []),
        (
            "La revision y la reparacion, tanbien.",
            "es",
            [("revision", "revisión"), ("reparacion", "reparación"), ("tanbien", "tambien")],
        ),
        ("Dos reparaciones en Istanbul y Canberra, tristes.", "es", []),
        ("A usefull peice, definitly.", "en", [("usefull", "useful"), ("peice", "piece"), ("definitly", "definitely")]),
        ("A full spoonful, with rhythm.", "en", []),
    ],
)
def test_misspelt_words(text: str, locale: str, found: list[tuple[str, str | None]]) -> None:
    assert misspelt(text, locale) == found


def test_clean_drafts_have_none() -> None:
    clean = [
        draft
        for draft in load_drafts("tuning")
        if draft.rating == "green"
        and draft.locale in ("de", "fr", "es")
        and draft.channel != "sms"  # its alphabet lacks some accents, which are left out there; the rule doesn't know
    ]
    assert len(clean) >= 100
    assert [one for draft in clean for text in draft.fields.values() for one in misspelt(text, draft.locale)] == []
