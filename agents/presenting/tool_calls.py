"""Calls of other agents' tools."""

from sqlalchemy import Connection

from agents.ledger import tool_calls
from agents.signing.arguments import Stake
from agents.views import ApprovalCard, ApprovalView, ArgumentsView, ToolCallView


def call_card(connection: Connection, view: ApprovalView, tool_call: str) -> ApprovalCard:
    call, current = tool_calls.get(connection, tool_call), tool_calls.version(connection, tool_call)
    effect = tool_calls.effect(connection, current.digest)
    shown_call = ToolCallView(
        tool=call.tool,
        description=call.description,
        arguments=current.arguments,
        versions=tuple(
            ArgumentsView(
                version=each.version,
                arguments=each.arguments,
                digest=each.digest,
                author=each.author,
                at=each.created,
            )
            for each in tool_calls.versions_of(connection, tool_call)
        ),
        thread=call.thread,
        call=call.call,
        ran=effect.status if effect is not None else "no",
    )
    value = Stake.model_validate(call.stake).worth(current.arguments) if call.stake is not None else None
    return ApprovalCard(**{**view.model_dump(), "value": value}, call=shown_call)
