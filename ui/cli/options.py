"""Options that many commands share, and how their values are read."""

import re
from collections.abc import Callable
from datetime import datetime, time
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

if TYPE_CHECKING:
    from agents.graph.brief import Money

F = TypeVar("F", bound=Callable[..., Any])

as_json = click.option("--json", "as_json", is_flag=True, help="One JSON document on stdout.")
brand = click.option("--brand", metavar="ID", help="The brand; by default the home's own.")


def as_user(*, required: bool, helping: str = "Who does this.") -> Callable[[F], F]:
    return click.option("--as", "user", metavar="USER", required=required, help=helping)


def document_kind(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The kind itself; a word that is none is refused with the nearest that is."""
    from knowledge.documents import DocumentKind

    kinds = get_args(DocumentKind)
    if value is not None and value not in kinds:
        near = get_close_matches(value.lower().replace("-", "_").replace(" ", "_"), kinds, 1, cutoff=0.4)
        hint = f"did you mean '{near[0]}'? " if near else ""
        raise click.BadParameter(f"'{value}' is no kind; {hint}There are {', '.join(kinds)}.", param=option)
    return value


def language(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """As a tag is written: de, de-AT."""
    from knowledge.formats.frontmatter import language_tag

    tag = None if value is None else language_tag(value)
    if value is not None and tag is None:
        raise click.BadParameter(f"'{value:.40}' is no language tag such as de or pt-BR.", param=option)
    return tag


def money(text: str | None) -> "Money | None":
    if text is None:
        return None
    from ui.amounts import read_money

    return read_money(text)


def moment(text: str | None, timezone: str) -> datetime | None:
    """An ISO 8601 date or time; without an offset it is the brand's local time, without a time nine in the morning."""
    return None if text is None else _moment(text, timezone, time(9), "--when")


def since(text: str | None, timezone: str) -> datetime | None:
    """As `moment`; without a time from the day's beginning."""
    return None if text is None else _moment(text, timezone, time(0), "--since")


def day(text: str, timezone: str, option: str) -> datetime:
    """As `since`, for any option."""
    return _moment(text, timezone, time(0), option)


def _moment(text: str, timezone: str, of_day: time, option: str) -> datetime:
    try:
        parsed = datetime.fromisoformat(text.strip())
    except ValueError:
        raise click.BadParameter(
            f"'{text}' is no date or time, such as 2027-03-08 or 2027-03-08T09:30.", param_hint=option
        ) from None
    if re.fullmatch(r"[\d-]+|\d{4}-W\d\d(-\d)?", text.strip()):
        parsed = datetime.combine(parsed.date(), of_day)
    from ui.moments import in_zone

    return in_zone(parsed, timezone)


def line(text: str, name: str) -> str:
    """An argument that must say something."""
    if not text.strip():
        raise click.BadParameter("it is empty.", param_hint=name)
    return text
