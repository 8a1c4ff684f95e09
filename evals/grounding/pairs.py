"""Sentences beside the passage that carries them or doesn't, labelled by hand.

Not supported are: another number, another subject, the opposite, half a truth, and what stands nowhere. All passages
are known when a pair is judged; a sentence that is not supported by its own passage is supported by none of them. The
part is decided by the pair's id.
"""

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from evals.rows import read_rows
from knowledge.passages import Passage

Part = Literal["tuning", "test"]
Kind = Literal["verbatim", "paraphrase", "translation", "number", "subject", "negation", "half", "unrelated"]
HERE = Path(__file__).parent


class Pair(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    split: Part
    language: str
    kind: Kind
    passage: str
    sentence: str
    supported: bool


def part_of(key: str) -> Part:
    """By the last bit of the id's SHA-256: nobody chooses, and a new pair moves no other."""
    return "test" if int(hashlib.sha256(f"support-{key}".encode()).hexdigest(), 16) % 2 else "tuning"


def load_pairs() -> tuple[Pair, ...]:
    return read_rows(HERE / "pairs.jsonl", Pair)


@lru_cache(maxsize=1)
def load_passages() -> tuple[Passage, ...]:
    return tuple(
        Passage(
            id=row["id"],
            brand="orrelune",
            document=f"{row['id']}.md",
            title=row["product"] or "Orrelune",
            heading=(),
            position=0,
            line=1,
            text=row["text"],
            kind="product" if row["product"] else "other",
            locale=row["locale"],
            product=row["product"],
        )
        for row in _rows("passages")
    )


def _rows(name: str) -> list[dict[str, str]]:
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines if line]
