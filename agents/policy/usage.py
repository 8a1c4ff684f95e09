"""How policy was used: which rule decided how often, how long its signers took, and what they turned down. Pure."""

from collections.abc import Iterable
from datetime import datetime
from statistics import median

from pydantic import BaseModel, ConfigDict

from agents.views.policy import StopView

BY_PEOPLE = ("approved", "rejected", "answered")


class Filed(BaseModel):
    """An approval. `rule` names first the one that decided, then those that added signers: "red-blocked+offer"."""

    model_config = ConfigDict(frozen=True, from_attributes=True)

    rule: str
    kind: str
    status: str
    created: datetime
    decided_at: datetime | None = None

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(self.rule.split("+"))

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


def waited(filed: Iterable[Filed], since: datetime, rule: str | None = None) -> StopView:
    """How long people took with what they decided since then; of one rule's, where it had a say."""
    own = [each for each in filed if not each.by_policy and (rule is None or rule in each.rules)]
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
