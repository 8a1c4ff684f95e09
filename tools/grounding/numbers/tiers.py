"""Prices by quantity: "50 to 199 pieces: €35.00; 200 pieces or more: €32.50".

The price of another quantity than the copy gives is wrong, though it stands in the row; and how many somebody asks for
is no statement where the row has a price for so many.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from knowledge.text.quantities import Quantity, find_quantities
from tools.grounding.evidence import Statement
from tools.grounding.numbers.places import Known, Place
from tools.kept import kept

_OR_MORE = re.compile(
    r"\s?(?:or|and) (?:more|over|above|up)|\s?(?:oder|und) mehr|\s?(?:ou|et) plus|\s?[oy] más|\+", re.IGNORECASE
)
_NOUNS = frozenset({"piece", "stück", "stk", "pièce", "pieza", "unidad", "unité", "pezzo", "stuk", "peça", "unidade"})
_FEWEST = 2  # prices that make a row one by quantity
_ORDERED = re.compile(
    r"(?<!\w)(?:questions?|orders?|ordering|enquir\w*|inquir\w*|requests?|quotes?|offers?|\w*anfrage\w*|frag\w*"
    r"|bestell\w*|angebot\w*|demandes?|commande\w*|devis|offres?|pedidos?|preguntas?|consultas?|ofertas?"
    r"|presupuestos?|richiest\w*|ordin\w*|preventiv\w*|vraag|vragen|aanvra\w*|offerte\w*|encomendas?|per|each|je"
    r"|apiece|pièce|pezzo|stuk)(?!\w)",
    re.IGNORECASE,
)
_PIECES = Decimal(2)
_BOUND = re.compile(
    r"(?<!\w)(?:from|up to|over|more than|less than|ab|bis|über|dès|jusqu['’]à|à partir de|desde|hasta"
    r"|da|fino a|vanaf|tot)"
    r"\s+(?:\w+ )?$",
    re.IGNORECASE,
)


class Tier(NamedTuple):
    """From how many to how many pieces one costs so much; `last` is None without an end, `currency` an ISO code."""

    first: Decimal
    last: Decimal | None
    price: Decimal
    currency: str

    def holds(self, many: Decimal) -> bool:
        return self.first <= many and (self.last is None or many <= self.last)


def of_another_quantity(place: Place, known: Known) -> Statement | None:
    """The row that gives the price for another quantity than the copy's; None where it may be right."""
    number = place.number
    if number.kind != "price" or not isinstance(number.value, Decimal):
        return None
    told = (number.value, number.unit)
    for statement, product, tiers in _rows(known):
        if product not in _spoken_of(place, known) or told not in {(one.price, one.currency) for one in tiers}:
            continue
        asked = list(_asked_for(place, known))
        meant = [one for one in tiers for many in asked if one.holds(many)]
        if meant and all(one.price != number.value for one in meant):
            return statement
    return None


def is_in_a_tier(place: Place, known: Known) -> bool:
    """Whether so many of a product are asked for as its row has a price for."""
    number = place.number
    if number.kind != "count" or not isinstance(number.value, Decimal) or number.upper is not None:
        return False
    meant = {name for one in known.subjects.mentions(number.text) for name in one.products}
    if (number.unit or "") in _NOUNS:
        meant |= place.wanted.products
    elif not _ORDERED.search(place.wanted.sentence):
        return False
    return any(product in meant and any(one.holds(number.value) for one in tiers) for _, product, tiers in _rows(known))


def _spoken_of(place: Place, known: Known) -> frozenset[str]:
    told = known.names.products_in(place.wanted.sentence)
    return told or place.wanted.products


def _asked_for(place: Place, known: Known) -> Iterator[Decimal]:
    """How many of a thing the sentence is about, or the one before: no bound, and nothing of many sorts."""
    locale = place.wanted.locale
    for text in (place.wanted.sentence, place.before):
        found = [one for one in find_quantities(text, locale) if one.kind == "count" and one.upper is None]
        counts = [one for one in found if isinstance(one.value, Decimal) and one.value >= _PIECES]
        counts = [one for one in counts if _counts_pieces(one, known) and not _BOUND.search(text[: one.start])]
        if counts:
            yield from (one.value for one in counts if isinstance(one.value, Decimal))
            return


def _counts_pieces(one: Quantity, known: Known) -> bool:
    return (one.unit or "") in _NOUNS or bool(known.subjects.mentions(one.text))


@kept
def _rows(known: Known) -> tuple[tuple[Statement, str, tuple[Tier, ...]], ...]:
    found: list[tuple[Statement, str, tuple[Tier, ...]]] = []
    for statement in known.cited:
        tiers = _tiers(statement)
        if len(tiers) >= _FEWEST:
            found.extend((statement, product, tiers) for product in known.names.products_in(statement.text))
    return tuple(found)


def _tiers(statement: Statement) -> tuple[Tier, ...]:
    """A range of counts, each with the price after it."""
    found: list[Tier] = []
    count: Quantity | None = None
    for one in statement.quantities:
        if one.kind == "count" and isinstance(one.value, Decimal):
            is_range = one.upper is not None or _OR_MORE.match(statement.text, one.start + len(one.text))
            count = one if is_range else None
        elif one.kind == "price" and isinstance(one.value, Decimal) and count is not None:
            last = count.upper if isinstance(count.upper, Decimal) else None
            if isinstance(count.value, Decimal):
                found.append(Tier(count.value, last, one.value, one.unit or ""))
            count = None
    return tuple(found)
