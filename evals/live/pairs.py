"""Pairs labelled by hand, over the sample brand's documents: faithful or not, relevant or not, on brand or not.

Passages stand in their document word for word, and each label has its reason. No prompt was tuned on them.
"""

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.live.metrics import Case, Metric
from evals.rows import read_rows

FILE = Path(__file__).with_name("pairs.jsonl")
Kind = Literal["faithful", "relevant", "on brand"]
ASKED: dict[Kind, Metric] = {"faithful": "faithfulness", "relevant": "context precision", "on brand": "on brand"}
LEAST: dict[Kind, float] = {"faithful": 1.0, "relevant": 0.5, "on brand": 1.0}  # the score that means yes


class Pair(BaseModel):
    """`context` is a passage of `document`; `text` the answer to `question`, or the copy.

    Of passages that are relevant or not it is the right answer: the label says whether the passage helps to give it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: Kind
    question: str
    document: str  # below the brand's documents: the source
    context: str
    text: str
    label: bool
    reason: str

    @property
    def case(self) -> Case:
        contexts = (self.context,) if self.context else ()
        return Case(id=self.id, question=self.question, answer=self.text, contexts=contexts, reference=self.text)


def load_pairs(path: Path = FILE) -> tuple[Pair, ...]:
    return read_rows(path, Pair)
