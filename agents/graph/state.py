"""What a run's checkpoints hold: ids and small plain values. Texts live in the ledger."""

from typing import Literal

from pydantic import BaseModel, ConfigDict
from typing_extensions import TypedDict

from agents.graph.brief import Route

STATE_VERSION = 1

Gate = Literal["choose", "approval", "schedule", "handoff"]
GATES: tuple[Gate, ...] = ("choose", "approval", "schedule", "handoff")

# How a run can end; the runner writes it to the ledger.
Ending = Literal["answered", "checked", "published", "resolved", "rejected", "expired", "withdrawn", "recalled"]


class RunState(TypedDict, total=False):
    """Keys are absent until a node sets them."""

    version: int
    run: str  # the ledger's row holds the request; a thread's input is this id, never the text
    route: Route
    todo: list[str]  # drafts that copywriting has to write
    attempts: dict[str, int]  # machine-written versions of each draft, as of this checkpoint
    fixes: int  # automatic rewrites since a person last looked
    goto: str  # where a node that decides sends the run
    ending: Ending


class LedgerMoved(BaseModel):
    """The only answer that a gate takes: look again at what the ledger says. Decisions themselves are ledger rows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    gate: Gate


class StepNote(BaseModel):
    """What a step found, for the people who watch."""

    model_config = ConfigDict(frozen=True)

    summary: str
    details: tuple[str, ...] = ()


class NodeResult(BaseModel):
    """What a node returns: the state's changes, and a line for people."""

    model_config = ConfigDict(frozen=True, arbitrary_types_allowed=True)

    update: RunState
    note: StepNote
