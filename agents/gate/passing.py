"""One tool call's way through the gate, within the graph that wants to make it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from langgraph.errors import GraphBubbleUp
from langgraph.types import interrupt
from pydantic import BaseModel

from agents.gate.gate import Gate, Terms
from agents.gate.outcome import Outcome
from agents.signing.arguments import ArgumentsError
from agents.signing.call_filing import Call

Arguments = Mapping[str, Any]
PAUSED = Outcome.refused("The tool paused the graph by itself, which a tool behind the desk cannot do.")


class Answer(BaseModel):
    """A HITLResponse. It only wakes the graph: what people decided stands in the ledger."""

    decisions: list[dict[str, Any]]


def through(gate: Gate, call: Call, terms: Terms, run: Callable[[Arguments], object]) -> Outcome:
    """Pauses the graph until people have decided; then runs the call once, with the arguments that were signed."""
    try:
        filed = gate.file(call, terms)
    except ArgumentsError as error:
        return Outcome.refused(f"It was not run, and nobody was asked: {error}")
    while True:
        outcome = gate.look(filed) or _once(gate, filed, run)
        if outcome is not None:
            return outcome
        interrupt(gate.request(filed), response_schema=Answer)


async def athrough(gate: Gate, call: Call, terms: Terms, run: Callable[[Arguments], Awaitable[object]]) -> Outcome:
    try:
        filed = await asyncio.to_thread(gate.file, call, terms)
    except ArgumentsError as error:
        return Outcome.refused(f"It was not run, and nobody was asked: {error}")
    while True:
        outcome = await asyncio.to_thread(gate.look, filed) or await _once_async(gate, filed, run)
        if outcome is not None:
            return outcome
        interrupt(gate.request(filed), response_schema=Answer)


def _once(gate: Gate, call: str, run: Callable[[Arguments], object]) -> Outcome | None:
    digest = gate.may_run(call)
    if digest is None:
        return None
    with gate.lock(digest) as lock:
        claimed = gate.claim(call, digest)
        if claimed is None or isinstance(claimed, Outcome):
            gate.tidy(lock)
            return claimed
        try:
            outcome = Outcome.of(run(claimed))
        except GraphBubbleUp:
            outcome = PAUSED
        except Exception as error:  # noqa: BLE001 - the edge: a foreign tool may raise anything
            outcome = Outcome.failed(error)
        told = gate.done(call, digest, outcome)
        gate.tidy(lock)
    return told


async def _once_async(gate: Gate, call: str, run: Callable[[Arguments], Awaitable[object]]) -> Outcome | None:
    digest = await asyncio.to_thread(gate.may_run, call)
    if digest is None:
        return None
    lock = gate.lock(digest)
    await asyncio.to_thread(lock.acquire)
    try:
        claimed = await asyncio.to_thread(gate.claim, call, digest)
        if claimed is None or isinstance(claimed, Outcome):
            gate.tidy(lock)
            return claimed
        try:
            outcome = Outcome.of(await run(claimed))
        except GraphBubbleUp:
            outcome = PAUSED
        except Exception as error:  # noqa: BLE001 - as above
            outcome = Outcome.failed(error)
        told = await asyncio.to_thread(gate.done, call, digest, outcome)
        gate.tidy(lock)
    finally:
        lock.release()
    return told
