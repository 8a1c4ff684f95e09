from datetime import UTC, datetime
from decimal import Decimal

import pytest

from knowledge.errors import InputError
from ui.amounts import read_money
from ui.cli.options import moment


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("140000 EUR", "140000", "EUR"),
        ("EUR 140,000", "140000", "EUR"),
        ("€140k", "140000", "EUR"),
        ("140.000 EUR", "140000", "EUR"),
        ("1'200.50 CHF", "1200.50", "CHF"),
        ("$1.5M", "1500000", "USD"),
        ("38,00 EUR", "38", "EUR"),
        ("140 000 EUR", "140000", "EUR"),
    ],
)
def test_money_is_read_as_people_write_it(text: str, amount: str, currency: str) -> None:
    money = read_money(text)
    assert (money.amount, money.currency) == (Decimal(amount), currency)


@pytest.mark.parametrize(
    "text", ["", "140000", "EUR", "140000 EUR EUR", "EUR 5 USD", "-5 EUR", "five EUR", "1,00,0 EUR"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="140000 EUR"):
        read_money(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2027-03-08", datetime(2027, 3, 8, 8, 0, tzinfo=UTC)),
        ("2027-07-08T09:30", datetime(2027, 7, 8, 7, 30, tzinfo=UTC)),
        ("2027-03-08T09:30Z", datetime(2027, 3, 8, 9, 30, tzinfo=UTC)),
    ],
)
def test_a_time_without_an_offset_is_the_brands_own(text: str, expected: datetime) -> None:
    assert moment(text, "Europe/Berlin") == expected
