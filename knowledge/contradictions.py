"""Facts about one subject that cannot both be true: two prices, two launch dates."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations, product

from pydantic import BaseModel, ConfigDict

from knowledge.facts import Fact
from knowledge.feeds import column_role, variant_of
from knowledge.text.quantities import find_quantities

_SPACES = re.compile(r"[\s_-]+")


class Contradiction(BaseModel):
    """Two facts, each with the citation of the passage it stands in."""

    model_config = ConfigDict(frozen=True)

    subject: str
    attribute: str
    one: str  # the value, with its unit
    one_at: str
    other: str
    other_at: str


def contradictions(
    facts: Sequence[Fact], names: Mapping[str, str], citations: Mapping[str, str], documents: Mapping[str, str]
) -> tuple[Contradiction, ...]:
    """`names`: folded name or alias → product; `citations` and `documents` by the passage's id.

    Facts are about one thing when they share a code; without codes to compare, when they share the name. What a
    document says of a name outside of tables is a list (the sizes of a bottle), so within one document only rows of
    tables are compared. Only quantities and dates are: words in the same language are left to people.
    """
    by_code: dict[tuple[str, str], list[_Stated]] = defaultdict(list)
    by_name: dict[tuple[str, str], list[_Stated]] = defaultdict(list)
    for fact in facts:
        stated = _Stated(fact, documents.get(fact.passage, ""))
        attribute = _attribute(fact.attribute)
        subject = fact.subject.casefold()
        for code in stated.codes:
            by_code[code, attribute].append(stated)
        by_name[names.get(subject, subject), attribute].append(stated)
    pairs = [pair for group in by_code.values() for pair in _of_code(group)]
    pairs += [pair for group in by_name.values() for pair in _of_name(group)]
    once = {(one.fact.id, other.fact.id): (one, other) for one, other in pairs}
    return tuple(_contradiction(one.fact, other.fact, citations) for one, other in once.values())


@dataclass
class _Stated:
    """A fact, and what tells whether another one can contradict it."""

    fact: Fact
    document: str

    @cached_property
    def codes(self) -> tuple[str, ...]:
        return tuple(code for code in self.fact.codes if not code.startswith("row:"))

    @cached_property
    def kinds(self) -> frozenset[str]:
        """Of its codes: where two facts have codes of one kind, these decide, and not the name."""
        return frozenset(code.partition(":")[0] for code in self.codes)

    @cached_property
    def variant(self) -> Mapping[str, str]:
        """What tells its row from others about the same product, the attribute itself left out."""
        parts = (part.partition(":") for part in self.fact.variant or ())
        return {what: value for what, _, value in parts if what != variant_of(self.fact.attribute)}

    @cached_property
    def _key(self) -> tuple[str, str]:
        found = find_quantities(_shown(self.fact))
        if len(found) != 1:
            return "", ""
        kind, value, *unit = found[0].key.split(":")
        return ":".join((kind, *unit)), value

    @property
    def measure(self) -> str:
        """What is counted; "" for words, which nobody can compare without reading them."""
        return self._key[0]

    @property
    def value(self) -> str:
        return self._key[1]


_Pair = tuple[_Stated, _Stated]


def _of_code(group: Sequence[_Stated]) -> Iterator[_Pair]:
    """All of them are about one thing, by its code."""
    if len(group) < 2:
        return
    documents = _by_document(group)
    for its in documents:
        yield from _of_rows(its)
    for ones, others in combinations(documents, 2):
        yield from _of_documents(ones, others)


def _of_name(group: Sequence[_Stated]) -> Iterator[_Pair]:
    """All of them go by one name; those that have codes of one kind have been compared by code."""
    if len(group) < 2:
        return
    documents = _by_document(group)
    for its in documents:
        alike: dict[tuple[object, ...], list[_Stated]] = defaultdict(list)
        for one in its:
            if not one.codes:
                alike[one.fact.codes, one.fact.variant].append(one)
        for rows in alike.values():
            yield from _of_rows(rows)
    for its, other in combinations(documents, 2):
        for ones, others in product(_by_likeness(its), _by_likeness(other)):
            if ones[0].kinds.isdisjoint(others[0].kinds):
                yield from _of_documents(*sorted((ones, others), key=_is_particular))


def _by_document(group: Sequence[_Stated]) -> list[list[_Stated]]:
    found: dict[str, list[_Stated]] = defaultdict(list)
    for one in group:
        found[one.document].append(one)
    return [found[name] for name in sorted(found)]


def _by_likeness(group: Sequence[_Stated]) -> list[list[_Stated]]:
    found: dict[tuple[object, ...], list[_Stated]] = defaultdict(list)
    for one in group:
        found[one.kinds, bool(one.variant)].append(one)
    return list(found.values())


def _is_particular(group: Sequence[_Stated]) -> bool:
    """About variants of a product: one of them may well have the price that the product is said to have."""
    return bool(group[0].kinds or group[0].variant)


def _of_rows(facts: Sequence[_Stated]) -> Iterator[_Pair]:
    """Rows of one document's tables; a value that several of them have is told once."""
    seen: dict[tuple[object, ...], _Stated] = {}
    for fact in facts:
        if fact.fact.variant is None or variant_of(fact.fact.attribute) is not None or not fact.measure:
            continue
        key = (fact.measure, fact.value, fact.fact.valid_from, fact.fact.valid_until, fact.fact.variant)
        if key in seen:
            continue
        other = next((one for one in seen.values() if _row_contradicts(one, fact)), None)
        if other is not None:
            yield other, fact
        seen[key] = fact


