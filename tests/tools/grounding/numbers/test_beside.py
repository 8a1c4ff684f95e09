"""Numbers that the ones beside them give, that are somebody's own, or that a passage gives otherwise in nearly the same
words.
"""

import pytest

from tests.tools.grounding.numbers.test_reckoned import K, O, _Bases, bases, found

__all__ = ["bases"]


@pytest.mark.parametrize(
    ("brand", "locale", "text"),
    [
        (O, "en", "The glass of the bottle has 40% recycled content. Which means that 60% hasn't."),
        (O, "fr", "40 % du verre est recyclé ; les 60 % restants ne le sont pas."),
        (O, "es", "El 40 % del vidrio es reciclado. El otro 60 % no lo es."),
        (O, "en", "Of 412 people, 214 had started with the Discovery Set. 198 hadn't."),
        (O, "en", "Three of 40 pumps gave a weaker spray after filling 20. 37 didn't."),
        (O, "en", "Quiet Cedar was our first scent, in 2016. Linden Hour came two years later."),
        (O, "en", "Nine years lie between Quiet Cedar and First Train."),
        (O, "en", "Linden Hour stays two hours less than Quiet Cedar."),
        (O, "it", "Pieno pesa 190 g, vuoto 148. Orrelune Refillable Bottle, 118 €."),
        (O, "en", "You bought Evening Candle three weeks ago? There is time: you have 30 days."),
        (O, "en", "Quiet Cedar isn't you after all, and the seal is on? You have 30 days to send it back."),
        (O, "en", "I've carried this one for two weeks. The refillable bottle, €118, filled."),
        (O, "en", "At three hours an evening the Evening Candle lasts about 15 evenings."),
        (O, "en", "Three of 40 pumps gave a weaker spray. Orrelune Refillable Bottle, tested for 25 refills, €118."),
        (O, "fr", "Une personne lit cette boîte les jours ouvrés."),
        (K, "en", "Your cargo bike is booked for 14 December 2026, from 9:30, in Freiburg."),
        (K, "en", "Booking 4711: your bike waits for you on 12 December."),
        (K, "es", "Tu bici de carga está reservada para el 12 de diciembre a las 9:30."),
        (K, "en", "For every cargo bike there are five city bikes. 12 and 60, if you'd rather count them."),
        (K, "en", "Your back may see it differently, since none of our bikes has a motor."),
    ],
)
def test_what_follows_or_is_somebodys_own_is_no_finding(bases: _Bases, brand: str, locale: str, text: str) -> None:
    assert found(bases, brand, locale, text) == []


@pytest.mark.parametrize(
    ("brand", "text", "wrong"),
    [
        (O, "The last day to sign for December was Friday, 20 November.", "20 November"),
        (O, "In February we had 60 locked bottles on a shaking table for 8 hours, no spray.", "60 locked bottles"),
        (O, "Quiet Cedar stays three hours longer than Linden Hour.", "three hours"),
        (K, "Order by 14 December and your bike is booked until 40 hours before the hire begins.", "40 hours"),
    ],
)
def test_what_a_passage_gives_otherwise_is_red(bases: _Bases, brand: str, text: str, wrong: str) -> None:
    assert ("red", wrong) in found(bases, brand, "en", text)
