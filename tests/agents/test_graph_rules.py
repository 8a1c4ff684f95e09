"""The twelve rules of the graph, each one learnt from somebody's bug."""

import ast
import inspect
import json
import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from langgraph.types import StateSnapshot
from pydantic import ValidationError

from agents.clock import ManualClock
from agents.graph import nodes as node_package
from agents.graph.build import WAYS, Node, build
from agents.graph.drawing import mermaid
from agents.graph.nodes import all_nodes
from agents.graph.state import GATES, STATE_VERSION, LedgerMoved, NodeResult, RunState
from agents.model.scripted import ScriptedChat
from agents.runner.checkpoints import open_saver
from agents.service import Desk
from agents.signing import decision
from agents.signing.decision import Approve, Decision
from tests.agents import scenes
from tests.agents.desks import a_desk

SOURCE = Path(inspect.getfile(node_package)).parent
AGENTS = SOURCE.parents[1]
SNAPSHOT = Path(__file__).parent / "graph.mmd"
EFFECTS = {"write", "note", "deliver", "model", "append", "save", "change", "set_status"}


def calls(tree: ast.AST) -> list[str]:
    """Names of what is called, in the order of the text."""
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    found.sort(key=lambda node: (node.lineno, node.col_offset))
    return [call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "") for call in found]


def checkpoints(desk: Desk, run: str) -> int:
    with closing(sqlite3.connect(desk.home.checkpoints)) as store:
        counted = store.execute("SELECT count(*) FROM checkpoints WHERE thread_id = ?", (run,)).fetchone()
    return int(counted[0])


@contextmanager
def stored(desk: Desk, run: str) -> Iterator[list[StateSnapshot]]:
    """What the checkpoints hold of a run, the newest first."""
    saver = open_saver(desk.home.checkpoints)
    graph = build(all_nodes(desk.engine.context), desk.engine.watch, saver)
    yield list(graph.get_state_history({"configurable": {"thread_id": run}}))
    saver.conn.close()


def counting(ran: list[str]) -> Any:
    """Notes each node's start, and each start while the same run is in a node already."""
    inside: set[str] = set()

    def around(nodes: Mapping[str, Node]) -> Mapping[str, Node]:
        def counted(name: str) -> Node:
            def node(state: RunState) -> NodeResult:
                ran.append("at once" if state["run"] in inside else name)
                inside.add(state["run"])
                try:
                    time.sleep(0.002)
                    return nodes[name](state)
                finally:
                    inside.discard(state["run"])

            return node

        return {name: counted(name) for name in nodes}

    return around


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def counted(home: Path, clock: ManualClock, ran: list[str]) -> Iterator[Desk]:
    desk = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate), around=counting(ran))
    yield desk
    desk.close()


@pytest.mark.parametrize("gate", GATES)
def test_rule_1_a_gate_interrupts_once_and_before_any_effect(gate: str) -> None:
    tree = ast.parse((SOURCE / f"{gate}.py").read_text(encoding="utf-8"))
    function = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == gate)
    called = calls(function)
    assert called.count("interrupt") == 1
    assert not EFFECTS & set(called[: called.index("interrupt")])


def test_rule_1_no_other_node_interrupts() -> None:
    for name in set(WAYS) - set(GATES):
        assert "interrupt" not in calls(ast.parse((SOURCE / f"{name}.py").read_text(encoding="utf-8")))


def test_rule_1_names_and_ways_never_change_by_accident(desk: Desk) -> None:
    """A run that is paused in a node finds it by its name. `python -m tests.agents.draw_graph` redraws the file."""
    assert mermaid() == SNAPSHOT.read_text(encoding="utf-8")
    assert set(all_nodes(desk.engine.context)) == set(WAYS)


