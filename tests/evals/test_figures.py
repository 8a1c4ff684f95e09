"""Intervals hold what they should, and a difference is shown only where its interval leaves zero out."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.figures import NOTHING, RESAMPLES, SEED, Figure, difference, mean, of, share

CASES = [f"case-{number}" for number in range(60)]


def test_intervals_are_wilsons_and_the_bootstraps() -> None:
    figure = share([True] * 9 + [False])
    assert (figure.low, figure.high) == (pytest.approx(0.5958, abs=1e-3), pytest.approx(0.9821, abs=1e-3))
    assert mean([1.0] * 5) == mean([1.0] * 5)
    assert (mean([1.0] * 5).low, mean([1.0] * 5).high) == (1, 1)
    assert math.isnan(share([]).value)
    assert math.isnan(mean([]).value)


@pytest.mark.parametrize("n", [1, 2, 7, 126])
def test_a_means_interval_is_what_pythons_own_draws_give(n: int) -> None:
    values = [1 / random.Random(case).randint(1, 9) for case in range(n)]
    rng = random.Random(SEED)
    means = sorted(sum(rng.choices(values, k=n)) / n for _ in range(RESAMPLES))
    figure = mean(values)
    assert (figure.low, figure.high) == pytest.approx((means[50], means[1950]), abs=1e-12)


def test_ones_and_zeros_are_a_share_and_all_else_is_a_mean() -> None:
    assert of([1.0, 0.0, 1.0, 1.0]) == share([True, False, True, True])
    assert of([1.0, 0.5]) == mean([1.0, 0.5])
    assert of([]).n == 0


def test_a_figure_without_cases_is_kept_and_read_back() -> None:
    assert math.isnan(Figure.model_validate_json(NOTHING.model_dump_json()).value)


@given(st.lists(st.booleans(), min_size=1, max_size=200))
def test_an_interval_holds_its_value_and_stays_between_0_and_1(hits: list[bool]) -> None:
    figure = share(hits)
    assert 0 <= figure.low <= figure.value + 1e-12
    assert figure.value - 1e-12 <= figure.high <= 1


def test_a_gain_in_every_case_is_shown() -> None:
    before, after = dict.fromkeys(CASES, 0.0), {case: float(number % 2) for number, case in enumerate(CASES)}
    gap = difference(before, after)
    assert gap is not None
    assert (gap.value, gap.paired, gap.n, gap.shown) == (0.5, True, 60, True)
    assert 0.3 < gap.low < 0.5 < gap.high < 0.7
    assert gap == difference(before, after)


def test_as_many_gains_as_losses_show_nothing() -> None:
    before = {case: float(number % 2) for number, case in enumerate(CASES)}
    after = {case: 1 - value for case, value in before.items()}
    gap = difference(before, after)
    assert gap is not None
    assert (gap.value, gap.shown) == (0, False)


def test_pairing_shows_what_two_samples_do_not() -> None:
    """Every case gains a little; between the cases lie whole ones."""
    before = {case: number / 6 for number, case in enumerate(CASES)}
    after = {case: value + 0.1 for case, value in before.items()}
    paired = difference(before, after)
    apart = difference(before, {f"other-{case}": value for case, value in after.items()})
    assert paired is not None
    assert apart is not None
    assert (paired.shown, paired.paired) == (True, True)
    assert (apart.shown, apart.paired) == (False, False)


def test_one_case_or_none_shows_nothing() -> None:
    gap = difference({"a": 0.0}, {"a": 1.0})
    assert gap is not None
    assert not gap.shown
    assert difference({}, {"a": 1.0}) is None
