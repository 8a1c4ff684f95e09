"""What the numbers of a copy are held against, and where one of them stands in it."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from knowledge.facts import Fact, Product
from knowledge.passages import Passage
from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity
from tools.grounding.evidence import Statement, names_for, statements
from tools.grounding.numbers.candidates import Wanted
from tools.grounding.numbers.derived import values_of
from tools.grounding.numbers.equivalence import is_same
from tools.grounding.numbers.given_free import is_free_there
from tools.grounding.numbers.how_often import done_as_often
from tools.grounding.numbers.places import Known, Place
from tools.grounding.numbers.subjects import subjects_for
from tools.kept import kept

_YEAR = 12  # months
_AGED = re.compile(
    r"(?<!\w)(?:aged?|alter|âgée?s? de|de entre|edad|età|leeftijd|idade)\s+(?:between |from |von |de |di )?$", re.I
)
_COSTS_NOTHING = re.compile(
    r"\b(?:costs? nothing|costs? you nothing|nothing to pay|is included|no extra|we (?:pay|add|include)"
    r"|kostet nichts|ist dabei|ne coûtent? rien|est compris\w*|no cuestan? nada|está incluid\w*"
    r"|non costa\w* (?:nulla|niente)|kost niets)\b",
    re.IGNORECASE,
)


@kept
def known_from(evidence: Sequence[Passage], facts: Sequence[Fact], today: date, products: Sequence[Product]) -> Known:
    expired = tuple(fact for fact in facts if not fact.holds_on(today))
    outdated = {fact.statement for fact in expired}
    cited = tuple(one for one in statements(evidence) if one.quantities and one.text not in outdated)
    stated: dict[str, list[tuple[Quantity, Statement]]] = defaultdict(list)
    for statement in cited:
        for quantity in statement.quantities:
            stated[quantity.kind].append((quantity, statement))
    names = names_for(evidence, facts, products)
    sheets = tuple(dict.fromkeys(passage.product for passage in evidence if passage.product))
    return Known(
        cited=cited,
        names=names,
        subjects=subjects_for(names, facts, products, sheets),
        facts=tuple(fact for fact in facts if fact.holds_on(today)) if expired else tuple(facts),
        expired=expired,
        today=today,
        stated=stated,
        products=frozenset((*sheets, *(product.name for product in products))),
        values=values_of(cited),
        said=statements(evidence),
        for_nothing=_for_nothing(stated["price"], statements(evidence)),
    )


def _for_nothing(
    prices: Sequence[tuple[Quantity, Statement]], said: Sequence[Statement]
) -> tuple[tuple[Quantity, Statement], ...]:
    """What is given for nothing, also where it is only said that it "costs nothing"."""
    priced = [(one, statement) for one, statement in prices if one.value == 0]
    told = {statement for _, statement in priced}
    nothing = Quantity(kind="price", value=Decimal(0), unit="free", text="nothing", start=0)
    rest = [(nothing, one) for one in said if one not in told and _COSTS_NOTHING.search(one.text)]
    return (*priced, *rest)


def giving(place: Place, known: Known) -> list[tuple[Quantity, Statement]]:
    """Where the number stands, or the same is given for nothing."""
    if place.number.unit == "free" and place.number.value == 0:
        return [each for each in known.for_nothing if is_free_there(place, each[1])]
    return _carrying(place.wanted, known)


def _carrying(wanted: Wanted, known: Known) -> list[tuple[Quantity, Statement]]:
    """Where the number stands. How often something is done is not read out of another language's count of something,
    where the copy's own language has that count, and counts something else.
    """
    one, language = wanted.quantity, language_of(wanted.locale)
    if one.kind == "measure" and one.unit == "day":  # "deux jours ouvrés" are "two working days"
        days = [each for each in known.stated["count"] if each[0].unit == "day" and each[0].value == one.value]
        abroad = [each for each in days if language_of(each[1].passage.locale) != language]
        if abroad:
            return abroad
    found = [
        (stated, statement)
        for stated, statement in known.of_value(one)
        if is_same(one, wanted.sentence, wanted.locale, stated, statement, known.today)
    ]
    if not found and one.upper is not None:
        found = _ends_of(one, known)
    if not found and one.upper is not None and one.unit == "month":
        found = _ages(one, known)
    if not found and one.kind == "date":
        found = _in_two_parts(str(one.value), known)
    if one.unit == "time":
        found = done_as_often(wanted, found, known.stated["count"], known.names)
    if one.unit == "time" and all(language_of(statement.passage.locale) != language for _, statement in found):
        own = [each for each, statement in known.stated["count"] if language_of(statement.passage.locale) == language]
        return [] if any(each.value == one.value for each in own) else found
    return found


def _ends_of(one: Quantity, known: Known) -> list[tuple[Quantity, Statement]]:
    """What gives the two ends of a range: "between four and eight weeks", of several things that take four or eight."""
    stated = [each for each in known.stated[one.kind] if each[0].unit == one.unit]
    values = {each.value for each, _ in stated}
    return (
        [each for each in stated if each[0].value in (one.value, one.upper)] if {one.value, one.upper} <= values else []
    )


def _ages(one: Quantity, known: Known) -> list[tuple[Quantity, Statement]]:
    """ "Between 19 and 71 years old", of "adults aged 19 to 71"."""
    if not isinstance(one.value, Decimal) or not isinstance(one.upper, Decimal):
        return []
    ends = (one.value / _YEAR, one.upper / _YEAR)
    return [
        each
        for each in known.stated["count"]
        if (each[0].value, each[0].upper) == ends and _AGED.search(each[1].text, 0, each[0].start)
    ]


def _in_two_parts(day: str, known: Known) -> list[tuple[Quantity, Statement]]:
    """Where a statement gives the day and, apart from it, the year: "| 2024 | Refillable Bottle, 14 October |"."""
    year, rest = f"date:{day[:4]}", f"date:-{day[4:]}"
    return [
        each
        for each in known.stated["date"]
        if each[0].key == rest and year in each[1].keys and not day.startswith("-")
    ]
