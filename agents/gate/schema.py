"""What a tool takes: the arguments that a model writes, apart from those that its graph puts in."""

from collections.abc import Mapping
from typing import Any

from langchain_core.runnables import RunnableConfig
from langchain_core.tools import BaseTool
from pydantic import BaseModel, ValidationError

from agents.signing.arguments import ArgumentsError, check, plain
from knowledge.errors import InputError


def schema_of(tool: BaseTool) -> dict[str, Any]:
    """JSON Schema of what a model writes, or a person in its place."""
    schema = tool.tool_call_schema
    if isinstance(schema, dict):
        return {"additionalProperties": True, **schema}
    return dict(schema.model_json_schema() if issubclass(schema, BaseModel) else schema.schema())


def written(tool: BaseTool, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """What is to be signed, as plain JSON. Raises ArgumentsError where the tool would not take it."""
    schema = tool.tool_call_schema
    if isinstance(schema, dict):
        signed = plain(arguments)
        check(signed, schema_of(tool))
        return signed
    names = set(schema_of(tool).get("properties", {}))
    signed = plain({name: value for name, value in arguments.items() if name in names})
    if issubclass(schema, BaseModel):
        try:
            schema.model_validate(signed)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, first["loc"]))
            raise ArgumentsError(f"The argument '{where}' does not fit: {first['msg']}.") from error
    return signed


def thread_of(config: RunnableConfig | Mapping[str, Any] | None) -> str:
    """The graph's thread. Raises InputError where there is none to go on with."""
    thread = ((config or {}).get("configurable") or {}).get("thread_id")
    if not thread:
        raise InputError(
            "A tool behind the desk needs a graph with a checkpointer and a thread_id: it pauses until people decide."
        )
    return str(thread)
