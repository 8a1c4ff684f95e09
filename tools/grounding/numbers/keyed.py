"""A number told of a thing of which the documents give another one: a patch at the price of a day's hire, a mean that
is not theirs, a last day to order that is another region's.

What a number is told of is the nearest word before it, or in its clause, that calls one of the brand's terms or the
desk's (`tools.grounding.terms`); statements are read the same way, so that one row of a page gives each of its things
its own number. A size tells whose a price is, too: "10 ml, €24" where what has 10 ml costs €28. Where the documents
give no number of the thing in that unit, or the copy's product another one, nothing is said.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from knowledge.text.quantities import Quantity, find_quantities
from tools.grounding.numbers.agreement import agrees, sort_of
from tools.grounding.numbers.asked import spelled
from tools.grounding.numbers.candidates import SUM
from tools.grounding.numbers.moments import is_said_of_others
from tools.grounding.numbers.places import Known, Place
from tools.grounding.numbers.said_of import told_of_subject
from tools.grounding.numbers.subjects import JOINING
from tools.grounding.terms import Terms
from tools.kept import kept

_CLAUSE = re.compile(r"[,;:.!?()–—|](?=\s)|\s(?=(?:and|und|et|y|e|en|but|aber|mais|pero|ve)\s)")
_BOUND = re.compile(
    r"(?<!\w)(?:more than|less than|over|under|from|up to|at least|at most|mehr als|weniger als|über|unter|ab|bis zu"
    r"|plus de|moins de|dès|jusqu['’]à|más de|menos de|desde|hasta|più di|meno di|da|fino a|meer dan|minder dan|vanaf"
    r"|tot)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
# "…, und kostet bei uns ungefähr 19 €": a clause that goes on about the thing of the one before
_ON = re.compile(
    r"\W*(?:(?:and|und|et|y|e|en|ve|bei uns|chez nous|con nosotros|da noi|bij ons|with us|it|das|es|ça|cela|takes?"
    r"|lasts?|dauert|prend|dure|tarda|lleva|dura|duurt|demora|leva|sürer|unge\w+|some|rund|unos|roughly)(?!\w)\W*)*",
    re.IGNORECASE,
)
_QUESTION = 60  # characters of the longest that says what the answer is about: "Flat tyre? Five minutes."
_SIZES = ("ml", "g")


def told_of_key(place: Place, known: Known, terms: Terms) -> str | None:
    """What the documents say instead; None where they don't contradict the number."""
    number = place.number
    if number.value == 0 or place.sort == "offer" or is_said_of_others(place):
        return None
    if number.kind != "date" and _BOUND.search(place.wanted.sentence, 0, place.at):
        return None
    told = _told_of_term(place, known, terms) or told_of_subject(place, known)
    return None if told is None or _is_so_many_times(place, known) else told


def _told_of_term(place: Place, known: Known, terms: Terms) -> str | None:
    number, sentence = place.number, place.wanted.sentence
    stated = _of_size(place, known)
    if not stated:
        name = _key_of(sentence, place.at, len(number.text), number, terms) or _asked_before(place, terms)
        stated = _stated(known, terms).get((name or "", sort_of(number)), ())
    own = place.wanted.products
    alike = tuple(one for one in stated if not own or not one.products or one.products & own)
    if not alike or any(agrees(number, one.quantity) for one in (*stated, *alike)):
        return None
    if _is_of_what_is_named(place, known) or _goes_on_about_another(place, known, terms):
        return None
    return alike[0].text


@dataclass(frozen=True)
class _Stated:
    quantity: Quantity
    text: str
    products: frozenset[str]


@kept
def _stated(known: Known, terms: Terms) -> dict[tuple[str, str], tuple[_Stated, ...]]:
    """By key and sort: what the documents give it, also what held once."""
    found: dict[tuple[str, str], list[_Stated]] = {}
    for text, products in _texts(known):
        for one in find_quantities(text):
            name = _key_of(text, one.start, len(one.text), one, terms)
            if name is not None and one.value != 0 and not terms.keys[name].several:
                found.setdefault((name, sort_of(one)), []).append(_Stated(one, text, products))
    return {name: tuple(each) for name, each in found.items()}


@kept
def _sized(known: Known) -> dict[str, tuple[_Stated, ...]]:
    """By the key of a size: the prices that stand beside it."""
    found: dict[str, list[_Stated]] = {}
    for text, products in _texts(known):
        read = find_quantities(text)
        sizes = [one for one in read if one.kind == "measure" and one.unit in _SIZES]
        for price in (one for one in read if one.kind == "price") if sizes else ():
            near = min(sizes, key=lambda one: abs(one.start - price.start))
            found.setdefault(near.key, []).append(_Stated(price, text, products))
    return {size: tuple(each) for size, each in found.items()}


