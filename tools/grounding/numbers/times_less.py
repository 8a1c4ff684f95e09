"""A sum that the sentence itself makes in two steps: "138 € less: five times 32 €, less the 22 €"."""

from collections.abc import Iterator
from decimal import Decimal

from knowledge.text.quantities import find_quantities
from tools.grounding.numbers.bills import counts_in
from tools.grounding.numbers.places import Place

_PRICES = 3  # the sum, what is multiplied, and what is added or taken off
_SEVERAL = Decimal(1)


def is_two_steps(place: Place) -> bool:
    """Of the sum, and of how many times one is taken."""
    number = place.number
    if number.kind == "price":
        return any(total == number.value for total, _ in _reckoned(place))
    return number.kind == "count" and any(times == number.value for _, times in _reckoned(place))


def _reckoned(place: Place) -> Iterator[tuple[Decimal, Decimal]]:
    """Each price of the sentence that so many times another one makes with a third, with how many times."""
    sentence, locale = place.wanted.sentence, place.wanted.locale
    prices = [one.value for one in find_quantities(sentence, locale) if one.kind == "price"]
    sums = [one for one in prices if isinstance(one, Decimal) and one > 0]
    if len(sums) < _PRICES:
        return
    for times in {one for one in counts_in(sentence, locale) if one > _SEVERAL}:
        for total in sums:
            if any(times * one + sign * other == total for one in sums for other in sums for sign in (1, -1)):
                yield total, times
