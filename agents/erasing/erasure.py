"""What is to be erased, and what became of it."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from agents.ledger.receipts import Why


class Erasure(BaseModel):
    """One of the three. A person is a user of the desk, or somebody whose name stands in requests and cases."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    run: str | None = None
    person: str | None = None
    text: str | None = None


class ErasureView(BaseModel):
    """The receipt: it holds nothing of what was erased. Without `receipt`, nothing was changed yet."""

    model_config = ConfigDict(frozen=True)

    receipt: str | None
    digest: str | None  # that stands on record
    at: datetime
    by: str
    why: Why
    runs: tuple[str, ...]  # whose words are gone
    rows: dict[str, int]  # table → how many rows were changed
    files: tuple[str, ...] = ()  # published, below the outbox: for a person to recall
    documents: tuple[str, ...] = ()  # that hold the words: for a person to change and to ingest again
    swept: bool = False  # the bytes were overwritten too; else it is tried again at the next start
