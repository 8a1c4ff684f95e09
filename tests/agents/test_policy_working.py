"""Deadlines in working time: always while somebody works, whatever the clocks and the holidays do."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from agents.policy.hours import DAYS, Hours
from agents.policy.outcome import Plan, Requirement, Work
from agents.policy.policy import Policy
from agents.policy.working import due, plan
from knowledge.brand import BRANDS_SHIPPED

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "UTC"]
HOUR = timedelta(hours=1)


def hours(**more: object) -> Hours:
    base = {"days": "mon-fri", "from": "09:00", "to": "17:30", "zone": "Europe/Berlin", "holidays": "DE-BE"}
    return Hours.model_validate({**base, **more})


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Berlin"))


def needs(**more: object) -> Requirement:
    base = {"rule": "r", "reason": "B.", "policy_digest": "0" * 64, "kind": "sign", "roles": ("brand",), "quorum": 1}
    return Requirement.model_validate({**base, **more})


def work(amount: int, unit: str = "hour") -> Work:
    return Work.model_validate({"amount": amount, "unit": unit})


@st.composite
def calendars(draw: st.DrawFn) -> Hours:
    opens = draw(st.integers(0, 1320))
    return hours(
        **{"from": opens, "to": draw(st.integers(opens + 120, 1440))},
        days=draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=7, unique=True)),
        zone=draw(st.sampled_from(ZONES)),
        holidays=draw(st.sampled_from([[], ["DE-BE"], ["US", "NL"]])),
        closed=draw(st.lists(st.dates(date(2025, 12, 1), date(2027, 2, 1)), max_size=4)),
    )


starts = st.datetimes(datetime(2025, 12, 20), datetime(2027, 1, 10), timezones=st.just(UTC))  # noqa: DTZ001
amounts = st.integers(1, 3_000).map(lambda minutes: timedelta(minutes=minutes))


def is_open(calendar: Hours, moment: datetime) -> bool:
    """Written apart from the code under test: by the local clock, the moment of closing included."""
    local = moment.astimezone(ZoneInfo(calendar.zone))
    candidates = [local.date(), local.date() - timedelta(days=1)]  # 24:00 is the next day's midnight
    for day in candidates:
        opens, closes = calendar.window(day)
        if calendar.shut(day) is None and opens.astimezone(UTC) <= moment <= closes.astimezone(UTC):
            return True
    return False


@settings(deadline=None)  # a place's holidays are worked out once
@given(starts, amounts, calendars())
def test_it_is_never_due_while_nobody_works_and_never_too_early(
    start: datetime, amount: timedelta, calendar: Hours
) -> None:
    end = due(start, amount, calendar)
    assert end.tzinfo is UTC
    assert end >= start + amount
    assert is_open(calendar, end)


@settings(deadline=None)
@given(starts, st.integers(0, 20_000), amounts, amounts, calendars())
def test_what_begins_later_or_takes_longer_is_due_no_earlier(
    start: datetime, later: int, amount: timedelta, more: timedelta, calendar: Hours
) -> None:
    end = due(start, amount, calendar)
    assert due(start + timedelta(minutes=later), amount, calendar) >= end
    assert due(start, amount + more, calendar) > end
    assert due(end, more, calendar) == due(start, amount + more, calendar), "the rest of the way takes the rest"


@given(starts, amounts)
def test_who_is_always_at_work_counts_by_the_clock(start: datetime, amount: timedelta) -> None:
    always = hours(days=list(DAYS), holidays=[], **{"from": "00:00", "to": "24:00"})
    assert due(start, amount, always) == due(start, amount, None) == start + amount


@pytest.mark.parametrize(
    ("start", "work_hours", "end"),
    [
        ("2026-11-02 10:00", 4, "2026-11-02 14:00"),
        ("2026-11-02 16:00", 4, "2026-11-03 11:30"),
        ("2026-11-06 16:00", 4, "2026-11-09 11:30"),  # over a weekend
        ("2026-11-07 12:00", 4, "2026-11-09 13:00"),  # filed on one
        ("2026-11-02 13:30", 4, "2026-11-02 17:30"),  # when they go home
        ("2026-11-02 06:00", 1, "2026-11-02 10:00"),
        ("2026-10-02 17:00", 1, "2026-10-05 09:30"),  # 3 October is a Saturday
        ("2025-10-02 17:00", 1, "2025-10-06 09:30"),  # and was a Friday
        ("2026-12-23 17:00", 10, "2026-12-28 10:00"),  # Christmas in one go: the 24th is worked, 25th and 26th are not
        ("2026-12-31 17:00", 1, "2027-01-04 09:30"),  # over New Year, into a weekend
        ("2026-03-27 17:00", 1, "2026-03-30 09:30"),  # the clocks go forward between
        ("2026-10-23 17:00", 1, "2026-10-26 09:30"),  # and back
    ],
)
def test_in_berlin(start: str, work_hours: int, end: str) -> None:
    assert due(berlin(start), HOUR * work_hours, hours()) == berlin(end)


def test_a_night_shift_loses_and_gains_the_hour_of_the_clocks() -> None:
    night = hours(days=list(DAYS), holidays=[], **{"from": "00:00", "to": "08:00"})
    assert due(berlin("2026-03-29 00:00"), HOUR * 7, night) == berlin("2026-03-29 08:00")
    assert due(berlin("2026-10-25 00:00"), HOUR * 9, night) == berlin("2026-10-25 08:00")


def test_hours_that_the_clocks_skip_are_no_working_time() -> None:
    skipped = hours(days=["sun"], holidays=[], **{"from": "02:00", "to": "03:00"})
    assert due(berlin("2026-03-28 12:00"), HOUR, skipped) == berlin("2026-04-05 03:00")


def test_a_working_day_is_as_long_as_the_day() -> None:
    times = plan(needs(working_deadline=work(1, "day")), berlin("2026-11-06 10:00"), [hours()])
    assert times.due == berlin("2026-11-09 10:00")
    saturday = plan(needs(working_deadline=work(1, "day")), berlin("2026-11-07 10:00"), [hours()])
    assert (saturday.due, saturday.why) == (berlin("2026-11-09 17:30"), ("weekend",))


def test_why_it_moved() -> None:
    def why(start: str, amount: Work, *calendars: Hours | None) -> tuple[str, ...]:
        return plan(needs(working_deadline=amount), berlin(start), calendars).why

    assert why("2026-11-02 10:00", work(4), hours()) == ()
    assert why("2026-11-02 16:00", work(4), hours()) == ("outside working hours",)
    assert why("2025-10-02 16:00", work(4), hours()) == ("3 October (German Unity Day)", "weekend")
    assert why("2026-11-02 10:00", work(1, "day"), hours(closed=["2026-11-03"])) == ("3 November",)
    assert why("2026-11-02 10:00", work(1, "day"), hours(days=["mon", "wed"])) == ("Tuesdays",)
    assert why("2026-12-21 10:00", work(20, "day"), hours(closed=["2026-12-24", "2026-12-31"])) == (
        "24 December",
        "25 December (Christmas Day)",
        "weekend",
        "31 December",
        "more days off",
    )
    assert why("2026-11-07 10:00", work(4), None) == ()


def test_the_slowest_role_sets_the_deadline() -> None:
    dutch = hours(zone="America/New_York", holidays="US")
    times = plan(needs(working_deadline=work(4)), berlin("2026-11-06 16:00"), [hours(), dutch, None])
    assert times.due == berlin("2026-11-09 11:30")  # New York is through on Friday evening
    assert times.why == ("weekend",)


def test_reminders_and_the_chain_keep_working_hours_too() -> None:
    needed = needs(
        working_deadline=work(8), working_reminders=(work(2), work(9)), remind_minutes=(60,), chain=("legal", "admin")
    )
    times = plan(needed, berlin("2026-11-06 15:30"), [hours()])
    assert times.reminders == (berlin("2026-11-06 16:30"), berlin("2026-11-06 17:30"))
    assert times.chain == (("legal", berlin("2026-11-09 13:00")), ("admin", berlin("2026-11-09 14:00")))
    assert times.due == berlin("2026-11-09 15:00")


def test_a_deadline_by_the_clock_does_not_wait_for_anybody() -> None:
    times = plan(needs(deadline_minutes=1440, working_reminders=(work(2),)), berlin("2026-11-06 16:30"), [hours()])
    assert times == Plan(begun=berlin("2026-11-06 16:30"), due=berlin("2026-11-07 16:30"))
    assert times.why == ()


def test_the_end_of_time_is_reached_by_the_clock() -> None:
    last = datetime.combine(date.max, time(12), tzinfo=UTC) - timedelta(days=30)
    assert due(last, HOUR * 500, hours(holidays=[])) == last + HOUR * 500


def test_days_as_people_write_them() -> None:
    assert hours(days="sun-thu").days == ("sun", "mon", "tue", "wed", "thu")
    assert hours(days="sat").days == ("sat",)
    assert hours(days="mon-mon").days == ("mon",)
    assert hours(days="mon-sun").days == DAYS


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({"days": "monday-friday"}, "names no days: write mon-fri"),
        ({"days": []}, "at least 1 item"),
        ({"from": "17:30", "to": "09:00"}, "it opens at 17:30 and closes at 09:00: close later"),
        ({"to": "25:00"}, "less than or equal to 1440"),
        ({"zone": "Europe/Bärlin"}, "'Europe/Bärlin' is no time zone: write one such as Europe/Berlin"),
        ({"holidays": "XX"}, "no public holidays are known for 'XX': list the days off under 'closed'"),
        ({"holidays": "DE-ZZ"}, "no public holidays are known for 'DE-ZZ'"),
        ({"holidays": "Germany"}, "write a country's code, such as NL or DE-BE"),
        ({"days": "sun", "holidays": "SE"}, "so nobody would ever work"),  # where each Sunday is a public holiday
        ({"closed": ["2026-02-30"]}, "valid date"),
    ],
)
def test_hours_that_make_no_sense(given_: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        hours(**given_)
    assert words in str(caught.value)


@given(st.integers(1, 999), st.sampled_from(["minute", "hour", "day"]))
@example(1, "day")
def test_lengths_read_as_they_are_written(amount: int, unit: str) -> None:
    said = str(work(amount, unit))
    assert said.split()[:2] == [str(amount), "working"]
    assert said.endswith("s") == (amount > 1)


def test_the_commented_example_of_a_new_brand_loads() -> None:
    text = (BRANDS_SHIPPED / "_template" / "policy.yaml").read_text(encoding="utf-8")
    start = text.index("# hours:")
    block = text[start : text.index("\n\n", start)]
    rules = text.replace(block, block.replace("# ", "")).replace("deadline: 24h  ", "deadline: 1 working day  ")
    found = Policy.parse(rules).file
    assert found.defaults.deadline == work(1, "day")
    assert [found.zone_of(role) for role in ("brand", "legal")] == ["Europe/Berlin", "Europe/Amsterdam"]
