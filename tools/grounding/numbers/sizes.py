"""How much a product holds, told otherwise than its facts do: "the bottle holds 75 ml" of one that holds 50 ml."""

import re
from decimal import Decimal

from knowledge.facts import Fact
from knowledge.text.quantities import Quantity
from knowledge.text.wordlist import word_set
from tools.grounding.numbers.contradicted import excludes, stated_quantities
from tools.grounding.numbers.moments import is_said_of_others
from tools.grounding.numbers.places import Known, Place

_UNITS = frozenset({"ml", "cl", "l", "g", "kg"})
_SIZES = word_set("size contents content volume capacity filling")  # attributes of facts
_HOLDS = re.compile(
    r"(?<!\w)(?:holds?|contains?|comes? (?:in|as|with)|(?:is|are) (?:filled|sold) (?:with|in)|fass(?:t|en)"
    r"|enthält|enthalten|beinhaltet"
    r"|kommt (?:in|im|mit)|contien(?:t|nent)|contiene[n]?|tiene|lleva|viene en|contengono|bevat(?:ten)?|contém|contêm"
    r"|leva)(?!\w)(?: [\w'’-]+){0,2}\s+$",
    re.IGNORECASE,
)
# "a 75 ml bottle", "ein 75-ml-Flakon": what the number is the size of stands after it
_OF_IT = re.compile(r"[\s\u00a0-]?(?:glass |Glas)?$", re.IGNORECASE)
_OF_SIZE = re.compile(r" (?:de|da|von|van|mit|of|à|di)\s+$", re.IGNORECASE)  # "un flacon de 75 ml"
_ONE = re.compile(r"(?<!\w)(?:an?|one|ein(?:e[nmr]?)?|une?|una?|een|uma?)\s+$", re.IGNORECASE)


def other_size(place: Place, known: Known) -> Fact | None:
    """The fact that gives another size of what the sentence speaks of; None where a size of it agrees."""
    number, sentence = place.number, place.wanted.sentence
    if number.kind != "measure" or number.unit not in _UNITS or is_said_of_others(place):
        return None
    if sentence.rstrip("\"'“”»’ ").endswith("?"):
        return None
    products = _held_by(place, known)
    sizes = [
        (fact, one)
        for fact in known.facts
        if fact.subject in products and fact.subject in known.products and not _SIZES.isdisjoint(fact.attribute.split())
        for one in stated_quantities(fact.statement)
        if one.kind == "measure" and one.unit == number.unit
    ]
    if not sizes or any(not _differs(number, one, sentence[: place.at]) for _, one in sizes):
        return None
    return sizes[0][0]


def _held_by(place: Place, known: Known) -> frozenset[str]:
    sentence, at = place.wanted.sentence, place.at
    start = max((found.end() for found in re.finditer(r"[,;:.!?()–—]\s", sentence[:at])), default=0)
    before = [one for one in known.subjects.mentions(sentence) if start <= one.start and one.end <= at]
    if before and (_HOLDS.search(sentence, before[-1].end, at) or _OF_SIZE.fullmatch(sentence, before[-1].end, at)):
        return before[0].products if len(before) == 1 else frozenset().union(*(one.products for one in before))
    end = at + len(place.number.text)
    after = next((one for one in known.subjects.mentions(sentence) if one.start >= end), None)
    if after is not None and _OF_IT.fullmatch(sentence, end, after.start) and not _ONE.search(sentence, 0, at):
        return after.products
    return frozenset()


def _differs(number: Quantity, stated: Quantity, clause: str) -> bool:
    both = isinstance(number.value, Decimal) and isinstance(stated.value, Decimal)
    return both and excludes(number, stated, clause)
