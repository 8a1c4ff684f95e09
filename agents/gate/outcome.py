"""What the agent is told of a tool call: the tool's answer, a person's in its place, or why it was not run."""

import json
from typing import Any, Literal

from langchain_core.messages import ToolMessage
from pydantic import BaseModel, ConfigDict

LONGEST = 2_000  # characters of a failure; a trace is for a log


class Outcome(BaseModel):
    """Plain JSON, so that the ledger keeps it and a graph that comes by again is told the same."""

    model_config = ConfigDict(frozen=True)

    content: str | list[Any]
    status: Literal["success", "error"] = "success"

    @classmethod
    def of(cls, answer: object) -> "Outcome":
        """Of what a tool gave back."""
        if not isinstance(answer, ToolMessage):
            kind = type(answer).__name__
            words = f"It ran, but answered with a {kind}, which a tool behind the desk cannot hand on."
            return cls(content=words, status="error")
        content = answer.content if isinstance(answer.content, str) else list(answer.content)
        try:
            json.dumps(content, allow_nan=False).encode()
        except (TypeError, ValueError):
            return cls(content=str(content), status=answer.status)
        return cls(content=content, status=answer.status)

    @classmethod
    def failed(cls, error: Exception) -> "Outcome":
        """Whatever it did before it failed has happened, so it is not tried again under the same signature."""
        said = " ".join(str(error).split())[:LONGEST]
        words = f"The tool failed: {type(error).__name__}: {said}. Part of it may have happened. It is not run again."
        return cls(content=words, status="error")

    @classmethod
    def refused(cls, words: str) -> "Outcome":
        return cls(content=words, status="error")

    def message(self, tool: str, call: str) -> ToolMessage:
        return ToolMessage(content=self.content, status=self.status, name=tool, tool_call_id=call)
