import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.polarity import even, is_affirmed, stance_of
from knowledge.text.sentences import sentences


def stance(text: str, locale: str = "en") -> str:
    """Of the words between braces."""
    start, end = text.index("{"), text.index("}") - 1
    return stance_of(text.replace("{", "").replace("}", ""), start, end, locale)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("{Leakproof} isn't a word we use.", "en"),
        ("“{Sustainable}” is not what we call it.", "en"),
        ("The word “{unbreakable}” isn't ours.", "en"),
        ("We don't use the word {sustainable}, because we can't prove it.", "en"),
        ("Nobody here says {unbreakable}.", "en"),
        ("We don't call it {the best}.", "en"),
        ("We would never call ourselves {carbon neutral}.", "en"),
        ("Nothing {lasts for ever}.", "en"),
        ("No {miracle} in this jar.", "en"),
        ("It isn't {magic}, it's wax.", "en"),
        ("No {hurry}: a refill keeps.", "en"),
        ("Those are dates, not {guarantees}.", "en"),
        ("It {guarantees} nothing.", "en"),
        ("{Vegan}? No. It contains beeswax.", "en"),
        ("{Auslaufsicher} nennen wir das nicht.", "de"),
        ("{Nachhaltig} ist ein Wort, das wir nicht benutzen.", "de"),
        ("Das Wort {nachhaltig} benutzen wir nicht.", "de"),
        ("Niemand hier sagt {unzerbrechlich}.", "de"),
        ("Nichts hält {ewig}.", "de"),
        ("Wir nennen das nicht {klimaneutral}.", "de"),
        ("« {Étanche} » n'est pas un mot à nous.", "fr"),
        ("Nous ne disons pas {écologique}.", "fr"),
        ("Personne ici ne dit {incassable}.", "fr"),
        ("Ce n'est pas de la {magie}.", "fr"),
        ("{Sostenible} no es una palabra nuestra.", "es"),
        ("No decimos {ecológico}.", "es"),
        ("Nada dura {para siempre}.", "es"),
        ("Non diciamo {sostenibile}.", "it"),
        ("{Duurzaam} noemen we dat niet.", "nl"),
        ("{Étanche} ? Le mot ne nous convient pas : il vaporise.", "fr"),
        ("{Durable} ? C'est un mot que nous n'employons pas.", "fr"),
        ("{Nachhaltig}? Das Wort benutzen wir nicht, weil wir es nicht beweisen können.", "de"),
        ("{Auslaufsicher}? Nennen wir sie nicht.", "de"),
        ("¿{Ecológica}? Es una palabra que no usamos.", "es"),
        ("{Vegana}? Non usiamo questa parola.", "it"),
        ("{Duurzaam}? Dat woord gebruiken we niet.", "nl"),
        ("Are you {sustainable}? People ask us that at the counter. We don't use the word.", "en"),
        ("Are you {sustainable}? We get that question a lot, and we don't use the word. What we say is less.", "en"),
        ("{Nachhaltig}? Das werden wir oft gefragt. Nein, das Wort sagen wir nicht.", "de"),
        ("What it doesn't tell us: anything about children, about {pregnancy}, or about use over months.", "en"),
        ("What wasn't tested: children, {pregnancy}, broken skin.", "en"),
        ("Not tested: children, {pregnancy}, broken skin.", "en"),
        ("Nicht getestet haben wir Kinder, {Schwangere} und verletzte Haut.", "de"),
        ("Was der Test nicht sagt: etwas über Kinder, über {Schwangere}.", "de"),
        ("Ce que l'essai ne dit pas : rien sur les enfants, ni sur la {grossesse}.", "fr"),
        ("Lo que no probamos: niños, {embarazo}, piel herida.", "es"),
        ("Wat niet getest is: kinderen, {zwangerschap}.", "nl"),
    ],
)
def test_what_is_denied(text: str, locale: str) -> None:
    assert stance(text, locale) == "denied"


