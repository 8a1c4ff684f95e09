"""An offer that the documents give on a condition, told without it: "free shipping on all orders", where shipping is
free from €80. A sum must be told, or be reached by what the sentence sells; a time only where the copy promises that
none counts ("cancel free of charge at any time").
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from knowledge.text.quantities import Quantity, find_quantities
from tools.grounding.evidence import Statement
from tools.grounding.numbers.places import Known, Place

_FROM = re.compile(
    r"(?<!\w)(?:from|over|above|(?:start|begin)(?:s|ing)? (?:at|from)|at least|more than|upwards of|minimum(?: \w+)? of"
    r"|ab|über|mindestens|ab einem (?:\w+ )?(?:wert|betrag|einkauf) von|dès|à partir de|au-dessus de|au moins|plus de"
    r"|desde|a partir de|al menos|más de|superior(?:es)? a|da|a partire da|oltre|almeno|vanaf|boven|minstens|acima de"
    r"|mais de)\s$",
    re.IGNORECASE,
)
_OR_MORE = re.compile(
    r"\s?(?:or more|and (?:more|over|up|above)|upwards|minimum|oder mehr|und mehr|aufwärts|(?:ou|et) plus|(?:o|y) más"
    r"|o più|of meer|ou mais)(?!\w)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?<!\w)(?:until|up to|within|in the first|during the first|for the first|bis|innerhalb von|in den ersten"
    r"|jusqu['’]à|dans les|pendant les|hasta|en los primeros|dentro de|fino a|entro|nei primi|tot|binnen"
    r"|in de eerste|até)\s$",
    re.IGNORECASE,
)
_SOME_SUM = re.compile(
    r"(?<!\w)(?:minimum (?:order|spend|purchase)|(?:larger|bigger|certain) (?:orders?|sums?|amounts?|baskets?)"
    r"|mindest(?:bestell)?wert\w*|mindestbetrag\w*|größere\w* bestellung\w*|gewissen betrag"
    r"|(?:minimum|montant) d['’]achat\w*|certain montant|pedido mínimo|compra mínima|cierta cantidad|cierto importe"
    r"|ordine minimo|certo importo|minimale bestelling|minimumbedrag|certo valor)(?!\w)",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"(?<!\w)(?:all|every|any|everything|each|always|whatever|alles?|allen?|jede\w*|immer|sämtliche\w*|tou(?:te?s?|s)"
    r"|chaque|toujours|tod[oa]s?|cada|cualquier\w*|siempre|tutt[oaie]|ogni|qualsiasi|sempre|elke?|ieder\w*|altijd"
    r"|alle)(?!\w)",
    re.IGNORECASE,
)
_AT_ANY_TIME = re.compile(
    r"(?<!\w)(?:(?:at )?any ?time|whenever|always|for ?ever|for life|at the last minute|jederzeit|immer|für immer"
    r"|ein leben lang|lebenslang|à tout moment|toujours|à vie|n['’]importe quand|en cualquier momento|cuando quieras"
    r"|siempre|para siempre|de por vida|in qualsiasi momento|quando vuoi|sempre|per sempre|op elk moment|altijd"
    r"|wanneer je wilt|a qualquer momento)(?!\w)",
    re.IGNORECASE,
)
_SPANS = ("measure", "count", "date", "time")


def untold_condition(place: Place, carrying: Sequence[Statement], told: frozenset[str], known: Known) -> str | None:
    """The statement that gives the offer on a condition which the copy leaves out; None where one gives it to all.

    `told` are the keys of all numbers of the copy.
    """
    sentence = place.wanted.sentence
    if not carrying or sentence.rstrip().endswith("?"):
        return None
    untold = [_untold(place, statement, told, known) for statement in carrying]
    return carrying[0].text if all(untold) else None


def is_condition(place: Place) -> bool:
    """Whether the sentence gives something from this sum on."""
    sentence, number = place.wanted.sentence, place.number
    return number.kind == "price" and _is_bound(sentence, place.at, place.at + len(number.text))


def _is_bound(text: str, start: int, end: int) -> bool:
    return _FROM.search(text[:start]) is not None or _OR_MORE.match(text, end) is not None


def _untold(place: Place, statement: Statement, told: frozenset[str], known: Known) -> bool:
    sums, spans = _conditions(statement.text, statement.passage.locale)
    if sums:
        return not (
            any(one.key in told for one in sums)
            or _is_what_is_lacking(place, sums)
            or _SOME_SUM.search(place.wanted.sentence)
            or _reaches(place, min(one.value for one in sums if isinstance(one.value, Decimal)), known)
        )
    if not spans or any(one.key in told for one in spans):
        return False
    return _AT_ANY_TIME.search(place.wanted.sentence) is not None


def _is_what_is_lacking(place: Place, sums: Sequence[Quantity]) -> bool:
    """ "€78: two euros short of free shipping", where shipping is free from €80."""
    locale = place.wanted.locale
    told = [
        one.value for one in find_quantities(f"{place.earlier} {place.wanted.sentence}", locale) if one.kind == "price"
    ]
    values = [one for one in told if isinstance(one, Decimal) and one]
    wholes = {one.value for one in sums}
    return any(one + other in wholes for one, other in combinations(values, 2))


def _reaches(place: Place, least: Decimal, known: Known) -> bool:
    """Whether what the sentence sells costs enough: "Linden Hour, €96, ships free"; of all orders none does."""
    sentence, locale = place.wanted.sentence, place.wanted.locale
    if _EACH.search(sentence):
        return False
    near = f"{place.before} {sentence}"
    found = find_quantities(near, locale)
    if any(one.kind == "price" and isinstance(one.value, Decimal) and one.value >= least for one in found):
        return True
    products = place.wanted.products or known.names.products_in(near)
    if any(one.kind == "count" and isinstance(one.value, Decimal) and one.value > 1 for one in found) and products:
        return True  # two candles: what they cost together is not known here
    prices = [price for product in products if (price := known.price_of(frozenset({product}))) is not None]
    stated = [one for price in prices for one in find_quantities(price.statement)]
    return any(one.kind == "price" and isinstance(one.value, Decimal) and one.value >= least for one in stated)


@lru_cache(maxsize=1024)
def _conditions(text: str, locale: str) -> tuple[tuple[Quantity, ...], tuple[Quantity, ...]]:
    """Sums from which on a statement gives something, and times until which it does."""
    found = find_quantities(text, locale)
    sums = tuple(
        one
        for one in found
        if one.kind == "price"
        and isinstance(one.value, Decimal)
        and one.value > 0
        and _is_bound(text, one.start, one.end)
    )
    spans = tuple(one for one in found if one.kind in _SPANS and _UNTIL.search(text[: one.start]))
    return sums, spans
