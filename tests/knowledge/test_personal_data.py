import pytest

from knowledge.text.personal_data import PersonalData, find_personal_data, mask


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Write to jo.o'neil+x@example.co.uk", "email", "neil+x@example.co.uk"),
        ("jürgen@müller.de", "email", "jürgen@müller.de"),
        ("Call +49 30 1234567 today", "phone", "+49 30 1234567"),
        ("00 44 20 7946 0958", "phone", "00 44 20 7946 0958"),
        ("My number is 0171 2345678.", "phone", "0171 2345678"),
        ("06 12 34 56 78", "phone", "06 12 34 56 78"),
        ("(555) 123-4567", "phone", "(555) 123-4567"),
        ("tel. 030/123456", "phone", "030/123456"),
        ("móvil 612 345 678", "phone", "612 345 678"),
        ("電話 03-1234-5678", "phone", "03-1234-5678"),
        ("IBAN DE89 3704 0044 0532 0130 00 please", "iban", "DE89 3704 0044 0532 0130 00"),
        ("FR7630006000011234567890189", "iban", "FR7630006000011234567890189"),
        ("card 4111 1111 1111 1111 exp 12/28", "card", "4111 1111 1111 1111"),
        ("378282246310005", "card", "378282246310005"),
        ("born 12.03.1984 in Porto", "birth_date", "12.03.1984"),
        ("née le 4 mars 1979", "birth_date", "4 mars 1979"),
        ("生年月日 1990年3月5日", "birth_date", "1990年3月5日"),
        ("My SSN is 123-45-6789", "national_id", "123-45-6789"),
        ("DNI 12345678Z", "national_id", "12345678Z"),
        ("Codice fiscale RSSMRA85T10A562S", "national_id", "RSSMRA85T10A562S"),
        ("numéro de sécurité sociale 2 79 03 75 116 005 42", "national_id", "2 79 03 75 116 005 42"),
        ("Passport C01X00T47", "passport", "C01X00T47"),
        ("from 192.168.10.4 at noon", "ip", "192.168.10.4"),
        ("2001:0db8:85a3:0000:0000:8a2e:0370:7334", "ip", "2001:0db8:85a3:0000:0000:8a2e:0370:7334"),
        ("I live at 12 Baker Street, London NW1 6XE", "address", "12 Baker Street, London NW1 6XE"),
        ("Ich wohne in der Lindenstraße 14, 10115 Berlin", "address", "Lindenstraße 14, 10115 Berlin"),
        ("12 rue de la Paix, 75002 Paris.", "address", "12 rue de la Paix, 75002 Paris"),
        ("Calle Mayor 12, 28013 Madrid", "address", "Calle Mayor 12, 28013 Madrid"),
        ("Via Roma 15, 20121 Milano", "address", "Via Roma 15, 20121 Milano"),
        ("Kerkstraat 12, 9000 Gent", "address", "Kerkstraat 12, 9000 Gent"),
    ],
)
def test_personal_data_is_found_where_it_stands(text: str, kind: str, found: str) -> None:
    assert [(one.kind, text[one.start : one.end]) for one in find_personal_data(text)] == [(kind, found)]


@pytest.mark.parametrize(
    "text",
    [
        "Order 20231128-4471 for 140,000 EUR on 01.12.2026",
        "Order 4711-0815 of 12 December 2026, EUR 1,249.00",
        "EAN 4006381333931 and GTIN 4006381333931; ISBN 978-3-16-148410-0",
        "Tracking 00340434161094042557, batch 20260412, lot 0345678901",
        "The bottle holds 50 ml, is refilled 30 times and costs €118",
        "Offer 140.000 € in 2026, 12 x 1.200 pieces, 15 000 000 bottles",
        "Open Mon–Sat 10:00–19:00, from 01.12.2026 to 24.12.2026",
        "2026-12-01T09:00:00 to 2026-12-05, 2012-2016, 2026/27",
        "Version 2.10.3.4, chapter 3.2.1.4",
        "Size 1080 x 1350, ratio 16:9, 24/7, 2-3 times a day",
        "Budget: 80000-140000 EUR",
        "48.137154, 11.576124 and 3.14159265358979",
        "Run r-7k3f9qx2, draft d-00012345",
        "SKU 20-45-99-31, article no. 0221 4455667",
        "our VAT ID DE123456789",
        "The street smelled of rain. 12 roses on the way. We walked via Roma.",
        "in the Lindenallee, in May",
        "The house was born in 2011, geboren aus einer Idee",
        "Follow us @orrelune or #refill2026",
        "1 2 3 4 5 6 7 8",
        "4111 1111 1111 1112",
        "DE89 3704 0044 0532 0130 01",
    ],
)
def test_what_only_looks_like_it_is_left_alone(text: str) -> None:
    assert find_personal_data(text) == ()


def test_mask_puts_a_label_in_each_place() -> None:
    text = "Anna (anna@example.org, +49 30 1234567) lives at 12 Baker Street."
    assert mask(text, find_personal_data(text)) == "Anna ([e-mail], [phone]) lives at [address]."


def test_masked_text_holds_nothing_more() -> None:
    text = "card 4111 1111 1111 1111, IBAN DE89370400440532013000, born 12.03.1984, mail a@b.de"
    assert find_personal_data(mask(text, find_personal_data(text))) == ()


def test_mask_does_not_depend_on_the_order() -> None:
    found = (PersonalData(kind="phone", start=4, end=6), PersonalData(kind="email", start=0, end=2))
    assert mask("ab  cd", found) == "[e-mail]  [phone]"


def test_an_imei_is_no_payment_card() -> None:
    assert not [one for one in find_personal_data("IMEI 490154203237518") if one.kind == "card"]
    for number in ("4111 1111 1111 1111", "378282246310005", "5555-5555-5555-4444", "30569309025904"):
        assert [one for one in find_personal_data(f"Card {number}") if one.kind == "card"]
