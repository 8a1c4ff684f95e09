"""What a price is paid by: a day, a week, a month. "€15 a day" is not what a document says of a puncture for €15."""

import re
from collections.abc import Sequence

from knowledge.text.quantities import Quantity
from tools.findings import Finding
from tools.grounding.evidence import Statement
from tools.grounding.numbers.another import ANOTHER_THING
from tools.grounding.numbers.places import Known, Place, finding_at

_RATES = {
    "day": r"(?:a|per|each|every|/) ?(?:day|24 hours)|daily|(?:am|pro|je|jeden) tag|täglich|tagsüber"
    r"|(?:par|/) ?jour|(?:à )?la journée|(?:al|por|cada|/) ?día|diari[oa]s?|la jornada|al giorno|giornalier[oi]"
    r"|(?:per|/) ?dag|(?:ao|por) dia|günlük|günde",
    "week": r"(?:a|per|each|every|/) ?week|weekly|(?:die|pro|je|in der|jede) woche|wöchentlich"
    r"|(?:par|la|/) ?semaine|(?:a la|por|la|cada) semana|semanal(?:es)?|(?:alla|a|la) settimana|per week"
    r"|(?:à|por) semana|haftalık|haftada",
    "month": r"(?:a|per|each|every|/) ?month|monthly|(?:im|pro|je|jeden) monat|monatlich|(?:par|/) ?mois"
    r"|mensuel(?:le)?s?"
    r"|(?:al|por|cada) mes|mensual(?:es)?|al mese|per maand|(?:ao|por) mês|aylık|ayda",
}
_AFTER = {name: re.compile(rf"\s*(?:{words})(?!\w)", re.IGNORECASE) for name, words in _RATES.items()}


def rate_after(text: str, end: int) -> str | None:
    """What stands behind a price that ends there: "day", "week", "month"."""
    return next((name for name, after in _AFTER.items() if after.match(text, end)), None)


def of_another_rate(place: Place, carrying: Sequence[tuple[Quantity, Statement]], known: Known) -> Finding | None:
    """Red where all that states the price says it of no such rate, and something else states what that rate costs."""
    if place.sort != "price" or not place.number.value:
        return None
    rate = rate_after(place.wanted.sentence, place.at + len(place.number.text))
    if rate is None or any(_rate_of(*each) in (rate, None) and _speaks_of(rate, each[1]) for each in carrying):
        return None
    others = [(one, said) for one, said in known.stated["price"] if _rate_of(one, said) == rate]
    if not others:
        return None
    told = "; ".join(dict.fromkeys(said.text for _, said in others))
    number, elsewhere = place.number.text, carrying[0][1]
    message = f"{number} stands in the passages for something else (“{elsewhere.text}”). By the {rate}: “{told}”"
    return finding_at(place, ANOTHER_THING, "red", message, elsewhere.passage.citation, None)


def _rate_of(price: Quantity, statement: Statement) -> str | None:
    return rate_after(statement.text, price.end)


def _speaks_of(rate: str, statement: Statement) -> bool:
    return re.search(rf"(?<!\w){_RATES[rate]}(?!\w)", statement.text, re.IGNORECASE) is not None
