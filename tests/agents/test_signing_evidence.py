"""How sure a desk is of what people do to its drafts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.signing.evidence import Evidence, enough, upper_bound


@pytest.mark.parametrize(
    ("changed", "decided"), [(0, 1), (0, 29), (1, 46), (3, 1000), (7, 30), (400, 5000), (0, 100_000)]
)
def test_it_is_clopper_and_pearsons_bound(changed, decided):
    beta = pytest.importorskip("scipy.stats", reason="SciPy is not installed").beta
    assert upper_bound(changed, decided) == pytest.approx(beta.ppf(0.95, changed + 1, decided - changed), rel=1e-6)


@pytest.mark.parametrize(("changed", "decided"), [(0, 0), (1, 1), (5, 5)])
def test_what_says_nothing_good_bounds_nothing(changed, decided):
    assert upper_bound(changed, decided) == 1.0


def test_twenty_nine_in_a_row_are_enough_for_ten_percent():
    assert enough(0.10) == 29
    assert upper_bound(0, 28) >= 0.10 > upper_bound(0, 29)


@given(st.integers(0, 60), st.integers(0, 60))
def test_more_of_the_good_lowers_it_and_more_of_the_bad_raises_it(unchanged, changed):
    here = Evidence.of(unchanged, changed)
    assert Evidence.of(unchanged + 1, changed).upper <= here.upper
    assert Evidence.of(unchanged, changed + 1).upper >= here.upper
    assert here.decided == 0 or here.upper >= changed / here.decided
