"""People whom a text wishes away, or says a thing is beyond, are run down; cars and rain are not."""

import pytest

from tools.safety.hate_check import hate
from tools.text.placed import Reading


def severities(text: str, locale: str) -> list[str]:
    return [one.severity for one in hate(Reading("text", text), locale)]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "The path would be so much nicer without pensioners."),
        ("en", "Without all those foreigners the square would be a dream."),
        ("en", "Women and cargo bikes: two things that never fit into a parking space."),
        ("de", "Ohne Rentner wäre der Radweg in Freiburg ein Traum."),
        ("de", "Der Park wäre viel schöner ohne die Ausländer."),
        ("de", "Frauen und Lastenräder: zwei Dinge, die nicht einparken können."),
        ("fr", "La piste serait bien plus agréable sans les vieux."),
        ("fr", "Les femmes et les vélos cargo : deux choses qui ne savent pas se garer."),
        ("es", "Sin jubilados el carril bici sería un placer."),
        ("es", "Mujeres y bicis de carga: dos cosas que no saben aparcar."),
        ("it", "Il parco sarebbe molto più bello senza gli stranieri."),
        ("it", "Donne e bici da carico: due cose che non sanno parcheggiare."),
        ("nl", "Zonder bejaarden zou het fietspad in Leiden veel fijner zijn."),
        ("nl", "Vrouwen en bakfietsen: twee dingen die niet kunnen inparkeren."),
    ],
)
def test_people_wished_away_are_run_down(locale: str, text: str) -> None:
    assert severities(text, locale) == ["red"]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "The path would be so much nicer without cars."),
        ("en", "The square would not be nicer without pensioners; they water the trees."),
        ("en", "Without our customers the shop would be nothing."),
        ("en", "Bike and train: two things that never meet here."),
        ("de", "Ohne Autos wäre der Radweg ein Traum."),
        ("de", "Ohne unsere Kundinnen wäre der Laden leer."),
        ("de", "Regen und Wildleder: zwei Dinge, die nicht zusammenpassen."),
        ("fr", "La place serait plus agréable sans les voitures."),
        ("fr", "La pluie et le daim : deux choses qui ne s'entendent pas."),
        ("es", "Sin coches la plaza sería un placer."),
        ("nl", "Zonder auto's zou het fietspad veel fijner zijn."),
    ],
)
def test_cars_and_rain_may_be(locale: str, text: str) -> None:
    assert severities(text, locale) == []
