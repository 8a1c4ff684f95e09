from datetime import UTC, datetime, timedelta

from agents.clock import ManualClock
from ui.web.throttle import FREE, LONGEST, Throttle


def made() -> tuple[ManualClock, Throttle]:
    clock = ManualClock(datetime(2027, 1, 1, tzinfo=UTC))
    return clock, Throttle(clock)


def test_a_few_tries_cost_nothing_and_further_ones_more_and_more() -> None:
    clock, throttle = made()
    waits = []
    for _ in range(14):
        waits.append(throttle.tried("here", "mara"))
        if waits[-1]:
            clock.advance(timedelta(seconds=waits[-1]))
            assert throttle.tried("here", "mara") == 0
    assert waits[:FREE] == [0.0] * FREE
    assert waits[FREE : FREE + 3] == [2.0, 4.0, 8.0]
    assert max(waits) == LONGEST


def test_a_try_that_is_not_looked_at_counts_for_nothing() -> None:
    _, throttle = made()
    waits = [throttle.tried("here", "mara") for _ in range(FREE + 20)]
    assert waits == [0.0] * FREE + [2.0] * 20


def test_one_name_from_many_places_and_many_names_from_one_both_count() -> None:
    _, throttle = made()
    for number in range(FREE):
        throttle.tried(f"place {number}", "Mara")
        throttle.tried("here", f"name {number}")
    assert throttle.tried("elsewhere", "mara") > 0
    assert throttle.tried("here", "somebody") > 0
    assert throttle.tried("elsewhere", "somebody") == 0


def test_a_right_password_and_half_an_hour_clear_it() -> None:
    clock, throttle = made()
    for _ in range(FREE):
        throttle.tried("here", "mara")
    throttle.forget("here", "mara")
    for _ in range(FREE):
        assert throttle.tried("here", "mara") == 0
    clock.advance(timedelta(hours=1))
    for _ in range(FREE):
        assert throttle.tried("here", "mara") == 0
    assert throttle.tried("here", "mara") > 0


def test_a_clock_that_goes_back_bars_nobody_until_it_has_caught_up() -> None:
    clock, throttle = made()
    for _ in range(FREE):
        throttle.tried("here", "mara")
    clock.advance(-timedelta(hours=1))
    assert 0 < throttle.tried("here", "mara") <= LONGEST
    clock.advance(timedelta(seconds=2))
    assert throttle.tried("here", "mara") == 0
