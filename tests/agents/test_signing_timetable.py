"""When an approval nudges, asks the next, and expires."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from agents.policy.outcome import Requirement
from agents.signing.timetable import asked_by, timetable

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def needs(**more: object) -> Requirement:
    base = {"rule": "r", "reason": "B.", "policy_digest": "0" * 64, "kind": "sign", "roles": ("brand",), "quorum": 1}
    return Requirement.model_validate({**base, **more})


def test_a_day_with_one_reminder_and_two_to_ask() -> None:
    when = timetable(needs(deadline_minutes=1440, remind_minutes=(240, 240, 9_999), chain=("legal", "admin")), NOON)
    assert when.reminders == (NOON + timedelta(hours=4),)
    assert [(step.role, step.at - NOON) for step in when.chain] == [
        ("legal", timedelta(hours=18)),
        ("admin", timedelta(hours=21)),
    ]
    assert when.due == NOON + timedelta(hours=24)


def test_who_has_been_asked_by_now() -> None:
    requirement = needs(chain=("legal", "admin"))
    hours = [0, 18, 20, 21, 30]
    due = NOON + timedelta(hours=24)
    assert [len(asked_by(requirement, due, NOON + timedelta(hours=hour))) for hour in hours] == [0, 1, 1, 2, 2]


@given(st.integers(1, 100_000), st.lists(st.integers(1, 200_000), max_size=4), st.integers(0, 5))
def test_everything_happens_before_the_deadline(deadline: int, reminders: list[int], steps: int) -> None:
    chain = ("admin",) * steps
    when = timetable(needs(deadline_minutes=deadline, remind_minutes=tuple(reminders), chain=chain), NOON)
    assert all(NOON < at < when.due for at in [*when.reminders, *(step.at for step in when.chain)])