def test_rule_2_resumes_name_the_interrupt_that_waits() -> None:
    resumes = [
        (path.relative_to(AGENTS).as_posix(), ast.unparse(word.value))
        for path in sorted(AGENTS.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Command"
        for word in node.keywords
    ]
    assert resumes == [
        ("gate/resume.py", "answers"),  # interrupt → answer, in other people's graphs: tests/agents/gate
        ("runner/runner.py", "{pending.id: LedgerMoved(gate=gate).model_dump()}"),
    ]


def test_rule_2_a_stale_or_repeated_wake_up_is_dropped(counted: Desk, ran: list[str]) -> None:
    view = scenes.ask(counted, scenes.THREE)
    before = list(ran)
    for _ in range(10):
        counted.engine.runner.wake(view.run)
        counted.engine.scheduler.tick()
    counted.wait(view.run, scenes.PATIENCE)
    assert ran == before
    assert counted.run(view.run).status == "waiting"


def test_rule_2_many_threads_that_wake_one_run_never_run_two_nodes_at_once(counted: Desk, ran: list[str]) -> None:
    view = scenes.ask(counted, scenes.CAPTION)
    card = scenes.only(counted, view.run)
    start = threading.Barrier(6)

    def push(number: int) -> None:
        start.wait()
        if number == 0:
            counted.decide(card.id, Approve(), "ana", "test")
        for _ in range(20):
            counted.engine.runner.wake(view.run)

    threads = [threading.Thread(target=push, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counted.wait(view.run, scenes.PATIENCE).status == "published"
    assert "at once" not in ran
    assert ran.count("publish") == ran.count("schedule") == 1


def test_rule_3_the_ledger_decides_before_anything_is_resumed(home: Path, clock: ManualClock) -> None:
    seen: list[str] = []

    def around(nodes: Mapping[str, Node]) -> Mapping[str, Node]:
        def approval(state: RunState) -> NodeResult:
            seen.append(desk.approvals(status=None)[0].status if desk.approvals(status=None) else "none")
            return nodes["approval"](state)

        return {**nodes, "approval": approval}

    desk = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate), around=around)
    scenes.sign(desk, scenes.ask(desk, scenes.CAPTION).run)
    assert seen == ["pending", "approved"]
    desk.close()


def test_rule_3_a_decision_taken_while_nothing_ran_is_found_at_the_next_start(home: Path, clock: ManualClock) -> None:
    desk = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    card = scenes.only(desk, scenes.ask(desk, scenes.CAPTION).run)
    desk.engine.runner.close()
    assert desk.decide(card.id, Approve(), "ana", "test").run_status == "waiting"
    desk.close()
    again = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    assert again.start() == [card.run]
    assert again.wait(card.run, scenes.PATIENCE).status == "published"
    again.close()


@pytest.mark.parametrize("answer", [{"gate": "publish"}, {"gate": "approval", "approved": True}, {}, "yes"])
def test_rule_4_a_gate_takes_one_answer_only(desk: Desk, answer: object) -> None:
    with pytest.raises(ValidationError):
        LedgerMoved.model_validate(answer)


def test_rule_4_every_gate_names_its_answers_schema_and_raises_nothing_after() -> None:
    for gate in GATES:
        tree = ast.parse((SOURCE / f"{gate}.py").read_text(encoding="utf-8"))
        (call,) = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "interrupt"]
        assert [(word.arg, ast.unparse(word.value)) for word in call.keywords] == [("response_schema", "LedgerMoved")]
        assert not [node for node in ast.walk(tree) if isinstance(node, ast.Raise)]


def test_rule_5_nothing_around_an_interrupt_catches_everything() -> None:
    for path in (AGENTS / "graph").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                assert node.type is not None, path
                assert not {"Exception", "BaseException"} & set(ast.unparse(node.type).split()), path


