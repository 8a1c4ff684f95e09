"""Rules about how readers are spoken to: whose words they are, to whom they are said, and one finding a sentence."""

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tools.brand_rules import load_rules
from tools.copy import Copy


def _spans(locale: str, **fields: str) -> list[str]:
    rules = load_rules(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))
    copy = Copy(fields=fields, channel="instagram", locale=locale)
    return [one.span for one in rules.check(copy) if one.rule.endswith("You")]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "„Haben Sie Ihren Flakon dabei?“, fragt bei uns niemand."),
        ("de", "Am Tresen sagte jemand: „Geben Sie mir den mit dem Heu.“ Das war Linden Hour."),
        ("fr", "« Tu sens le foin », a dit l'un. L'autre a ouvert la fenêtre."),
        ("es", "«¿Usted también huele a pan?», preguntó el perro."),
        ("nl", "Ruikt u dat, vroeg de conducteur, en het was koffie."),
        ("it", "«Scelga con calma», disse la signora al cane."),
    ],
)
def test_what_somebody_else_says_is_not_said_to_readers(locale: str, text: str) -> None:
    assert _spans(locale, caption=text) == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("de", "Bringen Sie Ihren leeren Flakon mit, sagen wir seit Jahren."),
        ("fr", "Ton flacon est vide. On te le remplit."),
        ("nl", "Wij vullen uw fles terwijl u wacht."),
        ("es", "Si lo prefiere, se lo rellenamos en «Oporto»."),
    ],
)
def test_what_the_brand_says_is(locale: str, text: str) -> None:
    assert _spans(locale, caption=text)


def test_one_finding_a_sentence_from_the_first_word_to_the_last() -> None:
    assert _spans("de", caption="Wir füllen Ihnen Ihren Flakon. Dann warten Sie kurz.") == ["Ihnen Ihren", "Sie"]


def test_firms_and_people_who_complained_may_be_spoken_to_otherwise() -> None:
    offer = "Evening Candle für Ihr Team: ab 50 Stück 35,00 EUR je Kerze ohne MwSt."
    assert _spans("de", caption=offer, headline="Schreiben Sie uns, Pieter antwortet Ihnen") == []
    assert _spans("de", caption="Wir haben Ihnen Quiet Cedar geschickt statt First Train. Das tut uns leid.") == []
    assert _spans("de", caption="Wir haben Ihnen Quiet Cedar geschickt.") == ["Ihnen"]
