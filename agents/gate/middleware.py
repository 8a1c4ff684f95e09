"""`DeskMiddleware`: puts all tools of an agent of LangChain's `create_agent`, or the named ones, behind the desk."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from langchain.agents.middleware import AgentMiddleware, ToolCallRequest
from langchain_core.messages import ToolMessage
from langchain_core.tools import BaseTool
from langgraph.types import Command

from agents.gate.gate import Terms
from agents.gate.passing import athrough, through
from agents.gate.schema import schema_of, thread_of, written
from agents.gate.stakes import UNDECLARED, stake_of
from agents.gate.tool import SignedTool, terms_of
from agents.signing.arguments import ArgumentsError, Stake
from agents.signing.call_filing import Call
from knowledge.errors import InputError

if TYPE_CHECKING:
    from agents.service import Desk

Handler = Callable[[ToolCallRequest], ToolMessage | Command[Any]]
AsyncHandler = Callable[[ToolCallRequest], Awaitable[ToolMessage | Command[Any]]]


class DeskMiddleware(AgentMiddleware[Any, Any, Any]):
    def __init__(
        self,
        desk: "Desk",
        *,
        requester: str,
        tools: Sequence[str] | None = None,
        brand: str | None = None,
        stakes: Mapping[str, Stake | None] | None = None,
    ) -> None:
        """`tools`: names of those behind the desk, by default all; `stakes`: tool → where its value at stake stands, or
        None where it has none. A call of a tool that takes what looks like money and is not named raises InputError.

        The rest is as for `signed`. Put it last among middlewares that change a call: what they make of it is signed.
        """
        super().__init__()
        self._gate = desk.gate
        self._named = None if tools is None else frozenset(tools)
        self._terms = terms_of(desk, requester, brand, None)
        self._stakes: dict[str, Stake | None] = dict(stakes or {})

    def wrap_tool_call(self, request: ToolCallRequest, handler: Handler) -> ToolMessage | Command[Any]:
        if not self._is_behind(request):
            return handler(request)
        terms = self._of(request.tool)
        try:
            call = _call(request)
        except ArgumentsError as error:
            return _unfit(request, error)
        outcome = through(self._gate, call, terms, lambda given: handler(_with(request, given)))
        return outcome.message(call.tool, call.call)

    async def awrap_tool_call(self, request: ToolCallRequest, handler: AsyncHandler) -> ToolMessage | Command[Any]:
        if not self._is_behind(request):
            return await handler(request)
        terms = self._of(request.tool)
        try:
            call = _call(request)
        except ArgumentsError as error:
            return _unfit(request, error)
        outcome = await athrough(self._gate, call, terms, lambda given: handler(_with(request, given)))
        return outcome.message(call.tool, call.call)

    def _is_behind(self, request: ToolCallRequest) -> bool:
        """A tool that nobody has is the agent's to refuse; one that was made with `signed` asks by itself."""
        if request.tool is None or isinstance(request.tool, SignedTool):
            return False
        return self._named is None or request.tool_call["name"] in self._named

    def _of(self, tool: BaseTool | None) -> Terms:
        if tool is None:
            return self._terms
        how = f"stakes={{{{'{tool.name}': Stake(argument='{{}}', currency=…)}}}}"
        stake = stake_of(tool, self._stakes.get(tool.name, UNDECLARED), how)
        return self._terms.model_copy(update={"stake": stake})


def _call(request: ToolCallRequest) -> Call:
    tool, call = request.tool, request.tool_call
    if tool is None or not call["id"]:
        raise InputError(f"The call of '{call['name']}' has no id, so nobody could sign it.")
    return Call(
        tool=tool.name,
        description=tool.description,
        arguments=written(tool, call["args"]),
        arguments_schema=schema_of(tool),
        thread=thread_of(request.runtime.config),
        call=call["id"],
    )


def _with(request: ToolCallRequest, arguments: Mapping[str, Any]) -> ToolCallRequest:
    return request.override(tool_call={**request.tool_call, "args": dict(arguments)})


def _unfit(request: ToolCallRequest, error: ArgumentsError) -> ToolMessage:
    words = f"It was not run, and nobody was asked: {error}"
    call = request.tool_call
    return ToolMessage(content=words, status="error", name=call["name"], tool_call_id=call["id"])
