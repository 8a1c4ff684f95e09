"""Shares in words are found in each language, and a text without one is passed over."""

import pytest

from knowledge.text.offers import find_offers
from knowledge.text.quantities import find_quantities


@pytest.mark.parametrize(
    ("low", "language", "share"),
    [
        ("nine out of ten say so.", "en", 90),
        ("3 in every 4 do.", "en", 75),
        ("neun von zehn sagen es.", "de", 90),
        ("trois personnes, neuf sur 10 en tout", "fr", 90),
        ("nueve de cada diez lo dicen.", "es", 90),
        ("nove su dieci lo dicono.", "it", 90),
        ("negen op de tien zeggen het.", "nl", 90),
        ("negen van de 10 zeggen het.", "nl", 90),
    ],
)
def test_a_share_in_words(low: str, language: str, share: int) -> None:
    assert [(one.kind, one.value) for one in find_offers(low, language)] == [("percent", share)]


@pytest.mark.parametrize("low", ["one in the hand", "in ten minutes", "open in three towns", "made in 10"])
def test_what_is_no_share(low: str) -> None:
    assert not find_offers(low, "en")


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("pt", "Custa metade do preço."),
        ("pt", "Agora pagas metade do preço."),
        ("es", "Cuesta la mitad del precio."),
        ("it", "Costa la metà del prezzo."),
        ("fr", "Il ne coûte que la moitié du prix."),
        ("nl", "Het kost nog maar de helft."),
        ("nl", "Je betaalt de helft van de prijs."),
        ("de", "Sie kostet nur die Hälfte."),
    ],
)
def test_half_of_a_price_is_off(locale: str, text: str) -> None:
    assert [(one.kind, one.value, one.unit) for one in find_quantities(text, locale)] == [("percent", 50, "off")]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("pt", "Custa metade do tempo."),
        ("it", "Costa la metà del tempo."),
        ("es", "Cuesta la mitad del tiempo."),
        ("nl", "Het kost de helft van de tijd."),
        ("fr", "Il coûte la moitié du temps."),
    ],
)
def test_half_of_something_else_is_a_share(locale: str, text: str) -> None:
    assert [(one.kind, one.value, one.unit) for one in find_quantities(text, locale)] == [("percent", 50, None)]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Pay two, ride three: every weekend until Christmas."),
        ("en", "Take four travel sprays and pay for three."),
        ("de", "Zahl zwei, nimm drei."),
        ("fr", "Payez deux recharges, repartez avec trois."),
        ("es", "Este mes pagas dos días de bici y pedaleas tres."),
        ("es", "Llévate tres y paga dos."),
        ("it", "Prendi tre, paghi due."),
        ("nl", "Betaal er twee, neem er drie mee."),
        ("pt", "Leve três, pague duas."),
    ],
)
def test_more_for_the_price_of_fewer_is_an_offer(locale: str, text: str) -> None:
    assert "price:0:free" in {one.key for one in find_quantities(text, locale)}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Pay two euros, ride three stops."),
        ("en", "You pay three instalments and two of them are due in May."),
        ("de", "Zahl drei, nimm zwei Beutel weniger mit."),
        ("fr", "Vous payez 45 € et roulez deux jours."),
        ("es", "Pagas 38 € y pedaleas dos días."),
        ("it", "Paghi alla cassa, e in due minuti sei fuori."),
    ],
)
def test_what_is_paid_with_money_is_no_bargain(locale: str, text: str) -> None:
    assert "price:0:free" not in {one.key for one in find_quantities(text, locale)}


@pytest.mark.parametrize(
    ("locale", "text", "key"),
    [
        ("en", "A quarter off every Full Check.", "percent:25:off"),
        ("en", "Everything a third cheaper until Friday.", "percent:33.3:off"),
        ("de", "Ein Viertel Nachlass auf jede Nachfüllung.", "percent:25:off"),
        ("fr", "Un quart de remise sur chaque recharge.", "percent:25:off"),
        ("it", "Un quarto di sconto su ogni ricarica.", "percent:25:off"),
        ("nl", "Een kwart korting op alles.", "percent:25:off"),
        ("pt", "Um terço de desconto até domingo.", "percent:33.3:off"),
        ("ja", "オードパルファム全品30%引き。", "percent:30:off"),
        ("ja", "詰め替えが10ユーロ引き。", "price:10:EUR-off"),
        ("ja", "今週だけ半額です。", "percent:50:off"),
        ("ja", "全品3割引。", "percent:30:off"),
        ("tr", "Bu hafta tüm dolumlarda %20 indirim.", "percent:20:off"),
        ("pl", "Druga świeca za pół ceny.", "percent:50:off"),
        ("fr", "Trois flacons sur quatre reviennent.", "percent:75"),
        ("es", "Veinticuatro euros.", "price:24:EUR"),
        ("fr", "Quatre-vingt-seize euros.", "price:96:EUR"),
        ("fr", "Soixante-dix-neuf euros.", "price:79:EUR"),
    ],
)
def test_parts_off_in_many_languages(locale: str, text: str, key: str) -> None:
    assert key in {one.key for one in find_quantities(text, locale)}


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "A quarter turn locks the cap."),
        ("fr", "Un quart de tour verrouille le capuchon."),
        ("en", "It burned a third of the way down."),
        ("ja", "包装は無料です。"),
    ],
)
def test_a_part_of_something_is_not_off(locale: str, text: str) -> None:
    assert not [one for one in find_quantities(text, locale) if one.unit in ("off", "free")]
