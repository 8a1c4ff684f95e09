"""A number of the copy in its place, and what may carry it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from knowledge.facts import Fact
from knowledge.text.quantities import Quantity
from knowledge.text.vocabulary import stems
from tools.findings import Finding, Severity
from tools.grounding.evidence import Names, Statement
from tools.grounding.numbers.candidates import Candidate, Wanted, best_candidate, own_key, plain_values
from tools.grounding.numbers.derived import Values
from tools.grounding.numbers.subjects import Subject, Subjects
from tools.text.markup import Lines

OFFERS = ("off", "free", "shipping", "return", "gift")


@dataclass(frozen=True)
class Place:
    """Where a quantity of the copy stands, and what it is said of."""

    field: str
    lines: Lines  # the field's
    wanted: Wanted
    subject: Subject
    before: str = ""  # the sentence before
    earlier: str = ""  # the two before
    later: str = ""  # the one after
    at: int = 0  # in its sentence

    @property
    def number(self) -> Quantity:
        return self.wanted.quantity

    @property
    def told(self) -> str:
        """The sentence, after the two before."""
        return f"{self.earlier} {self.wanted.sentence}"

    @property
    def sort(self) -> str:
        """The quantity's kind, or "offer" for what is off or free."""
        is_offer = (self.number.unit or "").endswith(OFFERS) and self.number.kind in ("price", "percent")
        return "offer" if is_offer else self.number.kind

    @property
    def severity(self) -> Severity:
        return "red" if self.sort in ("price", "offer") else "amber"


@dataclass(frozen=True, eq=False)
class Known:
    """What may carry a number: statements that are cited, facts that hold, facts that no longer do."""

    cited: tuple[Statement, ...]
    names: Names
    subjects: Subjects
    facts: tuple[Fact, ...]
    expired: tuple[Fact, ...]
    today: date
    stated: dict[str, list[tuple[Quantity, Statement]]]  # by kind
    products: frozenset[str]
    values: Values
    said: tuple[Statement, ...] = ()  # also without a number
    for_nothing: tuple[tuple[Quantity, Statement], ...] = ()

    def best(self, place: Place) -> Candidate | None:
        return best_candidate(place.wanted, self.stated.get(place.number.kind, ()), self._base, self.names)

    def price_of(self, products: frozenset[str]) -> Fact | None:
        """The plain price, where it is one for all of the products."""
        facts = [fact for fact in self.facts if fact.subject in products and fact.attribute == "price"]
        return facts[0] if facts and len({own_key(fact) for fact in facts}) == 1 else None

    def stating(self, key: str) -> tuple[Fact, ...]:
        """Facts whose value it is."""
        return self._by_key.get(key, ())

    @cached_property
    def _by_value(self) -> dict[tuple[str, object], list[tuple[Quantity, Statement]]]:
        found: dict[tuple[str, object], list[tuple[Quantity, Statement]]] = defaultdict(list)
        for kind, stated in self.stated.items():
            for one, statement in stated:
                for value in {one.value, one.upper} - {None}:
                    found[kind, value].append((one, statement))
        return found

    def of_value(self, number: Quantity) -> list[tuple[Quantity, Statement]]:
        """What may state the same: numbers of its kind and value, and ranges that it begins or ends; all dates."""
        if number.kind == "date":
            return self.stated.get("date", [])
        return self._by_value.get((number.kind, number.value), [])

    @cached_property
    def words(self) -> frozenset[str]:
        """All that the evidence says, and the facts."""
        told = (stems(fact.statement) for fact in self.facts)
        return frozenset().union(*(one.stems for one in self.said), *told)

    @cached_property
    def _base(self) -> frozenset[tuple[str, str | None]]:
        return plain_values(self.facts)

    @cached_property
    def _by_key(self) -> dict[str, tuple[Fact, ...]]:
        found: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            key = own_key(fact)
            if key is not None:
                found[key].append(fact)
        return {key: tuple(facts) for key, facts in found.items()}


def finding_at(
    place: Place, rule: str, severity: Severity, message: str, source: str | None, fix: str | None
) -> Finding:
    line, column = place.lines.at(place.number.start)
    return Finding(
        rule=rule,
        family="grounding",
        severity=severity,
        field=place.field,
        line=line,
        column=column,
        start=place.number.start,
        span=place.number.text,
        message=message,
        source=source,
        fix=fix,
    )
