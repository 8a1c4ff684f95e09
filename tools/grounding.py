"""Grounding of numbers: every price, percentage, date and quantity of a draft must stand in a passage it cites.

An invented price, discount or percentage is red, and so is the price of another product; other numbers are amber.
A computed total stands nowhere, so it is not grounded either.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.facts import Fact, Product
from knowledge.passages import Passage
from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.sentences import sentence_at, sentences
from knowledge.text.vocabulary import stems
from tools.candidates import Candidate, Wanted, best_candidate, own_key
from tools.copy import Copy
from tools.equivalence import is_same
from tools.evidence import Names, Statement, is_about, names_for, statements
from tools.findings import Finding, Severity
from tools.markup import Lines

_RULES = {
    "price": "copydesk.UngroundedPrice",
    "percent": "copydesk.UngroundedPercentage",
    "offer": "copydesk.UngroundedOffer",
    "date": "copydesk.UngroundedDate",
    "time": "copydesk.UngroundedTime",
    "measure": "copydesk.UngroundedMeasure",
    "count": "copydesk.UngroundedCount",
}
_ANOTHER_PRODUCT = "copydesk.NumberOfAnotherProduct"
_ANOTHER_THING = "copydesk.NumberOfAnotherThing"
_EXPIRED = "copydesk.ExpiredFact"
_UNCITED = "copydesk.UncitedFact"
GROUNDING_RULES = (*_RULES.values(), _ANOTHER_PRODUCT, _ANOTHER_THING, _EXPIRED, _UNCITED)
_OFFERS = ("off", "free", "shipping", "return", "gift")


@dataclass(frozen=True)
class _Place:
    """Where a quantity of the copy stands."""

    field: str
    lines: Lines  # the field's
    wanted: Wanted

    @property
    def number(self) -> Quantity:
        return self.wanted.quantity

    @property
    def sort(self) -> str:
        """The quantity's kind, or "offer" for what is off or free."""
        is_offer = (self.number.unit or "").endswith(_OFFERS) and self.number.kind in ("price", "percent")
        return "offer" if is_offer else self.number.kind

    @property
    def severity(self) -> Severity:
        return "red" if self.sort in ("price", "percent", "offer") else "amber"


@dataclass(frozen=True)
class _Known:
    """What may carry a number: statements that are cited, facts that hold, facts that no longer do."""

    cited: tuple[Statement, ...]
    names: Names
    facts: tuple[Fact, ...]
    expired: tuple[Fact, ...]
    today: date
    stated: dict[str, list[tuple[Quantity, Statement]]]  # by kind

    def best(self, place: _Place) -> Candidate | None:
        return best_candidate(place.wanted, self.cited, self.facts, self.names)


def check_numbers(
    copy: Copy,
    evidence: Sequence[Passage],
    facts: Sequence[Fact],
    today: date,
    products: Sequence[Product] = (),
) -> tuple[Finding, ...]:
    """Findings in the order of the copy. `products` adds the names that people use for a product."""
    numbers = {field: find_quantities(text, copy.locale) for field, text in copy.fields.items()}
    if not any(numbers.values()):
        return ()
    known = _known(evidence, facts, today, products)
    found = [
        _judge(place, known)
        for field, quantities in numbers.items()
        if quantities
        for place in _places(field, copy.fields[field], quantities, copy.locale, known.names)
    ]
    return tuple(finding for finding in found if finding is not None)


def _known(evidence: Sequence[Passage], facts: Sequence[Fact], today: date, products: Sequence[Product]) -> _Known:
    expired = tuple(fact for fact in facts if not fact.holds_on(today))
    outdated = {fact.statement for fact in expired}
    cited = tuple(one for one in statements(evidence) if one.quantities and one.text not in outdated)
    stated: dict[str, list[tuple[Quantity, Statement]]] = defaultdict(list)
    for statement in cited:
        for quantity in statement.quantities:
            stated[quantity.kind].append((quantity, statement))
    return _Known(
        cited=cited,
        names=names_for(evidence, facts, products),
        facts=tuple(fact for fact in facts if fact.holds_on(today)) if expired else tuple(facts),
        expired=expired,
        today=today,
        stated=stated,
    )


def _places(field: str, text: str, quantities: Sequence[Quantity], locale: str, names: Names) -> list[_Place]:
    """Numbers inside a product's name are none."""
    parts, lines = sentences(text), Lines(text)
    named: dict[int, set[str]] = {}
    in_names: set[int] = set()
    for start, end, product in names.found_in(text):
        named.setdefault(sentence_at(parts, start) or 0, set()).add(product)
        in_names.update(range(start, end))
    places = []
    for quantity in quantities:
        at = sentence_at(parts, quantity.start)
        if quantity.start not in in_names:
            sentence = quantity.text if at is None else parts[at].text
            products = frozenset(named.get(at or 0, ()))
            places.append(_Place(field, lines, Wanted(quantity, sentence, locale, products)))
    return places


