"""Check digits tell numbers of people from other numbers."""

import pytest

from knowledge.text.national_ids import codice_fiscale, french_insee, german_tax_id, spanish_id, uk_nino, us_ssn


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
    ],
)
def test_one_digit_decides(holds, good, bad):
    assert holds(good)
    assert not holds(bad)
