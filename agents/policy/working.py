"""Deadlines in working time. Pure: a start, a length and the hours of a role give a moment."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from agents.policy.hours import Hours
from agents.policy.outcome import Plan, Requirement, Work

NEARS = 0.75  # of the time to the deadline: then the chain is asked, spread over what is left
LONGEST = 40_000  # days to look ahead
REASONS = 4
MINUTE = timedelta(minutes=1)
OVERNIGHT = "outside working hours"


def due(start: datetime, amount: timedelta, hours: Hours | None) -> datetime:
    """The moment, in UTC, at which so much working time has passed; without hours, by the clock.

    Always in working hours, at the latest when they end that day. An amount that lasts for more than a century is
    counted by the clock.
    """
    start = start.astimezone(UTC)
    if hours is None:
        return start + amount
    left = amount
    for day in hours.open_days(_today(start, hours), LONGEST):
        opens, closes = (moment.astimezone(UTC) for moment in hours.window(day))
        begins = max(start, opens)
        if begins >= closes:
            continue
        if left <= closes - begins:
            return begins + left
        left -= closes - begins
    return start + amount


def plan(requirement: Requirement, begun: datetime, calendars: Sequence[Hours | None]) -> Plan:
    """Of a round that begins now, for the roles with these hours. What is in working time counts for each of them
    apart, and the last to be through sets the moment.
    """
    calendars = calendars or [None]
    deadline = requirement.working_deadline
    length = timedelta(minutes=requirement.deadline_minutes)

    def at(amount: Work, share: float = 1.0) -> datetime:
        return max(due(begun, _length(amount, hours) * share, hours) for hours in calendars)

    def of_deadline(share: float) -> datetime:
        return begun + length * share if deadline is None else at(deadline, share)

    end = of_deadline(1)
    reminders = {begun + timedelta(minutes=minutes) for minutes in requirement.remind_minutes}
    reminders |= {at(each) for each in requirement.working_reminders}
    steps = len(requirement.chain)
    asked = ((role, of_deadline(NEARS + (1 - NEARS) * step / steps)) for step, role in enumerate(requirement.chain))
    return Plan(
        begun=begun,
        due=end,
        reminders=tuple(sorted(moment for moment in reminders if moment < end)),
        chain=tuple(asked),
        why=() if deadline is None else _why(begun, end, deadline, calendars),
    )


def _length(amount: Work, hours: Hours | None) -> timedelta:
    return amount.minutes(hours.a_day) * MINUTE if hours is not None else amount.minutes() * MINUTE


def _why(begun: datetime, end: datetime, amount: Work, calendars: Sequence[Hours | None]) -> tuple[str, ...]:
    """What lies between, in the hours of the role that set the deadline."""
    slowest = next(hours for hours in calendars if due(begun, _length(amount, hours), hours) == end)
    if slowest is None:
        return ()
    first, last = _today(begun, slowest), _today(end, slowest)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    reasons = list(dict.fromkeys(reason for day in days if (reason := slowest.shut(day)) is not None))
    if not reasons and begun + _length(amount, slowest) != end:
        reasons = [OVERNIGHT]
    return tuple(reasons[:REASONS] + (["more days off"] if len(reasons) > REASONS else []))


def _today(moment: datetime, hours: Hours) -> date:
    return moment.astimezone(ZoneInfo(hours.zone)).date()
