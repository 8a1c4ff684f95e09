"""Who founded the house or made a product, where a document names somebody."""

import pytest

from tests.tools.grounding.numbers.test_grounding import passage
from tools.copy import Copy
from tools.grounding.sentences.told_otherwise import check_told_otherwise

SCENT = "Salt Hour"
EVIDENCE = (
    passage("We are a house of fragrance in Berlin, founded in 2016 by the perfumer Ada Lindqvist."),
    passage("Our first scent, from 2016, made by Ada Lindqvist at a kitchen table.", SCENT),
    passage("Salt Hour is filled by hand; Elif Kaya looks after the tanks.", SCENT),
)


def spans(text: str, locale: str) -> list[str]:
    copy = Copy(channel="linkedin", locale=locale, fields={"post": text})
    return [one.span for one in check_told_otherwise(copy, EVIDENCE, ())]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Ten years ago the perfumer Elsa Reimann founded our house in Berlin."),
        ("en", "Our house was founded in 2016 by Margit Aschauer."),
        ("en", "Our founder Hugo Lanz still smells every batch."),
        ("en", "We were founded by two sisters in 2016."),
        ("en", "In 2016 Elif Kaya made Salt Hour at a kitchen table."),
        ("en", "Salt Hour was made by Hugo Lanz in 2016."),
        ("de", "2016 gründete die Parfümeurin Jutta Veldhoven unser Haus."),
        ("de", "Unser Gründer Hugo Lanz riecht an jedem Tank."),
        ("de", "Salt Hour hat Jutta Veldhoven am Küchentisch erfunden."),
        ("de", "Gegründet haben uns zwei Schwestern."),
        ("fr", "En 2016, la parfumeuse Odile Garance a fondé notre maison."),
        ("fr", "Notre fondatrice Odile Garance sent chaque cuve."),
        ("es", "La perfumista Pilar Otxoa fundó nuestra casa en 2016."),
        ("es", "Salt Hour lo creó Pilar Otxoa en una mesa de cocina."),
        ("it", "Nel 2016 la profumiera Marta Sensi ha fondato la nostra casa: fondata da Marta Sensi."),
        ("nl", "In 2016 richtte parfumeur Anneke Dros ons huis op."),
        ("pt", "A perfumista Rita Falcão fundou a nossa casa em 2016."),
    ],
)
def test_another_founder_or_maker_than_the_documents_name_is_objected_to(locale: str, text: str) -> None:
    assert len(spans(text, locale)) == 1


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Ada Lindqvist founded our house in 2016."),
        ("en", "Founded in 2016 by Ada, who still smells every batch."),
        ("en", "The perfumer Elsa Reimann founded a choir in Leeds."),
        ("en", "Did Elsa Reimann found our house?"),
        ("en", "Hugo Lanz never founded our house."),
        ("en", "Salt Hour started our week in Berlin. Elsa Reimann wears it."),
        ("en", "Salt Hour made Monday Morning bearable."),
        ("en", "We started with one scent and two tanks."),
        ("de", "Ada Lindqvist gründete unser Haus 2016."),
        ("de", "Unser Haus wurde 2016 in Berlin gegründet."),
        ("fr", "C'est Ada Lindqvist qui a fondé la maison."),
        ("es", "Ada Lindqvist fundó nuestra casa."),
        ("it", "Ada Lindqvist ha fondato la nostra casa."),
    ],
)
def test_the_known_one_and_other_foundings_are_let_be(locale: str, text: str) -> None:
    assert spans(text, locale) == []
