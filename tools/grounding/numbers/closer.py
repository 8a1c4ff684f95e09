"""A number that stands in the evidence, where a fact that fits the copy's words better gives another one.

"Deposit for a cargo bike: €45" has the price of a day's hire; "filled it weighs 148 g" the weight of the empty bottle.
A fact fits better where it has a word of the clause that nothing has which gives the copy's number, and lacks none of
the words that they have; a word that says no more than that something is sold, sent or done tells nothing. Also where a
fact says of a product what passages say of others beside it. It does not where something that gives the number gives
another one of the sentence too, or has more of its words, or is of the copy's product where the fact is not.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from knowledge.facts import Fact
from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.vocabulary import stems
from tools.findings import Finding
from tools.grounding.evidence import Statement
from tools.grounding.numbers.another import ANOTHER_THING
from tools.grounding.numbers.candidates import own_key
from tools.grounding.numbers.contradicted import (
    contradicting,
    counts_the_same,
    meant_words,
    stated_quantities,
    told_words,
)
from tools.grounding.numbers.durations import DURATIONS
from tools.grounding.numbers.moments import is_said_of_others
from tools.grounding.numbers.places import Known, Place, finding_at
from tools.grounding.numbers.plain_speech import topics_of

_KINDS = ("price", "measure")
_FIGURES = ("measure", "count", "date")
_LIGHT = frozenset(
    stems(
        "take taken took cost send sent give given get got bring brought buy bought sell sold choose chosen come came"
        " go goes have make made need pay paid put say said let keep find see want like use ask tell look leave left"
        " weigh measure charge be do done want wish offer order"
    )
)  # what tells nothing of which number is meant
_ROOT = 4  # letters of a word that another one ends with: "fill" and "refill"
_CLAUSE = re.compile(r"[,;:.!?–—]\s|\s(?:and|und|et|y|e|en|but|aber|mais|pero)\s")
_BOUND = re.compile(
    r"(?<!\w)(?:from|over|above|at least|starts? at|starting at|up to|ab|über|mindestens|dès|à partir de|plus de"
    r"|desde|a partir de|más de"
    r"|oltre|vanaf|boven)(?!\w)",
    re.IGNORECASE,
)


@lru_cache(maxsize=4_096)
def _is_bounded(text: str) -> bool:
    """Whether it only says from where on, or up to where."""
    return _BOUND.search(text) is not None


def told_closer(place: Place, carrying: Sequence[Statement], known: Known) -> Finding | None:
    """Red; None where what carries the number fits as well as anything does."""
    number = place.number
    if is_in_company(place, carrying):
        return None
    fact = _closer(place, carrying, known) if number.kind in _KINDS else None
    kinds = _FIGURES if language_of(place.wanted.locale) == "en" else (*_FIGURES, "percent")
    if fact is None and number.kind in kinds:
        fact = contradicting(place, known)
        fact = None if fact is not None and _is_of_it_alone(place, carrying, fact, known) else fact
        fact = None if fact is not None and _is_told_better(carrying, fact, place) else fact
    if fact is None or fact.statement in {one.text for one in carrying} or _is_counted_so(place, known):
        return None
    message = f"{number.text} stands in the passages for something else (“{carrying[0].text}”). Here “{fact.statement}”"
    return finding_at(place, ANOTHER_THING, "red", message, carrying[0].passage.citation, None)


def _is_counted_so(place: Place, known: Known) -> bool:
    """Whether a fact that may be meant counts as many of the same, in another language than the copy's."""
    if language_of(place.wanted.locale) == "en":
        return False
    return any(
        counts_the_same(place.number, place.wanted.locale, one)
        for fact in known.facts
        if _may_be_meant(fact, place, known)
        for one in stated_quantities(fact.statement)
    )


def is_in_company(place: Place, carrying: Sequence[Statement]) -> bool:
    """Whether something that gives the number gives one of another unit too that the sentence has: "engraving … about
    twenty minutes … €12".
    """
    number = place.number
    beside = {
        one.key
        for one in find_quantities(place.wanted.sentence, place.wanted.locale)
        if (one.kind, one.unit) != (number.kind, number.unit) and one.kind in ("price", "measure", "count")
    }
    return any(not beside.isdisjoint(one.keys) for one in carrying)


def _is_told_better(carrying: Sequence[Statement], fact: Fact, place: Place) -> bool:
    """Whether something that gives the number has more of the sentence's words than the fact: "engraving … takes about
    twenty minutes" of a bottle.
    """
    locale = place.wanted.locale
    words = frozenset(stems(place.wanted.sentence.replace(place.number.text, " "), locale))
    own = [one for one in carrying if language_of(one.passage.locale) == language_of(locale)]
    best = max((len(one.stems & words) for one in own), default=0)
    return best > len(frozenset(stems(fact.statement)) & words - _LIGHT)


