"""`signed`: a LangChain tool that runs only what people at the desk have signed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from langchain_core.messages import ToolMessage
from langchain_core.runnables import RunnableConfig, ensure_config
from langchain_core.tools import BaseTool
from pydantic import PrivateAttr

from agents.gate.gate import Gate, Terms
from agents.gate.passing import athrough, through
from agents.gate.schema import schema_of, thread_of, written
from agents.gate.stakes import UNDECLARED, Declared, stake_of
from agents.signing.arguments import ArgumentsError, Stake
from agents.signing.call_filing import Call
from knowledge.errors import InputError

if TYPE_CHECKING:
    from agents.service import Desk


def signed(
    tool: BaseTool, *, desk: "Desk", requester: str, brand: str | None = None, stake: Declared = UNDECLARED
) -> BaseTool:
    """The same tool, to a model: name, description and arguments. Called, it pauses its graph until people have signed.

    `requester` is the user of the desk for whom the agent acts, who cannot sign for it; `brand` whose policy counts,
    by default the home's own; `stake` names the argument that policy takes for the value at stake, None says that there
    is none. Raises CopydeskError for a requester or a brand that is not there, and where an argument looks like money
    and no stake was given.
    """
    if isinstance(tool, SignedTool):
        raise InputError(f"The tool '{tool.name}' is behind the desk already.")
    at_stake = stake_of(tool, stake, "stake=Stake(argument='{}', currency=…)")
    return SignedTool.behind(tool, desk.gate, terms_of(desk, requester, brand, at_stake))


def terms_of(desk: "Desk", requester: str, brand: str | None, stake: Stake | None) -> Terms:
    return Terms(requester=desk.user(requester).name, brand=desk.home.folder(brand).brand.id, stake=stake)


class SignedTool(BaseTool):
    _tool: BaseTool = PrivateAttr()
    _gate: Gate = PrivateAttr()
    _terms: Terms = PrivateAttr()

    @classmethod
    def behind(cls, tool: BaseTool, gate: Gate, terms: Terms) -> "SignedTool":
        made = cls(
            name=tool.name,
            description=tool.description,
            args_schema=tool.args_schema or tool.get_input_schema(),
            return_direct=tool.return_direct,
            tags=tool.tags,
            metadata=tool.metadata,
        )
        made._tool, made._gate, made._terms = tool, gate, terms
        return made

    @property
    def func(self) -> Any:  # noqa: ANN401 - whatever the tool wraps
        """Where a graph looks for parameters that it puts in itself."""
        return getattr(self._tool, "func", None)

    @property
    def coroutine(self) -> Any:  # noqa: ANN401 - as above
        return getattr(self._tool, "coroutine", None)

    def invoke(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> ToolMessage:  # noqa: ANN401
        config = ensure_config(config)
        call = self._call(input)

        def run(arguments: Mapping[str, Any]) -> object:
            return self._tool.invoke(self._with(call, arguments), config, **kwargs)

        try:
            wanted = self._wanted(call, config)
        except ArgumentsError as error:
            return self._unfit(call, error)
        return through(self._gate, wanted, self._terms, run).message(self.name, call["id"])

    async def ainvoke(self, input: Any, config: RunnableConfig | None = None, **kwargs: Any) -> ToolMessage:  # noqa: ANN401
        config = ensure_config(config)
        call = self._call(input)

        async def run(arguments: Mapping[str, Any]) -> object:
            return await self._tool.ainvoke(self._with(call, arguments), config, **kwargs)

        try:
            wanted = self._wanted(call, config)
        except ArgumentsError as error:
            return self._unfit(call, error)
        outcome = await athrough(self._gate, wanted, self._terms, run)
        return outcome.message(self.name, call["id"])

    def _call(self, given: Any) -> dict[str, Any]:  # noqa: ANN401
        if not isinstance(given, dict) or given.get("type") != "tool_call" or not given.get("id"):
            raise InputError(
                f"'{self.name}' is behind the desk: call it through a graph's tool node, as a tool call with an id."
            )
        return given

    def _wanted(self, call: Mapping[str, Any], config: RunnableConfig) -> Call:
        return Call(
            tool=self.name,
            description=self.description,
            arguments=written(self._tool, call["args"]),
            arguments_schema=schema_of(self._tool),
            thread=thread_of(config),
            call=call["id"],
        )

    def _unfit(self, call: Mapping[str, Any], error: ArgumentsError) -> ToolMessage:
        words = f"It was not run, and nobody was asked: {error}"
        return ToolMessage(content=words, status="error", name=self.name, tool_call_id=call["id"])

    def _with(self, call: Mapping[str, Any], arguments: Mapping[str, Any]) -> dict[str, Any]:
        """The signed arguments, and those beside them that the graph put in."""
        theirs = set(schema_of(self._tool).get("properties", {}))
        beside = {name: value for name, value in call["args"].items() if name not in theirs}
        return {**call, "args": {**beside, **arguments}}

    def _run(self, *_args: Any, **_kwargs: Any) -> Any:  # noqa: ANN401
        raise InputError(f"'{self.name}' is behind the desk: it is run by a graph's tool node alone.")
