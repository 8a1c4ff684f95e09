"""Kill -9 around every node: start-up finishes or resumes the run, and nothing is published twice or unsigned.

Each death happens in a forked child, since a fresh interpreter would need ten seconds to import everything.
"""

import json
import os
import signal
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from agents.engine import Engine  # noqa: F401 - imported here, once, for all the children
from agents.graph.build import Node
from agents.graph.state import NodeResult, RunState
from agents.ledger import audit
from agents.signing.decision import Approve
from agents.views import AskRequest
from tests.agents.desks import BRAND_APPROVER, HOME, REQUESTER, a_desk, copy_home

COPY = ("intake", "triage", "retrieve", "copywriting", "brand_check", "choose", "file", "approval")
AFTER_SIGNING = ("approval", "schedule", "publish")
HARM = ("intake", "triage", "escalation", "handoff")
CAPTIONS = AskRequest(text="Two Instagram captions for the refillable bottle, for commuters")
RASH = AskRequest(text="My child got a rash all over her face after using your balm, we are in hospital")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")


def dying(node: str, moment: str) -> Callable[[Mapping[str, Node]], Mapping[str, Node]]:
    """Wraps one node so that the process dies, without a word, on its way in or out."""

    def around(nodes: Mapping[str, Node]) -> Mapping[str, Node]:
        def die(state: RunState) -> NodeResult:
            if moment == "before":
                os.kill(os.getpid(), signal.SIGKILL)
            result = nodes[node](state)
            os.kill(os.getpid(), signal.SIGKILL)
            return result

        return {**nodes, node: die}

    return around


def in_child(work: Callable[[], object], result: Path) -> int:
    """Forks, works, leaves its answer as JSON; the exit status, negative for a signal."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            result.write_text(json.dumps(work()), encoding="utf-8")
            code = 0
        finally:
            os._exit(code)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def ask_and_wait(home: Path, request: AskRequest, node: str | None, moment: str) -> str:
    desk = a_desk(home, around=dying(node, moment) if node else None)
    run = desk.ask(request, REQUESTER, "test").run
    desk.wait(run, 60)
    return run


def sign_all(home: Path, node: str, moment: str) -> None:
    desk = a_desk(home, around=dying(node, moment))
    desk.start()
    for approval in desk.approvals():
        desk.wait(desk.decide(approval.id, Approve(), BRAND_APPROVER, "test").run, 60)


def finish(home: Path) -> dict[str, object]:
    """A new process on the same home: recovers, signs what waits, and says what the world looks like."""
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
    verified = desk.audit_verify()
    desk.close()
    return {
        "before": before.status,
        "after": after.status,
        "drafts": len(after.drafts),
        "publications": [publication.status for publication in after.publications],
        "released": events.count("draft.released"),
        "filed": events.count("approval.filed"),
        "files": len(list((home / "outbox").rglob("*.md"))),
        "case": after.case,
        "cases_opened": events.count("case.opened"),
        "audit": verified.ok,
    }


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return copy_home(tmp_path / "home")


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("node", COPY)
def test_a_death_on_the_way_to_the_approval_loses_nothing(home: Path, node: str, moment: str, tmp_path: Path) -> None:
    if (node, moment) == ("approval", "after"):
        pytest.skip("the node stops at its gate, so it has no way out before somebody signs")
    died = in_child(lambda: ask_and_wait(home, CAPTIONS, node, moment), tmp_path / "dead.json")
    assert died == -signal.SIGKILL
    assert in_child(lambda: finish(home), tmp_path / "alive.json") == 0
    world = json.loads((tmp_path / "alive.json").read_text(encoding="utf-8"))
    assert world == {
        "before": "waiting",
        "after": "published",
        "drafts": 2,
        "publications": ["delivered", "delivered"],
        "released": 2,
        "filed": 2,
        "files": 2,
        "case": None,
        "cases_opened": 0,
        "audit": True,
    }


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("node", AFTER_SIGNING)
def test_a_death_after_signing_publishes_once(home: Path, node: str, moment: str, tmp_path: Path) -> None:
    assert in_child(lambda: ask_and_wait(home, CAPTIONS, None, ""), tmp_path / "waiting.json") == 0
    assert in_child(lambda: sign_all(home, node, moment), tmp_path / "dead.json") == -signal.SIGKILL
    assert in_child(lambda: finish(home), tmp_path / "alive.json") == 0
    world = json.loads((tmp_path / "alive.json").read_text(encoding="utf-8"))
    assert world["after"] == "published"
    assert world["publications"] == ["delivered", "delivered"]
    assert (world["released"], world["files"], world["filed"], world["audit"]) == (2, 2, 2, True)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("node", HARM)
def test_a_death_on_the_way_to_a_person_opens_one_case(home: Path, node: str, moment: str, tmp_path: Path) -> None:
    if (node, moment) == ("handoff", "after"):
        pytest.skip("the node stops at its gate, so it has no way out before somebody resolves")
    assert in_child(lambda: ask_and_wait(home, RASH, node, moment), tmp_path / "dead.json") == -signal.SIGKILL
    assert in_child(lambda: finish(home), tmp_path / "alive.json") == 0
    world = json.loads((tmp_path / "alive.json").read_text(encoding="utf-8"))
    assert (world["before"], world["after"]) == ("escalated", "escalated")
    assert (world["cases_opened"], world["publications"], world["drafts"]) == (1, [], 0)


def test_the_prepared_home_is_there() -> None:
    assert (HOME() / "default_brand").is_file()
