"""Somebody hurt by a product, told in plain words, reaches a person; and what only speaks of skin or of burning."""

import pytest

from tools.moderation import moderate

HURT = [
    ("en", "This is shit, total scam, my skin burned after the balm!"),
    ("en", "My eyes stung for two days."),
    ("en", "Her whole face swelled up overnight."),
    ("en", "my lips blistered, never again"),
    ("en", "It burns like crazy on my neck."),
    ("en", "I broke out in hives."),
    ("en", "Second-degree burns from the candle glass."),
    ("en", "Cut my thumb on the cap, three stitches."),
    ("en", "The balm killed my dog."),
    ("en", "Your candle nearly burned my house down."),
    ("en", "The candle glass exploded."),
    ("en", "My toddler swallowed some of it."),
    ("de", "Meine Haut hat nach dem Balsam stundenlang gebrannt."),
    ("de", "Das Zeug hat mir die Haut verätzt!"),
    ("de", "Danach juckte mein Gesicht, meine Augen waren total geschwollen."),
    ("de", "Hautausschlag seit gestern, danke auch."),
    ("fr", "Ce baume m a brûlé la peau."),
    ("fr", "Ce baume ma brule la peau"),
    ("fr", "Il m'a donné des plaques rouges."),
    ("fr", "Ma peau me brûle depuis hier."),
    ("fr", "Mes yeux ont gonflé en dix minutes."),
    ("fr", "J’ai fait une réaction dès le premier jour."),
    ("es", "Me arde la cara desde que lo usé."),
    ("es", "Se me hincharon los labios."),
    ("es", "Me ha salido un sarpullido horrible."),
    ("es", "El bálsamo me abrasó la piel."),
]
UNHURT = [
    ("en", "the balm burned well as a candle"),
    ("en", "My skin never burned with this one."),
    ("en", "My eyes didn't sting at all."),
    ("en", "My face hurts from smiling."),
    ("en", "The candle burned for forty hours on my shelf."),
    ("en", "My hands smell of fig."),
    ("en", "My skin is soft since the balm."),
    ("en", "Cut my order in half, please."),
    ("en", "This killed my headache."),
    ("en", "The candle never exploded."),
    ("en", "My dog loves it."),
    ("de", "Die Kerze hat gut gebrannt."),
    ("de", "Meine Haut hat nie gejuckt."),
    ("de", "Meine Haut brennt nicht mehr."),
    ("de", "Mein Gesicht riecht nach Feige."),
    ("fr", "La bougie brûle bien."),
    ("fr", "Ma peau n’est plus jamais irritée."),
    ("fr", "Il m’a donné envie de voyager."),
    ("fr", "Mes mains sentent la figue."),
    ("es", "La vela arde muy bien."),
    ("es", "No me arde la piel."),
    ("es", "Me ha salido muy barato."),
    ("es", "Mi piel está suave."),
]


@pytest.mark.parametrize(("locale", "text"), HURT)
def test_who_is_hurt_reaches_a_person_in_whatever_words(locale: str, text: str) -> None:
    report = moderate(text, locale)
    assert (report.verdict, report.to_person) == ("hold", "Somebody may be hurt.")


@pytest.mark.parametrize(("locale", "text"), UNHURT)
def test_who_is_not_hurt_is_published(locale: str, text: str) -> None:
    report = moderate(text, locale)
    assert (report.verdict, report.to_person) == ("publish", None)
