"""Typed facts and registered claims, beside the passages they were read from."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict


class Fact(BaseModel):
    """One thing the brand knows about one subject."""

    model_config = ConfigDict(frozen=True)

    id: str
    subject: str  # a product's name, or the document's title
    attribute: str
    value: str
    unit: str | None
    statement: str  # as a sentence
    passage: str  # Passage.id it is cited by
    valid_from: date | None = None
    valid_until: date | None = None
    codes: tuple[str, ...] = ()  # "sku:r-1", "gtin:4006381333931", "row:7": of the table's row that it stands in
    variant: tuple[str, ...] | None = None  # "size:50ml": of that row; None for what stands in no table

    def holds_on(self, day: date) -> bool:
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class Claim(BaseModel):
    """A row of the claim register."""

    model_config = ConfigDict(frozen=True)

    id: str
    claim: str
    status: Literal["substantiated", "partly", "forbidden"]
    evidence: str | None
    note: str | None
    passage: str
    valid_until: date | None = None


class Product(BaseModel):
    """A product as the brand names it, with the other names people use for it."""

    model_config = ConfigDict(frozen=True)

    name: str
    aliases: tuple[str, ...]
    document: str
