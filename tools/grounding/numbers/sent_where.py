"""What sending costs, by where to: "shipping to France costs €4.90", where that is the price within Germany."""

import re
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.facts import Fact
from knowledge.text.quantities import find_quantities
from knowledge.text.units import CURRENCIES
from knowledge.text.wordlist import alternatives
from tools.grounding.numbers.contradicted import stated_quantities
from tools.grounding.numbers.places import Known, Place
from tools.grounding.numbers.plain_speech import topics_of

_FILE = Path(__file__).with_name("regions.yaml")
_TOPIC = "sending"
_CLAUSE = re.compile(r"[,;:.!?–—]\s|\s(?:and|but|und|aber|et|mais|y|pero|e|ma|en|maar|mas)\s")
_BOUND = re.compile(
    r"(?<!\w)(?:from|over|above|ab|über|dès|à partir|desde|a partir|da|oltre|vanaf|boven|orders?)(?!\w)",
    re.IGNORECASE,
)


def costs_otherwise(place: Place, known: Known) -> Fact | None:
    """The fact that gives another price for where the clause sends it."""
    number, sentence = place.number, place.wanted.sentence
    if number.kind != "price" or number.unit not in CURRENCIES or place.sort == "offer":
        return None
    if _TOPIC not in topics_of(sentence) or _BOUND.search(sentence, max(0, place.at - 12), place.at):
        return None
    start = max((one.end() for one in _CLAUSE.finditer(sentence, 0, place.at)), default=0)
    after = _CLAUSE.search(sentence, place.at + len(number.text))
    clause = sentence[start : after.start() if after else len(sentence)]
    prices = [one for one in find_quantities(sentence, place.wanted.locale) if one.kind == "price"]
    where = regions(clause) or (regions(sentence) if len(prices) == 1 else frozenset())
    if len(where) != 1 or known.subjects.mentions(clause):
        return None
    for fact in known.facts:
        if fact.unit not in CURRENCIES or regions(fact.statement) != where or _TOPIC not in topics_of(fact.statement):
            continue
        stated = [one for one in stated_quantities(fact.statement) if one.kind == "price"]
        if stated and all(one.key != number.key for one in stated):
            return fact
    return None


@lru_cache(maxsize=2048)
def regions(text: str) -> frozenset[str]:
    return frozenset(name for name, words in _regions().items() if words.search(text))


@lru_cache(maxsize=1)
def _regions() -> dict[str, re.Pattern[str]]:
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {name: re.compile(rf"(?<!\w)(?:{alternatives(one)})(?!\w)", re.IGNORECASE) for name, one in read.items()}
