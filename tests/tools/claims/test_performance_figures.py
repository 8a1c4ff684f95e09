"""How far goods are seen, how long they withstand, by how much they do better: a figure that is a claim."""

import pytest

from knowledge.facts import Product
from knowledge.passages import Passage
from tools.claims.check import check_claims
from tools.copy import Copy
from tools.findings import Finding

LAMP = Passage(
    id="lamp",
    brand="kestrelway",
    document="lamp.md",
    title="Night Lamp",
    line=1,
    kind="product",
    locale="en",
    product="Night Lamp",
    heading=("Night Lamp",),
    text="The Night Lamp is visible from 500 metres. Our cape keeps you dry for six hours.",
    position=0,
)


PRODUCT = Product(name="Night Lamp", aliases=(), document="lamp.md")


def check(text: str, locale: str, *evidence: Passage) -> list[Finding]:
    return list(check_claims(Copy(fields={"post": text}, channel="x", locale=locale), (), evidence, (PRODUCT,)))


FIGURES = [
    ("en", "The Night Lamp costs €34. Cars see it from 900 metres away."),
    ("en", "Our lamp is visible from two miles."),
    ("en", "Our lock withstands a bolt cutter for five minutes."),
    ("en", "Our cape keeps you dry for six hours."),
    ("en", "Our lamp is 40% brighter than the last one."),
    ("en", "Our balm moisturises three times as deeply as an ordinary hand cream."),
    ("de", "Unsere Lampe ist noch auf 800 Meter zu sehen."),
    ("de", "Unser Schloss hält jedem Bolzenschneider fünf Minuten stand."),
    ("fr", "La lampe se voit à deux kilomètres."),
    ("fr", "Notre cape arrête l'averse pendant trois heures au moins."),
    ("es", "La lámpara se ve a dos kilómetros de distancia."),
    ("es", "La bomba nueva pulveriza un 20 % más fino que la anterior."),
    ("it", "La lampada si vede a due chilometri."),
    ("nl", "Ons slot weerstaat elke slijptol vijf minuten."),
    ("pt", "A lanterna é visível a 2 quilómetros."),
    ("en", "With our balm your hands stay soft for ten hours."),
    ("de", "Mit unserem Balsam bleiben die Hände zehn Stunden lang weich."),
    ("fr", "Notre baume : la peau reste souple jusqu'au lendemain matin."),
    ("es", "Con nuestro bálsamo notarás las manos suaves durante diez horas."),
    ("it", "Con il nostro balsamo le mani restano morbide per dieci ore."),
    ("nl", "Met onze balsem blijven je handen tien uur lang zacht."),
    ("pt", "Com o nosso bálsamo as mãos ficam macias durante oito horas."),
]
NONE = [
    ("en", "The shop is two miles from the station."),
    ("en", "The train stops for ten minutes in Bremen."),
    ("en", "Locked, 40 bottles stayed on the table for 8 hours."),
    ("de", "Wir halten dein Rad drei Tage lang bereit."),
    ("fr", "Le train s'arrête dix minutes à Brême."),
    ("es", "El taller está a dos kilómetros de la estación."),
    ("en", "Rub our balm between soft, dry hands until it is warm."),
    ("de", "Nach drei Stunden im Sattel sind die Hände kalt."),
]


@pytest.mark.parametrize(("locale", "text"), FIGURES)
def test_a_figure_of_what_goods_do_is_a_claim(locale: str, text: str) -> None:
    (found,) = check(text, locale)
    assert (found.rule, found.severity) == ("copydesk.UnsubstantiatedClaim", "amber")


@pytest.mark.parametrize(("locale", "text"), NONE)
def test_a_figure_of_something_else_is_none(locale: str, text: str) -> None:
    assert check(text, locale) == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Our lamp is visible from 500 metres."),
        ("de", "Die Night Lamp ist noch auf 500 Meter zu sehen."),
        ("fr", "La Night Lamp se voit à 500 mètres."),
    ],
)
def test_a_figure_that_a_document_gives_is_carried(locale: str, text: str) -> None:
    assert check(text, locale, LAMP) == []
    if locale != "en":  # in the document's own words a wrong figure is the figure's matter, and no claim
        assert check(text.replace("500", "600"), locale, LAMP)
