"""An agent that may send e-mail, once a person has signed the letter.

    python tests/agents/gate/mail_agent.py "Write to kim@example.com that the bottles have come"   asks, and waits
    copydesk approvals list                                    what waits, for whom
    copydesk approvals decide ID --as ana --approve            from anywhere
    python tests/agents/gate/mail_agent.py                        goes on, and sends

It needs a model (`OPENAI_API_KEY`, and `OPENAI_BASE_URL` for another endpoint).
`SMTP_HOST` and `SMTP_PORT` name the mail server. Who has signed stands in the desk's home, `COPYDESK_HOME`.
"""

import os
import smtplib
import sys
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from langchain.agents import create_agent
from langchain_core.language_models import BaseChatModel
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import tool
from langgraph.checkpoint.sqlite import SqliteSaver

from agents.gate import go_on, signed
from agents.service import Desk
from agents.settings import Settings

FOR = "mara"  # the user of the desk for whom the agent acts; she cannot sign its letters herself
THREAD: RunnableConfig = {"configurable": {"thread_id": "letters"}}


@tool
def send_email(to: str, subject: str, body: str) -> str:
    """Send an e-mail."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "desk@example.com", to, subject
    letter.set_content(body)
    with smtplib.SMTP(os.environ["SMTP_HOST"], int(os.environ["SMTP_PORT"]), timeout=30) as server:
        server.send_message(letter)
    return f"Sent to {to}."


def main(request: str | None, model: BaseChatModel, home: Path) -> list[str]:
    """Asks, or goes on where people have decided. What it says to the person at the terminal."""
    desk = Desk(Settings(home=home))
    with SqliteSaver.from_conn_string(str(home / "mail_agent.db")) as saver:
        agent = create_agent(model, [signed(send_email, desk=desk, requester=FOR)], checkpointer=saver)
        question = {"messages": [("user", request)]}
        state = agent.invoke(question, THREAD) if request else go_on(agent, THREAD, desk)
        waiting = agent.get_state(THREAD).interrupts
    desk.close()
    said = [_line(pause.value) for pause in waiting]
    return said or ([state["messages"][-1].text] if state else ["Nothing was asked."])


def _line(pause: dict[str, Any]) -> str:
    about, (action,) = pause["copydesk"][0], pause["action_requests"]
    return f"{about['approval']} waits for {' and '.join(about['roles'])}: {action['name']} {action['args']}"


if __name__ == "__main__":
    from langchain_openai import ChatOpenAI

    chat = ChatOpenAI(model=os.environ.get("COPYDESK_MODEL", "gpt-4o-mini"))
    said = main(sys.argv[1] if len(sys.argv) > 1 else None, chat, Settings.read(os.environ).home)
    sys.stdout.write("\n".join(said) + "\n")
