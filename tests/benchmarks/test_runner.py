"""What runner, ledger, policy and signing cost beside the graph itself, with nodes that do nothing.

Both sides run the same graph, the same saver, the same durability, one gate and one decision a run, in turn, in one
process. The median of their ratios is the promise (at most 2). What the nodes themselves write to the ledger is their
own work (a draft, and that it went out): it is taken off and told apart.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from langchain_core.runnables import RunnableConfig
from langgraph.types import Command, interrupt

from agents.graph.build import Node, Step, build
from agents.graph.ids import draft_id
from agents.graph.state import NodeResult, RunState, StepNote
from agents.ledger import drafts, runs
from agents.runner.checkpoints import open_saver
from agents.service import Desk
from agents.signing.decision import Approve
from agents.views import AskRequest
from tests.agents.desks import BRAND_APPROVER, REQUESTER, a_desk, copy_home
from tools.findings import BrandReport

ROUNDS = 40
WARM_UP = 3
GREEN = BrandReport(rating="green", score=100, sections=(), findings=(), rules_digest="0" * 64)
PATH = {
    "intake": None,
    "triage": "retrieve",
    "retrieve": None,
    "copywriting": None,
    "brand_check": "choose",
    "choose": "file",
    "schedule": "publish",
    "publish": "__end__",
}
TRIAGE = {
    "route": "copywriting",
    "brief": {"focus": "the bottle", "channels": ["instagram"], "locales": ["en"]},
    "decided_by": "rule",
    "why": "benchmark",
}


def nothing(name: str) -> Node:
    goto = PATH[name]
    update: RunState = {"goto": goto} if goto else {}
    return lambda _state: NodeResult(update=update, note=StepNote(summary=""))


def idle(desk: Callable[[], Desk], own: list[float]) -> Callable[[Mapping[str, Node]], Mapping[str, Node]]:
    """Nodes that do nothing, but for the gate: `file` asks policy and files one approval, `approval` waits for it.

    `own` takes the seconds of what two nodes must write, so that there is something to sign and an end.
    """

    @contextmanager
    def counted() -> Iterator[None]:
        started = time.perf_counter()
        yield
        own.append(time.perf_counter() - started)

    def around(nodes: Mapping[str, Node]) -> Mapping[str, Node]:
        def copywriting(state: RunState) -> NodeResult:
            with counted():
                _one_draft(desk(), state["run"])
            return nothing("copywriting")(state)

        def publish(state: RunState) -> NodeResult:
            with counted(), desk().ledger.write() as connection:
                for draft in drafts.of_run(connection, state["run"]):
                    drafts.set_status(connection, draft.id, "published")
            return nothing("publish")(state)

        return {
            **nodes,
            **{name: nothing(name) for name in PATH},
            "copywriting": copywriting,
            "publish": publish,
        }

    return around


def _one_draft(desk: Desk, run: str) -> None:
    draft = draft_id(run, 1, "A", "instagram", "en")
    with desk.ledger.write() as connection:
        now = desk.clock.now()
        runs.change(connection, run, now, triage=TRIAGE, masked="the bottle", passages=[])
        drafts.create(
            connection,
            draft=draft,
            run=run,
            variant=1,
            alternative="A",
            channel="instagram",
            locale="en",
            audience=(),
            targets=("files",),
            plan=None,
        )
        drafts.add_version(
            connection,
            draft=draft,
            attempt=1,
            author="copydesk",
            fields={"caption": "One bottle."},
            citations=(),
            digest="0" * 64,
            note=None,
            now=now,
            report=GREEN,
        )


def bare(path: Path) -> Callable[[int], None]:
    """The same graph by itself: no ledger, no policy, no runner."""

    def gate(_state: RunState) -> NodeResult:
        interrupt({"gate": "approval"})
        return NodeResult(update={"goto": "schedule"}, note=StepNote(summary=""))

    def watch(_name: str, node: Node) -> Step:
        def step(state: RunState, config: RunnableConfig) -> RunState:
            return node(state).update

        return step

    nodes: dict[str, Node] = {name: nothing(name) for name in PATH}
    other: Node = lambda _state: NodeResult(update={"goto": "__end__"}, note=StepNote(summary=""))  # noqa: E731
    graph = build(
        {**nodes, "file": other, "approval": gate, "research": other, "escalation": other, "handoff": other},
        watch,
        open_saver(path),
    )

    def once(number: int) -> None:
        config: Any = {"configurable": {"thread_id": f"r-{number}"}}
        graph.invoke({"version": 1, "run": f"r-{number}"}, config, durability="sync")
        (waiting,) = graph.get_state(config).interrupts
        graph.invoke(Command(resume={waiting.id: {"gate": "approval"}}), config, durability="sync")
        graph.checkpointer.delete_thread(f"r-{number}")  # type: ignore[union-attr]

    return once


@pytest.fixture
def own() -> list[float]:
    return []


@pytest.fixture
def desk(tmp_path: Path, own: list[float]) -> Iterator[Desk]:
    holder: list[Desk] = []
    made = a_desk(copy_home(tmp_path / "home"), around=idle(lambda: holder[0], own))
    holder.append(made)
    yield made
    made.close()


def test_runner_against_the_bare_graph(benchmark: Any, desk: Desk, own: list[float], tmp_path: Path) -> None:
    once_bare = bare(tmp_path / "bare.db")
    times: dict[str, list[float]] = {"desk": [], "bare": [], "nodes": []}

    def ours() -> None:
        run = desk.ask(AskRequest(text="the bottle"), REQUESTER, "bench").run
        desk.wait(run, 30)
        (approval,) = desk.approvals()
        desk.decide(approval.id, Approve(), BRAND_APPROVER, "bench")
        assert desk.wait(run, 30).status == "published"

    def pair() -> None:
        for name, work in (("bare", lambda: once_bare(len(times["bare"]))), ("desk", ours)):
            started = time.perf_counter()
            own.clear()
            work()
            times[name].append(time.perf_counter() - started - sum(own))
        times["nodes"].append(sum(own))

    benchmark.pedantic(pair, rounds=ROUNDS, warmup_rounds=WARM_UP)
    desk_s, bare_s, nodes_s = (times[name][WARM_UP:] for name in ("desk", "bare", "nodes"))
    benchmark.extra_info["desk, ms"] = statistics.median(desk_s) * 1000
    benchmark.extra_info["bare graph, ms"] = statistics.median(bare_s) * 1000
    benchmark.extra_info["the nodes' own writes, ms"] = statistics.median(nodes_s) * 1000
    benchmark.extra_info["ratio of desk to bare graph"] = statistics.median(
        ours / theirs for ours, theirs in zip(desk_s, bare_s, strict=True)
    )
