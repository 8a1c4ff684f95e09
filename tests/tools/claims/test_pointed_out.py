"""Experts that a reader is sent to, sums between one's own goods, and big words that the text will not use."""

import pytest

from knowledge.facts import Claim, Product
from tools.claims.check import check_claims
from tools.copy import Copy
from tools.findings import Finding


def check(text: str, locale: str, *register: Claim) -> tuple[Finding, ...]:
    return check_claims(Copy(fields={"caption": text}, channel="instagram", locale=locale), register, ())


FORBIDDEN = Claim(
    id="c-1", claim="Leakproof, unbreakable, never spills.", status="forbidden", evidence=None, note=None, passage="p"
)


SENT_TO_AN_EXPERT = [
    ("en", "Our balm was tested on adults. About children we know nothing; a doctor or a pharmacist does."),
    ("en", "If your skin reacts to our balm, a dermatologist is a better person to ask than we are."),
    ("de", "Ob unser Balsam zu deiner Haut passt, sagt dir der Hautarzt besser als wir."),
    ("fr", "Notre baume vous brûle la peau ? Un dermatologue vous répondra mieux que nous."),
    ("es", "De nuestro bálsamo en niños no sabemos nada; una dermatóloga, sí."),
    ("it", "Del nostro balsamo sui bambini non sappiamo nulla; un dermatologo sì."),
    ("nl", "Over onze balsem en kinderen weten we niets; een arts of huidarts wel."),
    ("pt", "Do nosso bálsamo em crianças não sabemos nada; um dermatologista sim."),
]
VOUCHED_FOR = [
    ("en", "A dermatologist recommends our balm."),
    ("en", "Our balm was made with a pharmacist."),
    ("en", "The doctor uses our balm himself."),
    ("de", "Unser Balsam, von einem Hautarzt entwickelt."),
    ("de", "Der Hautarzt schwört auf unseren Balsam."),
    ("fr", "Notre baume, conçu avec un dermatologue."),
    ("es", "La dermatóloga usa nuestro bálsamo."),
    ("it", "Un dermatologo consiglia il nostro balsamo."),
    ("nl", "Een huidarts gebruikt onze balsem."),
    ("pt", "Um dermatologista recomenda o nosso bálsamo."),
]
SUMS_BETWEEN_OWN_GOODS = [
    ("en", "Our bottle costs €22 more than the standard bottle."),
    ("de", "Unser Flakon kostet 22 € mehr als der Standardflakon."),
    ("fr", "Notre flacon coûte 22 € de plus que le flacon standard."),
    ("es", "Nuestro frasco cuesta 22 € más que el frasco estándar."),
    ("nl", "Onze fles kost 22 euro meer dan de gewone fles."),
]
SUMS_AGAINST_OTHERS = [
    ("en", "Our lock costs €20 less than any other lock."),
    ("de", "Unser Flakon kostet 22 € weniger als die anderen Flakons."),
    ("de", "Unser Schloss kostet 20 € weniger als jedes vergleichbare Schloss."),
    ("nl", "Ons slot kost 20 euro minder dan de andere sloten."),
]
TOO_BIG_A_WORD = [
    ("en", "Leakproof? That would be saying too much."),
    ("en", "Unbreakable? Too big a word for glass."),
    ("de", "Auslaufsicher? Das Wort wäre zu groß."),
    ("de", "Unzerbrechlich? So weit gehen wir nicht."),
    ("fr", "Étanche ? Le mot serait trop grand."),
    ("es", "¿Irrompible? La palabra nos queda grande."),
    ("it", "Indistruttibile? La parola è troppo grande per noi."),
    ("nl", "Lekvrij? Dat woord is ons te groot."),
]
NO_WORD_TOO_BIG = [
    ("en", "Leakproof? You bet. Our bottle never leaks."),
    ("de", "Auslaufsicher? Das Wort ist fast zu klein: Unser Flakon läuft nie aus."),
    ("fr", "Étanche ? Le mot est juste : notre flacon ne fuit jamais."),
]


@pytest.mark.parametrize(("locale", "text"), [*SENT_TO_AN_EXPERT, *SUMS_BETWEEN_OWN_GOODS])
def test_what_claims_nothing_of_the_goods(locale: str, text: str) -> None:
    assert [one.span for one in check(text, locale) if one.severity != "advice"] == []


@pytest.mark.parametrize(("locale", "text"), [*VOUCHED_FOR, *SUMS_AGAINST_OTHERS, *NO_WORD_TOO_BIG])
def test_what_claims(locale: str, text: str) -> None:
    assert check(text, locale)


@pytest.mark.parametrize(("locale", "text"), TOO_BIG_A_WORD)
def test_a_word_that_is_asked_and_found_too_big(locale: str, text: str) -> None:
    assert check(text, locale, FORBIDDEN) == ()


def test_a_question_that_nobody_answers_suggests_it() -> None:
    (found,) = check("Étanche ?", "fr", FORBIDDEN)
    assert (found.rule, found.severity) == ("copydesk.ForbiddenClaim", "amber")


PRODUCTS = tuple(Product(name=name, aliases=(), document="p.md") for name in ("Quiet Cedar", "Salt Meadow"))
AMONG_ONES_OWN = [
    "Quiet Cedar rests twice as long as Salt Meadow before we fill it.",
    "Quiet Cedar is still the one with the most scent oil: 18%, against 14% in Salt Meadow.",
    "With refill number one you have your money for our bottle back.",
]
AMONG_ALL = [
    "Quiet Cedar lasts twice as long as other perfumes.",
    "Quiet Cedar is the perfume with the most scent oil.",
    "Our bottle is number one in Berlin.",
]


def check_goods(text: str) -> tuple[Finding, ...]:
    return check_claims(Copy(fields={"caption": text}, channel="instagram"), (), (), PRODUCTS)


@pytest.mark.parametrize("text", AMONG_ONES_OWN)
def test_a_rank_among_ones_own_goods_is_no_claim(text: str) -> None:
    assert check_goods(text) == ()


@pytest.mark.parametrize("text", AMONG_ALL)
def test_a_rank_among_all_goods_is_one(text: str) -> None:
    assert check_goods(text)
