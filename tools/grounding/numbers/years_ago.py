"""How long something has been, told otherwise than the documents' years: "for twenty years" of a house of 2011."""

import re
from decimal import Decimal

from knowledge.facts import Fact
from knowledge.text.quantities import find_quantities
from tools.grounding.numbers.places import Known, Place
from tools.grounding.numbers.plain_speech import topics_of
from tools.grounding.numbers.since import TOLD, is_of_ours, years_of
from tools.grounding.towns import find_towns

_MONTHS = 12
_FEWEST = 2  # years: one is told of many things
_OFF = 1  # a year's difference, by the months
_NUMBER = (
    r"\s+(?:more than |over |almost |nearly |about |mehr als |über |fast |rund |plus de |près de |más de |casi "
    r"|oltre )?$"
)
# What stands before the number where it is an age, and after it.
_BEFORE = re.compile(
    r"(?:(?:(?<!\w)(?:have|has)|['’](?:ve|s))(?: been)?(?:\s\S+){0,6}? for|(?<!\w)(?:turns?|turning|celebrat\w+|seit"
    r"|depuis|desde hace|llevamos|lleva|hace|vor|il y a|da|al|sinds|há|feiern?|fêt\w+|celebra\w*))" + _NUMBER,
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s+(?:old|ago|young|alt|(?:of|in) (?:business|mending|making|repairing)|geleden|fa|atrás|lang)(?!\w)",
    re.IGNORECASE,
)
# "Five years ago we started in Leiden with one stand": the house, and nothing that it began to do
_BEGAN = re.compile(
    r"(?<!\w)(?:we (?:started|began)(?! to)|(?:wir haben|haben wir) .{0,60}?(?:angefangen|begonnen)"
    r"|(?:fingen|begannen) wir|nous avons (?:commencé|débuté)(?! à [a-zé]+r )|empezamos(?! a )"
    r"|abbiamo (?:iniziato|cominciato)(?! a )|(?:begonnen|startten) (?:we|wij)|começ[aá]mos(?! a ))(?!\w)",
    re.IGNORECASE,
)
_WITH_ONE = re.compile(
    r"(?<!\w)(?:with|mit|avec|con|met|com) (?:nur |only |just )?(?:an?|one|eine[mr]?|une?|uno?a?|een|één|uma?)(?!\w)",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"(?<!\w)(?:guarant\w*|warrant\w*|garant\w*|keeps?|lasts?|haltbar\w*|until|bis)(?!\w)", re.IGNORECASE
)


def began_at_another_time(place: Place, known: Known) -> str | None:
    """What the documents say instead of so many years; None where they don't contradict them."""
    years = _years(place)
    if years is None:
        return None
    sentence = place.wanted.sentence
    told = known.today.year - years
    named = known.names.products_in(sentence)
    if len(named) == 1:
        own = years_of(next(iter(named)), known)
        return next(iter(own.values())) if own and not _is_near(told, own) else None
    if named:
        return None
    founded = next((fact for fact in known.facts if fact.attribute == "founded"), None)
    if founded is not None:
        return _against_founding(founded, sentence, told)
    topics = topics_of(sentence)
    began = _BEGAN.search(sentence) and (find_towns(sentence) or _WITH_ONE.search(sentence))
    for one in known.said:
        found = TOLD.search(one.text)
        if began and found and is_of_ours(one.text) and not known.names.products_in(one.text):
            return None if abs(int(found["year"]) - told) <= _OFF else one.text
        if found is not None and not topics.isdisjoint(topics_of(one.text)) and not known.names.products_in(one.text):
            return None if abs(int(found["year"]) - told) <= _OFF else one.text
    return None


def _years(place: Place) -> int | None:
    number, sentence = place.number, place.wanted.sentence
    if number.kind != "measure" or number.unit != "month" or not isinstance(number.value, Decimal) or number.upper:
        return None
    years, rest = divmod(number.value, _MONTHS)
    if rest or years < _FEWEST or _NOT_YET.search(sentence):
        return None
    is_age = _BEFORE.search(sentence, 0, place.at) or _AFTER.match(sentence, place.at + len(number.text))
    return int(years) if is_age else None


def _against_founding(founded: Fact, sentence: str, told: int) -> str | None:
    """Nothing of the house's is older than the house; the house itself is as old as it is."""
    year = int(str(find_quantities(founded.value)[0].value)[:4])
    house = founded.statement.partition(" ")[0]
    is_house = house.lower() in sentence.lower()
    if (is_house or is_of_ours(sentence)) and told < year - _OFF:
        return founded.statement
    opens = sentence.lstrip("\"'“„«").lower().startswith(house.lower())
    return founded.statement if opens and abs(told - year) > _OFF else None


def _is_near(told: int, own: dict[str, str]) -> bool:
    return any(abs(int(year) - told) <= _OFF for year in own)
