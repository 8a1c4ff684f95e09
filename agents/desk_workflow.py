"""A desk's policy in words and its workflow as a map, with what the ledger says of both."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from agents.benches import Benches
from agents.home import Home
from agents.ledger import audit
from agents.ledger import usage as kept
from agents.ledger.database import Ledger
from agents.policy import usage
from agents.policy.in_words import cases_in_words, clocks_in_words, rules_in_words
from agents.policy.policy import Policy
from agents.policy.usage import Filed
from agents.views import PolicyWords, StopView, WorkflowView
from knowledge.errors import InputError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row


MOST_DAYS = 3_660
MOST_KEPT = 32


class WorkflowDesk:
    def __init__(self, ledger: Ledger, home: Home, benches: Benches) -> None:
        self._ledger = ledger
        self._home = home
        self._benches = benches
        self._counted: dict[tuple[str, ...], PolicyWords | dict[str, StopView]] = {}

    def in_words(self, days: int, brand: str | None) -> PolicyWords:
        """Raises InputError for a time that cannot be looked back over."""
        name, since = self._home.folder(brand).brand.id, self._since(days)
        policy = self._benches.policy(name)
        with self._ledger.read() as connection:
            mark = self._mark(connection, "words", name, str(days), policy.digest)
            found = self._counted.get(mark)
            if not isinstance(found, PolicyWords):
                filed = [_filed(row) for row in kept.filed(connection, name, since)]
                found = _in_words(policy, name, days, filed, since)
                self._keep(mark, found)
        return found.model_copy(update={"text": policy.text})  # its digest does not tell comments apart

    def workflow(self, days: int, brand: str | None) -> WorkflowView:
        """Raises InputError as `in_words`."""
        from agents.graph.chart import STATUS, nodes
        from agents.graph.nodes import TITLES

        name, since = self._home.folder(brand).brand.id, self._since(days)
        with self._ledger.read() as connection:
            mark = self._mark(connection, "stops", name, str(days))
            stops = self._counted.get(mark)
            if not isinstance(stops, dict):
                stops = _stops(connection, name, since)
                self._keep(mark, stops)
            paused = kept.paused(connection, name)
        waiting = {node: paused.get(status, 0) for node, status in STATUS.items()}
        stops = {
            node: each.model_copy(update={"waiting": waiting.get(node, each.waiting)}) for node, each in stops.items()
        }
        return WorkflowView(nodes=tuple(nodes(TITLES, stops)), days=days, since=since)

    def _mark(self, connection: "Connection", *asked: str) -> tuple[str, ...]:
        """The same while nothing happens at the desk, for an hour at most: pages look every few seconds."""
        return (*asked, audit.head(connection), f"{self._ledger.clock.now():%Y-%m-%d %H}")

    def _keep(self, mark: tuple[str, ...], counted: PolicyWords | dict[str, StopView]) -> None:
        if len(self._counted) >= MOST_KEPT:
            self._counted = {}
        self._counted[mark] = counted

    def _since(self, days: int) -> datetime:
        if not 1 <= days <= MOST_DAYS:
            raise InputError(f"{days} days cannot be looked back over: between 1 and {MOST_DAYS:,}.")
        return self._ledger.clock.now() - timedelta(days=days)


def _in_words(policy: Policy, brand: str, days: int, filed: list[Filed], since: datetime) -> PolicyWords:
    decided, added, own = usage.decided(filed, since), usage.added(filed, since), usage.by_rule(filed)
    rules = tuple(
        rule.model_copy(
            update={
                "decided": decided.get(rule.id, 0),
                "added": added.get(rule.id, 0),
                "stops": usage.waited(own.get(rule.id, ()), since),
            }
        )
        for rule in rules_in_words(policy)
    )
    recent = [each for each in filed if each.created >= since]
    return PolicyWords(
        brand=brand,
        digest=policy.digest,
        text=policy.text,
        currency=policy.file.currency,
        timezone=policy.file.timezone,
        days=days,
        filed=len(recent),
        by_policy=sum(each.by_policy for each in recent),
        rules=rules,
        cases=tuple(cases_in_words(policy)),
        clocks=tuple(clocks_in_words(policy)),
    )


def _stops(connection: "Connection", brand: str, since: datetime) -> dict[str, StopView]:
    """Gate → what waited there. Other agents' tool calls are signed too, but not in this graph."""
    from agents.graph.chart import STATUS, Handed, Passing, passed, taken

    drafts = [_filed(row) for row in kept.filed(connection, brand, since) if row.subject_kind == "draft"]
    passings = [Passing(**row._mapping) for row in kept.gates(connection, brand, since, tuple(STATUS))]
    handed = [Handed(**row._mapping) for row in kept.handed(connection, brand, since)]
    return {
        "approval": usage.waited(drafts, since),
        "handoff": taken(handed, since),
        **{node: passed(passings, node) for node in STATUS},
    }


def _filed(row: "Row[Any]") -> Filed:
    rules = tuple(row.rule.split("+"))
    return Filed(rules=rules, kind=row.kind, status=row.status, created=row.created, decided_at=row.decided_at)
