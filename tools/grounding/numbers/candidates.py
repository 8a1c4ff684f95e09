"""What the evidence says instead of a number that it does not carry."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from knowledge.facts import Fact
from knowledge.passages import Passage
from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.vocabulary import stems
from tools.grounding.evidence import Names, Statement
from tools.grounding.numbers.equivalence import is_alike

_FEW = 2  # words in common, and half of the sentence's own, that make two sentences speak of one thing
_BASE = ("price", "size")  # a product's own attributes, without "of what"

SUM = re.compile(
    r"\b(?:together|total|altogether|all in|zusammen|insgesamt|gesamt|ensemble|en tout|en total|in tutto|insieme|totale"
    r"|samen|totaal)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Candidate:
    quantity: Quantity
    statement: str
    passage: Passage
    subject: str | None
    certain: bool  # of the same thing, and no other number fits as well


@dataclass(frozen=True)
class Wanted:
    """A quantity of the copy, in its sentence, with the products that the sentence names."""

    quantity: Quantity
    sentence: str
    locale: str
    products: frozenset[str]


def own_key(fact: Fact) -> str | None:
    """The key of the fact's value; None where it is no quantity."""
    return _key(fact.value, fact.unit)


@lru_cache(maxsize=4096)
def _key(value: str, unit: str | None) -> str | None:
    found = find_quantities(f"{value} {unit or ''}".strip())
    return found[0].key if found else None


def plain_values(facts: Sequence[Fact]) -> frozenset[tuple[str, str | None]]:
    """Statement and key of the facts that are a product's own price or size."""
    return frozenset((fact.statement, own_key(fact)) for fact in facts if fact.attribute in _BASE)


def best_candidate(
    wanted: Wanted,
    stated: Sequence[tuple[Quantity, Statement]],
    base: frozenset[tuple[str, str | None]],
    names: Names,
) -> Candidate | None:
    """Of the numbers `stated`, which are of its kind, the one whose statement shares most words with the sentence, of
    what is said of the products that the sentence names. A product's plain price (`base`) wins a tie. None where
    nothing is near.
    """
    words = frozenset(stems(wanted.sentence.replace(wanted.quantity.text, " "), wanted.locale))
    scored = [
        (len(words & statement.stems), (statement.text, quantity.key) in base, quantity, statement)
        for quantity, statement in stated
        if is_alike(wanted.quantity, wanted.sentence, wanted.locale, quantity, statement)
        and _speaks_of(statement, wanted.products, names)
    ]
    if not scored:
        return None
    top = max(score for score, *_ in scored)
    first = [row for row in scored if row[0] == top]
    first = [row for row in first if row[1]] or first
    _, is_base, quantity, statement = first[0]
    if top == 0 and not is_base:
        return None
    named = names.products_in(statement.text)
    subject = next(iter(named)) if len(named) == 1 else statement.passage.product
    near = (
        is_base
        or (bool(wanted.products) and top > 0)
        or 0 < top == len(words)
        or (top >= _FEW and top * 2 >= len(words))
    )
    certain = near and len({row[2].key for row in first}) == 1 and _can_be_replaced(wanted, top)
    return Candidate(quantity, statement.text, statement.passage, subject, certain)


def replacement(wanted: Wanted, best: Candidate | None) -> str | None:
    """The right number, where there is exactly one and it is written as the copy's language writes it."""
    if best is None or not best.certain or language_of(best.passage.locale) != language_of(wanted.locale):
        return None
    stated, written = best.quantity, wanted.quantity
    if stated.kind == "count" and stated.unit != written.unit:  # "30 times" becomes "25 times"
        return re.sub(r"^[^\s-]+", stated.text.split()[0], written.text) if stated.text[0].isdigit() else None
    return stated.text


def _can_be_replaced(wanted: Wanted, shared_words: int) -> bool:
    """Not where the sentence speaks of several products or of a sum; dates and times need two words in common."""
    if len(wanted.products) > 1 or SUM.search(wanted.sentence):
        return False
    return shared_words > 1 or wanted.quantity.kind not in ("date", "time")


def _speaks_of(statement: Statement, products: frozenset[str], names: Names) -> bool:
    if not products:
        return True
    named = names.products_in(statement.text)
    return bool(named & products) or (not named and statement.passage.product in products)
