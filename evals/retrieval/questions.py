"""Labelled questions over three kinds of corpus: a brand's documents, a public guide, word lists of short entries.

`expected` names every place where the answer stands, as `document#heading` or `document`, with `~words` behind it where
only the passages that hold these words count; it is empty where there is no answer.

The tuning part served to choose the fusion's constants and the weights of answerability; the test part did not. Each
question was put into its part before anything was tuned: the first 84 over the sample brand and those over the other
corpora by turns, the sample brand's later ones by `part_of` their id.
"""

import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.rows import read_rows
from knowledge.base import KnowledgeBase
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, Brand
from knowledge.embedding import Embedder
from knowledge.passages import Passage
from knowledge.progress import Progress

Split = Literal["tuning", "test"]
HERE = Path(__file__).parent
TODAY = date(2026, 11, 2)  # the sample brand's documents are valid on this day
GUIDE = "18f"  # 18F Content Guide, CC0; its documents are not shipped
CORPORA = {
    SAMPLE_BRAND: BRANDS_SHIPPED / SAMPLE_BRAND / "documents",
    "northshore": HERE / "corpus" / "northshore",  # an invented council's word list, English
    "nordufer": HERE / "corpus" / "nordufer",  # an invented utility's word list, German
}


class Question(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    split: Split
    language: str
    kind: Literal["exact", "fact", "paraphrase", "unanswerable"]
    question: str
    expected: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        return bool(self.expected)

    def answered_by(self, passage: Passage) -> bool:
        return any(_stands_at(passage, place) for place in self.expected)


def _stands_at(passage: Passage, place: str) -> bool:
    where, _, words = place.partition("~")
    document, _, heading = where.partition("#")
    return passage.document == document and (not heading or heading in passage.heading) and words in passage.text


def part_of(key: str) -> Split:
    """By the last bit of the id's SHA-256: nobody chooses, and a new question moves no other."""
    return "test" if int(hashlib.sha256(key.encode()).hexdigest(), 16) % 2 else "tuning"


def load_questions(corpus: str) -> tuple[Question, ...]:
    return read_rows(HERE / "questions" / f"{corpus}.jsonl", Question)


def corpora(guide: Path | None) -> dict[str, Path]:
    """What can be asked: the shipped corpora, and the public guide where its folder is given."""
    return CORPORA | ({GUIDE: guide} if guide else {})


def open_corpus(
    name: str, folder: Path, root: Path, embedder: Callable[[], Embedder], progress: Progress | None = None
) -> KnowledgeBase:
    """A corpus, read and indexed, as a brand of its own."""
    base = KnowledgeBase(root, Brand(id=name, name=name, about="labelled questions"), embedder, lambda: TODAY)
    base.ingest([folder])
    base.index(progress)
    return base
