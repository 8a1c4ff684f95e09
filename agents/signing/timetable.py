"""When an approval nudges, asks the next in the chain, and expires. Pure: the scheduler brings the clock."""

from datetime import datetime, timedelta
from typing import NamedTuple

from agents.policy.outcome import Requirement

NEARS = 0.75  # of the time to the deadline: then the chain is asked, spread over what is left


class Asked(NamedTuple):
    role: str
    at: datetime


class Timetable(NamedTuple):
    """Of one round. Reminders that would come after the deadline are left out."""

    reminders: tuple[datetime, ...]
    chain: tuple[Asked, ...]
    due: datetime


def timetable(requirement: Requirement, filed: datetime) -> Timetable:
    length = timedelta(minutes=requirement.deadline_minutes)
    reminders = sorted({timedelta(minutes=minutes) for minutes in requirement.remind_minutes})
    steps = len(requirement.chain)
    return Timetable(
        reminders=tuple(filed + after for after in reminders if after < length),
        chain=tuple(
            Asked(role, filed + length * (NEARS + (1 - NEARS) * step / steps))
            for step, role in enumerate(requirement.chain)
        ),
        due=filed + length,
    )


def asked_by(requirement: Requirement, filed: datetime, now: datetime) -> tuple[str, ...]:
    """Roles of the chain whose turn has come."""
    return tuple(step.role for step in timetable(requirement, filed).chain if step.at <= now)
