"""How much of a text the evidence says: its content words, weighted by how rare they are there, and its quantities."""

import math
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from knowledge.passages import Passage
from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.vocabulary import stem, stems
from knowledge.text.wordlist import words
from tools.grounding.evidence import Names, Statement, is_about, statements
from tools.grounding.numbers.derived import Values, values_of
from tools.grounding.numbers.durations import is_as_long
from tools.grounding.opening import Hours, read_hours
from tools.grounding.sentences.clauses import clauses, subject_of
from tools.grounding.towns import find_towns
from tools.kept import kept

_DAY = 24  # hours
_DAYS_AND_HOURS = ("day", "h")
_WHOLE = 2**20  # weights are whole numbers: a set's order changes from process to process, and with it a rounded sum
_QUANTITY = 2 * _WHOLE  # a quantity weighs as much as two rare words

# Units, which stand with their numbers, and verbs that say nothing by themselves.
_PALE = frozenset(
    stem(word)
    for word in words("""
        today tonight tomorrow now still heute jetzt aujourd'hui maintenant hoy ahora oggi vandaag keep keeps always
        going gone come comes take takes stay stays next thing things
        hour hours minute minutes day days week weeks month months year years time times percent euro euros gram grams
        ml heure heures jour jours mois ans stunde stunden tag tage woche monat jahr jahre hora horas día días mes meses
        año años ora ore giorno giorni mese mesi anno anni uur dag dagen maand jaar
    """)
)


@dataclass(frozen=True, eq=False)
class Index:
    """The evidence, by word."""

    statements: tuple[Statement, ...]
    _said: dict[str, frozenset[int]] = field(default_factory=dict)

    def saying(self, word: str) -> frozenset[int]:
        """Statements with the word or a relative of it; looked for when it is first asked."""
        found = self._said.get(word)
        if found is None:
            beginning = word[:5] if len(word) >= 5 else None
            found = self._said[word] = frozenset(
                place
                for place, one in enumerate(self.statements)
                if (word in one.stems if beginning is None else beginning in one.beginnings)
            )
        return found

    @cached_property
    def towns(self) -> frozenset[str]:
        return frozenset(town.name for one in self.statements for town in find_towns(one.text))

    @cached_property
    def hours(self) -> dict[str, Hours]:
        return read_hours(one.text for one in self.statements)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The words of what its English sentences tell something of."""
        found: set[str] = set()
        for one in self.statements:
            if language_of(one.passage.locale) == "en":
                told = (subject_of(part) for part in clauses(one.text) if not part.item)
                found.update(word for subject in told if subject for word in stems(subject))
        return frozenset(found)

    @cached_property
    def _by_value(self) -> dict[Decimal | str, set[int]]:
        found: dict[Decimal | str, set[int]] = {}
        for place, statement in enumerate(self.statements):
            for one in statement.quantities:
                found.setdefault(one.value, set()).add(place)
        return found

    def may_share(self, quantities: Sequence[Quantity]) -> set[int]:
        """The statements that `shared_numbers` has to be asked of: those with one of the values."""
        found: set[int] = set()
        for one in quantities:
            found |= self._by_value.get(one.value, set())
            if one.upper is not None:
                found |= self._by_value.get(one.upper, set())
            if one.kind == "date":
                found |= self._by_value.get(str(one.value)[:4], set())
            if one.unit in _DAYS_AND_HOURS and isinstance(one.value, Decimal):
                found |= self._by_value.get(one.value * _DAY, set()) | self._by_value.get(one.value / _DAY, set())
        return found

    def giving(self, quantities: Sequence[Quantity], locale: str) -> list[Statement]:
        """The statements that give one of the numbers, in their order."""
        near = (self.statements[place] for place in sorted(self.may_share(quantities)))
        return [one for one in near if shared_numbers(quantities, one, locale)]

    @cached_property
    def keys(self) -> frozenset[str]:
        """Of all numbers."""
        return frozenset().union(*(one.keys for one in self.statements))

    @cached_property
    def values(self) -> Values:
        return values_of(self.statements)

    def rarity(self, found: frozenset[int]) -> int:
        return self._rarities[len(found)]

    @cached_property
    def _rarities(self) -> tuple[int, ...]:
        """Of a word in no statement, in one, and so on up to all of them."""
        all_of_them = len(self.statements)
        shares = (
            math.log((all_of_them + 1) / (some + 0.5)) / math.log(all_of_them + 2) for some in range(all_of_them + 1)
        )
        return tuple(round(max(0.3, share) * _WHOLE) for share in shares)


@kept
def index_of(evidence: Sequence[Passage]) -> Index:
    return Index(statements(evidence))


def coverage(
    text: str, locale: str, index: Index, names: Names, *, part: bool = False, products: frozenset[str] = frozenset()
) -> dict[str, float]:
    """By passage, how much of the text it says: from 0 to 1. Of a `part` of a sentence without its prices, which are
    told of the whole; `products`: what it speaks of, where it does not say.
    """
    named = names.products_in(text)
    said_by = {word: index.saying(word) for word in sorted(content(text, locale, names))}
    quantities = [one for one in find_quantities(text, locale) if not (part and one.kind == "price")]
    quantities = [one for one in quantities if one.unit != "free"]  # what is free is looked at with the numbers
    weights = {word: index.rarity(found) for word, found in said_by.items()}
    weights |= {one.key: _QUANTITY for one in quantities}
    said: dict[int, list[str]] = defaultdict(list)
    for word, found in said_by.items():
        for place in found:
            said[place].append(word)
    about = named or products
    by_passage: dict[str, list[Collection[str]]] = {}
    sharing = index.may_share(quantities)
    for place in sorted(_places(said, quantities, index)) if said_by else range(len(index.statements)):
        statement = index.statements[place]
        if not about or is_about(statement, about, names):
            told: Collection[str] = said.get(place, ())
            if place in sharing:
                told = shared_numbers(quantities, statement, locale).union(told)
            by_passage.setdefault(statement.passage.id, []).append(told)
    total = sum(weights.values())
    return {passage: _cover(parts, weights) / total for passage, parts in by_passage.items()} if total else {}


def unsaid(text: str, locale: str, index: Index, names: Names, products: frozenset[str]) -> list[str]:
    """The words of the text that no statement about the products has, or has nowhere near the others."""
    found = []
    for word in dict.fromkeys(text.split()):
        own = set(stems(word, locale)) - _PALE
        places = {place for one in own for place in index.saying(one)}
        if own and not any(not products or is_about(index.statements[place], products, names) for place in places):
            found.append(word.strip(".,;:!?()\"'“”"))
    return found


def content(text: str, locale: str, names: Names) -> frozenset[str]:
    """The words that say something by themselves, beside the products' names."""
    own_names = {word for product in names.products_in(text) for word in stems(product)}
    return frozenset(stems(text, locale)) - _PALE - own_names


