"""How long work tells of itself."""

from typing import Protocol

REFUSED = "Refused: "  # begins the step of an ingest that names a file and why it is not taken


class Progress(Protocol):
    def __call__(self, step: str, done: int, total: int) -> None:
        """`step` in a person's words ("Reading documents"), `done` of `total` finished."""
        ...


def silent(step: str, done: int, total: int) -> None:
    """A listener that does not listen."""
