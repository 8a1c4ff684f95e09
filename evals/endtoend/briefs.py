"""Briefs that go the whole way: what is asked, and the roles that the sample brand's policy has sign it."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from evals.rows import read_rows

BRIEFS = Path(__file__).parent / "briefs.jsonl"
OVERRIDE = frozenset({"brand", "legal"})  # who together sign what is rated red


class Brief(BaseModel):
    """`signers`: read from the policy by hand, for copy that is green or amber."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    text: str
    channel: str
    locale: str
    signers: tuple[str, ...] = Field(min_length=1)
    reason: str = Field(min_length=1)
    source: str = Field(min_length=1)

    def asked_of(self, rating: str) -> frozenset[str]:
        """The roles that must have signed a draft with this rating."""
        return frozenset(self.signers) | (OVERRIDE if rating == "red" else frozenset())


def load_briefs(path: Path = BRIEFS) -> tuple[Brief, ...]:
    return read_rows(path, Brief)
