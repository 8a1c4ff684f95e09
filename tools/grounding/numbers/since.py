"""Since when something has been: "since 2009" where the documents say since 2011.

Of a product every year that its documents give is known. Of the house it must be said of the same doing.
"""

import re

from knowledge.facts import Fact
from knowledge.text.numerals import language_of
from knowledge.text.vocabulary import stems
from tools.grounding.evidence import Statement
from tools.grounding.numbers.contradicted import ONCE
from tools.grounding.numbers.places import Known, Place
from tools.grounding.numbers.plain_speech import topics_of
from tools.grounding.towns import find_towns
from tools.kept import kept

_WORD = r"(?:since|seit|depuis|desde|dal|sinds)"
_SINCE = re.compile(rf"(?<!\w){_WORD}(?: (?:the year|dem jahr|el año|l['’]an|het jaar|o ano))?\s+$", re.IGNORECASE)
TOLD = re.compile(rf"(?<!\w){_WORD}\s+(?P<year>(?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WE = re.compile(r"(?<!\w)we(?!\w)", re.IGNORECASE)
_OURS = re.compile(
    r"(?<!\w)(?:we|our|ours|us|wir|uns|unser\w*|nous|nos|notre|on|nosotr[oa]s|nuestr\w+|\w+mos|noi|nostr[oaie]|\w+iamo"
    r"|wij|we|ons|onze|nós|noss[oa]s?)(?!\w)",
    re.IGNORECASE,
)
_IT = re.compile(r"(?<!\w)(?:it|them)(?!\w)", re.IGNORECASE)  # "We have made it since 2020": the product
_SEVERAL = 2  # words in common say that the same is spoken of


def began_otherwise(place: Place, known: Known) -> str | None:
    """What the documents say instead; None where they don't contradict it."""
    number, sentence = place.number, place.wanted.sentence
    year = str(number.value)
    if number.kind != "date" or not _YEAR.fullmatch(year) or not _SINCE.search(sentence, 0, place.at):
        return None
    named = known.names.products_in(sentence)
    if len(named) == 1:
        return _of_product(next(iter(named)), year, known)
    founded = next((fact for fact in known.facts if fact.attribute == "founded"), None)
    if founded is not None and _OURS.search(sentence) and year < founded.value[:4]:
        return founded.statement  # nothing of the house's is older than the house
    if named or find_towns(sentence):
        return None
    return _of_house(place, year, known)


def is_of_ours(sentence: str) -> bool:
    return _OURS.search(sentence) is not None


def years_of(product: str, known: Known) -> dict[str, str]:
    """Each year in which the product, by the documents, began; and where they say so."""
    own = [fact for fact in known.facts if fact.subject == product and fact.attribute in ONCE]
    found = {year[0]: fact.statement for fact in own if (year := _YEAR.search(f"{fact.value} {fact.statement}"))}
    told = _years(known).get(product, {}).values()
    return found | {since["year"]: text for text in told if (since := TOLD.search(text))}


def _of_product(product: str, year: str, known: Known) -> str | None:
    told = _years(known).get(product, {})
    once = {fact.statement for fact in known.facts if fact.subject == product and fact.attribute in ONCE}
    said = [statement for statement in told.values() if statement in once or TOLD.search(statement)]
    return said[0] if said and year not in told else None


def _of_house(place: Place, year: str, known: Known) -> str | None:
    locale = place.wanted.locale
    words = frozenset(stems(place.wanted.sentence, locale))
    topics = topics_of(place.wanted.sentence)
    for one in known.said:
        found = TOLD.search(one.text)
        if found is None or found["year"] == year or not _WE.search(one.text) or known.names.products_in(one.text):
            continue
        if one.passage.product and _IT.search(one.text):
            continue
        if language_of(one.passage.locale) == language_of(locale):
            same = len(one.stems & words) >= _SEVERAL
        else:
            same = not topics.isdisjoint(topics_of(one.text))
        if same:
            return one.text
    return None


@kept
def _years(known: Known) -> dict[str, dict[str, str]]:
    """By product: each year that is given of it, and where."""
    found: dict[str, dict[str, str]] = {}
    told: tuple[Fact | Statement, ...] = (*known.facts, *known.said)
    for one in told:
        text = one.statement if isinstance(one, Fact) else one.text
        for product in _products(one, known):
            for year in _YEAR.findall(text):
                found.setdefault(product, {}).setdefault(year, text)
    return found


def _products(one: Fact | Statement, known: Known) -> frozenset[str]:
    if isinstance(one, Fact):
        return frozenset({one.subject})
    return known.names.products_in(one.text) or frozenset({one.passage.product} if one.passage.product else ())