def test_rule_6_the_approval_gate_speaks_as_other_inboxes_do(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.THREE)
    with stored(desk, view.run) as history:
        (waiting,) = history[0].interrupts
    payload = waiting.value
    assert [request["args"]["draft"] for request in payload["action_requests"]] == [draft.id for draft in view.drafts]
    for request in payload["action_requests"]:
        assert set(request) == {"name", "args", "description"}
    assert payload["review_configs"] == [
        {"action_name": payload["action_requests"][0]["name"], "allowed_decisions": ["approve", "edit", "reject"]}
    ]
    for beside, card in zip(payload["copydesk"], scenes.cards(desk, view.run), strict=True):
        assert (beside["approval"], beside["digest"], beside["rating"], beside["rule"]) == (
            card.id,
            card.digest,
            card.rating,
            card.reason.rule,
        )
        assert beside["evidence"] == [each.passage for each in card.copy_.evidence]


def test_rule_7_a_decision_is_a_typed_object() -> None:
    kinds = {"approve", "edit", "reject", "revise", "respond"}
    members = Decision.__origin__.__args__  # type: ignore[attr-defined]
    assert {member.model_fields["kind"].default for member in members} == kinds
    for member in members:
        assert member.model_config["extra"] == "forbid"
    with pytest.raises(ValidationError):
        decision.Approve.model_validate({"kind": "approve", "text": "yes, go ahead"})


def plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and plain(item) for key, item in value.items())
    if isinstance(value, list):
        return all(plain(item) for item in value)
    return value is None or type(value) in (str, int, float, bool)


def test_rule_8_state_is_plain_values_with_a_version_and_no_text(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.THREE)
    with stored(desk, view.run) as history:
        assert len(history) > 5
    for snapshot in history:
        assert plain(snapshot.values), snapshot.values
        said = json.dumps(snapshot.values)
        assert scenes.THREE not in said
        assert not [draft for draft in view.drafts if json.dumps(draft.text)[1:-1] in said]
    assert history[0].values["version"] == STATE_VERSION
    assert history[0].values["run"] == view.run
    assert plain(history[0].interrupts[0].value)


def test_rule_8_only_plain_values_are_ever_unpacked() -> None:
    from langgraph.checkpoint.serde import _msgpack

    assert os.environ["LANGGRAPH_STRICT_MSGPACK"] == "true"
    assert _msgpack.STRICT_MSGPACK_ENABLED


def test_rule_8_typed_dicts_are_for_the_graphs_state_alone() -> None:
    found = [
        f"{path.relative_to(AGENTS)}:{node.name}"
        for path in AGENTS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "TypedDict" for base in node.bases)
    ]
    assert found == ["graph/state.py:RunState"]


def test_rule_9_every_step_is_on_the_disk_before_the_next() -> None:
    streams = [
        {word.arg: ast.unparse(word.value) for word in node.keywords}
        for path in AGENTS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("_graph.stream")
    ]
    assert [stream["durability"] for stream in streams] == ["'sync'"]


def allow_repeats(desk: Desk) -> None:
    """The same caption again and again is what is asked for, and no reason to rewrite it."""
    settings = desk.home.folder().path / "brand.yaml"
    edges = "{amber_from: 1.0, advice_from: 1.0, same_edges: 98, amber_edges: 99}"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}\ncheck: {{saturation: {edges}}}\n", encoding="utf-8")


