"""Numbers that stand nowhere and follow from numbers that do: two bottles of 50 ml are 100 ml, six days at €19 €114.

A number follows where it is the product, the sum, the difference or the quotient of numbers of the copy's sentence and
the ones before, or of one of them and a number that the evidence gives of the same thing; a percentage where it is the
share that two counts beside it make. Only whole multiples count, and only numbers of one unit; "almost" and "a little
more than" leave some room. So does what is multiplied follow ("three hours a night, ten nights" of 30 hours).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.vocabulary import stems
from tools.grounding.evidence import Names, Statement, is_about
from tools.grounding.numbers.asked import Asked, spelled
from tools.grounding.numbers.durations import DURATIONS, is_as_long
from tools.grounding.numbers.parts import ROOM, is_near, is_part, is_so_often
from tools.grounding.numbers.shares import is_share, share_beside
from tools.kept import kept

_FACTORS = ("count", "measure")
_LARGEST = Decimal(1000)  # a factor
# Between what is bought and its price: "Deux recharges coûtent 128 €"
_PAID_FOR = re.compile(
    r"(?:\s+(?!(?:and|und|et|y|e|en)\s)[^\s,;:.!?]+){0,4}?\s+(?:costs?|cost|are|is|come to|comes to|make|would be|for"
    r"|kosten|kostet|sind|macht|machen|für"
    r"|co[ûu]te\w*|font|fait|pour"
    r"|cuestan?|son|sale\w*|por|costano|costa|fanno|fa|sono|per|zijn|voor|custam?|são|ficam? (?:em|por))"
    r"(?:\s+[^\s,;:.!?]+){0,2}?\s*",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(r"(?:間|あたり|につき)?(?:は|で|なら|だと|が)?、?")  # "1週間95ユーロ"
_LESS = re.compile(
    r"\s*(?:less|cheaper|below|under|saved|weniger|günstiger|billiger|gespart|de moins|moins cher|d['’]économie|menos"
    r"|de ahorro|in meno|meno|di risparmio|minder|goedkoper|a menos)(?!\w)",
    re.IGNORECASE,
)
_ROUND = Decimal(10)  # what a rounded number is a multiple of
_HIRED = ("day", "night", "month")  # what something is paid for by
_PAIR = 2
_MONTHS = 12


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


def follows(asked: Asked, values: Values, names: Names) -> bool:
    number = asked.number
    if not isinstance(number.value, Decimal) or number.upper is not None or not number.value:
        return False
    if number.kind == "percent":
        beside = share_beside(asked)
        return number.unit is None and (is_share(asked) if beside is None else beside)
    return reckons(asked) or any(True for _ in behind(asked, values, names))


def behind(asked: Asked, values: Values, names: Names) -> Iterator[Statement]:
    """The statements on the same thing with a number that it follows from; of no percentage."""
    number = asked.number
    if not isinstance(number.value, Decimal) or number.kind == "percent" or number.upper is not None:
        return
    own = [one for one in find_quantities(asked.sentence, asked.locale) if one.key != number.key]
    if not _has_own_base(asked, own):
        stated = (*_multiplied(asked, own, values), *_multiplying(asked, own, values), *_less_than(asked, own, values))
        yield from (one for one in stated if _is_related(one, asked, names))


def reckons(asked: Asked) -> bool:
    """Whether the copy's own numbers make it."""
    number = asked.number
    own = [one for one in find_quantities(asked.sentence, asked.locale) if one.key != number.key]
    earlier = [one for one in find_quantities(asked.before, asked.locale) if one.key != number.key]
    others = [*own, *earlier]
    if not others:
        return False
    if _is_span(number, own) or is_so_often(asked, others) or is_sum_of_bare(number, own):
        return True
    bases = own if _has_own_base(asked, own) else others
    return _is_product(asked, bases) or adds_up(number, others, is_hedged=asked.is_hedged) or is_part(asked, others)


def is_sum_of_bare(number: Quantity, own: Sequence[Quantity]) -> bool:
    """ "246 € en tres llenados: 118, 64 y 64": of numbers one after the other, whose unit stands once."""
    bare = [one.value for one in own if one.kind == "count" and one.unit is None and isinstance(one.value, Decimal)]
    return number.kind == "price" and len(bare) >= _PAIR and sum(bare) == number.value


