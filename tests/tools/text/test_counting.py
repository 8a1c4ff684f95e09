"""Lengths as people and platforms count them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.text.counting import Count, emoji, fitting, graphemes, length, sms_parts, sms_units, utf8_bytes, x_weighted


@pytest.mark.parametrize(
    ("text", "people", "points", "x", "octets"),
    [
        ("abc", 3, 3, 3, 3),
        ("é", 1, 1, 1, 2),
        ("e\u0301", 1, 2, 1, 3),
        ("日本", 2, 2, 4, 6),
        ("🌿", 1, 1, 2, 4),
        ("👨‍👩‍👧", 1, 5, 2, 18),
        ("🇩🇪", 1, 2, 2, 8),
        ("❤️", 1, 2, 2, 6),
        ("“a”", 3, 3, 3, 7),
        ("see https://example.com/a/very/long/path", 40, 40, 27, 40),
        ("orrelune.com", 12, 12, 23, 12),
        ("\r\n", 1, 2, 1, 2),
    ],
)
def test_counts(text, people, points, x, octets):
    assert (graphemes(text), length(text, "code_points"), x_weighted(text), utf8_bytes(text)) == (
        people,
        points,
        x,
        octets,
    )


@pytest.mark.parametrize(
    ("text", "units", "parts"),
    [
        ("a" * 160, 160, 1),
        ("a" * 161, 161, 2),
        ("a" * 306, 306, 2),
        ("a" * 307, 307, 3),
        ("€" * 80, 160, 1),
        ("^{}\\[~]|€", 18, 1),
        ("’" * 70, 70, 1),
        ("’" * 71, 71, 2),
        ("🌿" * 35, 70, 1),
        ("🌿" * 36, 72, 2),
        ("a" * 152 + "€" + "a" * 152, 306, 3),
        ("a" * 151 + "€" + "a" * 153, 306, 2),
        ("日" * 66 + "😀" + "日" * 66, 134, 3),
        ("日" * 65 + "😀" + "日" * 67, 134, 2),
    ],
)
def test_text_messages(text, units, parts):
    assert (sms_units(text), sms_parts(text)) == (units, parts)


METHODS: list[Count] = ["graphemes", "code_points", "x_weighted", "sms", "utf8_bytes"]


@given(st.text("ab é🌿👨‍👩‍👧日€’e\u0301", max_size=40), st.sampled_from(METHODS), st.integers(0, 30))
def test_what_fits_fits_and_no_more(text, count, most):
    end = fitting(text, count, most)
    assert length(text[:end], count) <= most or end == 0
    if length(text, count) <= most:
        assert end == len(text)


def test_where_emoji_are():
    assert emoji("a 🌿 b 👨‍👩‍👧 1 # © ™") == [(2, 3), (6, 11)]
