"""Options that many commands share, and how their values are read."""

import re
from collections.abc import Callable
from datetime import datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import click

if TYPE_CHECKING:
    from agents.graph.brief import Money

F = TypeVar("F", bound=Callable[..., Any])

_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "¥": "JPY"}
_AMOUNT = re.compile(
    r"(?P<before>[A-Z]{3}|[€$£¥])?\s*(?P<whole>\d{1,3}(?:[,.']\d{3})+|\d+)(?:[.,](?P<fraction>\d{1,2}))?"
    r"\s*(?P<unit>[kKmM]?)\s*(?P<after>[A-Z]{3}|[€$£¥])?"
)
_THOUSANDS = {"": 1, "k": 1_000, "m": 1_000_000}

as_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
brand = click.option("--brand", metavar="ID", help="The brand; by default the home's own.")


def as_user(*, required: bool, default: str | None = None, helping: str = "Who does this.") -> Callable[[F], F]:
    return click.option("--as", "user", metavar="USER", required=required, default=default, help=helping)


def money(text: str | None) -> "Money | None":
    """ "140000 EUR", "EUR 140,000", "€140k". Thousands may be grouped; a fraction has one or two digits."""
    if text is None:
        return None
    from agents.graph.brief import Money

    found = _AMOUNT.fullmatch(text.strip())
    currency = found and (found["before"] or found["after"])
    if not found or not currency or (found["before"] and found["after"]):
        raise click.BadParameter(f"'{text}' is no amount with a currency, such as 140000 EUR.", param_hint="--value")
    digits = re.sub(r"[,.']", "", found["whole"])
    amount = Decimal(f"{digits}.{found['fraction'] or 0}") * _THOUSANDS[found["unit"].lower()]
    return Money(amount=amount, currency=_SIGNS.get(currency, currency))


def moment(text: str | None, timezone: str) -> datetime | None:
    """An ISO 8601 date or time; without an offset it is the brand's local time, without a time nine in the morning."""
    if text is None:
        return None
    try:
        parsed = datetime.fromisoformat(text.strip())
    except ValueError:
        raise click.BadParameter(
            f"'{text}' is no date or time, such as 2027-03-08 or 2027-03-08T09:30.", param_hint="--when"
        ) from None
    if re.fullmatch(r"[\d-]+|\d{4}-W\d\d(-\d)?", text.strip()):
        parsed = datetime.combine(parsed.date(), time(9))
    return parsed if parsed.tzinfo else parsed.replace(tzinfo=ZoneInfo(timezone))


def line(text: str, name: str) -> str:
    """An argument that must say something."""
    if not text.strip():
        raise click.BadParameter("it is empty.", param_hint=name)
    return text
