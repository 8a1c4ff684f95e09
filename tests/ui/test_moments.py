"""Local times: each is an instant, but for the hour that is left out in spring."""

from datetime import datetime, timedelta

import pytest

from knowledge.errors import InputError
from ui.moments import in_zone


@pytest.mark.parametrize("text", ["2027-03-28T01:59", "2027-03-28T03:00", "2027-10-31T02:30", "2027-03-08T09:30"])
def test_a_local_time_is_one_of_the_zone(text: str) -> None:
    moment = in_zone(datetime.fromisoformat(text), "Europe/Amsterdam")
    assert moment.isoformat().startswith(text)
    assert moment.utcoffset() in {timedelta(hours=1), timedelta(hours=2)}


@pytest.mark.parametrize("text", ["2027-03-28T02:00", "2027-03-28T02:30"])
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(InputError, match=r"2027-03-28 02:\d0 does not exist in Europe/Amsterdam: the clocks"):
        in_zone(datetime.fromisoformat(text), "Europe/Amsterdam")
    assert in_zone(datetime.fromisoformat(text), "UTC").utcoffset() == timedelta()


@pytest.mark.parametrize("text", ["0001-01-01T00:00", "9999-12-31T23:59"])
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_the_ends_of_the_calendar_break_nothing(text: str, zone: str) -> None:
    assert in_zone(datetime.fromisoformat(text), zone).replace(tzinfo=None) == datetime.fromisoformat(text)


def test_an_offset_is_kept() -> None:
    given = datetime.fromisoformat("2027-03-28T02:30+05:00")
    assert in_zone(given, "Europe/Amsterdam") is given