def _is_span(number: Quantity, own: Sequence[Quantity]) -> bool:
    """ "2011 to 2026: fifteen years"."""
    years = [int(str(one.value)) for one in own if one.kind == "date" and str(one.value).isdecimal()]
    long = number.kind == "measure" and number.unit == "month"
    return long and any(_MONTHS * (last - first) == number.value for first, last in pairwise(years))


def adds_up(number: Quantity, others: Sequence[Quantity], *, is_hedged: bool = False) -> bool:
    """Whether it is the sum or the difference of two of the others, or the sum of them all; nearly, where hedged."""
    alike = [one.value for one in others if one.kind == number.kind and one.unit == number.unit]
    numbers = [one for one in alike if isinstance(one, Decimal)]
    if len(numbers) > _PAIR and sum(numbers) == number.value:
        return True
    room = ROOM * number.value if is_hedged and isinstance(number.value, Decimal) else Decimal(0)
    return any(
        isinstance(number.value, Decimal) and abs(made - number.value) <= room
        for place, one in enumerate(numbers)
        for other in numbers[:place] + numbers[place + 1 :]
        for made in (one + other, one - other)
    )


def is_rounded(asked: Asked, values: Values, names: Names) -> bool:
    """ "A little over 10 cm tall", of 104 mm: hedged, and near to what is stated of the same thing. Or as long, in
    another unit: "two days" of 48 hours.
    """
    number = asked.number
    if number.unit in DURATIONS and _is_told_in_another_unit(asked, values, names):
        return True
    if not asked.is_hedged or number.upper is not None or not isinstance(number.value, Decimal):
        return False
    if number.value % _ROUND:
        return False
    return any(
        is_near(value, asked) and any(_is_related(one, asked, names) for one in said)
        for value, said in values.by_unit.get((number.kind, number.unit), {}).items()
    )


def _is_told_in_another_unit(asked: Asked, values: Values, names: Names) -> bool:
    return any(
        one.upper is None and one.unit == unit and is_as_long(asked.number, one) and _is_of_it(statement, asked, names)
        for unit in DURATIONS
        if unit != asked.number.unit
        for said in values.by_unit.get(("measure", unit), {}).values()
        for statement in said
        for one in statement.quantities
    )


def _is_of_it(statement: Statement, asked: Asked, names: Names) -> bool:
    """Of the product that the copy speaks of, or of none and in the same words."""
    if asked.products:
        return not asked.products.isdisjoint({*names.products_in(statement.text), statement.passage.product})
    return language_of(statement.passage.locale) == language_of(asked.locale) and _is_related(statement, asked, names)


def is_bought(asked: Asked, values: Values) -> bool:
    """ "Deux recharges coûtent 128 €": how many are paid for, and no number that something is said to have."""
    number = asked.number
    if number.kind not in _FACTORS or isinstance(number.value, str) or number.upper is not None:
        return False
    own = find_quantities(asked.sentence, asked.locale)
    prices = [one for one in own if one.kind == "price" and isinstance(one.value, Decimal) and one.value]
    if any(True for _ in _paid(asked, prices, values)):
        return True
    if number.kind == "measure" and number.unit not in _HIRED:
        return False
    after = next((one for one in prices if one.start >= asked.end), None)
    if after is not None and _AT_ONCE.fullmatch(asked.sentence, asked.end, after.start):
        return True
    return after is not None and _PAID_FOR.fullmatch(asked.sentence, asked.end, after.start) is not None


def _has_own_base(asked: Asked, own: Sequence[Quantity]) -> bool:
    """ "200 sets at €17: €3,400": the sentence says itself what is multiplied, and nothing else after that."""
    number = asked.number
    before = [one for one in own if one.start < asked.at]
    alike = [one.start for one in before if (one.kind, one.unit) == (number.kind, number.unit)]
    if not alike:
        return False
    if not any(one.kind in _FACTORS and one.start < alike[-1] for one in before):
        return False
    between = asked.sentence[alike[-1] : asked.at]
    between = between.removeprefix(next(one.text for one in before if one.start == alike[-1]))
    return not _whole(spelled(between, asked.locale))


