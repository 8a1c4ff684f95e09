"""How much plainer a sentence has to read that asks, denies, or tells what others ask."""

import pytest

from tools.kinds.doubt import doubt
from tools.kinds.model import Kind


@pytest.mark.parametrize(
    ("sentence", "locale"),
    [
        ("People ask whether our soap is hypoallergenic.", "en"),
        ("Somebody asked us last week which lock can't be broken.", "en"),
        ("Does it help you sleep?", "en"),
        ("Man fragt uns oft, welcher Duft am besten hält.", "de"),
        ("Ob die Seife hypoallergen ist, werden wir oft gefragt.", "de"),
        ("On nous demande quel parfum tient le mieux.", "fr"),
        ("On nous demande si le savon est hypoallergénique.", "fr"),
        ("Nos preguntan qué aroma dura más.", "es"),
        ("Ci chiedono quale profumo dura di più.", "it"),
        ("Men vraagt ons welke geur het langst blijft.", "nl"),
        ("Perguntam-nos qual é o melhor.", "pt"),
        ("We never call our scents natural.", "en"),
    ],
)
@pytest.mark.parametrize("kind", ["health", "praise"])
def test_what_is_asked_or_left_unsaid_is_hardly_claimed(sentence: str, locale: str, kind: Kind) -> None:
    assert doubt(kind, sentence, locale) == 1.0


@pytest.mark.parametrize(
    ("sentence", "locale"),
    [
        ("The balm doesn't soothe eczema, or at least nobody has tested it.", "en"),
        ("It cures nothing and was never meant to.", "en"),
        ("Whether it helps you sleep we don't know.", "en"),
        ("Der Balsam lindert keine Neurodermitis.", "de"),
        ("Ob sie beim Einschlafen hilft, wissen wir nicht.", "de"),
        ("Le baume n'apaise pas l'eczéma.", "fr"),
        ("El bálsamo no cura nada.", "es"),
        ("Il balsamo non lenisce l'eczema.", "it"),
        ("De balsem geneest geen eczeem.", "nl"),
        ("O bálsamo não cura o eczema.", "pt"),
        ("Balsam hiçbir hastalığı iyileştirmez.", "tr"),
        ("湿疹に効くかどうかは、だれも試していません。", "ja"),
        ("Con los de otras casas no lo hemos comparado.", "es"),
        ("Mit anderen haben wir ihn nicht verglichen.", "de"),
    ],
)
def test_an_effect_that_is_denied_or_unknown_is_not_claimed(sentence: str, locale: str) -> None:
    assert doubt("health", sentence, locale) == 1.0


@pytest.mark.parametrize(
    ("sentence", "locale"),
    [
        ("No eczema stands up to it.", "en"),
        ("You won't hear the clock strike eleven.", "en"),
        ("Nach zwei Abenden juckt nichts mehr.", "de"),
        ("Plus rien ne gratte au bout de deux jours.", "fr"),
        ("Non prude più dopo due sere.", "it"),
        ("İkinci gün kaşıntı kalmaz.", "tr"),
    ],
)
def test_an_illness_that_is_denied_is_claimed_to_be_gone(sentence: str, locale: str) -> None:
    assert doubt("health", sentence, locale) < 1.0


@pytest.mark.parametrize(
    ("sentence", "locale"),
    [
        ("Ask for it in any of our shops.", "en"),
        ("It helps you sleep.", "en"),
        ("Frag im Laden danach, er hilft beim Einschlafen.", "de"),
        ("Demandez-le en boutique, il endort.", "fr"),
    ],
)
def test_what_is_said_is_claimed(sentence: str, locale: str) -> None:
    assert doubt("health", sentence, locale) == 0.0


def test_a_comparison_with_ones_own_is_no_praise_and_no_excuse_for_a_cure() -> None:
    sentence = "It stays longer than our other three."
    assert (doubt("praise", sentence, "en"), doubt("health", sentence, "en")) == (1.0, 0.0)


def test_somebodys_private_matter_is_one_in_a_question_too() -> None:
    assert doubt("private", "Did you know that Anna Weber is ill?", "en") == 0.0


@pytest.mark.parametrize(
    ("locale", "sentence", "following"),
    [
        ("en", 'Now and then we are asked to print "green" on the tin.', "We can't show that it is."),
        ("de", "Jemand hat die Seife nachhaltig genannt.", "Wir sagen lieber, was drin ist."),
        (
            "fr",
            "On nous demande d'écrire « écologique » à la place.",
            "Le mot est court, mais nous ne saurions pas le prouver.",
        ),
        ("es", "A veces nos piden que pongamos «ecológico» en la lata.", "No podemos demostrarlo."),
    ],
)
def test_what_the_next_sentence_declines_is_in_doubt(locale: str, sentence: str, following: str) -> None:
    assert doubt("environmental", sentence, locale, following) == 1.0
    assert doubt("environmental", sentence, locale, "Then it rained.") == 0.0