def _is_of_it_alone(place: Place, carrying: Sequence[Statement], fact: Fact, known: Known) -> bool:
    """Whether something that gives the number speaks of the copy's product and no other, and counts the same; of no
    product, of what the fact speaks of too.
    """
    products = place.wanted.products
    meant = meant_words(place.wanted.sentence, place.wanted.locale) & told_words(fact.statement)
    for one in carrying:
        if not products and place.number.unit in DURATIONS and not meant <= told_words(one.text):
            continue
        named = _products_of(one, known)
        alike = any(each.unit == place.number.unit for each in one.quantities if each.value == place.number.value)
        foreign = language_of(one.passage.locale) != language_of(place.wanted.locale) and place.number.kind != "count"
        if (not products or named == products) and (alike or foreign):
            return True
    return False


def _closer(place: Place, carrying: Sequence[Statement], known: Known) -> Fact | None:
    number, wanted = place.number, place.wanted
    if any(own_key(fact) == number.key and _may_be_meant(fact, place, known) for fact in known.expired):
        return None
    foreign = language_of(wanted.locale) != "en"
    rest = topics_of(_clause_text(place)) if foreign else _clause(place)
    if foreign and not rest and _BOUND.search(wanted.sentence):  # "Dès 50 € d'achat, nous le prenons à notre charge"
        rest = topics_of(f"{place.before} {wanted.sentence}")
    rest -= frozenset(stems(" ".join(wanted.products), wanted.locale))
    if not rest or is_said_of_others(place):
        return None
    if not rest.isdisjoint(stems("the price")) and any(fact.attribute == "price" for fact in known.stating(number.key)):
        return None  # "the price: €96", which is one
    rest -= _LIGHT
    owners = frozenset().union(*(_products_of(one, known) & wanted.products for one in carrying))
    for fact in known.facts:
        if not _may_be_meant(fact, place, known) or not _is_other(fact, number, wanted.sentence, wanted.locale):
            continue
        if owners and fact.subject not in owners:
            continue
        said = f"{fact.statement} {fact.attribute}"
        told = topics_of(said) if foreign else frozenset(stems(said))
        giving = [topics_of(one.text) if foreign else one.stems for one in _giving(carrying, fact)]
        own = rest & told
        told_apart = all(_beyond(own, words) and not (rest & words) - told for words in giving)
        if own and giving and told_apart and not _is_told_better(carrying, fact, place):
            return fact
    return None


def _beyond(own: Collection[str], words: Collection[str]) -> bool:
    """Whether one of them is not among the words, nor what one of the words ends with, or the other way round."""
    return any(
        one not in words
        and not any(
            (word.endswith(one) and len(one) >= _ROOT) or (one.endswith(word) and len(word) >= _ROOT) for word in words
        )
        for one in own
    )


def _products_of(statement: Statement, known: Known) -> frozenset[str]:
    named = known.names.products_in(statement.text)
    return named or frozenset({statement.passage.product} if statement.passage.product else ())


def _clause(place: Place) -> frozenset[str]:
    return frozenset(stems(_clause_text(place), place.wanted.locale))


def _clause_text(place: Place) -> str:
    """The part of the sentence in which the number stands, without the numbers."""
    sentence, number = place.wanted.sentence, place.number
    at = sentence.find(number.text)
    before = _CLAUSE.split(sentence[:at])
    near = before[-1]
    if len(before) > 1 and (
        not near.strip() or len(before[-2].split()) == 1
    ):  # "Deposit: €45", "Empty, it weighs 148 g"
        near = f"{before[-2]} {near}"
    after = _CLAUSE.split(sentence[at + len(number.text) :])[0]
    text = f"{near} {after}"
    for one in find_quantities(text, place.wanted.locale):
        text = text.replace(one.text, " ") if one.value != 0 else text  # "free shipping" says what is free
    return text


def _may_be_meant(fact: Fact, place: Place, known: Known) -> bool:
    products = place.wanted.products
    return fact.subject in products or not products or fact.subject not in known.products


def _is_other(fact: Fact, number: Quantity, sentence: str, locale: str) -> bool:
    """Whether it gives another value of the same unit, and one that the sentence doesn't give too."""
    before = sentence[: sentence.find(number.text)]
    here, there = _is_bounded(before), _is_bounded(fact.statement)
    if here and not there:
        return False  # "orders over €80" are not what shipping costs
    if language_of(locale) != "en" and here != there:
        return False
    key = own_key(fact)
    stated = [one for one in find_quantities(fact.statement) if one.kind == number.kind and one.unit == number.unit]
    if key is None or key == number.key or not any(one.key == key for one in stated):
        return False
    return all(one.key != number.key for one in stated) and key not in {
        one.key for one in find_quantities(sentence, locale)
    }


def _giving(carrying: Sequence[Statement], fact: Fact) -> Iterator[Statement]:
    """What gives the number and not the fact's value too: a table's row gives both."""
    alone = [one for one in carrying if own_key(fact) not in one.keys]
    yield from alone or carrying
