"""Where the numbers of a copy stand: in which sentence, about which product, and which of them count at all."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from knowledge.text.claims_aim import aim_of
from knowledge.text.quantities import Quantity
from knowledge.text.sentences import Sentence, sentence_at, sentences
from tools.claims.claimed import QUOTED
from tools.copy import Copy
from tools.grounding.numbers.candidates import Wanted
from tools.grounding.numbers.in_turn import in_turn, with_unit
from tools.grounding.numbers.places import OFFERS, Place
from tools.grounding.numbers.subjects import Subject, Subjects
from tools.text.markup import Lines

_PRICED = re.compile(
    r"\b(?:price|prices|priced|costs?|sale|was|instead of|preis|kostet|kosten|statt|prix|coûte|au lieu de|precio"
    r"|cuesta"
    r"|prezzo|costa|prijs|kost)\b",
    re.IGNORECASE,
)
_NEAR = 400  # characters before and after a number, of a longer sentence


def without_repeated_days(numbers: dict[str, tuple[Quantity, ...]]) -> dict[str, tuple[Quantity, ...]]:
    """ "avant le 24" where the copy has "24 décembre" says nothing new."""
    days = {str(one.value)[-2:] for each in numbers.values() for one in each if one.kind == "date"}
    told = {str(one.value)[-2:] for each in numbers.values() for one in each if _is_day_of_a_month(one)}
    if not days & told:
        return numbers
    return {
        field: tuple(one for one in each if not (str(one.value).startswith("---") and str(one.value)[-2:] in told))
        for field, each in numbers.items()
    }


def _is_day_of_a_month(one: Quantity) -> bool:
    value = str(one.value)
    return one.kind == "date" and not value.startswith("---") and value.count("-") == (3 if value[0] == "-" else 2)


def offering(text: str, locale: str, quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    """What is off, free or the price of something sold, and not in quotation marks."""
    prices = [one for one in quantities if one.kind == "price" or one.unit == "off"]
    quoted = [match.span() for match in QUOTED.finditer(text)] if prices else []
    parts = sentences(text) if prices else ()
    for one in prices:
        at = bisect_left(quoted, (one.start + 1, 0)) - 1
        is_quoted = at >= 0 and one.start < quoted[at][1]
        if not is_quoted and ((one.unit or "").endswith(OFFERS) or _sells(_around(one, text, parts)[1], locale)):
            yield one


def _sells(sentence: str, locale: str) -> bool:
    return aim_of(sentence, locale) == 2 or _PRICED.search(sentence) is not None


def subject_of(copy: Copy, subjects: Subjects) -> Subject:
    """What the copy as a whole is about: the products it names."""
    named = (one.products for text in copy.fields.values() for one in subjects.mentions(text) if one.named)
    return Subject(frozenset().union(*named), "copy")


def places_in(
    field: str, copy: Copy, quantities: Sequence[Quantity], subjects: Subjects, about: Subject
) -> Iterator[Place]:
    """Numbers inside a product's name are none."""
    text = copy.fields[field]
    parts, lines = sentences(text), Lines(text)
    in_names = {place for start, end, _ in subjects.names.found_in(text) for place in range(start, end)}
    for quantity in quantities:
        if quantity.start in in_names:
            continue
        start, sentence = _around(quantity, text, parts)
        first = bisect_left(quantities, start, key=_start)
        last = bisect_left(quantities, start + len(sentence), key=_start)
        others = [one for one in quantities[first:last] if one is not quantity]
        at_once = quantities[first:last]
        own = in_turn(quantity, quantity.start - start, sentence, at_once, subjects.mentions(sentence), start)
        subject = own or subjects.of(sentence, quantity, quantity.start - start, others, about)
        if own is not None:
            quantity = with_unit(quantity, others)
        at = sentence_at(parts, quantity.start) or 0
        before = parts[at - 1].text if at else ""
        earlier = f"{parts[at - 2].text} {before}" if at > 1 else before
        wanted = Wanted(quantity, sentence, copy.locale, subject.products)
        later = parts[at + 1].text if at + 1 < len(parts) else ""
        yield Place(field, lines, wanted, subject, before, earlier, later, quantity.start - start)


def _start(quantity: Quantity) -> int:
    return quantity.start


def _around(quantity: Quantity, text: str, parts: Sequence[Sentence]) -> tuple[int, str]:
    """The quantity's sentence and where it begins; of a text without full stops what stands near."""
    at = sentence_at(parts, quantity.start)
    if at is None:
        return quantity.start, quantity.text
    part = parts[at]
    if len(part.text) <= 2 * _NEAR:
        return part.start, part.text
    start, end = max(part.start, quantity.start - _NEAR), min(part.end, quantity.end + _NEAR)
    return start, text[start:end]
