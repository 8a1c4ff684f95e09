"""What a request asks for, read field by field: requests in seven languages, labelled before the desk read one of them.

Each is about the sample brand, and each field is as a colleague would fill it in; what a request leaves open is the
brand's default: Instagram, and the language of the request where the brand writes it, else English. A field that is
left out on both sides says nothing and is not counted, so an empty brief is right about none.
"""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from agents.graph.brief import Brief, Money
from evals.measured import Samples
from evals.rows import read_rows

BRIEFS = Path(__file__).parent / "briefs.jsonl"
BriefField = Literal["product", "channels", "segments", "locales", "variants", "alternatives", "value"]
FIELDS: tuple[BriefField, ...] = get_args(BriefField)


class Asked(BaseModel):
    """A request and the brief it asks for. `value` is an amount and its currency, "27000 EUR"."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    part: Literal["test"]
    language: str
    text: str
    product: str | None
    channels: tuple[str, ...]
    segments: tuple[str, ...]
    locales: tuple[str, ...]
    variants: int
    alternatives: int
    value: str | None
    reason: str
    source: str

    @property
    def brief(self) -> Brief:
        amount, _, currency = (self.value or "").partition(" ")
        return Brief(
            focus=self.text,
            product=self.product,
            channels=self.channels,
            segments=self.segments,
            locales=self.locales,
            variants=self.variants,
            alternatives=self.alternatives,
            value=Money(amount=Decimal(amount), currency=currency) if self.value else None,
        )


class Answer(BaseModel):
    model_config = ConfigDict(frozen=True)

    asked: Asked
    brief: Brief

    def right(self, field: BriefField) -> bool | None:
        """None where neither side has the field. The order of several is no matter."""
        wanted, found, none = (_value(one, field) for one in (self.asked.brief, self.brief, Brief(focus="none")))
        return None if wanted == found == none else wanted == found

    @property
    def lines(self) -> tuple[str, ...]:
        wrong = [field for field in FIELDS if self.right(field) is False]
        return tuple(
            f"{self.asked.id}: {field} {_said(self.brief, field)}, and should be {_said(self.asked.brief, field)}: "
            f"“{self.asked.text}”"
            for field in wrong
        )


def read(path: Path) -> tuple[Asked, ...]:
    """Raises InputError for a row that is none."""
    return read_rows(path, Asked)


def samples(answers: Sequence[Answer]) -> Samples:
    found: dict[str, dict[str, float]] = {f"brief {field}": {} for field in FIELDS}
    for one in answers:
        for field in FIELDS:
            right = one.right(field)
            if right is not None:
                found[f"brief {field}"][one.asked.id] = float(right)
    return found


def _value(brief: Brief, field: BriefField) -> object:
    value = getattr(brief, field)
    return frozenset(value) if isinstance(value, tuple) else value


def _said(brief: Brief, field: BriefField) -> str:
    value = getattr(brief, field)
    return ", ".join(value) or "none" if isinstance(value, tuple) else str(value or "none")
