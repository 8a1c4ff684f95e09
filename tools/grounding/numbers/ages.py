"""How long something has been: "fifteen years of repairing" where the documents say "since 2011", fifteen years ago."""

import re
from decimal import Decimal

from tools.grounding.evidence import is_about
from tools.grounding.numbers.places import Known, Place

_MONTHS = 12
_SINCE = re.compile(
    r"(?<!\w)(?:since|founded|opened|started|began|seit|gegründet|eröffnet|depuis|fondé\w*|ouvert\w*|desde"
    r"|fundad\w*|dal"
    r"|fondat\w*|sinds|opgericht|anniversary|year)(?!\w)",
    re.IGNORECASE,
)
# How long something lasts or is warranted is no age.
_LASTS = re.compile(
    r"(?<!\w)(?:guarant\w*|warrant\w*|last\w*|keeps?|hält|halten|haltbar\w*|garant\w*|gewähr\w*|tien\w*|dur\w*|gaat"
    r"|houdbaar|conserv\w*|aguanta\w*|caduc\w*|mantiene\w*|scad\w*|valid\w*|válid\w*|valen?|good for|gilt|gelten|gültig"
    r"|geldig|valable\w*|vaut)(?!\w)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    r"(?<!\w)(?P<first>(?:19|20)\d\d)\s*(?:to|until|till|bis|à|jusqu['’]en|a|hasta|al|tot|até|-|–"
    r"|—)\s*(?P<last>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)


def is_age(place: Place, known: Known) -> bool:
    """Whether it is the time from a year of the evidence until now."""
    number, sentence = place.number, place.wanted.sentence
    if number.kind != "measure" or number.unit != "month" or not isinstance(number.value, Decimal) or number.upper:
        return False
    years, rest = divmod(number.value, _MONTHS)
    if rest or years < 2 or _LASTS.search(sentence):
        return False
    began = str(known.today.year - int(years))
    stated = any(
        str(one.value)[:4] == began
        and _SINCE.search(statement.text) is not None
        and (not place.wanted.products or is_about(statement, place.wanted.products, known.names))
        for one, statement in known.stated["date"]
    )
    return stated or any(fact.value == began for fact in known.facts if fact.subject not in known.products)


def is_until_now(place: Place, known: Known) -> bool:
    """ "2011 to 2026": the year that it is."""
    span = _RANGE.search(place.wanted.sentence)
    return (
        place.number.kind == "date"
        and span is not None
        and span["last"] == str(place.number.value) == str(known.today.year)
    )
