"""A call of another agent's tool, to be signed."""

from datetime import datetime
from typing import Any, Literal

from agents.views.base import View


class ArgumentsView(View):
    """One version of a tool call, oldest first."""

    version: int
    arguments: dict[str, Any]
    digest: str
    author: str  # for whom the agent acts, or the user who edited
    at: datetime


class ToolCallView(View):
    tool: str
    description: str  # what the tool says of itself
    arguments: dict[str, Any]  # that are to be signed
    versions: tuple[ArgumentsView, ...]
    thread: str
    call: str
    ran: Literal["no", "claimed", "done", "unsure"]  # under the current digest
