"""Figures with their uncertainty."""

import math
import random
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from agents.insights.intervals import wilson

RESAMPLES = 2_000


class Figure(BaseModel):
    """A measured value with its 95 % interval and the number of cases; nan where there are none."""

    model_config = ConfigDict(frozen=True, ser_json_inf_nan="null")

    value: float
    low: float
    high: float
    n: int

    def __str__(self) -> str:
        return f"{self.value:.2f} [{self.low:.2f}, {self.high:.2f}], n = {self.n}"


def share(hits: Sequence[bool]) -> Figure:
    """A proportion with Wilson's interval."""
    n = len(hits)
    if not n:
        return Figure(value=math.nan, low=math.nan, high=math.nan, n=0)
    low, high = wilson(sum(hits), n)
    return Figure(value=sum(hits) / n, low=low, high=high, n=n)


def mean(values: Sequence[float]) -> Figure:
    """A mean with a percentile bootstrap's interval; the same values, the same interval."""
    n = len(values)
    if not n:
        return Figure(value=math.nan, low=math.nan, high=math.nan, n=0)
    rng = random.Random(7)
    means = sorted(sum(rng.choices(values, k=n)) / n for _ in range(RESAMPLES))
    low, high = means[int(0.025 * RESAMPLES)], means[int(0.975 * RESAMPLES)]
    return Figure(value=sum(values) / n, low=low, high=high, n=n)