def _places(said: Collection[int], quantities: Sequence[Quantity], index: Index) -> set[int]:
    """Sentences that share a word, and, of the same passages, those that state a price: "the next one is €64"."""
    prices = [one for one in quantities if one.kind == "price"]
    if not prices:
        return set(said)
    passages = {index.statements[place].passage.id for place in said}
    keys = {one.key for one in prices}
    priced = (place for place in index.may_share(prices) if not keys.isdisjoint(index.statements[place].keys))
    return set(said) | {place for place in priced if index.statements[place].passage.id in passages}


def shared_numbers(quantities: Sequence[Quantity], statement: Statement, locale: str) -> set[str]:
    """Keys of the quantities that the statement gives; a count in another language, or of "times", by its value."""
    if not quantities:
        return set()
    stated, counts = statement.keys, statement.counts
    foreign = language_of(locale) != language_of(statement.passage.locale)
    days = (
        {one.value for one in statement.quantities if one.kind == "count" and one.unit == "day"} if foreign else set()
    )
    return {
        one.key
        for one in quantities
        if one.key in stated
        or (one.kind == "date" and _in_two_parts(str(one.value), stated))
        or (one.upper is not None and any(_ends(one, each) for each in statement.quantities))
        or (one.kind == "measure" and any(_is_of_another_unit(one, each) for each in statement.quantities))
        or (one.unit == "day" and one.value in days)  # "deux jours ouvrés" are "two working days"
        or (one.kind == "count" and one.value in counts and (foreign or one.unit in (None, "time")))
    }


def _is_of_another_unit(one: Quantity, stated: Quantity) -> bool:
    """ "Two days" are 48 hours."""
    able = all(each.kind == "measure" and each.unit in _DAYS_AND_HOURS for each in (one, stated))
    return able and one.unit != stated.unit and is_as_long(one, stated)


def _in_two_parts(day: str, stated: Collection[str]) -> bool:
    """The day, and apart from it the year."""
    return not day.startswith("-") and f"date:{day[:4]}" in stated and f"date:-{day[4:]}" in stated


def _ends(one: Quantity, stated: Quantity) -> bool:
    """Whether it is one end of a range: "between four and eight weeks", of things that take four or eight."""
    return (one.kind, one.unit) == (stated.kind, stated.unit) and stated.value in (one.value, one.upper)


def _cover(parts: Sequence[Collection[str]], weights: dict[str, int]) -> int:
    """What the best sentence of a passage says, and what a second one adds. No part says anything twice."""
    weight = weights.__getitem__
    weighed = [sum(map(weight, part)) for part in parts]
    most = max(weighed)
    first = parts[weighed.index(most)]
    more = 0
    for part, worth in zip(parts, weighed, strict=True):
        if worth > more:  # else it cannot add more either
            more = max(more, sum(weight(one) for one in part if one not in first))
    return most + more
