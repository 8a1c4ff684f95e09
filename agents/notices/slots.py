"""When digests are due. Pure."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from agents.notices.settings import DAYS, Digest

BACK = 8  # days: a week, and a day for the time zone


def latest(digest: Digest, timezone: str, now: datetime) -> datetime | None:
    """The last time at or before now at which a digest was due, in UTC."""
    zone = ZoneInfo(digest.timezone or timezone)
    today = now.astimezone(zone).date()
    for back in range(BACK):
        day = today - timedelta(days=back)
        if DAYS[day.weekday()] not in digest.days:
            continue
        for moment in sorted(digest.at, reverse=True):
            slot = datetime.combine(day, moment, tzinfo=zone).astimezone(UTC)
            if slot <= now:
                return slot
    return None