def _judge(place: _Place, known: _Known) -> Finding | None:
    wanted = place.wanted
    carrying = [
        one
        for stated, one in known.stated[wanted.quantity.kind]
        if is_same(wanted.quantity, wanted.sentence, wanted.locale, stated, one, known.today)
    ]
    if not carrying:
        return _ungrounded(place, known)
    about = [one for one in carrying if not wanted.products or is_about(one, wanted.products, known.names)]
    if not about:
        return _of_another_product(place, carrying[0], known)
    return _of_another_thing(place, about, known)


def _of_another_product(place: _Place, statement: Statement, known: _Known) -> Finding:
    named = known.names.products_in(statement.text)
    owner = " and ".join(sorted(named)) or statement.passage.product
    wanted = " or ".join(sorted(place.wanted.products))
    best = known.best(place)
    message = f"{place.number.text} is stated for {owner}, not for {wanted}."
    if best:
        message += f" For {wanted} the passages say {best.quantity.text}."
    return _finding(place, _ANOTHER_PRODUCT, place.severity, message, statement.passage.citation, _fix(place, best))


def _of_another_thing(place: _Place, about: Sequence[Statement], known: _Known) -> Finding | None:
    """A product's other price (€64 is the refill's) where nothing in the sentence says which one is meant."""
    wanted = place.wanted
    if place.sort != "price" or len(wanted.products) != 1:
        return None
    (product,) = wanted.products
    base = next((fact for fact in known.facts if fact.subject == product and fact.attribute == "price"), None)
    if base is None or own_key(base) in (None, wanted.quantity.key):
        return None
    words = frozenset(stems(wanted.sentence, wanted.locale))
    others = {one.key for one in find_quantities(wanted.sentence, wanted.locale)} - {wanted.quantity.key}
    for statement in about:
        said = statement.stems - frozenset(stems(f"{base.statement} {product}", statement.passage.locale))
        same_language = language_of(wanted.locale) == language_of(statement.passage.locale)
        if not same_language or not said or said & words or others & {one.key for one in statement.quantities}:
            return None
    number, price = wanted.quantity.text, f"{base.value} {base.unit or ''}".strip()
    message = (
        f"{number} is not the price of {product}, which is {price}: the passages state it for something else "
        f"(“{about[0].text}”). Say what {number} is for."
    )
    return _finding(place, _ANOTHER_THING, "amber", message, about[0].passage.citation, None)


def _ungrounded(place: _Place, known: _Known) -> Finding:
    number, best = place.number, known.best(place)
    source = best.passage.citation if best else None
    old = next((fact for fact in known.expired if own_key(fact) == number.key), None)
    if old is not None and old.valid_until is not None and old.valid_until < known.today:
        message = f"{number.text} was valid until {old.valid_until.isoformat()} (“{old.statement}”)."
        message += f" Now the passages say {best.quantity.text}." if best else ""
        return _finding(place, _EXPIRED, place.severity, message, source, _fix(place, best))
    current = next((fact for fact in known.facts if own_key(fact) == number.key and _may_mean(fact, place)), None)
    if current is not None:
        message = f"{number.text} is known (“{current.statement}”), but no passage that this copy cites says so."
        return _finding(place, _UNCITED, "amber", message, None, None)
    message = f"{number.text} stands in none of the passages that this copy cites."
    if best:
        of = f" for {best.subject}" if best.subject else ""
        message += f" They say {best.quantity.text}{of} (“{best.statement}”)."
    return _finding(place, _RULES[place.sort], place.severity, message, source, _fix(place, best))


def _may_mean(fact: Fact, place: _Place) -> bool:
    return not place.wanted.products or fact.subject in place.wanted.products


def _fix(place: _Place, best: Candidate | None) -> str | None:
    """The right number, where there is exactly one and it is written as the copy's language writes it."""
    if best is None or not best.certain or language_of(best.passage.locale) != language_of(place.wanted.locale):
        return None
    stated, written = best.quantity, place.number.text
    if stated.kind == "count" and stated.unit != place.number.unit:  # "30 times" becomes "25 times"
        return re.sub(r"^[^\s-]+", stated.text.split()[0], written) if stated.text[0].isdigit() else None
    return stated.text


def _finding(
    place: _Place, rule: str, severity: Severity, message: str, source: str | None, fix: str | None
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
