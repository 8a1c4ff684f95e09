"""What is told of somebody elsewhere in the sentence, what is read out of readers' data, and whose a number is."""

import pytest

from tools.copy import Copy
from tools.people.privacy_check import check_privacy


def _found(locale: str, text: str) -> list[tuple[str, str]]:
    found = check_privacy(Copy(fields={"text": text}, channel="text", locale=locale))
    return [(one.rule.removeprefix("copydesk."), one.severity) for one in found if one.severity != "advice"]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "With her arthritis Margaret Ellwood couldn't press it any more."),
        ("en", "Nora Whitlock hasn't left the house since her chemotherapy, and wears Linden Hour."),
        ("de", "Weil Frau Hedwig Tannert aus Potsdam, die seit Jahren Rosazea hat, das nicht mag."),
        ("it", "Marta Ricci è incinta e ha scelto Salt Meadow."),
        ("ja", "横浜市港北区見本町1-2-3の山本ゆかりさんは、うつで休職中に3個買いました。"),
        ("ja", "佐藤健一さんは、離婚してから毎日つけています。"),
        ("ja", "先週自転車を借りた高梨沢小百合さん（電話 03-0000-0000）、忘れ物が届いています。"),
        ("nl", "Mevrouw Tineke Broersma uit Gent is net weduwe en draagt nu Quiet Cedar."),
        ("de", "Sie heißt Wiebke Tönnies und hat die Kerze nicht bezahlt."),
    ],
)
def test_what_a_sentence_tells_of_whom_it_names_is_red(locale: str, text: str) -> None:
    assert ("PrivatePerson", "red") in _found(locale, text)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Ida Rehm founded the house in 2016."),
        ("en", "The balm isn't for eczema; Dr Hadley of Ghent wrote the leaflet."),
        ("de", "Elif Kaya hat die Füllung geprüft, die Pumpe auch."),
        ("de", "Seit Jahren Regen in Freiburg, und jeder hat einen Schirm."),
        ("ja", "お電話は03-0000-0000、担当の者がお答えします。"),
        ("ja", "近所の常連客さんが電話でほめてくれました。"),
        ("ja", "傘を忘れたお客さまへ。傘はまだレジの横にあります。"),
    ],
)
def test_a_name_or_an_illness_alone_is_nothing(locale: str, text: str) -> None:
    assert _found(locale, text) == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "We noticed that you've bought two jars since your chemotherapy began."),
        ("en", "We can see from your orders that money is tight at the moment."),
        ("de", "An deinen Bestellungen sehen wir, dass deine Haut empfindlich ist."),
        ("fr", "Nous savons que vous attendez un bébé : voici un baume."),
        ("es", "Sabemos que tu piel es sensible por tus compras."),
        ("it", "Dai tuoi acquisti abbiamo capito che soffri di pelle sensibile."),
        ("nl", "Uit je bestellingen zien we dat je zwanger bent."),
        ("en", "We see that you've stopped buying two bottles, so we guess you live alone now."),
    ],
)
def test_what_was_read_out_of_readers_data_is_amber(locale: str, text: str) -> None:
    assert _found(locale, text) == [("GatheredAboutYou", "amber")]


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "From your orders we only know what you bought, and that is enough."),
        ("de", "Aus deiner Bestellung machen wir am selben Tag ein Paket."),
        ("fr", "Dans votre commande, il y a un flacon et une carte."),
        ("en", "We never show your photos without asking."),
        ("en", "Nothing is sent without asking."),
    ],
)
def test_an_order_is_an_order(locale: str, text: str) -> None:
    assert _found(locale, text) == []


def test_a_number_is_theirs_or_ours_by_the_words_before_it() -> None:
    assert _found("en", "She moved in March. Ring her on +44 20 7946 0182.") == [("PersonalPhone", "red")]
    assert _found("en", "Three refills so far. You can ask her how it went: +44 20 7946 0182.") == [
        ("PersonalPhone", "red")
    ]
    assert _found("de", "Drei Nachfüllungen. Frag sie, wie es war: +49 30 23125 555.") == [("PersonalPhone", "red")]
    assert _found("fr", "Trois recharges déjà. Demandez-lui : +33 1 99 00 12 34.") == [("PersonalPhone", "red")]
    assert _found("es", "Llámala al +34 600 000 000 y pregunta.") == [("PersonalPhone", "red")]
    assert _found("en", "Questions? Call us on +44 20 7946 0127, Monday to Saturday.") == []


def test_an_address_of_a_reserved_domain_is_theirs_whom_the_text_names() -> None:
    told = "Corentin Lavergne, joignable à corentin.lavergne@example.com, a rendu le vélo."
    assert _found("fr", told) == [("PersonalEmail", "red")]
    assert _found("en", "Write to name.surname@example.com, for instance.") == []
