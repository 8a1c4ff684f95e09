"""Calls of other agents' tools: what was asked for, its versions, and that each signed one was run once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from agents.ledger.schema import approvals, effects, tool_call_versions, tool_calls
from knowledge.errors import NotFoundError


def add(
    connection: Connection,
    *,
    id: str,
    brand: str,
    requester: str,
    tool: str,
    description: str,
    arguments_schema: Mapping[str, Any],
    stake: Mapping[str, Any] | None,
    thread: str,
    call: str,
    now: datetime,
) -> bool:
    """False where it is there already."""
    values = {
        "id": id,
        "brand": brand,
        "requester": requester,
        "tool": tool,
        "description": description,
        "arguments_schema": dict(arguments_schema),
        "stake": None if stake is None else dict(stake),
        "thread": thread,
        "call": call,
        "version": 0,
        "created": now,
    }
    return connection.execute(upsert(tool_calls).values(**values).on_conflict_do_nothing()).rowcount == 1


def add_version(
    connection: Connection,
    *,
    tool_call: str,
    attempt: int,
    author: str,
    arguments: Mapping[str, Any],
    digest: str,
    now: datetime,
) -> int:
    """The next version, which is the current one from now on. Returns its number, from 1."""
    number = int(get(connection, tool_call).version) + 1
    connection.execute(
        insert(tool_call_versions).values(
            tool_call=tool_call,
            version=number,
            attempt=attempt,
            author=author,
            arguments=dict(arguments),
            digest=digest,
            created=now,
        )
    )
    connection.execute(update(tool_calls).where(tool_calls.c.id == tool_call).values(version=number))
    return number


def get(connection: Connection, tool_call: str) -> Row[Any]:
    row = connection.execute(select(tool_calls).where(tool_calls.c.id == tool_call)).first()
    if row is None:
        raise NotFoundError(f"There is no tool call '{tool_call}'.")
    return row


def version(connection: Connection, tool_call: str, number: int | None = None) -> Row[Any]:
    """The current one, or the one named."""
    query = select(tool_call_versions).where(tool_call_versions.c.tool_call == tool_call)
    if number is not None:
        query = query.where(tool_call_versions.c.version == number)
    return connection.execute(query.order_by(tool_call_versions.c.version.desc()).limit(1)).one()


def versions_of(connection: Connection, tool_call: str) -> Sequence[Row[Any]]:
    query = select(tool_call_versions).where(tool_call_versions.c.tool_call == tool_call)
    return connection.execute(query.order_by(tool_call_versions.c.version)).all()


def approval_of(connection: Connection, tool_call: str) -> Row[Any]:
    query = select(approvals).where(approvals.c.subject_kind == "tool_call", approvals.c.subject == tool_call)
    return connection.execute(query).one()


def effect(connection: Connection, digest: str) -> Row[Any] | None:
    return connection.execute(select(effects).where(effects.c.digest == digest)).first()


def claim(connection: Connection, digest: str, tool_call: str, now: datetime) -> None:
    """Says, before it is run, that it will be. The database refuses a second claim."""
    connection.execute(insert(effects).values(digest=digest, tool_call=tool_call, status="claimed", claimed=now))


def end(connection: Connection, digest: str, status: str, outcome: Mapping[str, Any] | None, now: datetime) -> None:
    connection.execute(
        update(effects)
        .where(effects.c.digest == digest)
        .values(status=status, ended=now, outcome=None if outcome is None else dict(outcome))
    )
