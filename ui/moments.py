"""A date and time as people type it, in their brand's time zone."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from knowledge.errors import InputError
from ui.texts import say


def in_zone(moment: datetime, timezone: str) -> datetime:
    """Local time there, where it has no offset. Raises InputError for an hour that is left out in spring."""
    if moment.tzinfo:
        return moment
    zone = ZoneInfo(timezone)
    local = moment.replace(tzinfo=zone)
    try:
        shown = local.astimezone(UTC).astimezone(zone).replace(tzinfo=None)
    except OverflowError:  # at the calendar's ends no clock is changed
        return local
    if shown != moment:
        raise InputError(say("chat.no_such_time", time=moment.isoformat(" ", "minutes"), zone=timezone))
    return local
