"""Words that are spoken of, or said of something else, claim nothing; the same words in use do."""

import pytest

from tools.claims.check import check_claims
from tools.copy import Copy

SPOKEN_OF = [
    ("en", '"Long-lasting" has no row in our register.'),
    ("en", 'A lawyer told us "eco" means nothing on a jar, so it is gone.'),
    ("en", 'We used to write "sustainable" in every second sentence and have stopped.'),
    ("en", "We won't tell you that cycling saves anybody's planet."),
    ("de", "Warum bei uns nirgends „klimaneutral“ steht: Niemand hat gerechnet."),
    ("de", "„Nachhaltig“ haben wir vom Etikett gestrichen."),
    ("de", "Ein Blogger schrieb, der Balsam hilft gegen Migräne; das stimmt nicht."),
    ("fr", "« Étanche » ? Le mot est trop grand pour nous."),
    ("es", "«Ecológico» es una palabra demasiado grande para un frasco."),
    ("it", "Abbiamo tolto «clinicamente testata» dalla scatola."),
    ("nl", 'Het woord "duurzaam" hebben we geschrapt.'),
]
IN_USE = [
    ("en", 'Our "eco-friendly" soap is here.'),
    ("en", 'Our "all-natural" balm contains no parabens.'),
    ("de", "Unser „nachhaltiges“ Parfum ist da."),
    ("fr", "Notre savon « écologique » est arrivé."),
    ("es", "Nuestro jabón «ecológico» ya está aquí."),
]
OF_ONES_OWN = [
    ("en", "Strongest of our four: Quiet Cedar."),
    ("en", "This is the lightest lock we make."),
    ("en", "May the best umbrella win."),
    ("en", "It outlasts our smaller candle by two hours."),
    ("en", "The parcel causes about 400 grams of emissions."),
    ("de", "Das schwerste Schloss unserer drei wiegt 2 kg."),
    ("fr", "La plus légère de nos trois capes."),
    ("es", "Es la más ligera de nuestras tres chaquetas."),
    ("it", "È il modello più pesante che facciamo."),
    ("nl", "De lichtste van onze twee sloten."),
]
OF_ALL = [
    ("en", "The strongest perfume in town."),
    ("en", "Our shop has the best bikes in Leiden."),
    ("de", "Die beste Werkstatt im Breisgau."),
    ("es", "El taller más rápido de Friburgo."),
    ("it", "Il profumo più forte del mondo."),
    ("nl", "De lichtste fiets van Nederland, de beste van allemaal."),
]


def found(text, locale):
    return [
        one.span for one in check_claims(Copy(fields={"caption": text}, channel="instagram", locale=locale), (), ())
    ]


@pytest.mark.parametrize(("locale", "text"), SPOKEN_OF)
def test_a_word_that_is_spoken_of_claims_nothing(locale, text):
    assert found(text, locale) == []


@pytest.mark.parametrize(("locale", "text"), IN_USE)
def test_quotation_marks_alone_hide_no_claim(locale, text):
    assert found(text, locale)


@pytest.mark.parametrize(("locale", "text"), OF_ONES_OWN)
def test_a_rank_among_ones_own_goods_is_none(locale, text):
    assert found(text, locale) == []


@pytest.mark.parametrize(("locale", "text"), OF_ALL)
def test_a_rank_among_all_is_one(locale, text):
    assert found(text, locale)
