from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.text.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("It costs €1.50. Buy it.", ["It costs €1.50.", "Buy it."]),
        ("Ask Dr. Ames or Mrs. Bell.", ["Ask Dr. Ames or Mrs. Bell."]),
        ("Scents, e.g. Linden Hour, stay.", ["Scents, e.g. Linden Hour, stay."]),
        ("Made by J. K. Holt in Ghent.", ["Made by J. K. Holt in Ghent."]),
        ("See https://orrelune.example/refill. It is easy.", ["See https://orrelune.example/refill.", "It is easy."]),
        ("Version 2.0 is out. Try it", ["Version 2.0 is out.", "Try it"]),
        ("Open until 9 p.m. Come by.", ["Open until 9 p.m.", "Come by."]),
        ("We open at 9 a.m. on Friday.", ["We open at 9 a.m. on Friday."]),
        ("Quiet… and then the sea.", ["Quiet… and then the sea."]),
        ("Quiet… Then the sea.", ["Quiet…", "Then the sea."]),
        ("Wait... What?! Yes.", ["Wait...", "What?!", "Yes."]),
        ("“It stays.” She smiled.", ["“It stays.”", "She smiled."]),
        ("(Refill it.) Keep it.", ["(Refill it.)", "Keep it."]),
        ("Ab dem 1. Dezember im Laden. Nur dort.", ["Ab dem 1. Dezember im Laden.", "Nur dort."]),
        ("Düfte, z.B. Linde, bzw. Salz. Neu.", ["Düfte, z.B. Linde, bzw. Salz.", "Neu."]),
        ("¿Qué cuesta? 118 €. ¡Ven!", ["¿Qué cuesta?", "118 €.", "¡Ven!"]),
        ("朝の香り。静かな海！どこへ？ここ", ["朝の香り。", "静かな海！", "どこへ？", "ここ"]),
        ("早晨的香气。安静。", ["早晨的香气。", "安静。"]),
        ("« Rechargeable. » Et beau.", ["« Rechargeable. »", "Et beau."]),
        ("Linden\nSalt and sea", ["Linden", "Salt and sea"]),
        ("- Keep it\n- Refill it\n• Love it\n1. Open\n2) Close", ["Keep it", "Refill it", "Love it", "Open", "Close"]),
        ("Come in.\n#refill #linden", ["Come in.", "#refill #linden"]),
        ("Come in #refill #linden", ["Come in", "#refill #linden"]),
        ("A #refill a day. #linden", ["A #refill a day.", "#linden"]),
        ("It holds 190 g. The bottle is steel.", ["It holds 190 g.", "The bottle is steel."]),
        ("The pouch holds 50 ml. Refill it.", ["The pouch holds 50 ml.", "Refill it."]),
        ("A jar of 40 g. €32.", ["A jar of 40 g.", "€32."]),
        ("It is 5 m. Tall, then.", ["It is 5 m.", "Tall, then."]),
        ("Dry in 30 min. Then fill it.", ["Dry in 30 min.", "Then fill it."]),
        ("(It holds 1.5 L.) Steel.", ["(It holds 1.5 L.)", "Steel."]),
        ("Es wiegt 190 g. Der Flakon ist aus Glas.", ["Es wiegt 190 g.", "Der Flakon ist aus Glas."]),
        ("Il pèse 190 g. Le flacon est en verre.", ["Il pèse 190 g.", "Le flacon est en verre."]),
        ("It weighs approx. 190 g filled.", ["It weighs approx. 190 g filled."]),
        ("Ca. 40 g. Mehr nicht.", ["Ca. 40 g.", "Mehr nicht."]),
        ("Oats, shea, beeswax etc. The balm is plain.", ["Oats, shea, beeswax etc.", "The balm is plain."]),
        ("Oil, vitamin E. No scent.", ["Oil, vitamin E.", "No scent."]),
        ("Made by Holt Ltd. We fill it.", ["Made by Holt Ltd.", "We fill it."]),
        ("Made by Holt Ltd. London.", ["Made by Holt Ltd. London."]),
        ("No. 5 is not ours.", ["No. 5 is not ours."]),
        ("Dr. X wrote from St. Petersburg.", ["Dr. X wrote from St. Petersburg."]),
        ("Düfte, z. B. Linde und Salz.", ["Düfte, z. B. Linde und Salz."]),
        ("J. De Vries and A. Le Blanc.", ["J. De Vries and A. Le Blanc."]),
        ("It lasted till the 1980s. In 30. And 12. January comes.", None),
        ("", []),
        ("   \n\t", []),
    ],
)
def test_sentences(text: str, expected: list[str] | None) -> None:
    found = [sentence.text for sentence in sentences(text)]
    assert expected is None or found == expected
    assert all(text[one.start : one.end] == one.text for one in sentences(text))


@given(st.text(max_size=300))
def test_places_are_exact_and_no_word_is_lost(text: str) -> None:
    found = sentences(text)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    covered = set().union(*(range(one.start, one.end) for one in found)) if found else set()
    assert all(place in covered for place, char in enumerate(text) if char.isalpha() and not _in_marker(text, place))


@given(
    st.integers(1, 9999),
    st.sampled_from(["g", "kg", "mg", "ml", "cl", "l", "m", "cm", "mm", "km", "h"]),
    st.sampled_from(["The bottle is steel.", "Refill it.", "€32.", "50 more.", "Der Flakon ist leer.", "“Yes.”"]),
)
def test_a_unit_after_a_number_ends_a_sentence(number: int, unit: str, following: str) -> None:
    first = f"It holds {number} {unit}."
    assert [one.text for one in sentences(f"{first} {following}")] == [first, following]
    assert len(sentences(f"It holds {number} {unit}. and more")) == 1


@given(
    st.sampled_from(
        ["approx.", "e.g.", "i.e.", "No.", "Dr.", "Mrs.", "St.", "z.B.", "ca.", "vol.", "p.", "Nr.", "Mme.", "aprox."]
    ),
    st.sampled_from(["190 g filled", "Petersburg", "X", "5", "The Hague", "Linde"]),
)
def test_an_abbreviation_holds_what_follows(short: str, following: str) -> None:
    text = f"We know {short} {following}."
    assert [one.text for one in sentences(text)] == [text]


def _in_marker(text: str, place: int) -> bool:
    return text[place + 1 : place + 2] == ")"  # "a) …" is a list's letter
