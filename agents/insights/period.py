"""A period, the one before it, and the days that its series go by."""

from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from knowledge.errors import InputError

DAYS = 30  # where nobody says how long
LONGEST = timedelta(days=3 * 366)
_STEPS = ((14, 1), (200, 7), (LONGEST.days, 28))  # up to so many days, so many in one point of a series


class Days(NamedTuple):
    since: date
    until: date  # the day after the last


class Period(NamedTuple):
    """From `since` to `until`, compared with what lies between `before` and `since`."""

    before: datetime
    since: datetime
    until: datetime

    @classmethod
    def of(cls, since: datetime | None, until: datetime | None, now: datetime) -> "Period":
        """Raises InputError where it ends before it begins, or is longer than three years."""
        end = (until or now).astimezone(UTC)
        begin = _midnight(end - timedelta(days=DAYS - 1)) if since is None else since.astimezone(UTC)
        if begin >= end:
            raise InputError(f"The period begins at {begin:%Y-%m-%d %H:%M} UTC, which is not before its end.")
        if end - begin > LONGEST:
            raise InputError("The period is longer than three years. Ask for a shorter one.")
        return cls(before=begin - (end - begin), since=begin, until=end)

    @property
    def series(self) -> tuple[Days, ...]:
        """Whole days in UTC, counted from the last one back: the oldest point may be of fewer days than the others."""
        end = self.until.date() if self.until.time() == time(0) else self.until.date() + timedelta(days=1)
        days = max(1, (end - self.since.date()).days)
        step = next(step for most, step in _STEPS if days <= most or step == _STEPS[-1][1])
        count = -(-days // step)
        return tuple(
            Days(max(self.since.date(), end - timedelta(days=step * left)), end - timedelta(days=step * (left - 1)))
            for left in range(count, 0, -1)
        )

    @property
    def places(self) -> dict[str, int]:
        """Day (ISO 8601) → the point of the series that it belongs to."""
        found: dict[str, int] = {}
        for number, days in enumerate(self.series):
            for offset in range((days.until - days.since).days):
                found[(days.since + timedelta(days=offset)).isoformat()] = number
        return found


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)
