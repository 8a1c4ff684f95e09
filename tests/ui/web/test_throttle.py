from datetime import UTC, datetime, timedelta

from agents.clock import ManualClock
from ui.web.throttle import FREE, FREE_FROM_ONE_PLACE, LONGEST, Throttle


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


def test_one_name_from_many_places_is_slowed_and_no_other_name_with_it() -> None:
    _, throttle = made()
    for number in range(FREE):
        throttle.tried(f"place {number}", "Mara")
    assert throttle.tried("elsewhere", "mara") > 0
    assert throttle.tried("place 1", "mara") > 0
    assert throttle.tried("place 1", "somebody") == 0


def test_one_persons_wrong_tries_keep_nobody_else_at_the_same_address_out() -> None:
    clock, throttle = made()
    for _ in range(30):
        throttle.tried("proxy", "mara")
        assert throttle.tried("proxy", "joost") == 0
        throttle.forget("proxy", "joost")
        clock.advance(timedelta(seconds=1))
    assert throttle.tried("proxy", "mara") > 0


def test_one_password_over_many_names_is_slowed() -> None:
    clock, throttle = made()
    waited = [throttle.tried("here", f"name {number}") for number in range(FREE_FROM_ONE_PLACE + 20)]
    assert waited == [0.0] * FREE_FROM_ONE_PLACE + [2.0] * 20
    assert throttle.tried("elsewhere", "name 1") == 0
    looked_at = 0
    for number in range(3_600):  # one a second, for an hour
        clock.advance(timedelta(seconds=1))
        looked_at += not throttle.tried("here", f"other {number}")
    assert looked_at < 120


def test_a_password_of_ones_own_makes_no_guesses_at_others_free() -> None:
    _, throttle = made()
    waited = []
    for number in range(FREE_FROM_ONE_PLACE + 1):
        waited.append(throttle.tried("here", f"name {number}"))
        if not throttle.tried("here", "own"):
            throttle.forget("here", "own")
    assert waited[-1] > 0


def test_a_team_at_one_address_that_misses_now_and_then_never_waits() -> None:
    clock, throttle = made()
    for number in range(2_000):
        assert throttle.tried("proxy", f"person {number % 300}") == 0
        clock.advance(timedelta(minutes=1))


def test_days_of_guessing_end_in_a_pause_and_in_no_error() -> None:
    clock, throttle = made()
    for _ in range(1_100):
        assert throttle.tried("here", "mara") == 0
        clock.advance(timedelta(seconds=LONGEST))
    assert throttle.tried("here", "mara") == 0
    assert throttle.tried("here", "mara") == LONGEST


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
