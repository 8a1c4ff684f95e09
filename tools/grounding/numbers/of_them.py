"""How many of those that were just counted: "52 adults took part. 49 of them showed no reaction", "72 bikes, and some
30 are out".

Where a document tells another number of them of which it is so, the copy's is wrong; where it tells none, nobody knows.
"""

import re
from decimal import Decimal

from knowledge.text.quantities import Quantity, find_quantities
from tools.grounding.evidence import Statement
from tools.grounding.numbers.places import Known, Place
from tools.grounding.numbers.whole import is_part, says_the_same

_AFTER = re.compile(
    r"\s*(?:of (?:them|these|those|which|whom)|von ihnen|von denen|davon|darunter|d['’]entre (?:eux|elles)|de (?:ellos"
    r"|ellas|estos|estas)|di (?:loro|essi|esse|questi|queste)|van hen|ervan|daarvan|deles|delas)(?!\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?<!\w)(?:of (?:them|these|those|which|whom)|davon|von (?:ihnen|denen)|darunter|dont|parmi (?:eux|elles)"
    r"|de (?:ellos|ellas|los cuales|las cuales)|di (?:loro|cui|essi|esse)|waarvan|daarvan|van hen|deles|delas"
    r"|dos quais|das quais)\W+(?:(?:about|some|etwa|rund|environ|une|unas|unos|circa|ongeveer|cerca de)\s+)?$",
    re.IGNORECASE,
)
# "and about 30 are out": what counts no noun, but those before
_ABOUT = re.compile(
    r"(?<!\w)(?:about|some|around|roughly|etwa|rund|ungefähr|environ|unas|unos|circa|una|ongeveer|cerca de|umas"
    r"|uns)\s$",
    re.IGNORECASE,
)
_GO = re.compile(
    r"\s+(?:are|were|go|leave|stand|sind|waren|fahren|stehen|gehen|sont|sortent|partent|roulent|están|salen|son|van"
    r"|sono|escono|vanno|partono|zijn|gaan|staan|são|estão|saem)(?!\w)",
    re.IGNORECASE,
)
# "Of the 52 adults …, 47": what is counted next
_OF_THE = re.compile(
    r"\W*(?:(?:out )?of|from|among|von|unter|sur|parmi|des|de|di|dei|degli|delle|tra|van|onder|d[oa]s)"
    r"(?: (?:all|the|these|our|den|diesen|unseren|les|ces|nos|los|las|estos|estas|i|le|gli|de|deze|os|as))*\s+",
    re.IGNORECASE,
)
_ROUNDED = Decimal("0.6")  # points
_DIGITS = re.compile(r"\d[\d.,]*|\S+")


def told_of_others(place: Place, known: Known) -> Statement | None:
    """What tells it of another number of the same."""
    whole = _whole(place, known)
    if whole is None or _is_told_as_share(place.number, whole, known):
        return None
    for _, one in known.of_value(whole):
        for each in one.quantities:
            if not is_part(each, whole, one) or each.value == place.number.value:
                continue
            if says_the_same(place, one.text[each.start + len(each.text) :], one, denied=False, is_exact=True):
                return one
    return None


def _is_told_as_share(number: Quantity, whole: Quantity, known: Known) -> bool:
    """ "128 of them", of whom a document says that 71% did."""
    if not isinstance(number.value, Decimal) or not isinstance(whole.value, Decimal):
        return True
    share = 100 * number.value / whole.value
    shares = (one.value for one, _ in known.stated["percent"])
    return any(isinstance(one, Decimal) and abs(one - share) <= _ROUNDED for one in shares)


def is_some_of_them(place: Place, known: Known) -> bool:
    return _whole(place, known) is not None


def _whole(place: Place, known: Known) -> Quantity | None:
    """The count that it is a part of, and that a document gives."""
    number = place.number
    if number.kind != "count" or number.unit == "time" or not isinstance(number.value, Decimal):
        return None
    locale = place.wanted.locale
    own = [one for one in find_quantities(place.wanted.sentence, locale) if one.start < place.at]
    is_next = any(_OF_THE.fullmatch(place.wanted.sentence, 0, one.start) for one in own if one.kind == "count")
    if not is_next and not _is_of_them(place):
        return None
    counts = [one for one in (*find_quantities(place.before, locale), *own) if one.kind == "count"]
    larger = [one for one in counts if isinstance(one.value, Decimal) and one.value > number.value]
    return next((one for one in reversed(larger) if known.of_value(one)), None)


def _is_of_them(place: Place) -> bool:
    sentence = place.wanted.sentence
    digits = _DIGITS.match(place.number.text)
    end = place.at + (digits.end() if digits else 0)
    if _AFTER.match(sentence, end) or _BEFORE.search(sentence, 0, place.at):
        return True
    return _ABOUT.search(sentence, 0, place.at) is not None and _GO.match(sentence, end) is not None
