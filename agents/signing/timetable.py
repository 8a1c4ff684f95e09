"""When an approval nudges, asks the next in the chain, and expires. Pure: the scheduler brings the clock."""

from datetime import datetime, timedelta
from typing import NamedTuple

from agents.policy.outcome import Requirement
from agents.policy.working import plan


class Asked(NamedTuple):
    role: str
    at: datetime


class Timetable(NamedTuple):
    """Of one round. Reminders that would come after the deadline are left out."""

    begun: datetime
    reminders: tuple[datetime, ...]
    chain: tuple[Asked, ...]
    due: datetime


def timetable(requirement: Requirement, filed: datetime) -> Timetable:
    """A round in working time has its moments fixed; `filed` then says nothing."""
    fixed = requirement.plan or plan(requirement, filed, ())
    return Timetable(
        begun=fixed.begun,
        reminders=fixed.reminders,
        chain=tuple(Asked(role, at) for role, at in fixed.chain),
        due=fixed.due,
    )


def due_of(requirement: Requirement, filed: datetime) -> datetime:
    return timetable(requirement, filed).due


def of_round(requirement: Requirement, due: datetime) -> Timetable:
    """Of a round that is under way and ends then."""
    return timetable(requirement, due - timedelta(minutes=requirement.deadline_minutes))


def asked_by(requirement: Requirement, due: datetime, now: datetime) -> tuple[str, ...]:
    """Roles of the chain whose turn has come, in a round that ends at `due`."""
    return tuple(step.role for step in of_round(requirement, due).chain if step.at <= now)