@pytest.mark.parametrize(
    ("text", "locale", "expected"),
    [
        ("Somebody asked whether Linden Hour is {natural}.", "en", "reported"),
        ("Others call theirs {the best}.", "en", "reported"),
        ("Many brands promise {eternal youth}.", "en", "reported"),
        ("We wish we could say {carbon neutral}.", "en", "reported"),
        ("We could call it {zero waste}. A refill still has 61 g of packaging, so we don't.", "en", "reported"),
        ("Wir könnten es {klimaneutral} nennen.", "de", "reported"),
        ("On pourrait dire {écologique}. On ne le dit pas.", "fr", "reported"),
        ("Podríamos llamarla {ecológica}.", "es", "reported"),
        ("If it were {leakproof}, we would say so.", "en", "reported"),
        ("Jemand hat gefragt, ob er {vegan} ist.", "de", "reported"),
        ("On nous demande si c'est {naturel}.", "fr", "reported"),
        ("Nos preguntan si es {natural}.", "es", "reported"),
        ("Are they {vegan}? The four contain nothing of animal origin.", "en", "asked"),
        ("Is an e-bike {better for the environment} than a car? We can't tell you.", "en", "asked"),
        ("Ist er {vegan}? Er enthält Bienenwachs.", "de", "asked"),
        ("¿Es {vegano}? Lleva cera de abeja.", "es", "asked"),
        ("You have {eczema}: please ask your doctor.", "en", "referred"),
        ("Bei {Neurodermitis} frag bitte deinen Arzt.", "de", "referred"),
    ],
)
def test_what_is_only_spoken_of(text: str, locale: str, expected: str) -> None:
    assert stance(text, locale) == expected


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("It {heals}.", "en"),
        ("It not only {heals}, it soothes.", "en"),
        ("You won't believe how it {heals}.", "en"),
        ("No wonder it {heals}.", "en"),
        ("Not a perfume: it {heals}.", "en"),
        ("Nothing but {the best}.", "en"),
        ("Nothing {heals} better.", "en"),
        ("Nobody makes a {finer candle}.", "en"),
        ("Don't miss {the best balm} of the year.", "en"),
        ("We don't talk much, but it is {the best}.", "en"),
        ("Our {best} balm isn't tested on animals.", "en"),
        ("Everyone says it is {the best}.", "en"),
        ("Are you ready for {the best}? Here it is.", "en"),
        ("Does it {heal}? Yes, overnight.", "en"),
        ("Does it {heal}?", "en"),
        ("Did you know it {heals}? Six ingredients.", "en"),
        ("If you'd like to {sleep better}, light it.", "en"),
        ("Er {heilt}, und das nicht nur im Winter.", "de"),
        ("Nicht nur {nachhaltig}, auch schön.", "de"),
        ("Bist du bereit für {den besten Duft}? Hier ist er.", "de"),
        ("Sans doute {le meilleur}.", "fr"),
        ("No solo {cura}.", "es"),
    ],
)
def test_what_is_said(text: str, locale: str) -> None:
    assert stance(text, locale) == "said"


@given(st.text(max_size=120), st.integers(0, 130), st.integers(0, 20), st.sampled_from(["en", "de", "fr", "es", "xx"]))
def test_any_words_have_a_stance(text: str, start: int, length: int, locale: str) -> None:
    assert stance_of(text, min(start, len(text)), min(start + length, len(text)), locale)


@pytest.mark.parametrize("piece", ["don't ", "we ask ", "nobody says ", "the word ", "« "])
def test_a_long_sentence_is_read_fast(piece: str) -> None:
    text = piece * 2_000
    begun = time.process_time()
    stance_of(text, len(text) - 4, len(text) - 1)
    assert time.process_time() - begun < 1


@pytest.mark.parametrize(
    ("text", "word", "locale"),
    [
        ("Leakproof? We'd never say so.", "Leakproof", "en"),
        ("Are you sustainable? We get that question a lot, and we don't use the word.", "sustainable", "en"),
        ("Étanche ? Nous ne le disons pas.", "Étanche", "fr"),
        ("Unzerstörbar? Das würden wir nie schreiben.", "Unzerstörbar", "de"),
        ("Onbreekbaar? Dat zeggen we niet.", "Onbreekbaar", "nl"),
    ],
)
def test_a_question_that_is_answered_no_is_denied(text: str, word: str, locale: str) -> None:
    at = text.index(word)
    assert stance_of(text, at, at + len(word), locale) == "denied"


def test_a_question_without_that_answer_is_not() -> None:
    assert stance_of("Leakproof? Somebody asked us.", 0, len("Leakproof")) != "denied"


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("{Étanche} ? Bien sûr.", "fr"),
        ("{Sustainable}? Of course we are.", "en"),
        ("Is it {sustainable}? Yes. A refill costs €64.", "en"),
        ("{Nachhaltig}? Und wie!", "de"),
        ("¿{Ecológica}? Claro que sí.", "es"),
        ("{Ecologica}? Certo che sì.", "it"),
        ("Is it {leakproof}? People ask us that. Yes, it is.", "en"),
        ("What we tested: fine in {pregnancy}.", "en"),
        ("Nobody told us it would be fine in pregnancy. {Leakproof} it is.", "en"),
        ("We could write a book. It is {sustainable}.", "en"),
    ],
)
def test_what_is_asked_and_answered_with_yes_is_said(text: str, locale: str) -> None:
    assert stance(text, locale) == "said"


@pytest.mark.parametrize(
    ("text", "locale", "affirmed"),
    [
        ("Sustainable? Of course we are.", "en", True),
        ("Sustainable? People ask us that. Yes.", "en", True),
        ("Sustainable? No.", "en", False),
        ("Sustainable? We are. Yes.", "en", False),
        ("Nachhaltig? Und ob.", "de", True),
        ("It is sustainable. Yes.", "en", False),
        ("", "en", False),
    ],
)
def test_a_question_may_be_answered_with_yes(text: str, locale: str, affirmed: bool) -> None:
    assert is_affirmed(sentences(text), 0, locale) is affirmed


@given(st.text(st.characters(max_codepoint=127)))
def test_plain_letters_are_evened_as_they_are_beside_others(text):
    assert even(f"{text}’") == f"{even(text)}'"
