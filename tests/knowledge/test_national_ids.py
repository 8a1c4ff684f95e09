"""Check digits tell numbers of people from other numbers."""

import pytest

from knowledge.text.national_ids import (
    codice_fiscale,
    dutch_bsn,
    finnish_hetu,
    french_insee,
    german_tax_id,
    nhs_number,
    polish_pesel,
    portuguese_nif,
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
        (nhs_number, "943 476 5919", "943 476 5918"),
        (nhs_number, "401 023 2137", "401 023 2173"),
        (dutch_bsn, "111222333", "111222334"),
        (dutch_bsn, "1234.56.782", "1234.65.782"),
        (polish_pesel, "44051401359", "44051401358"),
        (polish_pesel, "02270803624", "02470803624"),  # born in 2002
        (portuguese_nif, "123 456 789", "123 456 788"),
        (portuguese_nif, "245 789 600", "245 789 601"),
    ],
)
def test_one_digit_decides(holds, good, bad):
    assert holds(good)
    assert not holds(bad)


@pytest.mark.parametrize("number", ["756.9217.0769.85", "44051401359", "811218-9876", "131052-308T", "131052A308T"])
def test_it_is_found_in_a_sentence_and_nowhere_in_a_longer_number(number):
    text = f"Her number is {number}, she told us."
    assert [(one.kind, text[one.start : one.end]) for one in find_personal_data(text)] == [("national_id", number)]
    assert "national_id" not in {one.kind for one in find_personal_data(f"Part 4{number}7 fits.")}


@pytest.mark.parametrize(
    ("text", "kind", "number"),
    [
        ("The NHS wrote to her about 943 476 5919 in May.", "health_id", "943 476 5919"),
        ("Zijn BSN, dat op de factuur staat, is 1112.22.333.", "national_id", "1112.22.333"),
        ("O NIF dela, na fatura, é 123 456 789.", "national_id", "123 456 789"),
        ("Jego PESEL to 44051401359.", "national_id", "44051401359"),
    ],
)
def test_a_sentence_that_names_it_has_the_number_further_on(text, kind, number):
    assert [(one.kind, text[one.start : one.end]) for one in find_personal_data(text)] == [(kind, number)]


@pytest.mark.parametrize(
    "text",
    [
        "The NHS is our client. Batch 9434765919 is out.",
        "The NHS ordered 943 476 5918 of them.",
        "Seen 123 456 789 times.",
        "Item 111222333 is back.",
        "EAN 44051401358.",
    ],
)
def test_without_its_name_or_its_check_digit_it_is_a_number_like_any(text):
    assert not {"national_id", "health_id"} & {one.kind for one in find_personal_data(text)}


@pytest.mark.parametrize("text", ["Order 850730-0332 ships.", "Version 756.9217.0769.84", "Batch 131052-308U"])
def test_other_numbers_of_the_same_shape_are_none(text):
    assert "national_id" not in {one.kind for one in find_personal_data(text)}
