"""What the processes of the gate's crash tests do: an agent sends, dies at a moment, and another one takes it up."""

import json
import os
import signal
from pathlib import Path
from typing import Any

from langchain_core.tools import BaseTool, StructuredTool
from langgraph.checkpoint.sqlite import SqliteSaver

from agents.gate import go_on, signed
from agents.gate.gate import Gate
from agents.service import Desk
from agents.signing.decision import Approve
from tests.agents.desks import a_desk, prepare
from tests.agents.gate.agents import MAIL, QUESTION, an_agent, calls, on, sent, talker, told

MOMENTS = ("before the claim", "after the claim", "while it runs", "after it ran", "after it is done")


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def mailer(home: Path, moment: str | None) -> BaseTool:
    def send_email(to: str, subject: str, body: str) -> str:
        """Sends an e-mail."""
        if moment == "after the claim":
            die()
        with (home / "sent.txt").open("a", encoding="utf-8") as file:
            file.write(f"{to}|{subject}|{body}\n")
        if moment == "while it runs":
            die()
        return "Sent."

    return StructuredTool.from_function(send_email)


class Dying(Gate):
    """Dies where the tool itself is not running."""

    moment: str | None = None

    def claim(self, *given: Any) -> Any:
        if self.moment == "before the claim":
            die()
        return super().claim(*given)

    def done(self, *given: Any) -> Any:
        if self.moment == "after it ran":
            die()
        told = super().done(*given)
        if self.moment == "after it is done":
            die()
        return told


def _desk(home: Path, moment: str | None) -> Desk:
    desk = a_desk(home)
    gate = Dying(desk.ledger, desk.home, desk._benches.policy)
    gate.moment = moment
    desk.__dict__["gate"] = gate
    return desk


def make_home(home: Path) -> None:
    """With an agent's call that is signed, and not run yet."""
    prepare(home)
    desk = a_desk(home)
    with SqliteSaver.from_conn_string(str(home / "agent.db")) as saver:
        tool = signed(mailer(home, None), desk=desk, requester="mara")
        an_agent(talker(calls(("send_email", MAIL))), [tool], saver).invoke(QUESTION, on())
    (view,) = desk.approvals()
    desk.decide(view.id, Approve(), "ana", "cli")
    desk.close()


def run(home: Path, moment: str | None, result: Path | None = None, sign_again: bool = False) -> None:
    desk = _desk(home, moment)
    with SqliteSaver.from_conn_string(str(home / "agent.db")) as saver:
        tool = signed(mailer(home, moment), desk=desk, requester="mara")
        agent = an_agent(talker(calls(("send_email", MAIL))), [tool], saver)
        state = go_on(agent, on(), desk) or agent.get_state(on()).values
        for view in desk.approvals():
            if sign_again:
                desk.decide(view.id, Approve(digest=view.digest), "ana", "cli")
                state = go_on(agent, on(), desk) or state
    if result is not None:
        cards = [desk.approval(view.id) for view in desk.approvals()]
        world = {
            "sent": len(sent(home / "sent.txt")),
            "told": told(state),
            "asked": [[card.round, list(card.conditions)] for card in cards],
            "audit": desk.audit_verify().ok,
        }
        result.write_text(json.dumps(world), encoding="utf-8")
    desk.close()
