"""When a role works: days, hours, zone, public holidays and days off, as they stand in the policy file."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Annotated, Any, Literal, Self, get_args
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, field_validator, model_validator

from agents.policy.conditions import Condition, Minute
from agents.policy.fields import listed, zone

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = get_args(Day)
_CODE = re.compile(r"[A-Z]{2}(-[A-Za-z0-9 ]{1,40})?")


def _days(given: Any) -> Any:  # noqa: ANN401
    """`mon-fri`, `sat`, or a list of days."""
    if not isinstance(given, str) or given.count("-") != 1:
        return listed(given)
    first, last = given.split("-")
    if first not in DAYS or last not in DAYS:
        raise ValueError(f"'{given}' names no days: write mon-fri, or a list of {', '.join(DAYS)}")
    start, end = DAYS.index(first), DAYS.index(last)
    return (*DAYS, *DAYS)[start : end + 1 + (7 if end < start else 0)]


def _known(given: str) -> str:
    """Of a country, or of a part of it: `NL`, `DE-BE`."""
    if not _CODE.fullmatch(given):
        raise ValueError(f"'{given}' is no place with public holidays: write a country's code, such as NL or DE-BE")
    try:
        public_holidays(given, 2026)
    except NotImplementedError:
        raise ValueError(f"no public holidays are known for '{given}': list the days off under 'closed'") from None
    return given


Place = Annotated[str, AfterValidator(_known)]


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


class Hours(Condition):
    """`{days: mon-fri, from: "09:00", to: "17:30", zone: Europe/Berlin, holidays: DE-BE, closed: [2026-12-24]}`."""

    days: Annotated[tuple[Day, ...], BeforeValidator(_days), Field(min_length=1)] = DAYS[:5]
    opens: Minute = Field(alias="from")
    closes: Minute = Field(alias="to")
    zone: Annotated[str, AfterValidator(zone)]
    holidays: Annotated[tuple[Place, ...], BeforeValidator(listed)] = ()
    closed: tuple[date, ...] = ()

    @field_validator("closed", mode="before")
    @classmethod
    def _dates(cls, given: Any) -> Any:  # noqa: ANN401
        return listed(given)

    @model_validator(mode="after")
    def _opens_before_it_closes(self) -> Self:
        if self.opens >= self.closes:
            raise ValueError(f"it opens at {_clock(self.opens)} and closes at {_clock(self.closes)}: close later")
        if next(self.open_days(date(2026, 1, 1), 366), None) is None:
            raise ValueError("these days are all weekends, holidays or closed, so nobody would ever work: name others")
        return self

    @property
    def a_day(self) -> int:
        """Minutes."""
        return self.closes - self.opens

    def shut(self, day: date) -> str | None:
        """Why nobody works on this day: "weekend", "3 October (German Unity Day)"; None where they do."""
        if DAYS[day.weekday()] not in self.days:
            return "weekend" if day.weekday() >= 5 else f"{day:%A}s"
        if day in self.closed:
            return f"{day.day} {day:%B}"
        named = next((name for place in self.holidays if (name := public_holidays(place, day.year).get(day))), None)
        return f"{day.day} {day:%B} ({named})" if named else None

    def window(self, day: date) -> tuple[datetime, datetime]:
        """From opening to closing on this day, whether anybody works then or not. Aware, in the role's zone."""
        at = ZoneInfo(self.zone)
        midnight = datetime.combine(day, time())
        opens, closes = (midnight + timedelta(minutes=minute) for minute in (self.opens, self.closes))
        return opens.replace(tzinfo=at), closes.replace(tzinfo=at)

    def open_days(self, start: date, longest: int) -> Iterator[date]:
        """Days of work from `start` on, among as many days."""
        days = (start + timedelta(days=n) for n in range(min(longest, (date.max - start).days)))
        return (day for day in days if self.shut(day) is None)


@lru_cache(maxsize=512)
def public_holidays(place: str, year: int) -> dict[date, str]:
    """In English where the library speaks it. Raises NotImplementedError for a place that it does not know."""
    import holidays

    country, _, part = place.partition("-")
    found = holidays.country_holidays(country, subdiv=part or None, years=year, language="en_US")
    return {day: name for day, name in found.items() if day.year == year}
