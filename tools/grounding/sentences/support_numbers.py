"""Sentences whose numbers follow from others, or are all given somewhere: no passage has to carry their words alone."""

from collections.abc import Sequence
from decimal import Decimal

from knowledge.text.claims import find_claims
from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from tools.grounding.evidence import Names, is_about
from tools.grounding.numbers.asked import Asked
from tools.grounding.numbers.derived import behind, follows, is_bought, reckons
from tools.grounding.numbers.plain_speech import is_without_verb
from tools.grounding.sentences.coverage import Index, content, shared_numbers
from tools.grounding.sentences.factual import is_priced, says_a_cost
from tools.grounding.weekdays import find_weekdays

SHOWN = 3  # passages a sentence
_WORDS_A_PRICE = 3  # of a sentence that says what something costs, and no more
_WORDS_A_TIME = 8  # of one that says when a shop opens
_SEVERAL = 2  # numbers make a list
_HALF = 0.5
_MOSTLY = 0.75  # of a list's words stand in the evidence


def computed_from(text: str, before: str, locale: str, index: Index, names: Names) -> tuple[str, ...]:
    """The passages behind a sentence with a number that follows from others, where it says little that they don't."""
    quantities = [one for one in find_quantities(text, locale) if one.value != 0]
    if not quantities:
        return ()
    products = names.products_in(text)
    asked = [Asked(one, text, before, locale, products, one.start) for one in quantities]
    if not any(follows(one, index.values, names) for one in asked):
        return ()
    own = content(text, locale, names)
    known = {place for word in own for place in index.saying(word)}
    spoken = len([word for word in own if index.saying(word)])
    if language_of(locale) == "en" and spoken < _HALF * len(own):
        return ()
    giving = index.giving(quantities, locale)
    bases = giving or [each for one in asked for each in behind(one, index.values, names)]
    bases = bases or [index.statements[place] for place in sorted(known)]
    return tuple(dict.fromkeys(one.passage.id for one in bases))[:SHOWN]


def _makes_its_numbers(text: str, before: str, locale: str, index: Index) -> bool:
    """ "Two at €30 are €60": the sentence, with the ones before, gives itself what each of its numbers follows from."""
    quantities = [one for one in find_quantities(text, locale) if one.value != 0]
    asked = [Asked(one, text, before, locale, frozenset(), one.start) for one in quantities]
    made = [one for one in asked if reckons(one)]
    given = (*quantities, *find_quantities(before, locale))
    factors = [one for one in asked if one not in made]
    return (
        bool(made)
        and all(_multiplies(one.number, given) or is_bought(one, index.values) for one in factors)
        and not claims(text, locale)
    )


def _multiplies(factor: Quantity, quantities: Sequence[Quantity]) -> bool:
    """Whether one of the numbers is so many times another."""
    return any(
        isinstance(one.value, Decimal)
        and (one.kind, one.unit) == (other.kind, other.unit)
        and one.value * factor.value == other.value
        for one in quantities
        for other in quantities
        if isinstance(factor.value, Decimal)
    )


def is_a_list(text: str, locale: str, index: Index, names: Names) -> bool:
    """Whether it gives several numbers that all stand in the evidence of what it names, and says little that doesn't:
    what one passage says of the weight and another of the height.
    """
    quantities = [one for one in find_quantities(text, locale) if one.value != 0]
    if not quantities or (len(quantities) < _SEVERAL and not is_without_verb(text)):
        return False
    products = names.products_in(text)
    near = index.giving(quantities, locale)
    giving = [one for one in near if not products or is_about(one, products, names)]
    given = {key for one in giving for key in shared_numbers(quantities, one, locale)}
    if not all(one.key in given for one in quantities):
        return False
    if all(language_of(one.passage.locale) != language_of(locale) for one in giving):
        return True  # the words cannot be compared
    own = content(_without(text, quantities), locale, names)
    known = [word for word in own if index.saying(word)]
    return len(known) >= (_HALF if is_without_verb(text) else _MOSTLY) * len(own)


def _without(text: str, quantities: Sequence[Quantity]) -> str:
    for one in reversed(quantities):
        text = f"{text[: one.start]} {text[one.end :]}"
    return text


def is_sum(text: str, before: str, locale: str, index: Index, names: Names) -> bool:
    return _names_a_sum(text, locale, index, names) or _makes_its_numbers(text, before, locale, index)


def _names_a_sum(text: str, locale: str, index: Index, names: Names) -> bool:
    """ "€72 left to pay": a few words on a price that the evidence lacks, which is looked at with the numbers."""
    quantities = find_quantities(text, locale)
    if not quantities or any(one.kind != "price" or one.value == 0 or one.key in index.keys for one in quantities):
        return False
    if says_a_cost(text) or claims(text, locale):
        return False
    return len(content(text, locale, names)) <= _WORDS_A_PRICE * len(quantities) + 1


def only_prices(text: str, locale: str, index: Index, names: Names) -> bool:
    """Whether it says what something costs and hardly more, and the evidence gives each of its prices and sizes. What
    they are the prices of is looked at with the numbers (tools/grounding/numbers/check.py).
    """
    quantities = find_quantities(text, locale)
    prices = [one for one in quantities if one.kind == "price"]
    if any(one.value == 0 for one in prices):
        return False
    times = [] if find_weekdays(text) else [one for one in quantities if one.kind == "time"]
    if not (prices or times):
        return False
    if not is_priced(text, locale) and not (times and len(times) == len(quantities) and not claims(text, locale)):
        return False
    given = index.keys
    if not all(one.key in given for one in quantities):
        return False
    return len(content(text, locale, names)) <= _WORDS_A_PRICE * len(prices) + _WORDS_A_TIME * len(times) + 1


def claims(text: str, locale: str) -> bool:
    return any(one.kind != "price" and one.claims for one in find_claims(text, locale))
