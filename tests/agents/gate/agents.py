"""Agents for the gate's tests: a chat model that calls what it is told to, and tools that leave a mark in a file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from langchain.agents import create_agent
from langchain_core.language_models import GenericFakeChatModel
from langchain_core.messages import AIMessage, ToolMessage
from langchain_core.runnables import RunnableConfig
from langchain_core.tools import BaseTool, StructuredTool
from langgraph.checkpoint.base import BaseCheckpointSaver
from langgraph.graph.state import CompiledStateGraph

Agent = CompiledStateGraph[Any, Any, Any, Any]
QUESTION = {"messages": [("user", "Write to Kim that the bottles have come.")]}
MAIL = {"to": "kim@example.com", "subject": "Bottles", "body": "They have come."}


class Talker(GenericFakeChatModel):
    """Says its lines in order, by how far the talk has come: so a graph that is taken up again hears the same."""

    lines: tuple[AIMessage, ...]

    def bind_tools(self, tools: Sequence[Any], **_kwargs: Any) -> "Talker":  # type: ignore[override]
        return self

    def _generate(self, messages: list[Any], *args: Any, **kwargs: Any) -> Any:
        turn = sum(isinstance(message, AIMessage) for message in messages)
        line = self.lines[turn]
        return GenericFakeChatModel(messages=iter([line]))._generate(messages, *args, **kwargs)


def calls(*wanted: tuple[str, dict[str, Any]]) -> AIMessage:
    return AIMessage(
        content="",
        tool_calls=[{"name": name, "args": args, "id": f"call-{n}"} for n, (name, args) in enumerate(wanted, 1)],
    )


def talker(*lines: AIMessage) -> Talker:
    return Talker(messages=iter(()), lines=(*lines, AIMessage(content="Done.")))


def send_email(to: str, subject: str, body: str) -> str:
    """Sends an e-mail."""
    raise NotImplementedError(to, subject, body)


def marking(marks: Path) -> BaseTool:
    """Sends by writing a line: what stands in the file is what was sent."""

    def send_email(to: str, subject: str, body: str) -> str:
        """Sends an e-mail."""
        with marks.open("a", encoding="utf-8") as file:
            file.write(f"{to}|{subject}|{body}\n")
        return f"Sent to {to}."

    return StructuredTool.from_function(send_email)


def an_agent(
    model: Talker, tools: Sequence[BaseTool], saver: BaseCheckpointSaver[Any], middleware: Sequence[Any] = ()
) -> Agent:
    return create_agent(model, tools, checkpointer=saver, middleware=middleware)


def on(thread: str = "t-1") -> RunnableConfig:
    return {"configurable": {"thread_id": thread}}


def sent(marks: Path) -> list[str]:
    return marks.read_text(encoding="utf-8").splitlines() if marks.exists() else []


def told(state: dict[str, Any] | None) -> list[tuple[str, str]]:
    """What the agent was told of its calls: status and words."""
    messages = (state or {}).get("messages", [])
    return [(message.status, message.content) for message in messages if isinstance(message, ToolMessage)]