def test_rule_9_a_checkpoint_that_is_lost_at_any_step_costs_nothing(desk: Desk) -> None:
    """As a crash would between a node's result and the checkpoint that takes it in, at each step in turn."""
    allow_repeats(desk)
    assert scenes.ask(desk, scenes.PRICE).status == "answered"  # the store is there
    failed = 0
    for step in range(14):
        with closing(sqlite3.connect(desk.home.checkpoints)) as store, store:
            count = "SELECT count(*) FROM checkpoints WHERE thread_id = NEW.thread_id"
            store.execute(
                f"CREATE TRIGGER lost BEFORE INSERT ON checkpoints WHEN ({count}) = {step} "
                "BEGIN SELECT RAISE(ABORT, 'lost'); END"
            )
        view = scenes.sign(desk, scenes.ask(desk, scenes.CAPTION).run)
        failed += view.status == "failed"
        with closing(sqlite3.connect(desk.home.checkpoints)) as store, store:
            store.execute("DROP TRIGGER lost")
        if view.status == "failed":
            desk.wait(desk.resume(view.run, "mara", "test").run, scenes.PATIENCE)
            view = scenes.sign(desk, view.run)
        assert (step, view.status, len(view.drafts), len(view.publications)) == (step, "published", 1, 1)
        assert view.drafts[0].version == 1
    assert failed > 10
    assert scenes.events(desk).count("draft.released") == len(scenes.published(desk)) == 14


def test_rule_9_a_run_without_a_checkpoint_starts_from_its_ledger_row(home: Path, clock: ManualClock) -> None:
    desk = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    run = scenes.ask(desk, scenes.CAPTION).run
    desk.close()
    for file in home.glob("checkpoints.db*"):
        file.unlink()
    again = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    assert again.start() == [run]
    view = again.wait(run, scenes.PATIENCE)
    assert (view.status, len(view.drafts), view.drafts[0].version) == ("waiting", 1, 1)
    assert scenes.sign(again, run).status == "published"
    again.close()


def test_rule_10_a_finished_runs_checkpoints_are_deleted(desk: Desk) -> None:
    view = scenes.ask(desk, scenes.CAPTION)
    assert checkpoints(desk, view.run) > 0
    scenes.sign(desk, view.run)
    assert checkpoints(desk, view.run) == 0


def test_rule_10_what_a_crash_left_behind_is_deleted_at_the_next_start(home: Path, clock: ManualClock) -> None:
    desk = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    run = scenes.ask(desk, scenes.CAPTION).run
    with closing(sqlite3.connect(desk.home.checkpoints)) as store:
        kept = store.execute("SELECT * FROM checkpoints").fetchall()
    assert scenes.sign(desk, run).status == "published"
    desk.close()
    with closing(sqlite3.connect(desk.home.checkpoints)) as store, store:
        store.executemany(f"INSERT INTO checkpoints VALUES ({','.join('?' * len(kept[0]))})", kept)  # noqa: S608
    again = a_desk(home, clock=clock)
    again.start()
    assert checkpoints(again, run) == 0
    again.close()


def test_rule_11_asking_returns_before_the_graph_has_run(home: Path, clock: ManualClock) -> None:
    go_on = threading.Event()

    def around(nodes: Mapping[str, Node]) -> Mapping[str, Node]:
        def intake(state: RunState) -> NodeResult:
            threads.append(threading.current_thread().name)
            assert go_on.wait(scenes.PATIENCE)
            return nodes["intake"](state)

        return {**nodes, "intake": intake}

    threads: list[str] = []
    desk = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate), around=around)
    view = desk.ask(scenes.AskRequest(text=scenes.CAPTION), "mara", "test")
    assert (view.status, view.drafts, view.request) == ("running", (), "(being screened)")
    go_on.set()
    assert desk.wait(view.run, scenes.PATIENCE).status == "waiting"
    assert threads[0].startswith("run")
    desk.close()


def test_rule_12_lists_never_ask_the_checkpointer(home: Path, clock: ManualClock) -> None:
    desk = a_desk(home, clock=clock, model=ScriptedChat(scenes.restate))
    run = scenes.ask(desk, scenes.CAPTION).run
    desk.close()
    (home / "checkpoints.db").write_bytes(b"no checkpoints can be read from this " * 100)
    again = a_desk(home, clock=clock)
    assert [row.run for row in again.runs()] == [run]
    assert [card.run for card in again.approvals()] == [run]
    assert [card.run for card in again.approvals(user="ana")] == [run]
    assert again.cases() == ()
    assert again.run(run).status == "waiting"
    again.close()
