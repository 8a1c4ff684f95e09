"""Ranks of a brand's own products, and comparisons of two of them, held against the facts: "the longest of our four".

Said of one product that the sentence names. Of lengths of time it must be plain which is meant (how long it stays, how
long it rests): by the words, or by a number of the sentence that a fact gives. What is denied or asked is no rank.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from knowledge.facts import Fact, Product
from knowledge.text.guarded import GuardedMany
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.sentences import Sentence, sentences
from tools.copy import Copy
from tools.findings import Finding
from tools.grounding.evidence import Names, names_for
from tools.grounding.numbers.contradicted import ONCE, meant_words, stated_quantities, told_words
from tools.grounding.numbers.durations import DURATIONS, is_longer
from tools.grounding.sentences.told_otherwise import RULE
from tools.text.markup import Lines

_FILE = Path(__file__).with_name("ranks.yaml")
_GOES_ON = frozenset({"stay", "last", "rest", "burn", "keep"})
_SAME = {"last": "stay"}
Scale = Literal["lasting", "strength", "age", "price", "weight"]
Values = Mapping[str, tuple[Quantity, Fact]]  # by product
_FEWEST = 2  # products that a rank is one of


@dataclass(frozen=True)
class Rank:
    """What a sentence says of the rank of a product, and the fact by which it is otherwise; None where it is so."""

    field: str
    start: int
    text: str
    against: Fact | None


def find_ranks(copy: Copy, facts: Sequence[Fact], products: Sequence[Product]) -> Iterator[Rank]:
    """Of what the facts give for at least two products."""
    if not facts or not any(map(_may_rank, copy.fields.values())):
        return
    names = names_for((), facts, products)
    known = frozenset(product.name for product in products)
    own = [fact for fact in facts if fact.subject in known]
    for field, text in copy.fields.items():
        for one in sentences(text):
            rank = _rank(field, one, copy.locale, own, names)
            if rank is not None:
                yield rank


def _rank(field: str, part: Sentence, locale: str, facts: Sequence[Fact], names: Names) -> Rank | None:
    text = part.text
    places = [place for place in names.found_in(text) if place[2] in {fact.subject for fact in facts}]
    low = _without(text, places)
    if not places or text.rstrip("\"'“”»’ ").endswith("?") or _patterns()["denies"].search(low):
        return None
    for scale in _scales():
        compared = _compared(scale, low, places)
        if compared is not None:
            first, second, is_more = compared
            values = _values(scale, text, locale, first, facts)
            if first in values and second in values:
                is_so = _is_above(*((first, second) if is_more else (second, first)), values)
                return Rank(field, part.start, text, None if is_so else values[second][1])
        top = _superlative(scale, low)
        named = {place[2] for place in places}
        if top is not None and len(named) == 1:
            product = named.pop()
            values = _values(scale, text, locale, product, facts)
            if product in values and len(values) >= _FEWEST:
                return Rank(field, part.start, text, _beyond(product, values, is_most=top))
    return None


def _without(text: str, places: Sequence[tuple[int, int, str]]) -> str:
    low = text.lower()
    for start, end, _ in places:
        low = low[:start] + " " * (end - start) + low[end:]
    return low


def _superlative(scale: Scale, low: str) -> bool | None:
    """Whether it is put at the top; None where at neither end, or not among the brand's own."""
    patterns = _patterns()
    if not patterns["own"].search(low):
        return None
    if patterns[f"{scale} most"].search(low):
        return True
    return False if patterns[f"{scale} least"].search(low) else None


def _compared(scale: Scale, low: str, places: Sequence[tuple[int, int, str]]) -> tuple[str, str, bool] | None:
    """The two products, in the sentence's order, and whether the first is told to have more."""
    if len(places) != _FEWEST or places[0][2] == places[1][2]:
        return None
    between = low[places[0][1] : places[1][0]]
    if not _patterns()["of"].search(between) or re.search(r"[;:.!?–—]", between):
        return None
    for side in ("more", "less"):
        if _patterns()[f"{scale} {side}"].search(between):
            return places[0][2], places[1][2], side == "more"
    return None


def _beyond(product: str, values: Values, *, is_most: bool) -> Fact | None:
    for other, (_, fact) in values.items():
        if other != product and _is_above(*((other, product) if is_most else (product, other)), values):
            return fact
    return None


