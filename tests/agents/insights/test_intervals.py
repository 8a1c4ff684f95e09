"""Intervals that hold what they say, and nothing where there is nothing."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.insights.intervals import Figure, Sums, difference, quantile, ratio, share, wilson


@pytest.mark.parametrize(("hits", "n"), [(0, 1), (1, 1), (3, 10), (50, 100), (9_999, 10_000)])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_a_share_has_wilsons_interval(hits: int, n: int, confidence: float) -> None:
    stats = pytest.importorskip("scipy.stats", reason="SciPy is not installed")
    theirs = stats.binomtest(hits, n).proportion_ci(confidence, method="wilson")
    assert wilson(hits, n, confidence) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


@pytest.mark.parametrize("n", [6, 17, 100, 400, 401, 5_000])
@pytest.mark.parametrize("q", [0.5, 0.9])
def test_the_ranks_of_a_quantile_leave_at_most_a_tail_beyond_them(n: int, q: float) -> None:
    binom = pytest.importorskip("scipy.stats", reason="SciPy is not installed").binom
    found = quantile([float(value) for value in range(1, n + 1)], q)
    covered = 1.0
    if found.low is not None:
        covered -= binom.cdf(found.low - 1, n, q)
    if found.high is not None:
        covered -= 1 - binom.cdf(found.high - 1, n, q)
    assert covered >= 0.949
    if n >= 100:
        assert covered <= 0.98


def test_five_values_do_not_bound_a_median_and_six_do() -> None:
    assert quantile([1.0, 2.0, 3.0, 4.0, 5.0], 0.5) == Figure(n=5, value=3.0)
    assert quantile([1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 0.5) == Figure(n=6, value=3.5, low=1.0, high=6.0)


def test_nothing_has_no_value() -> None:
    assert share(0, 0) == quantile([], 0.5) == ratio(Sums()) == Figure()
    assert ratio(Sums(n=4, y=12.0)) == Figure(n=4)
    assert difference(Figure(), share(1, 2)) is None


def test_a_ratio_counts_what_led_to_nothing() -> None:
    """Ten requests of 3 calls, of which five published a draft each: 6 calls a draft."""
    found = ratio(Sums(n=10, y=30, x=5, yy=90, xy=15, xx=5))
    assert found.value == 6.0
    assert found.low is not None
    assert found.high is not None
    assert 0 <= found.low < 6 < found.high


def test_a_ratios_interval_covers() -> None:
    rng = random.Random(3)
    held = 0
    for _ in range(300):
        cases = [(rng.choice([2, 3, 6]), rng.choice([0, 1, 2])) for _ in range(80)]
        y, x = sum(a for a, _ in cases), sum(b for _, b in cases)
        sums = Sums(80, y, x, sum(a * a for a, _ in cases), sum(a * b for a, b in cases), sum(b * b for _, b in cases))
        found = ratio(sums)
        assert found.low is not None
        assert found.high is not None
        held += found.low <= 11 / 3 <= found.high
    assert 0.90 <= held / 300 <= 0.99


def test_the_difference_of_shares_is_newcombes() -> None:
    """56 of 70 less 48 of 80: his example, 0.0524 to 0.3339."""
    found = difference(share(56, 70), share(48, 80))
    assert found is not None
    assert (found.value, found.low, found.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert found.clear


@given(st.integers(0, 40), st.integers(1, 40), st.integers(0, 40), st.integers(1, 40))
def test_a_difference_turned_round_is_the_same_with_the_other_sign(a: int, n: int, b: int, m: int) -> None:
    here, there = share(min(a, n), n), share(min(b, m), m)
    one, other = difference(here, there), difference(there, here)
    assert one is not None
    assert other is not None
    assert (one.value, one.low, one.high) == pytest.approx((-other.value, -(other.high or 0), -(other.low or 0)))
