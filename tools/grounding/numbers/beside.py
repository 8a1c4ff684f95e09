"""Numbers that the ones beside them give: the rest of a hundred or of a count, the years between two dates, a
difference of two things that the facts measure, a unit that is told once ("190 g full, empty 148").
"""

import re
from decimal import Decimal
from itertools import combinations

from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.vocabulary import stems
from tools.grounding.numbers.asked import spelled
from tools.grounding.numbers.contradicted import ONCE, stated_quantities
from tools.grounding.numbers.places import Known, Place

_ALL = Decimal(100)
_FEW = Decimal(12)  # so many are left of many things by chance
_MONTHS = 12
_SEVERAL = 2  # words in common
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_CURRENCY = re.compile(r"€|(?<!\w)(?:euros?|eur)(?!\w)", re.IGNORECASE)
_HOUSE = re.compile(
    r"(?<!\w)(?:found\w*|began|started|beg[iu]n\w*|gegründet|gründung|anfang\w*|fond\w*|début\w*|fundad\w*|fundaci\w*"
    r"|inicio|comienzo|fondat\w*|inizi\w*|opgericht\w*|oprichting|nasceu|fundação)(?!\w)",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?<!\w)(?:others?|rest\w*|remaining|left|not|never|[a-z]+n['’]t|nicht|übrig\w*|ander\w*|kein\w*|autres?|pas"
    r"|otr[oa]s?|no|altr[oaie]|non|overige|niet|outr[oa]s?|não)(?!\w)",
    re.IGNORECASE,
)
# "two hours less than", "zwei Stunden länger", "deux heures de plus"
_THAN = re.compile(
    r"\s*(?:longer|shorter|more|less|heavier|lighter|older|younger|earlier|later|sooner|taller|apart|difference|ahead"
    r"|mehr|weniger|länger|kürzer|schwerer|leichter|älter|jünger|früher|später|unterschied|auseinander|vor"
    r"|de plus|de moins|d['’]écart|de différence|plus (?:long|lourd|léger|tard|tôt|vieux|jeune)\w*"
    r"|moins (?:long|lourd)\w*"
    r"|más|menos|de diferencia|di più|di meno|in più|in meno|più|meno|di differenza|langer|korter|meer|minder|zwaarder"
    r"|lichter|ouder|jonger|verschil|a mais|a menos|mais)(?!\w)",
    re.IGNORECASE,
)


def stands_beside(place: Place, known: Known) -> bool:
    """Whether the number is what others of its sentence and the ones before leave or make."""
    number = place.number
    if number.upper is not None or not isinstance(number.value, Decimal):
        return False
    if number.kind == "percent":
        return number.unit is None and _is_rest_of_a_hundred(place, number.value, known)
    if number.kind == "count":
        bare = number.unit is None
        is_elided = bare and (_is_elided(place, number.value, known) or _is_one_of_several(place, number.value, known))
        return is_elided or _is_rest_of_a_count(place, number.value) or _is_so_many_to_one(place, number.value)
    return number.kind == "measure" and (_is_between_years(place, known) or is_difference(place, known) is True)


def is_difference(place: Place, known: Known) -> bool | None:
    """Whether the number, told as so much more or less, is the difference of two things that the facts measure; None
    where it is told as no difference, or they measure no two.
    """
    number = place.number
    if number.kind != "measure" or not _THAN.match(place.wanted.sentence, place.at + len(number.text)):
        return None
    by_attribute: dict[str, set[Decimal]] = {}
    text = f"{place.told} {place.later}"
    named = {name for one in known.subjects.mentions(text) for name in one.products} | place.wanted.products
    for fact in known.facts:
        if fact.subject in named:
            for one in stated_quantities(fact.statement):
                if one.unit == number.unit and isinstance(one.value, Decimal):
                    by_attribute.setdefault(fact.attribute.partition(" ")[0], set()).add(one.value)
    own = {one.value for one in find_quantities(place.told, place.wanted.locale) if one.unit == number.unit}
    by_attribute[""] = {one for one in own if isinstance(one, Decimal)}
    pairs = [abs(one - other) for values in by_attribute.values() for one, other in combinations(sorted(values), 2)]
    return number.value in pairs if pairs else None


def _others(place: Place) -> tuple[Quantity, ...]:
    locale = place.wanted.locale
    own = (one for one in find_quantities(place.wanted.sentence, locale) if one.start != place.at)
    return (*find_quantities(place.earlier, locale), *own, *find_quantities(place.later, locale))


def _is_rest_of_a_hundred(place: Place, value: Decimal, known: Known) -> bool:
    shares = [one.value for one in _others(place) if one.kind == "percent" and one.unit in (None, "off")]
    beside = [one for one in shares if isinstance(one, Decimal)]
    if any(value + sum(some) == _ALL for many in (1, 2, 3) for some in combinations(beside, many)):
        return True
    if _REST.search(place.wanted.sentence) is None:
        return False
    locale = place.wanted.locale
    own = frozenset(stems(place.wanted.sentence, locale))
    return any(
        language_of(one.passage.locale) == language_of(locale) and len(one.stems & own) >= _SEVERAL
        for one in known.values.by_unit.get(("percent", None), {}).get(_ALL - value, [])
    )


def _is_rest_of_a_count(place: Place, value: Decimal) -> bool:
    """ "Of 412 people 214 had. 198 hadn't"."""
    locale = place.wanted.locale
    sentence = place.wanted.sentence
    if value <= _FEW and _REST.search(sentence) is None:
        return False
    text = f"{place.earlier} {sentence[: place.at]} {sentence[place.at + len(place.number.text) :]}"
    counts = [one.value for one in _others(place) if one.kind == "count" and isinstance(one.value, Decimal)]
    numbers = sorted({*counts, *spelled(text, locale)})
    return any(many - few == value and few > 1 for few, many in combinations(numbers, 2))


def _is_so_many_to_one(place: Place, value: Decimal) -> bool:
    """ "For every cargo bike there are five city bikes: 12 and 60"."""
    locale = place.wanted.locale
    text = f"{place.earlier} {place.wanted.sentence[: place.at]} {place.later}"
    numbers = sorted(one for one in set(spelled(text, locale)) if one > 1)
    return value > 1 and any(few * value == many for few, many in combinations(numbers, 2) if few != value)


def _is_elided(place: Place, value: Decimal, known: Known) -> bool:
    """ "Full it weighs 190 g, empty 148": in the unit of the number before."""
    own = find_quantities(place.wanted.sentence, place.wanted.locale)
    before = [one for one in own if one.start < place.at]
    if not before and len(own) == 1:  # "It says 190 g. Empty it says 148"
        before = list(find_quantities(place.before, place.wanted.locale))
    last = before[-1] if before else None
    if last is None or last.kind not in ("measure", "price", "percent"):
        return False
    stating = known.values.stating(last.kind, last.unit, value)
    products = place.wanted.products
    return any(not products or products & {*known.names.products_in(one.text), one.passage.product} for one in stating)


def _is_one_of_several(place: Place, value: Decimal, known: Known) -> bool:
    """ "118, 64 y 64: 246 €", "118, 96, 64. That is … in euros": prices whose unit stands once, the known ones or the
    items of a sum.
    """
    locale = place.wanted.locale
    own = find_quantities(place.wanted.sentence, locale)
    bare = [one.value for one in own if one.kind == "count" and one.unit is None and isinstance(one.value, Decimal)]
    if len(bare) < _SEVERAL:
        return False
    if any(one.kind == "price" and one.value == sum(bare) for one in own):
        return True
    told = f"{place.wanted.sentence} {place.later}"
    return _CURRENCY.search(told) is not None and bool(known.values.stating("price", "EUR", value))


def _is_between_years(place: Place, known: Known) -> bool:
    """ "Quiet Cedar came in 2016. Linden Hour followed two years later"."""
    number = place.number
    assert isinstance(number.value, Decimal)  # noqa: S101  (the caller asked)
    years, rest = divmod(number.value, _MONTHS)
    if number.unit != "month" or rest or not years:
        return False
    text = place.told
    told = {int(one) for one in _YEAR.findall(text)}
    named = {name for one in known.subjects.mentions(text) if one.named for name in one.products}
    for fact in known.facts:
        if fact.attribute in ONCE and (fact.subject in named or (fact.attribute == "founded" and _HOUSE.search(text))):
            told |= {int(one) for one in _YEAR.findall(f"{fact.value} {fact.statement}")}
    if len(told) < 2 and told:
        told.add(known.today.year)
    return any(last - first == years for first, last in combinations(sorted(told), 2))