def _texts(known: Known) -> Iterator[tuple[str, frozenset[str]]]:
    for fact in (*known.facts, *known.expired):
        yield fact.statement, frozenset({fact.subject}) & known.products
    for one in known.cited:
        named = known.names.products_in(one.text)
        yield one.text, named or frozenset({one.passage.product} if one.passage.product else ())


def _of_size(place: Place, known: Known) -> tuple[_Stated, ...]:
    """ "10 ml kosten 24 €": what has that size, where the size stands right before the price."""
    number, sentence = place.number, place.wanted.sentence
    if number.kind != "price" or SUM.search(sentence):
        return ()
    before = [one for one in find_quantities(sentence, place.wanted.locale) if one.start < place.at]
    if not before or before[-1].unit not in _SIZES or before[-1].kind != "measure":
        return ()
    size = before[-1]
    if not JOINING.fullmatch(sentence[size.start + len(size.text) : place.at].lower()):
        return ()
    return _sized(known).get(size.key, ())


def _key_of(text: str, at: int, length: int, number: Quantity, terms: Terms) -> str | None:
    """What the number at that place is told of: in its clause, or before it."""
    sort = sort_of(number)
    keys = {
        name: key
        for name, key in terms.keys.items()
        if sort in key.kinds and (key.only is None or key.only.search(text))
    }
    if not keys:
        return None
    start, end = _clause_at(text, at, length)
    found = sorted((one.start(), one.end(), name) for name, key in keys.items() for one in key.words.finditer(text))
    inside = [one for one in found if start <= one[0] and one[1] <= end]
    below = {other for *_, name in inside for other in keys[name].over}
    inside = [one for one in inside if one[2] not in below]
    before = [one for one in inside if one[1] <= at]
    if not inside and (sort == "date" or _goes_on(text[start:at])):
        before = [one for one in found if one[1] <= at]
    after = [one for one in inside if one[0] >= at + length]
    return before[-1][2] if before else after[0][2] if after else None


def _goes_on(before: str) -> bool:
    """Whether the clause names nothing of its own before the number."""
    rest = before.lower()
    for words in (_ON, JOINING, _ON, JOINING):
        match = words.match(rest)
        rest = rest[match.end() :] if match else rest
    return not rest.strip()


def _clause_at(text: str, at: int, length: int) -> tuple[int, int]:
    cuts = [0, *(one.end() for one in _CLAUSE.finditer(text)), len(text)]
    return max(cut for cut in cuts if cut <= at), min((cut for cut in cuts if cut >= at + length), default=len(text))


def _asked_before(place: Place, terms: Terms) -> str | None:
    """From the short question that the sentence answers, or the sentences that it goes on about."""
    sort = sort_of(place.number)
    asked = place.before.rstrip().endswith("?") and len(place.before) <= _QUESTION
    for name, key in terms.keys.items():
        if sort not in key.kinds or key.only is not None:
            continue
        if (asked and key.words.search(place.before)) or (key.goes_on and key.words.search(place.earlier)):
            return name
    return None


def _is_of_what_is_named(place: Place, known: Known) -> bool:
    """Whether it is a number of a product that is named up to the end of the clause, or of one by a word that stands
    for it alone.
    """
    _, end = _clause_at(place.wanted.sentence, place.at, len(place.number.text))
    meant = {
        product
        for one in known.subjects.mentions(place.wanted.sentence)
        if (one.named or len(one.products) == 1) and one.start < end
        for product in one.products
    }
    return any(fact.subject in meant for fact in known.stating(place.number.key))


def _goes_on_about_another(place: Place, known: Known, terms: Terms) -> bool:
    """ "No deposit for the city bike, 150 € for the cargo bike": a number of what was spoken of before."""
    before, sort = place.wanted.sentence[: place.at], sort_of(place.number)
    named = (name for name, key in terms.keys.items() if key.over and key.words.search(before))
    return any(
        agrees(place.number, one.quantity) for name in named for one in _stated(known, terms).get((name, sort), ())
    )


def _is_so_many_times(place: Place, known: Known) -> bool:
    """ "Two flats, €30", "400 bottles with engraving: €33,600": so many times a price."""
    value, unit = place.number.value, place.number.unit
    if place.number.kind != "price" or not isinstance(value, Decimal):
        return False
    counts = {many for many in spelled(place.told, place.wanted.locale) if many > 1}
    return any(known.values.stating("price", unit, value / many) for many in counts)
