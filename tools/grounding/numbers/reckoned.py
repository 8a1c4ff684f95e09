"""Numbers that the copy makes itself: a headline's sum, an age, how many are bought."""

import re
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from itertools import permutations

from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.sentences import sentences
from tools.copy import Copy
from tools.findings import Finding
from tools.grounding.numbers.ages import is_age, is_until_now
from tools.grounding.numbers.asked import Asked, spelled
from tools.grounding.numbers.contradicted import contradicting
from tools.grounding.numbers.days_before import is_days_away
from tools.grounding.numbers.derived import adds_up, follows, is_bought
from tools.grounding.numbers.filled import holds_together
from tools.grounding.numbers.moments import STILL, is_said_of_others
from tools.grounding.numbers.places import Known, Place
from tools.grounding.numbers.plain_speech import topics_of
from tools.grounding.numbers.until_now import is_told_until_now

# "a lock and a lamp", "Schloss und Lampe": two, and no more
_TWO_THINGS = re.compile(
    r"^\W*(?:[^\s,;:.!?]+\s+){1,4}(?:and|plus|with|und|mit|et|avec|y|e|con|en|met"
    r"|com)\s+(?:[^\s,;:.!?]+\s*){1,4}[,:;–—-]?\s*"
    r"(?:(?:together|for|zusammen|für|ensemble|pour|juntos|por|insieme|per|samen|voor)\s*)?$",
    re.IGNORECASE,
)
# "One bottle and 25 refills come to"
_COUNTED_THINGS = re.compile(
    r"(?:\d+|[^\W\d_]+)\s+(?:[^\s,;:.!?]+\s+){1,3}(?:and|plus|with|und|mit|et|avec|y|e|con|en|met|com)\s+\d+\s"
    r"[^,;:.!?]{2,60}$",
    re.IGNORECASE,
)

_MOMENT = re.compile(
    r"(?<!\w)(?:after|at|by|nach|bei|après|à|au bout de|después de|al cabo de|a las?|tras|dopo|na|bij|após"
    r"|depois de)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


def asked_of(place: Place) -> Asked:
    wanted = place.wanted
    return Asked(wanted.quantity, wanted.sentence, place.earlier, wanted.locale, wanted.products, place.at)


def needs_no_passage(place: Place, known: Known) -> bool:
    """Whether it is how many are bought, how long it has been, or the year that it is."""
    if is_bought(asked_of(place), known.values) or is_age(place, known) or is_until_now(place, known):
        return True
    if is_told_until_now(place, known) or is_days_away(place, known) or holds_together(place, known):
        return True
    return _is_sum_of_products(place, known)


def _is_sum_of_products(place: Place, known: Known) -> bool:
    """ "Candle and balm, €78": what the products that the sentence names cost together."""
    number, sentence = place.number, place.wanted.sentence
    if number.kind != "price" or number.upper is not None:
        return False
    named = dict.fromkeys(one.products for one in known.subjects.mentions(sentence))
    prices = [known.price_of(products) for products in named]
    others = [one for one in find_quantities(sentence, place.wanted.locale) if one.key != number.key]
    if any(one.kind != "count" for one in others):
        return False
    if others or len(prices) < 2:
        return _is_sum_of_two(place, known)
    values = [find_quantities(one.statement) for one in prices if one is not None]
    costs = [each.value for each in (next((q for q in one if q.kind == "price"), None) for one in values) if each]
    return len(costs) == len(prices) and sum(one for one in costs if not isinstance(one, str)) == number.value


def _is_sum_of_two(place: Place, known: Known) -> bool:
    """ "Un candado y una lámpara, 92 €", "One bottle and 25 refills come to €1,718": of so many of one thing and of
    another, in words that the documents do not have.
    """
    before = place.wanted.sentence[: place.at]
    counted = _COUNTED_THINGS.search(before)
    if counted is None and _TWO_THINGS.search(before) is None:
        return False
    counts = {Decimal(1)} | set(spelled(before, place.wanted.locale) if counted else ())
    costs = {
        fact.subject: one.value
        for fact in known.facts
        if fact.attribute == "price"
        for one in find_quantities(fact.statement)
        if one.kind == "price" and one.unit == place.number.unit and not isinstance(one.value, str)
    }
    return any(
        many * one + more * other == place.number.value
        for one, other in permutations(costs.values(), 2)
        for many in counts
        for more in counts
    )


def without_told_again(
    found: Sequence[tuple[Place, Finding | None]],
    copy: Copy,
    numbers: dict[str, tuple[Quantity, ...]],
    known: Known,
    sums: Collection[str],
) -> Iterator[tuple[Place, Finding | None]]:
    """A headline needs no sum of its own, where the text makes it: "€72 left to pay" and "€96 without the €24"."""
    made: set[tuple[object, str | None]] | None = None
    for place, finding in found:
        if finding is not None and finding.rule in sums:
            if made is None:
                made = {
                    (each.number.value, each.number.unit)
                    for each, other in found
                    if other is None and each is not place and _is_made(each, known)
                }
            if (place.number.value, place.number.unit) in made or _adds_up_elsewhere(place, copy, numbers):
                yield place, None
                continue
        if finding is not None and _is_promised_elsewhere(place, found, known):
            yield place, None
            continue
        yield place, finding


def _is_promised_elsewhere(place: Place, found: Sequence[tuple[Place, Finding | None]], known: Known) -> bool:
    """ "Free of charge until the day before" heads a text that says what is: cancelling, as the documents do."""
    if place.sort != "offer" or place.number.value != 0 or topics_of(place.wanted.sentence):
        return False
    if known.subjects.mentions(place.wanted.sentence):
        return False
    return any(
        finding is None and other.field != place.field and other.sort == "offer" and other.number.value == 0
        for other, finding in found
    )


def _is_made(place: Place, known: Known) -> bool:
    asked = asked_of(place)
    return is_bought(asked, known.values) or follows(asked, known.values, known.names)


def _adds_up_elsewhere(place: Place, copy: Copy, numbers: dict[str, tuple[Quantity, ...]]) -> bool:
    """Whether one other sentence of the copy gives the two prices that it is the sum or the difference of."""
    if place.number.kind != "price" or len(find_quantities(place.wanted.sentence, copy.locale)) > 1:
        return False
    for field, text in copy.fields.items():
        for part in sentences(text):
            inside = [one for one in numbers[field] if part.start <= one.start < part.end and one.kind == "price"]
            if len(inside) > 1 and adds_up(place.number, [one for one in inside if one.key != place.number.key]):
                return True
    return False


def is_of_another_moment(place: Place, known: Known) -> bool:
    """ "It rests for eight weeks. After six weeks it still smells of sawdust": told beside the number that is known, or
    of a moment at which nothing has ended.
    """
    if place.number.kind != "measure":
        return False
    sentence = place.wanted.sentence
    if _MOMENT.search(sentence, 0, place.at) and STILL.search(sentence):
        return contradicting(place, known) is None
    if not is_said_of_others(place):
        return False
    earlier = find_quantities(place.told, place.wanted.locale)
    return any(one.unit == place.number.unit and one.value != place.number.value for one in earlier)
