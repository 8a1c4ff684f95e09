"""Figures with their uncertainty, and what lies between two of them. The same values give the same interval."""

import math
import random
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from agents.insights.intervals import wilson

if TYPE_CHECKING:
    import numpy as np

RESAMPLES = 2_000
SEED = 7
ENOUGH = 2  # cases that have a spread

Tally = tuple[int, int]  # hits, of how many


# JSON has no nan and no infinity: both are kept as null, and nan is read back
Number = Annotated[float, BeforeValidator(lambda value: math.nan if value is None else value)]


class Figure(BaseModel):
    """A measured value with its 95 % interval and the number of cases; nan where there are none.

    `unit`: what `n` counts, where it is no cases.
    """

    model_config = ConfigDict(frozen=True, ser_json_inf_nan="null")

    value: Number
    low: Number
    high: Number
    n: int
    unit: str = ""

    @property
    def cases(self) -> str:
        return f"{self.n:,} {self.unit}".rstrip()

    def __str__(self) -> str:
        return f"{self.value:.2f} [{self.low:.2f}, {self.high:.2f}], n = {self.cases}"


class Difference(BaseModel):
    """The second of two figures less the first, with a 95 % interval by bootstrap."""

    model_config = ConfigDict(frozen=True, ser_json_inf_nan="null")

    value: Number
    low: Number
    high: Number
    n: int  # pairs; where the cases are not the same, the smaller number of cases
    paired: bool

    @property
    def shown(self) -> bool:
        """False where the interval holds zero: then nothing is shown, neither a gain nor that there is none."""
        return self.low > 0 or self.high < 0


NOTHING = Figure(value=math.nan, low=math.nan, high=math.nan, n=0)


def of(values: Collection[float]) -> Figure:
    """A share where every value is 0 or 1, else a mean."""
    given = list(values)
    return share([value == 1 for value in given]) if set(given) <= {0, 1} else mean(given)


def share(hits: Sequence[bool]) -> Figure:
    """A proportion with Wilson's interval."""
    if not hits:
        return NOTHING
    low, high = wilson(sum(hits), len(hits))
    return Figure(value=sum(hits) / len(hits), low=low, high=high, n=len(hits))


def mean(values: Sequence[float]) -> Figure:
    """A mean with a percentile bootstrap's interval."""
    n = len(values)
    if not n:
        return NOTHING
    low, high = _spread(tuple(values))
    return Figure(value=sum(values) / n, low=low, high=high, n=n)


@lru_cache(maxsize=256)  # a suite's figures are asked for again and again: by its gates, its summary, its parts
def _spread(values: tuple[float, ...]) -> tuple[float, float]:
    """Draws what `random.Random(SEED).choices` would: both generators are the same one, and sums run left to right."""
    import numpy as np

    n = len(values)
    _, state, _ = random.Random(SEED).getstate()
    rng = np.random.RandomState()
    rng.set_state(("MT19937", np.array(state[:-1], dtype=np.uint32), state[-1], 0, 0.0))
    drawn = np.array(values)[(rng.random_sample((RESAMPLES, n)) * n).astype(np.intp)]
    means = np.sort(np.cumsum(drawn, axis=1)[:, -1] / n)
    return float(means[int(0.025 * RESAMPLES)]), float(means[int(0.975 * RESAMPLES)])


def difference(before: Mapping[str, float], after: Mapping[str, float]) -> Difference | None:
    """By case where both measured the same cases, else of two samples; None where one of them has no case."""
    import numpy as np
    from scipy.stats import bootstrap

    if not before or not after:
        return None
    one, other = (np.array([side[key] for key in sorted(side)]) for side in (before, after))
    paired, value, n = before.keys() == after.keys(), float(other.mean() - one.mean()), min(len(one), len(other))
    if n < ENOUGH:
        return Difference(value=value, low=-math.inf, high=math.inf, n=n, paired=paired)
    how = {"n_resamples": RESAMPLES, "method": "percentile", "rng": np.random.default_rng(SEED)}
    drawn = bootstrap((other - one,), np.mean, **how) if paired else bootstrap((one, other), _gain, **how)
    interval = drawn.confidence_interval
    return Difference(value=value, low=float(interval.low), high=float(interval.high), n=n, paired=paired)


def rate_difference(before: Mapping[str, Tally], after: Mapping[str, Tally]) -> Difference | None:
    """Of two rates over all cases together, such as precision, where a case has any number of findings.

    Cases are drawn, each with what both sides found in it. None where the cases differ or one side has nothing.
    """
    import numpy as np

    counted = [key for key in sorted(before) if before[key][1] or after.get(key, (0, 0))[1]]
    if before.keys() != after.keys() or not any(before[key][1] for key in counted):
        return None
    if not any(after[key][1] for key in counted):
        return None
    table = np.array([(*before[key], *after[key]) for key in counted], dtype=float)
    value, n = _rate_gain(table.sum(axis=0)), len(counted)
    if n < ENOUGH:
        return Difference(value=value, low=-math.inf, high=math.inf, n=n, paired=True)
    rng = np.random.default_rng(SEED)
    drawn = [_rate_gain(table[rng.integers(n, size=n)].sum(axis=0)) for _ in range(RESAMPLES)]
    low, high = np.nanpercentile(drawn, (2.5, 97.5))
    return Difference(value=value, low=float(low), high=float(high), n=n, paired=True)


def _rate_gain(sums: "np.ndarray") -> float:
    """nan where a draw left one side without any."""
    hits, of, later_hits, later_of = (float(each) for each in sums)
    return later_hits / later_of - hits / of if of and later_of else math.nan


def _gain(one: "np.ndarray", other: "np.ndarray", axis: int = -1) -> "np.ndarray":
    """Of arrays of any shape, as SciPy calls it."""
    gained: np.ndarray = other.mean(axis=axis) - one.mean(axis=axis)
    return gained
