"""`copydesk eval --live`: suites that a language model judges."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, get_args

import click

from knowledge.errors import InputError
from ui import words
from ui.cli.evaluate_bar import progress
from ui.cli.evaluate_running import Running
from ui.cli.frame import emit, note
from ui.cli.stopping import stopping

if TYPE_CHECKING:
    from agents.settings import Settings
    from evals.live.metrics import Case, Metric
    from evals.outcome import Run

JUDGE = "judge"  # is measured before any suite


def chosen(suites: tuple[str, ...]) -> "tuple[Metric, ...]":
    from evals.live.metrics import Metric

    known: tuple[Metric, ...] = get_args(Metric)
    unknown = next((name for name in suites if name not in known), None)
    if unknown is not None:
        raise InputError(f"There is no live suite '{unknown}'. Those with --live: {', '.join(known)}.")
    return tuple(name for name in known if name in suites) or known


def tell_plan(settings: "Settings", names: "tuple[Metric, ...]", *, as_json: bool) -> None:
    from evals.live.pairs import load_pairs
    from evals.live.plan import plan
    from evals.live.setup import opened

    through = _Counting(names)
    note(f"{words.count(len(names), 'suite')} counted, and nobody asked: the passages to judge are searched first…")
    with opened(settings) as live, progress(through.running) as news:

        def cases(name: "Metric") -> "Sequence[Case]":
            through.begins(name, news)
            return live.planned(name)

        through.begins(JUDGE, news)
        planned = plan(names, live.planner, load_pairs(), cases)
        through.ends(news)
        judge = live.planner().name
    if as_json:
        emit({"judge": judge, "total": planned.total.model_dump(), **planned.model_dump(mode="json")})
        return
    for name, bill in planned.suites.items():
        click.echo(f"{name:20}{bill.calls:6} calls, at most {bill.tokens:,} tokens; {bill.kept} kept from before")
    total = planned.total
    click.echo(f"{'all':20}{total.calls:6} calls of {judge}, at most {total.tokens:,} tokens; {total.kept} kept")
    note("Beside them the desk's own model writes the answers and drafts, where they are not kept from before.")


class _Counting:
    """One suite after the other, after the pairs that measure the judge."""

    def __init__(self, names: "tuple[Metric, ...]") -> None:
        self.running = Running(suites=len(names) + 1)
        self._suites, self._counted = len(names) + 1, 0
        self._now = ""

    def begins(self, name: str, news: Callable[[str], None]) -> None:
        self.ends(news)
        self._now = name
        self.running.begun(name)

    def ends(self, news: Callable[[str], None]) -> None:
        if self._now:
            self._counted += 1
            self.running.ended(self._now)
            news(f"{self._counted} of {self._suites}: {self._now} is counted")


def run(settings: "Settings", names: "tuple[Metric, ...]", max_calls: int) -> "Run":
    from agents.model.client import model_id
    from evals.live import suites
    from evals.live.pairs import load_pairs
    from evals.live.setup import opened

    writer = model_id(settings)
    running = Running(suites=len(names) + 1)
    with opened(settings) as live, stopping(live):
        judge = live.judge(max_calls)
        note(f"{judge.name} is measured first, then judges {words.count(len(names), 'suite')}…")
        through: list[str] = []
        with progress(running) as news:

            def told(name: str) -> None:
                through.append(name)
                running.ended(name)
                news(f"{len(through)} of {len(names) + 1}: {name} is through")

            pairs, begun = load_pairs(), running.counting
            made = suites.run(
                names, judge, pairs, live.cases, live.embed, jobs=live.slots, writer=writer, told=told, begun=begun
            )
        note(f"{judge.name}: {judge.bill}")
        return made
