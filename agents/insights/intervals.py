"""Figures with their 95 % intervals. Pure; a figure of no cases is None, never a made-up 0."""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, exp, floor, lgamma, log, log1p, sqrt
from statistics import NormalDist
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

CONFIDENCE = 0.95
_EXACT = 400  # cases up to which ranks come from the binomial itself


class Figure(BaseModel):
    """A measured value, the interval that holds it, and of how many cases it is. No value: nothing yet."""

    model_config = ConfigDict(frozen=True)

    n: int = 0
    value: float | None = None
    low: float | None = None  # None beside a value: too few cases for an interval
    high: float | None = None

    @property
    def bounded(self) -> bool:
        return self.value is not None and self.low is not None and self.high is not None


class Difference(BaseModel):
    """One figure less another one."""

    model_config = ConfigDict(frozen=True)

    value: float
    low: float | None = None
    high: float | None = None

    @property
    def clear(self) -> bool:
        """The interval leaves 0 out."""
        return self.low is not None and self.high is not None and (self.low > 0 or self.high < 0)


def wilson(hits: int, n: int, confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Interval of a share (Wilson 1927), which holds for few cases and near 0 and 1; `n` is at least 1."""
    z, p = _z(confidence), hits / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    reach = z / (1 + z * z / n) * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return max(0.0, middle - reach), min(1.0, middle + reach)


def share(hits: int, n: int, confidence: float = CONFIDENCE) -> Figure:
    if n == 0:
        return Figure()
    low, high = wilson(hits, n, confidence)
    return Figure(n=n, value=hits / n, low=low, high=high)


def quantile(values: Sequence[float], q: float, confidence: float = CONFIDENCE) -> Figure:
    """The median at 0.5, with an interval between two of the values themselves (order statistics, free of any
    distribution). With too few values there is none: five do not bound a median.
    """
    n = len(values)
    if n == 0:
        return Figure()
    ordered = sorted(values)
    low, high = _ranks(n, q, confidence)
    return Figure(
        n=n,
        value=_between(ordered, q),
        low=None if low is None or high is None else ordered[low - 1],
        high=None if low is None or high is None else ordered[high - 1],
    )


class Sums(NamedTuple):
    """Over n cases with a cost y and a yield x each."""

    n: int = 0
    y: float = 0.0
    x: float = 0.0
    yy: float = 0.0
    xy: float = 0.0
    xx: float = 0.0


def ratio(of: Sums, confidence: float = CONFIDENCE) -> Figure:
    """Σy / Σx, such as calls for each published draft; its variance by linearisation (Cochran, Sampling Techniques,
    3rd edition, 6.4). None where nothing was yielded yet; without an interval below 10 cases.
    """
    if of.n == 0 or of.x == 0:
        return Figure(n=of.n)
    value = of.y / of.x
    if of.n < 10:
        return Figure(n=of.n, value=value)
    spread = max(0.0, of.yy - 2 * value * of.xy + value * value * of.xx) / (of.n - 1)
    reach = _z(confidence) * sqrt(spread * of.n) / of.x
    return Figure(n=of.n, value=value, low=max(0.0, value - reach), high=value + reach)


def difference(now: Figure, before: Figure) -> Difference | None:
    """`now` less `before`, each independent of the other; for shares it is Newcombe's interval (Statistics in Medicine
    17, 1998), for others the same way of putting two intervals together (Zou and Donner, ibid. 27, 2008).
    """
    if now.value is None or before.value is None:
        return None
    value = now.value - before.value
    if now.low is None or now.high is None or before.low is None or before.high is None:
        return Difference(value=value)
    down = sqrt((now.value - now.low) ** 2 + (before.high - before.value) ** 2)
    up = sqrt((now.high - now.value) ** 2 + (before.value - before.low) ** 2)
    return Difference(value=value, low=value - down, high=value + up)


def _between(ordered: Sequence[float], q: float) -> float:
    place = q * (len(ordered) - 1)
    below = floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


@lru_cache(maxsize=1024)
def _ranks(n: int, q: float, confidence: float) -> tuple[int | None, int | None]:
    """Ranks from 1, with at least the tail's half beyond each of them (Hahn and Meeker, Statistical Intervals, 5.2)."""
    tail = (1 - confidence) / 2
    if n > _EXACT:
        reach = _z(confidence) * sqrt(n * q * (1 - q))
        low, high = floor(n * q - reach), ceil(n * q + reach) + 1
    else:
        below = [0.0]  # the probability of fewer than `rank` values under the quantile
        for count in range(n + 1):
            below.append(below[-1] + _chance(count, n, q))
        low = max((rank for rank in range(n + 1) if below[rank] <= tail), default=0)
        high = next((rank for rank in range(1, n + 1) if below[rank] >= 1 - tail), n + 1)
    return (low if low >= 1 else None), (high if high <= n else None)


def _chance(count: int, n: int, q: float) -> float:
    ways = lgamma(n + 1) - lgamma(count + 1) - lgamma(n - count + 1)
    return exp(ways + count * log(q) + (n - count) * log1p(-q))


@lru_cache(maxsize=8)
def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)
