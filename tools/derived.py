"""Numbers that stand nowhere and follow from numbers that do: two bottles of 50 ml are 100 ml, six days at €19 €114.

A number follows where it is the product, the sum or the difference of numbers of the copy's sentence and the one
before, or of one of them and a number that the evidence gives of the same thing; a percentage where it is the share
that two counts beside it make. Only whole multiples count, and only numbers of one unit.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.vocabulary import stems
from tools.evidence import Names, Statement, is_about
from tools.kept import kept

_FACTORS = ("count", "measure")
_LARGEST = Decimal(1000)  # a factor
_ROUNDED = Decimal("1.5")  # points by which a share may be rounded
_OF = re.compile(
    r"\s*(?:of|out of|von|von den|sur|de|de los|de las|su|van de|op de|van)?\s*(?:the|about|over|some|around)?\s*$"
)
_SHARED_BY = re.compile(r"\s*(?:of|out of|von|sur|de|su|van|op)\b")
_DIGITS = re.compile(r"[\d.,\s]*\d|\S+")
_SO = re.compile(
    r"[^\w%]*(?:(?:so|or|that is|that's|that’s|which is|i\.e\.|about|nearly|almost|a|also|das sind|das ist|oder"
    r"|rund|fast|soit|donc|c['’]est|environ|presque|es decir|o sea|un|el|casi|cioè|ossia|circa|il|dus"
    r"|ofwel|bijna)[\s,:]+)*[(\s]*"
)


@dataclass(frozen=True, eq=False)
class Values:
    """The numbers of the evidence, by kind, unit and value."""

    by_unit: dict[tuple[str, str | None], dict[Decimal, list[Statement]]] = field(default_factory=dict)

    def stating(self, kind: str, unit: str | None, value: Decimal) -> Sequence[Statement]:
        return self.by_unit.get((kind, unit), {}).get(value, ())


@kept
def values_of(said: Sequence[Statement]) -> Values:
    found: dict[tuple[str, str | None], dict[Decimal, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for statement in said:
        for one in statement.quantities:
            if isinstance(one.value, Decimal):
                found[one.kind, one.unit][one.value].append(statement)
    return Values({key: dict(each) for key, each in found.items()})


@dataclass(frozen=True)
class Asked:
    """A number with the sentence it stands in, the one before, and the products that they speak of."""

    number: Quantity
    sentence: str
    before: str
    locale: str
    products: frozenset[str]


def follows(asked: Asked, values: Values, names: Names) -> bool:
    number = asked.number
    if not isinstance(number.value, Decimal) or number.upper is not None or not number.value:
        return False
    own = [one for one in find_quantities(asked.sentence, asked.locale) if one.key != number.key]
    if number.kind == "percent":
        return number.unit is None and share_beside(asked) is True
    others = [*own, *find_quantities(asked.before, asked.locale)]
    if not others:
        return False
    if number.text in asked.sentence and _has_own_base(number, own):
        return _is_product(number, own) or _is_sum(number, others)
    return (
        _is_product(number, others)
        or _is_sum(number, others)
        or any(_is_related(one, asked, names) for one in _multiplied(number, own, values))
    )


def share_beside(asked: Asked) -> bool | None:
    """Whether a percentage is the share that two counts beside it make ("2,870 of 6,900, so 42%"); None where it stands
    beside none.
    """
    number, text = asked.number, asked.sentence
    at = text.find(number.text)
    counts = [one for one in find_quantities(text, asked.locale) if one.kind == "count"]
    for part, whole in pairwise(counts):
        if isinstance(part.value, str) or isinstance(whole.value, str) or not 0 < part.value < whole.value:
            continue
        digits = _DIGITS.match(part.text)
        begun = part.start + (digits.end() if digits else 0)
        if not _SHARED_BY.match(text, begun) or not _OF.search(text[begun : whole.start]):
            continue
        beside = _SO.fullmatch(text, whole.end, at) if at >= whole.end else _SO.fullmatch(text, number.end, part.start)
        if beside is not None:
            return abs(100 * part.value / whole.value - Decimal(number.value)) <= _ROUNDED
    return None


def _has_own_base(number: Quantity, own: Sequence[Quantity]) -> bool:
    """ "200 sets at €17: €3,400": the sentence says itself what is multiplied."""
    before = [one for one in own if one.start < number.start]
    alike = [one.start for one in before if (one.kind, one.unit) == (number.kind, number.unit)]
    return bool(alike) and any(one.start < alike[-1] for one in before if one.kind in _FACTORS)


def _is_product(number: Quantity, others: Sequence[Quantity]) -> bool:
    alike = {one.value for one in others if (one.kind, one.unit) == (number.kind, number.unit)}
    return any(
        number.value == factor * base for factor in _factors(others) for base in alike if not isinstance(base, str)
    )


def _is_sum(number: Quantity, others: Sequence[Quantity]) -> bool:
    alike = [one.value for one in others if one.kind == number.kind and one.unit == number.unit]
    numbers = [one for one in alike if isinstance(one, Decimal)]
    return any(
        number.value in (one + other, one - other)
        for place, one in enumerate(numbers)
        for other in numbers[:place] + numbers[place + 1 :]
    )


def _factors(others: Sequence[Quantity]) -> Iterator[Decimal]:
    for one in others:
        if one.kind not in _FACTORS or isinstance(one.value, str) or one.upper is not None:
            continue
        if one.value == one.value.to_integral_value() and 1 < one.value <= _LARGEST:
            yield one.value


def _multiplied(number: Quantity, own: Sequence[Quantity], values: Values) -> Iterator[Statement]:
    """What states a number that the sentence multiplies: the price of one day, the weight of one pouch."""
    assert isinstance(number.value, Decimal)  # noqa: S101  (the caller asked)
    for factor in _factors(own):
        yield from values.stating(number.kind, number.unit, number.value / factor)
    for factor in _factors([number]):  # "Five days at the day rate: €95"
        for one in own:
            if one.kind == "price" and isinstance(one.value, Decimal):
                yield from values.stating(one.kind, one.unit, one.value / factor)


def _is_related(statement: Statement, asked: Asked, names: Names) -> bool:
    if asked.products and not is_about(statement, asked.products, names):
        return False
    if asked.products or language_of(statement.passage.locale) != language_of(asked.locale):
        return True
    words = stems(f"{asked.before} {asked.sentence}", asked.locale)
    return not statement.stems.isdisjoint(words)