def _is_product(asked: Asked, others: Sequence[Quantity]) -> bool:
    number = asked.number
    alike = {one.value for one in others if (one.kind, one.unit) == (number.kind, number.unit)}
    bases = [base for base in alike if not isinstance(base, str)]
    return bool(bases) and any(number.value == factor * base for factor in _factors(asked, others) for base in bases)


def _factors(asked: Asked, others: Sequence[Quantity]) -> tuple[Decimal, ...]:
    counted = [one.value for one in others if one.kind in _FACTORS and one.upper is None]
    beside = f"{asked.sentence[: asked.at]} {asked.sentence[asked.end :]}"
    return _whole((*counted, *spelled(beside, asked.locale)))


def _whole(numbers: Iterable[Decimal | str]) -> tuple[Decimal, ...]:
    whole = (one for one in numbers if isinstance(one, Decimal) and one == one.to_integral_value())
    return tuple(dict.fromkeys(one for one in whole if 1 < one <= _LARGEST))


def _multiplied(asked: Asked, own: Sequence[Quantity], values: Values) -> Iterator[Statement]:
    """What states a number that the sentence multiplies: the price of one day, the weight of one pouch."""
    number = asked.number
    assert isinstance(number.value, Decimal)  # noqa: S101  (the caller asked)
    stated = values.by_unit.get((number.kind, number.unit))
    for factor in _factors(asked, own) if stated else ():
        yield from values.stating(number.kind, number.unit, number.value / factor)
    if number.kind in ("price", "measure") and not any(one.kind in _FACTORS for one in own):
        for factor in _asked_before(asked):
            yield from values.stating(number.kind, number.unit, number.value / factor)
    if number.kind not in _FACTORS:
        return
    yield from _paid(asked, [one for one in own if one.kind == "price"], values)


def _asked_before(asked: Asked) -> tuple[Decimal, ...]:
    """How many the question before asks about: "Two punctures in a day? €30 and our condolences"."""
    question = asked.before.rstrip()
    if not question.endswith("?"):
        return ()
    return _whole(spelled(re.split(r"[.!?]\s", question)[-1], asked.locale))


def _less_than(asked: Asked, own: Sequence[Quantity], values: Values) -> Iterator[Statement]:
    """What states the price that the sentence's own is so much below: "€95, so €38 less than seven days one by one"."""
    number = asked.number
    if number.kind != "price" or isinstance(number.value, str) or not _LESS.match(asked.sentence, asked.end):
        return
    for one in own:
        if (one.kind, one.unit) == (number.kind, number.unit) and isinstance(one.value, Decimal):
            yield from values.stating(number.kind, number.unit, one.value + number.value)


def _paid(asked: Asked, prices: Iterable[Quantity], values: Values) -> Iterator[Statement]:
    """What states the price of one, where a price is that of so many: "Five days at the day rate: €95"."""
    for factor in _whole((asked.number.value, *spelled(asked.number.text, asked.locale))):
        for one in prices:
            if isinstance(one.value, Decimal) and one.value:
                yield from values.stating(one.kind, one.unit, one.value / factor)


def _multiplying(asked: Asked, own: Sequence[Quantity], values: Values) -> Iterator[Statement]:
    """What states the product of the number and another one of the sentence: three hours a night, ten nights."""
    number = asked.number
    if number.kind not in _FACTORS or not isinstance(number.value, Decimal):
        return
    for one in own:
        if one.kind not in _FACTORS or isinstance(one.value, str) or one.unit == number.unit or one.value <= 1:
            continue
        for measured in (one, number):
            if measured.kind == "measure":
                yield from values.stating("measure", measured.unit, one.value * number.value)


def _is_related(statement: Statement, asked: Asked, names: Names) -> bool:
    if asked.products and not is_about(statement, asked.products, names):
        return False
    if asked.products or language_of(statement.passage.locale) != language_of(asked.locale):
        return True
    words = stems(f"{asked.before} {asked.sentence}", asked.locale)
    return not statement.stems.isdisjoint(words)
