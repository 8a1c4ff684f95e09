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


def _in_marker(text: str, place: int) -> bool:
    return text[place + 1 : place + 2] == ")"  # "a) …" is a list's letter
