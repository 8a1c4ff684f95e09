"""Check digits tell numbers of people from other numbers."""

import pytest

from knowledge.text.national_ids import (
    codice_fiscale,
    finnish_hetu,
    french_insee,
    german_tax_id,
    spanish_id,
    swedish_number,
    swiss_ahv,
    uk_nino,
    us_ssn,
)
from knowledge.text.personal_data import find_personal_data


@pytest.mark.parametrize(
    ("holds", "good", "bad"),
    [
        (german_tax_id, "86 095 742 719", "86 095 742 718"),
        (french_insee, "2 79 03 75 116 005 73", "2 79 03 75 116 005 99"),
        (spanish_id, "12345678Z", "12345678A"),
        (spanish_id, "X1234567L", "Y1234567L"),
        (codice_fiscale, "RSSMRA85T10A562S", "RSSMRA85T10A562T"),
        (us_ssn, "123-45-6789", "666-45-6789"),
        (uk_nino, "AB123456C", "GB123456C"),
        (swiss_ahv, "756.9217.0769.85", "756.9217.0769.84"),
        (swedish_number, "811218-9876", "811218-9875"),
        (swedish_number, "811218+9876", "811318+9876"),
        (finnish_hetu, "131052-308T", "131052-308U"),
        (finnish_hetu, "131052A308T", "321052A308T"),
    ],
)
def test_one_digit_decides(holds, good, bad):
    assert holds(good)
    assert not holds(bad)


@pytest.mark.parametrize("number", ["756.9217.0769.85", "811218-9876", "131052-308T", "131052A308T"])
def test_it_is_found_in_a_sentence_and_nowhere_in_a_longer_number(number):
    text = f"Her number is {number}, she told us."
    assert [(one.kind, text[one.start : one.end]) for one in find_personal_data(text)] == [("national_id", number)]
    assert "national_id" not in {one.kind for one in find_personal_data(f"Part 4{number}7 fits.")}


@pytest.mark.parametrize("text", ["Order 850730-0332 ships.", "Version 756.9217.0769.84", "Batch 131052-308U"])
def test_other_numbers_of_the_same_shape_are_none(text):
    assert "national_id" not in {one.kind for one in find_personal_data(text)}
