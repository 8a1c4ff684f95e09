"""Facts about one subject that cannot both be true: two prices, two launch dates."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict

from knowledge.facts import Fact
from knowledge.feeds import column_role
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

    Values within one document are lists (the sizes of a bottle), so only those of different documents are compared, and
    only what can be compared: quantities and dates, or words in the same language are left to people.
    """
    groups: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        subject = fact.subject.casefold()
        groups[(names.get(subject, subject), _attribute(fact.attribute))].append(fact)
    return tuple(found for group in groups.values() for found in _of_group(group, citations, documents))


def _of_group(
    group: Sequence[Fact], citations: Mapping[str, str], documents: Mapping[str, str]
) -> Iterator[Contradiction]:
    by_document: dict[str, list[Fact]] = defaultdict(list)
    for fact in group:
        by_document[documents.get(fact.passage, "")].append(fact)
    names = sorted(by_document)
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            yield from _of_documents(by_document[one], by_document[other], citations)


def _of_documents(
    ones: Sequence[Fact], others: Sequence[Fact], citations: Mapping[str, str]
) -> Iterator[Contradiction]:
    """A value of one document that the other has not, where both speak of the same days and the same measure."""
    for one in ones:
        comparable = [other for other in others if _overlap(one, other) and _measure(one) == _measure(other) != ""]
        if comparable and all(_value(other) != _value(one) for other in comparable):
            other = comparable[0]
            yield Contradiction(
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


def _key(fact: Fact) -> tuple[str, str]:
    found = find_quantities(_shown(fact))
    if len(found) != 1:
        return "", ""
    kind, value, *unit = found[0].key.split(":")
    return ":".join((kind, *unit)), value


def _measure(fact: Fact) -> str:
    """What is counted; "" for words, which nobody can compare without reading them."""
    return _key(fact)[0]


def _value(fact: Fact) -> str:
    return _key(fact)[1]