def _row_contradicts(one: _Stated, other: _Stated) -> bool:
    return (
        one.fact.passage != other.fact.passage
        and one.value != other.value
        and _comparable(one, other)
        and _fits(one, other)
    )


def _of_documents(ones: Sequence[_Stated], others: Sequence[_Stated]) -> Iterator[_Pair]:
    """A value of one document that the other has not, where both speak of the same days and the same measure."""
    by_code = not ones[0].kinds.isdisjoint(others[0].kinds)
    of_measure: dict[str, list[_Stated]] = defaultdict(list)
    of_value: dict[tuple[str, str], list[_Stated]] = defaultdict(list)
    for other in others:
        of_measure[other.measure].append(other)
        of_value[other.measure, other.value].append(other)
    told = set()
    for one in ones:
        key = (one.measure, one.value, one.fact.variant)
        if key in told or _first(one, of_value[one.measure, one.value], by_code=by_code):
            continue
        if other_one := _first(one, of_measure[one.measure], by_code=by_code):
            told.add(key)
            yield one, other_one


def _first(one: _Stated, others: Sequence[_Stated], *, by_code: bool) -> _Stated | None:
    return next((other for other in others if _comparable(one, other) and (by_code or _fits(one, other))), None)


def _comparable(one: _Stated, other: _Stated) -> bool:
    return one.measure == other.measure != "" and _overlap(one.fact, other.fact)


def _fits(one: _Stated, other: _Stated) -> bool:
    """Not of two sizes, or of two colours."""
    return all(other.variant.get(what, value) == value for what, value in one.variant.items())


def _contradiction(one: Fact, other: Fact, citations: Mapping[str, str]) -> Contradiction:
    return Contradiction(
        subject=one.subject,
        attribute=one.attribute,
        one=_shown(one),
        one_at=citations.get(one.passage, one.passage),
        other=_shown(other),
        other_at=citations.get(other.passage, other.passage),
    )


def _attribute(name: str) -> str:
    """ "Price", "Preis" and "price_" are one attribute."""
    return column_role(name) or _SPACES.sub(" ", name.casefold()).strip()


def _overlap(one: Fact, other: Fact) -> bool:
    start = max(one.valid_from or date.min, other.valid_from or date.min)
    end = min(one.valid_until or date.max, other.valid_until or date.max)
    return start <= end


def _shown(fact: Fact) -> str:
    return f"{fact.value} {fact.unit}" if fact.unit else fact.value
