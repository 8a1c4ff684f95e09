"""How policy was used: which rule decided how often, how long its signers took, and what they turned down. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from agents.views.policy import StopView

BY_PEOPLE = ("approved", "rejected", "answered")


@dataclass(frozen=True, slots=True)
class Filed:
    """An approval. `rules`: first the one that decided, then those that added signers."""

    rules: tuple[str, ...]
    kind: str
    status: str
    created: datetime
    decided_at: datetime | None = None

    @property
    def by_policy(self) -> bool:
        return self.kind == "tier"


def decided(filed: Iterable[Filed], since: datetime) -> dict[str, int]:
    """Rule → how many of those filed since then it decided."""
    counted: dict[str, int] = {}
    for each in filed:
        if each.created >= since:
            counted[each.rules[0]] = counted.get(each.rules[0], 0) + 1
    return counted


def added(filed: Iterable[Filed], since: datetime) -> dict[str, int]:
    """Rule → for how many of those filed since then it named further signers."""
    counted: dict[str, int] = {}
    for each in filed:
        for rule in each.rules[1:] if each.created >= since else ():
            counted[rule] = counted.get(rule, 0) + 1
    return counted


def by_rule(filed: Iterable[Filed]) -> dict[str, list[Filed]]:
    """Rule → all that it had a say in."""
    found: dict[str, list[Filed]] = {}
    for each in filed:
        for rule in each.rules:
            found.setdefault(rule, []).append(each)
    return found


def waited(filed: Iterable[Filed], since: datetime) -> StopView:
    """How long people took with what they decided since then, and what waits for them."""
    own = [each for each in filed if not each.by_policy]
    over = [
        (each.status, (each.decided_at - each.created).total_seconds())
        for each in own
        if each.status in BY_PEOPLE and each.decided_at is not None and each.decided_at >= since
    ]
    return StopView(
        waits=len(over),
        median_seconds=median(seconds for _, seconds in over) if over else None,
        closed=len(over),
        ended=sum(status == "rejected" for status, _ in over),
        waiting=sum(each.status == "pending" for each in own),
    )
