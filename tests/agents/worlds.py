"""What the processes of the crash tests do: they ask, sign, die, and look at the world afterwards."""

import json
import os
import signal
from collections.abc import Callable, Mapping
from pathlib import Path

import chromadb  # noqa: F401 - imported once, in the fork server
import langchain_core.runnables  # noqa: F401

from agents.engine import Engine  # noqa: F401
from agents.graph.build import Node
from agents.graph.state import NodeResult, RunState
from agents.ledger import audit
from agents.signing.decision import Approve
from agents.views import AskRequest
from tests.agents.desks import BRAND_APPROVER, REQUESTER, a_desk, prepare


def dying(node: str, moment: str) -> Callable[[Mapping[str, Node]], Mapping[str, Node]]:
    """Wraps one node so that the process dies, without a word, on its way in or out."""

    def around(nodes: Mapping[str, Node]) -> Mapping[str, Node]:
        def die(state: RunState) -> NodeResult:
            if moment == "after":
                nodes[node](state)
            os.kill(os.getpid(), signal.SIGKILL)
            raise AssertionError("still alive")

        return {**nodes, node: die}

    return around


def make_home(path: Path) -> None:
    prepare(path)


def ask(home: Path, request: AskRequest, node: str | None, moment: str) -> None:
    desk = a_desk(home, around=dying(node, moment) if node else None)
    run = desk.ask(request, REQUESTER, "test").run
    desk.wait(run, 60)
    desk.close()


def sign_all(home: Path, node: str, moment: str) -> None:
    desk = a_desk(home, around=dying(node, moment))
    for run in desk.start():
        desk.wait(run, 60)
    for approval in desk.approvals():
        desk.wait(desk.decide(approval.id, Approve(), BRAND_APPROVER, "test").run, 60)
    desk.close()


def finish(home: Path, result: Path) -> None:
    """A new process on the same home: recovers, signs what waits, and writes down what the world looks like."""
    desk = a_desk(home)
    for run in desk.start():
        desk.wait(run, 60)
    (row,) = desk.runs()
    before = desk.run(row.run)
    for approval in desk.approvals():
        desk.decide(approval.id, Approve(), BRAND_APPROVER, "test")
    desk.wait(row.run, 60)
    after = desk.run(row.run)
    with desk.ledger.read() as connection:
        events = [record["event"] for record in audit.records(connection)]
    world = {
        "before": before.status,
        "after": after.status,
        "drafts": len(after.drafts),
        "publications": [publication.status for publication in after.publications],
        "released": events.count("draft.released"),
        "filed": events.count("approval.filed"),
        "files": len(list((home / "outbox").rglob("*.md"))),
        "cases_opened": events.count("case.opened"),
        "audit": desk.audit_verify().ok,
    }
    desk.close()
    result.write_text(json.dumps(world), encoding="utf-8")
