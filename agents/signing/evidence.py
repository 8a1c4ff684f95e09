"""What people did to the drafts that a tier would have signed, as a share with its upper bound. Pure."""

from math import exp, lgamma, log, log1p
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Outcome = Literal["unchanged", "edited", "revised", "rejected", "recalled"]
CLOSES: frozenset[Outcome] = frozenset({"rejected", "recalled"})  # one is enough
CONFIDENCE = 0.95
_STEPS = 60  # of halving: far below what a share needs


class Evidence(BaseModel):
    """Drafts of one tier that people decided about, or took back. `str()` of it is for people."""

    model_config = ConfigDict(frozen=True)

    unchanged: int = Field(default=0, ge=0)
    changed: int = Field(default=0, ge=0)  # edited, sent back, rejected or recalled
    upper: float = 1.0  # of the share changed: its one-sided 95 % bound

    @property
    def decided(self) -> int:
        return self.unchanged + self.changed

    @classmethod
    def of(cls, unchanged: int, changed: int) -> "Evidence":
        return cls(unchanged=unchanged, changed=changed, upper=upper_bound(changed, unchanged + changed))

    def __str__(self) -> str:
        if not self.decided:
            return "nothing decided yet"
        return f"{self.changed} of {self.decided} changed or rejected; at most {self.upper:.1%}, with 95 % confidence"


def upper_bound(changed: int, decided: int) -> float:
    """One-sided 95 % bound on a share, exact (Clopper and Pearson, Biometrika 26, 1934); 1 where nothing is known.

    The share at which so few or fewer would have been changed in one of twenty such series.
    """
    if decided == 0 or changed >= decided:
        return 1.0
    low, high = max(changed / decided, 1e-12), 1 - 1e-12
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_most(changed, decided, middle) > 1 - CONFIDENCE else (low, middle)
    return high


def enough(limit: float) -> int:
    """How many unchanged drafts in a row bring the bound below `limit`."""
    count = 1
    while upper_bound(0, count) >= limit:
        count += 1
    return count


def _at_most(changed: int, decided: int, share: float) -> float:
    """The probability of `changed` or fewer of `decided`; through logarithms, which large numbers do not overflow."""
    whole = lgamma(decided + 1)
    return sum(
        exp(whole - lgamma(n + 1) - lgamma(decided - n + 1) + n * log(share) + (decided - n) * log1p(-share))
        for n in range(changed + 1)
    )
