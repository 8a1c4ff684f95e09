"""Registers that are no brand's voice, in six languages; plain copy that has one of their words is none."""

import pytest

from tools.voice.registers import register_words, too_many

STRANGE = [
    ("en", "Unlock the goddess within: a scent for dreamers, whispered by the moonlight."),
    ("en", "We leverage synergies to deliver seamless, innovative solutions."),
    ("en", "OMG besties, this drop is giving main character, no cap."),
    ("en", "You won't believe what happened next. This shocking trick is insane."),
    ("de", "Lass dich verzaubern: ein Hauch von Ewigkeit, der deine Seele berührt."),
    ("de", "Wir bieten ganzheitliche Lösungen mit echtem Mehrwert."),
    ("fr", "Plongez dans un univers de magie et laissez votre âme s'éveiller."),
    ("es", "Sumérgete en un mundo de magia y deja que el alma hable."),
    ("it", "Lasciati avvolgere dalla magia di un sogno eterno."),
    ("nl", "Laat je betoveren door een wereld van luxe en magie."),
]
PLAIN = [
    ("en", "First Train smells of cold air, black coffee and ironed cotton. 50 ml, €96."),
    ("en", "The secret is oil: a drop on the chain, once a week."),
    ("en", "No hurry: an unopened refill keeps for 24 months in a cupboard."),
    ("en", "The heart note is fig leaf, the base note is cedar."),
    ("en", "Come home to a warm kitchen. The bike stays dry in the shed."),
    ("de", "Vier Leute, ein Kaffee, und es ist nicht deiner. 50 ml, 96 €."),
    ("fr", "Vous apportez vos flacons vides dans des chaussettes."),
    ("es", "Cuatro personas en el vagón y un solo café."),
    ("it", "Il tuo flacone è pronto: vieni quando vuoi."),
    ("nl", "Je fiets is klaar. De werkplaats is open tot 18:00."),
]


@pytest.mark.parametrize(("locale", "text"), STRANGE)
def test_a_register_is_heard_by_more_than_one_of_its_words(locale, text):
    assert too_many(text, len(register_words(text, locale)), 0)


@pytest.mark.parametrize(("locale", "text"), PLAIN)
def test_plain_copy_is_no_register(locale, text):
    assert not too_many(text, len(register_words(text, locale)), 0)


def test_a_brand_that_uses_as_many_is_left_alone_and_longer_copy_may_have_more():
    text = "A dream of a soul."
    count = len(register_words(text))
    assert (too_many(text, count, count), too_many(text, count, 0), too_many(text + " word" * 200, count, 0)) == (
        False,
        True,
        False,
    )


def test_a_language_without_a_list_has_no_register():
    assert register_words("Deixa-te levar pela magia.", "pt") == ()