def _is_above(one: str, other: str, values: Values) -> bool:
    first, second = values[one][0], values[other][0]
    if first.unit in DURATIONS and first.unit != second.unit:
        return is_longer(first, second)
    return str(first.value) > str(second.value) if first.kind == "date" else _number(first) > _number(second)


def _number(quantity: Quantity) -> Decimal:
    return quantity.value if isinstance(quantity.value, Decimal) else Decimal(0)


def _values(scale: Scale, text: str, locale: str, product: str, facts: Sequence[Fact]) -> Values:
    """What the facts give for each product, of the attribute that is meant of this one."""
    own = [fact for fact in facts if fact.subject == product and _measured(scale, fact) is not None]
    if scale == "lasting":
        own = _meant(own, text, locale)
    attributes = {fact.attribute for fact in own}
    if len(attributes) != 1:
        return {}
    same = [fact for fact in facts if fact.attribute in attributes]
    found = {fact.subject: (one, fact) for fact in same if (one := _measured(scale, fact)) is not None}
    return found if len(found) >= _FEWEST else {}


def _meant(own: Sequence[Fact], text: str, locale: str) -> list[Fact]:
    """The fact that gives a number of the sentence, else those that speak of the same."""
    told = {(one.value, one.unit) for one in find_quantities(text, locale)}
    giving = [fact for fact in own if any((one.value, one.unit) in told for one in stated_quantities(fact.statement))]
    if giving:
        return giving
    words = _alike(meant_words(text, locale))
    return [fact for fact in own if _alike(told_words(fact.statement)) & words]


def _alike(words: frozenset[str]) -> frozenset[str]:
    return frozenset(_SAME.get(word, word) for word in words & _GOES_ON)


def _measured(scale: Scale, fact: Fact) -> Quantity | None:
    stated = stated_quantities(fact.statement)
    if scale == "price":
        return next((one for one in stated if one.kind == "price"), None) if fact.attribute == "price" else None
    if scale == "age":
        return next((one for one in stated if one.kind == "date"), None) if fact.attribute in ONCE else None
    if scale == "strength":
        share = [one for one in stated if one.kind == "percent" and not one.unit]
        return share[0] if len(share) == 1 and "oil" in fact.statement.lower() else None
    if scale == "weight":
        return next((one for one in stated if one.unit == "g"), None) if "weigh" in fact.statement.lower() else None
    lengths = [one for one in stated if one.unit in DURATIONS]
    return lengths[0] if len(lengths) == 1 and told_words(fact.statement) & _GOES_ON else None


def _scales() -> Sequence[Scale]:
    return ("lasting", "strength", "age", "price", "weight")


def _may_rank(text: str) -> bool:
    """Whether any scale's words stand in a text."""
    return next(_mentions().finditer(text), None) is not None


@lru_cache(maxsize=1)
def _mentions() -> GuardedMany:
    sides = [f"{scale} {side}" for scale in _scales() for side in ("most", "least", "more", "less")]
    return GuardedMany({side: _patterns()[side] for side in sides})


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    read: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), loader)  # noqa: S506
    words = {name: one for name, one in read.items() if isinstance(one, str)}
    words |= {f"{scale} {side}": one for scale, sides in read["scales"].items() for side, one in sides.items()}
    joined = {name: re.sub(r"\s+[|]", "|", one) for name, one in words.items()}
    return {name: re.compile(rf"(?<!\w)(?:{one})(?!\w)", re.IGNORECASE) for name, one in joined.items()}


def check_ranks(copy: Copy, facts: Sequence[Fact], products: Sequence[Product]) -> tuple[Finding, ...]:
    """Red where the facts rank them otherwise."""
    return tuple(
        _finding(copy, one, one.against) for one in find_ranks(copy, facts, products) if one.against is not None
    )


def _finding(copy: Copy, rank: Rank, against: Fact) -> Finding:
    line, column = Lines(copy.fields[rank.field]).at(rank.start)
    return Finding(
        rule=RULE,
        family="grounding",
        severity="red",
        field=rank.field,
        line=line,
        column=column,
        start=rank.start,
        span=rank.text,
        message=f"By the documents they rank otherwise: “{against.statement}”",
        source=None,
        fix=None,
    )
