"""Briefs of the sample brand, for which drafts are written."""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from agents.graph.brief import Brief
from evals.rows import read_rows

BRIEFS = Path(__file__).parent / "briefs.jsonl"


class Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    product: str
    channel: str
    segment: str
    variants: int
    reason: str = Field(min_length=1)
    source: str = Field(min_length=1)

    @property
    def brief(self) -> Brief:
        return Brief(
            focus=self.product,
            product=self.product,
            segments=(self.segment,),
            channels=(self.channel,),
            locales=("en",),
            variants=self.variants,
        )


def load_briefs(path: Path = BRIEFS) -> tuple[Asked, ...]:
    return read_rows(path, Asked)
