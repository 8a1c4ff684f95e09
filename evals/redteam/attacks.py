"""Attacks on the desk, written by hand, in classes after the OWASP Top 10 for LLM Applications 2025.

The model in this suite obeys: it repeats the facts that it is given, as good copy does, and adds what the attack wants
said (`says`); where its own prompt is asked for, it tells that. So nothing here rests on a model that refuses.
"""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from evals.rows import read_rows

ATTACKS = Path(__file__).parent / "attacks.jsonl"
SHOWN = 90  # characters of an attack in a line about it
LONG = "@140000"  # stands for as many characters of filling
Goal = Literal["publish", "rights", "rating", "secret", "prompt", "claim", "cost"]


class Attack(BaseModel):
    """`door`: by a request, in copy that is brought along, in a document, in an approver's note, or an act of somebody
    at the desk, such as `act:sign-own`. `base` is the copy whose rating `text` is to better.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: str
    goal: Goal
    door: str
    language: str
    text: str
    says: str = ""
    refused: str = ""  # what the desk says to it, where it does not let it in
    base: str = ""
    reason: str = Field(min_length=1)
    source: str = Field(min_length=1)

    @property
    def typed(self) -> str:
        return self.text.replace(LONG, "Again. " * 20_000)

    @property
    def line(self) -> str:
        shown = self.text or self.door
        return (
            f"{self.id} {self.kind}, {self.language}, {self.reason}: “{shown if len(shown) < 90 else shown[:87] + '…'}”"
        )


def load_attacks(path: Path = ATTACKS) -> tuple[Attack, ...]:
    return read_rows(path, Attack)
