"""How long something takes, lasts or rests: in another unit, in other words, in other languages."""

import pytest

from knowledge.text.quantities import find_quantities
from tests.tools.grounding.numbers.test_reckoned import K, O, _Bases, bases, found
from tools.grounding.numbers.durations import is_as_long, is_longer, may_be_the_same

__all__ = ["bases"]


@pytest.mark.parametrize(
    ("one", "other", "longer"),
    [
        ("3 days", "45 hours", True),
        ("2 days", "45 hours", False),
        ("50 hours", "2 days", False),
        ("2 months", "8 weeks", False),
        ("3 months", "30 days", True),
        ("3 hours", "two working days", False),
        ("2 hours", "110 minutes", False),
    ],
)
def test_lengths_are_compared_across_units(one: str, other: str, longer: bool) -> None:
    (first,), (second,) = find_quantities(one), find_quantities(other)
    assert is_longer(first, second) is longer
    assert not (longer and is_as_long(first, second))


def test_ten_years_are_not_said_of_what_takes_two_days() -> None:
    (years,), (days,) = find_quantities("ten years"), find_quantities("2 days")
    assert not may_be_the_same(years, days)


@pytest.mark.parametrize(
    ("brand", "locale", "text", "span"),
    [
        (K, "de", "Platten? Wir flicken ihn in zehn Minuten für 15 €.", "zehn Minuten"),
        (K, "en", "Flat tyre? We mend it in five minutes, for €15.", "five minutes"),
        (K, "fr", "Crevé ? Nous réparons votre chambre à air en dix minutes, pour 15 €.", "dix minutes"),
        (K, "es", "¿Pinchazo? Te lo arreglamos en cinco minutos por 15 €.", "cinco minutos"),
        (K, "it", "Foratura? La ripariamo in dieci minuti, per 15 €.", "dieci minuti"),
        (K, "nl", "Lekke band? We plakken hem in vijf minuten voor € 15.", "vijf minuten"),
        (K, "pt", "Um furo? Reparamos em cinco minutos, por 15 €.", "cinco minutos"),
        (K, "en", "A Full Check is done in three hours.", "three hours"),
        (K, "de", "Die große Durchsicht ist in drei Stunden fertig.", "drei Stunden"),
        (K, "es", "La revisión completa está lista en cuatro horas.", "cuatro horas"),
        (K, "en", "The Night Lamp burns for three days on a charge.", "three days"),
        (O, "de", "Evening Candle brennt gut drei Tage.", "drei Tage"),
        (O, "fr", "L'Evening Candle brûle quatre jours en tout.", "quatre jours"),
        (O, "es", "La Evening Candle arde tres días en total.", "tres días"),
        (O, "it", "Evening Candle brucia per tre giorni.", "tre giorni"),
        (O, "en", "Linden Hour stays on skin for two days.", "two days"),
        (O, "fr", "First Train tient deux jours sur la peau.", "deux jours"),
        (O, "en", "You can return anything within three months while the seal is intact.", "three months"),
    ],
)
def test_a_length_told_otherwise_is_red(bases: _Bases, brand: str, locale: str, text: str, span: str) -> None:
    assert ("red", span) in found(bases, brand, locale, text)


@pytest.mark.parametrize(
    ("brand", "locale", "text"),
    [
        (K, "en", "Flat tyre? We mend it in about twenty minutes, for €15."),
        (K, "fr", "Trois crevaisons, 45 €, une heure de bavardage."),
        (K, "de", "Platter Reifen, und der Zug fährt in einer halben Stunde? Das reicht."),
        (K, "de", "In unseren Werkstätten arbeiten Meister mit zehn Jahren Erfahrung. Große Durchsicht, 79 €."),
        (K, "en", "The Night Lamp burns for more than a day on a charge."),
        (O, "en", "The Evening Candle burns for nearly two days, all evenings added up."),
        (O, "de", "Die Evening Candle brennt knapp zwei Tage, alle Abende zusammengezählt."),
        (O, "fr", "Quiet Cedar repose 56 jours avant d'être rempli."),
        (O, "es", "Quiet Cedar reposa casi dos meses antes de llenarlo."),
        (O, "en", "Calm Balm stayed on 52 backs for two days."),
        (O, "en", "Linden Hour stayed on my scarf for a whole week."),
    ],
)
def test_as_long_in_other_words_is_no_contradiction(bases: _Bases, brand: str, locale: str, text: str) -> None:
    assert not [each for each in found(bases, brand, locale, text) if each[0] == "red"]


@pytest.mark.parametrize(
    ("locale", "text", "span"),
    [
        ("en", "After nine hours Linden Hour is still there.", "nine hours"),
        ("en", "Half of our 36 wearers still smelled Linden Hour after nine hours.", "nine hours"),
        ("de", "Nach zehn Stunden riecht man Linden Hour noch.", "zehn Stunden"),
        ("fr", "Après dix heures, First Train est encore là.", "dix heures"),
        ("es", "Después de diez horas, Salt Meadow sigue ahí.", "diez horas"),
    ],
)
def test_what_is_still_there_later_than_known_is_red(bases: _Bases, locale: str, text: str, span: str) -> None:
    assert ("red", span) in found(bases, O, locale, text)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "After four hours Salt Meadow is still there."),
        ("de", "Nach fünf Stunden ist Linden Hour noch da."),
        ("en", "Some people still smell Linden Hour after eight hours."),
        ("en", "After two hours on the train Quiet Cedar still smells of pencils."),
        ("en", "Quiet Cedar spends eight weeks in steel. At six weeks it still smells of sawdust."),
    ],
)
def test_what_is_still_there_sooner_is_fine(bases: _Bases, locale: str, text: str) -> None:
    assert not found(bases, O, locale, text)
