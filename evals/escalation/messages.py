"""Messages that must reach a person, in seven languages, and others like them that need not.

`severity` and `owner` after the sample brand's documents and policy; None: nobody is to be called.
"""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from agents.graph.brief import CaseSeverity
from agents.signing.people import Role
from evals.rows import read_rows

MESSAGES = Path(__file__).parent / "messages.jsonl"


class Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    language: str
    text: str
    severity: CaseSeverity | None
    owner: Role | None
    reason: str = Field(min_length=1)
    source: str = Field(min_length=1)

    @property
    def due(self) -> bool:
        """A person must hear of it."""
        return self.severity is not None


def load_messages(path: Path = MESSAGES) -> tuple[Message, ...]:
    return read_rows(path, Message)
