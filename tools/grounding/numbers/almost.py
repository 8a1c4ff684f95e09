"""A number in a sentence that says almost what a passage says, with another number: 80 bottles on the shaking table
where the test had 40, "the last day to sign is 20 November" where it is the 13th.

Only in the passage's own language, where most of the sentence's words stand in it; or where two other numbers do.
"""

import re
from decimal import Decimal

from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.vocabulary import stems
from tools.grounding.evidence import Statement
from tools.grounding.numbers.contradicted import excludes
from tools.grounding.numbers.durations import DURATIONS, is_as_long
from tools.grounding.numbers.moments import clause_of, is_said_of_others
from tools.grounding.numbers.places import Known, Place

_KINDS = ("measure", "count", "percent", "date")
_FEWEST = 3  # words in common
_MOST = 0.6  # of the sentence's words
_NUMBER = 2  # words that another number in common is worth
_SAME_ORDER = 5  # times what is known
_TOGETHER = 2  # numbers of the sentence that a statement gives as well
_PLAIN = re.compile(r"[^\W\d_]{3,}")


def told_almost(place: Place, known: Known) -> Statement | None:
    """What says it with another number; `place` is of a number that nothing carries."""
    number, wanted = place.number, place.wanted
    if number.kind not in _KINDS or number.value == 0 or is_said_of_others(place):
        return None
    own = _words(place)
    if len(own) < _FEWEST:
        return None
    language = language_of(wanted.locale)
    inside = {one.key for one in find_quantities(place.told, wanted.locale)} - {number.key}
    best: tuple[int, Statement] | None = None
    for stated, one in known.stated[number.kind]:
        if language != language_of(one.passage.locale) or not _differs(number, stated, place):
            continue
        if stated.key in inside or number.key in one.keys:
            continue
        shared = len(own & one.stems)
        told = len(inside & one.keys) if shared > 1 else 0
        if shared + _NUMBER * told >= max(_FEWEST, _MOST * len(own)) and (best is None or shared > best[0]):
            best = shared, one
    return best[1] if best else None


def told_in_company(place: Place, known: Known) -> Statement | None:
    """What gives two other numbers of the sentence and, in this one's place, another: "26 fillings of 500 sprays are
    13,000", where the copy makes it 12,500; in any language.
    """
    number, wanted = place.number, place.wanted
    if number.kind not in ("count", "measure") or number.upper is not None:
        return None
    own = find_quantities(wanted.sentence, wanted.locale)
    inside = {(one.kind, one.value) for one in own} - {(number.kind, number.value)}
    for stated, one in known.stated[number.kind]:
        given = {(each.kind, each.value) for each in one.quantities}
        if len(inside & given) < _TOGETHER or (number.kind, number.value) in given:
            continue
        rest = [each for each in one.quantities if each.kind == number.kind and (each.kind, each.value) not in inside]
        if len(rest) == 1 and rest[0] is stated and _is_of_one_order(number, stated):
            return one
    return None


def _is_of_one_order(number: Quantity, stated: Quantity) -> bool:
    if not isinstance(number.value, Decimal) or not isinstance(stated.value, Decimal):
        return False
    same = number.kind == "count" or number.unit == stated.unit
    return same and _SAME_ORDER * min(number.value, stated.value) > max(number.value, stated.value)


def _words(place: Place) -> frozenset[str]:
    wanted = place.wanted
    text = wanted.sentence
    for one in find_quantities(text, wanted.locale):
        left = " ".join(_PLAIN.findall(one.text)) if one.kind == "count" else ""
        text = text.replace(one.text, f" {left} ")
    return frozenset(stems(text, wanted.locale))


def _differs(number: Quantity, stated: Quantity, place: Place) -> bool:
    """Whether both measure the same, and not as much."""
    if number.kind == "date":
        one, other = str(number.value), str(stated.value)
        return len(one) == len(other) and one.startswith("-") == other.startswith("-") and one != other
    if number.unit in DURATIONS and stated.unit in DURATIONS and is_as_long(number, stated):
        return False
    if (number.unit or "") != (stated.unit or "") or number.unit == "time":
        return False
    if not isinstance(number.value, Decimal) or not isinstance(stated.value, Decimal):
        return False
    if number.value > _SAME_ORDER * stated.value or stated.value > _SAME_ORDER * number.value:
        return False
    return excludes(number, stated, clause_of(place))
