"""The graph as data for a map: its steps, who or what each waits for, and how long that took. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from langgraph.graph import END

from agents.graph.build import WAYS
from agents.graph.drawing import PEOPLE, TIMES
from agents.views.policy import StopView, WorkNode

STOP = timedelta(seconds=1)  # between two steps: less is the machine's own time
STATUS: Mapping[str, str] = {"choose": "choosing", "schedule": "scheduled"}  # of a run that waits there


@dataclass(frozen=True, slots=True)
class Passing:
    """One time that a gate's step was done, beside the step before it; `last` of its run, which may have `finished`."""

    run: str
    node: str
    at: datetime
    before_at: datetime | None
    before_seconds: float | None
    last: bool
    finished: bool

    @property
    def wait(self) -> timedelta:
        if self.before_at is None:
            return timedelta()
        return self.at - self.before_at - timedelta(seconds=self.before_seconds or 0.0)


@dataclass(frozen=True, slots=True)
class Handed:
    """A case: how long nobody had taken it, and whether it was let go on."""

    status: str
    opened: datetime
    taken_at: datetime | None = None
    resolved_at: datetime | None = None


def nodes(titles: Mapping[str, str], stops: Mapping[str, StopView]) -> Iterator[WorkNode]:
    """Each step of the graph, in its order; a way that leads back to the same gate is left out."""
    for name, ways in WAYS.items():
        waits_for = PEOPLE.get(name) or TIMES.get(name)
        yield WorkNode(
            name=name,
            title=titles.get(name, name),
            kind="person" if name in PEOPLE else "clock" if name in TIMES else "machine",
            waits_for=waits_for,
            ways=tuple("" if way == END else way for way in ways if way != name),
            stops=stops.get(name, StopView()) if waits_for else None,
        )


def passed(passings: Iterable[Passing], node: str) -> StopView:
    """Of the runs that stopped there: each counts once, with all that it waited."""
    waits: dict[str, timedelta] = {}
    ended: set[str] = set()
    for each in passings:
        if each.node == node and each.wait >= STOP:
            waits[each.run] = waits.get(each.run, timedelta()) + each.wait
            ended |= {each.run} if each.last and each.finished else set()
    return StopView(
        waits=len(waits),
        median_seconds=median(wait.total_seconds() for wait in waits.values()) if waits else None,
        closed=len(waits),
        ended=len(ended),
    )


def taken(cases: Iterable[Handed], since: datetime) -> StopView:
    """How long cases waited for somebody to take them, and how many of those that ended were not released."""
    known = list(cases)
    waits = [
        (each.taken_at - each.opened).total_seconds()
        for each in known
        if each.taken_at is not None and each.taken_at >= since
    ]
    closed = [each for each in known if each.resolved_at is not None and each.resolved_at >= since]
    return StopView(
        waits=len(waits),
        median_seconds=median(waits) if waits else None,
        closed=len(closed),
        ended=sum(each.status == "resolved" for each in closed),
        waiting=sum(each.status == "open" for each in known),
    )
