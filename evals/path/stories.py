"""Requests, what the model says to them, what people then do, and the nodes that must run for it, in their order.

The model says what a story makes it say, so that which way a run takes is decided by the desk alone. What a text is
rated was written down before: the sample brand's rules are its own.
"""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from agents.views import RunStatus
from evals.rows import read_rows

FACTS = "{facts}"
STORIES = Path(__file__).parent / "stories.jsonl"
Deed = Literal[
    "approve",
    "edit",
    "reject",
    "revise",
    "ask",  # the requester a question
    "answer",
    "tweak",
    "wish",
    "submit",
    "withdraw",
    "hold",
    "lift",
    "take",
    "resolve",
    "release",
    "wait",  # so many hours
    "mend",  # the model, which was down
    "resume",
    "recall",
    "twin",  # a second run publishes the same text meanwhile
]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Act(_Row):
    """What somebody does. `draft`: which of the run's, from 1; 0: all of them."""

    does: Deed
    by: str = "ana"
    text: str = ""
    draft: int = 0
    hours: float = 0.0


class Model(_Row):
    """What the model says: at first, and to an earlier version; `FACTS` stands for the facts that it was given, word

    for word. `down`: when it gives no answer.
    """

    first: str = FACTS
    again: str = FACTS
    down: Literal["never", "always", "again"] = "never"


class Story(_Row):
    id: str
    text: str
    by: str = "mara"
    hold: bool = False
    hours: float | None = None  # until it is to go out
    channels: tuple[str, ...] = ("instagram",)
    locales: tuple[str, ...] = ()
    model: Model = Model()
    acts: tuple[Act, ...] = ()
    path: tuple[str, ...]
    status: RunStatus
    reason: str = Field(min_length=1)
    source: str = Field(min_length=1)


def load_stories(path: Path = STORIES) -> tuple[Story, ...]:
    return read_rows(path, Story)
