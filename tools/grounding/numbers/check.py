"""Grounding of numbers: every price, percentage, date and quantity of a draft must stand in a passage it cites.

It must be said there of what the copy says it of, or follow from what is said there (`derived`). An invented
price or discount is red, and so is the price of another product, and any number that a fact contradicts; other numbers
are amber, and so is the price of something that no document knows. Of text that is neither copy for a channel nor
checked against anything, only what it offers is held against it: a discount, something free, the price of something
sold.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from knowledge.facts import Fact, Product
from knowledge.passages import Passage
from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from tools.copy import Copy
from tools.findings import Finding
from tools.grounding.evidence import Statement
from tools.grounding.numbers.against import giving, known_from
from tools.grounding.numbers.another import (
    ANOTHER_PRODUCT,
    ANOTHER_THING,
    is_of_everything,
    is_said_of,
    of_another_product,
    of_another_thing,
    of_nothing_sold,
)
from tools.grounding.numbers.beside import is_difference, stands_beside
from tools.grounding.numbers.bills import bill_of, is_counted
from tools.grounding.numbers.bookings import is_somebodys_own
from tools.grounding.numbers.closer import is_in_company, told_closer
from tools.grounding.numbers.codes import code_is_good_for
from tools.grounding.numbers.conditional_offer import is_condition, untold_condition
from tools.grounding.numbers.contradicted import contradicting
from tools.grounding.numbers.dated import dated_otherwise, is_of_a_past_year
from tools.grounding.numbers.denied import denied_fact, is_denied
from tools.grounding.numbers.derived import follows, is_rounded, reckons
from tools.grounding.numbers.differences import is_told_difference
from tools.grounding.numbers.earlier_price import EARLIER_PRICE, is_earlier_price, of_earlier_price
from tools.grounding.numbers.figures import is_of_others
from tools.grounding.numbers.found import offering, places_in, subject_of, without_repeated_days
from tools.grounding.numbers.in_turn import is_one_of_a_row
from tools.grounding.numbers.keyed import told_of_key
from tools.grounding.numbers.of_them import told_of_others
from tools.grounding.numbers.other_shares import share_of_another
from tools.grounding.numbers.places import Known, Place, finding_at
from tools.grounding.numbers.rates import of_another_rate
from tools.grounding.numbers.reckoned import asked_of, is_of_another_moment, needs_no_passage, without_told_again
from tools.grounding.numbers.sent_where import costs_otherwise
from tools.grounding.numbers.shares import is_share_of_amounts, share_beside
from tools.grounding.numbers.since import began_otherwise, is_of_ours
from tools.grounding.numbers.tiers import is_in_a_tier, of_another_quantity
from tools.grounding.numbers.times_less import is_two_steps
from tools.grounding.numbers.ungrounded import EXPIRED, FIGURE, RULES, UNCITED, shut_then, ungrounded
from tools.grounding.numbers.whole import told_of_a_part
from tools.grounding.numbers.years_ago import began_at_another_time
from tools.grounding.terms import Terms, load_terms

_SUMS = frozenset(RULES[sort] for sort in ("price", "measure", "count"))  # what a headline may take from the text
_WITHOUT_KINDS = ("ja", "zh", "ko")  # where no word that stands for a product is known
GROUNDING_RULES = (*RULES.values(), FIGURE, ANOTHER_PRODUCT, ANOTHER_THING, EARLIER_PRICE, EXPIRED, UNCITED)


def check_numbers(
    copy: Copy,
    evidence: Sequence[Passage],
    facts: Sequence[Fact],
    today: date,
    products: Sequence[Product] = (),
    terms: Terms | None = None,
) -> tuple[Finding, ...]:
    """Findings in the order of the copy. `products` adds the names that people use for a product; `terms` are the
    desk's where none are given.
    """
    terms = terms or load_terms()
    numbers = {field: find_quantities(text, copy.locale) for field, text in copy.fields.items()}
    if not any(numbers.values()):
        return ()
    if copy.channel in (None, "text") and not (evidence or facts or products):
        numbers = {field: tuple(offering(copy.fields[field], copy.locale, each)) for field, each in numbers.items()}
    numbers = without_repeated_days(numbers)
    known = known_from(evidence, facts, today, products)
    about = subject_of(copy, known.subjects)
    found = [
        (place, _judge(place, known, terms))
        for field, quantities in numbers.items()
        if quantities
        for place in places_in(field, copy, quantities, known.subjects, about)
    ]
    told = frozenset(one.key for each in numbers.values() for one in each)
    found = list(_with_untold_conditions(found, known, told))
    return tuple(_without_conditions(without_told_again(found, copy, numbers, known, _SUMS)))


def _with_untold_conditions(
    found: Sequence[tuple[Place, Finding | None]], known: Known, told: frozenset[str]
) -> Iterator[tuple[Place, Finding | None]]:
    """Where the condition is told with a wrong sum, the sum is the fault. `told` are the keys of the copy's numbers."""
    wrong = {(place.field, place.wanted.sentence) for place, finding in found if finding and is_condition(place)}
    for place, finding in found:
        beside = (place.field, place.wanted.sentence) in wrong
        yield place, finding or (None if beside else _untold(place, known, told))


def _untold(place: Place, known: Known, told: frozenset[str]) -> Finding | None:
    if place.sort != "offer" or place.number.value != 0 or needs_no_passage(place, known):
        return None
    condition = untold_condition(place, [one for _, one in giving(place, known)], told, known)
    if condition is None:
        return None
    message = f"{place.number.text} holds on a condition that the copy does not tell: “{condition}”"
    return finding_at(place, RULES["offer"], "red", message, None, None)


def _without_conditions(found: Iterable[tuple[Place, Finding | None]]) -> Iterator[Finding]:
    """Who hears that nobody approved an offer need not hear that its last day is not known either."""
    found = tuple(found)
    offers = {
        (place.field, place.wanted.sentence)
        for place, finding in found
        if finding is not None and finding.rule == RULES["offer"]
    }
    for place, finding in found:
        is_condition = (place.field, place.wanted.sentence) in offers and place.sort in ("date", "time", "count")
        if finding is not None and not (is_condition and finding.severity == "amber"):
            yield finding


def _judge(place: Place, known: Known, terms: Terms) -> Finding | None:
    finding = _on_sending(place, known) or _objection(place, known)
    if finding is None or finding.severity == "amber":
        finding = _on_key(place, known, terms) or finding
    if finding is None or finding.rule in (EXPIRED, EARLIER_PRICE):
        return finding
    if bill_of(place, known) or is_counted(place, known) or is_two_steps(place) or is_told_difference(place, known):
        return None
    return None if _is_no_contradiction(place, finding, known) and stands_beside(place, known) else finding


def _is_no_contradiction(place: Place, finding: Finding, known: Known) -> bool:
    """What is not known, or told of something else; how long something has been is looked at before."""
    return finding.severity == "amber" or place.sort in ("percent", "count") or is_difference(place, known) is True


def _on_sending(place: Place, known: Known) -> Finding | None:
    fact = costs_otherwise(place, known)
    if fact is None:
        return None
    message = f"{place.number.text} is not what it costs to send it there: “{fact.statement}”"
    return finding_at(place, RULES["price"], "red", message, None, None)


def _on_key(place: Place, known: Known, terms: Terms) -> Finding | None:
    told = told_of_key(place, known, terms)
    if told is None or needs_no_passage(place, known):
        return None
    if giving(place, known) and is_one_of_a_row(place.number, place.at, place.wanted.sentence, place.wanted.locale):
        return None
    if not giving(place, known) and follows(asked_of(place), known.values, known.names):
        return None
    message = f"{place.number.text} is not what is known: “{told}”"
    return finding_at(place, RULES[place.sort], "red", message, None, None)


def _objection(place: Place, known: Known) -> Finding | None:
    wanted = place.wanted
    if place.sort != "offer" and is_denied(place):
        return _denied(place, known)
    carrying = giving(place, known)
    if is_of_others(place, [one for _, one in carrying]):
        carrying = []
    if not carrying and is_of_a_past_year(place, known):
        return None
    if not carrying and is_earlier_price(place):
        return of_earlier_price(place, known)
    if wanted.quantity.kind == "percent" and share_beside(asked_of(place)) is False:
        message = f"{wanted.quantity.text} is not the share that the numbers beside it make."
        return finding_at(place, RULES["percent"], "red", message, None, None)
    began = began_at_another_time(place, known)
    if began is None and needs_no_passage(place, known):
        return None
    otherwise = began or began_otherwise(place, known) or dated_otherwise(place, known)
    code = code_is_good_for(place, known)
    otherwise = otherwise or (code.statement if code else None)
    if otherwise is not None:
        message = f"{place.number.text} is not what is known: “{otherwise}”"
        return finding_at(place, RULES[place.sort], "red", message, None, None)
    return _of_carried(place, carrying, known) if carrying else _of_uncarried(place, known)


def _of_uncarried(place: Place, known: Known) -> Finding | None:
    asked = asked_of(place)
    if follows(asked, known.values, known.names) or is_rounded(asked, known.values, known.names):
        return None
    return None if is_in_a_tier(place, known) else ungrounded(place, known)


def _of_carried(place: Place, carrying: Sequence[tuple[Quantity, Statement]], known: Known) -> Finding | None:
    another = of_another_rate(place, carrying, known)
    if another is not None:
        return None if follows(asked_of(place), known.values, known.names) else another
    return shut_then(place, known) or _of_others(place, carrying, known)


def _denied(place: Place, known: Known) -> Finding | None:
    fact = denied_fact(place, known)
    if fact is None:
        return None
    message = f"The copy denies {place.number.text}, and the documents say it: “{fact.statement}”"
    return finding_at(place, RULES[place.sort], "red", message, None, None)


def _of_others(place: Place, carrying: Sequence[tuple[Quantity, Statement]], known: Known) -> Finding | None:
    """Where something carries the number: whether it does so of what the copy says it of."""
    wanted = place.wanted
    otherwise = told_of_a_part(place, known) or told_of_others(place, known)
    otherwise = otherwise or of_another_quantity(place, known)
    if otherwise is None and not is_share_of_amounts(asked_of(place)):
        otherwise = share_of_another(place, [one for _, one in carrying], known)
    if otherwise is not None:
        message = f"{place.number.text} is not what is known: “{otherwise.text}”"
        return finding_at(place, RULES[place.sort], "red", message, otherwise.passage.citation, None)
    closer = told_closer(place, [one for _, one in carrying], known)
    if closer is not None:
        return closer
    if place.subject.how == "unknown":
        return None if reckons(asked_of(place)) else of_nothing_sold(place, [one for _, one in carrying], known)
    if not wanted.products or (place.subject.how == "copy" and wanted.quantity.kind in ("date", "time")):
        return None
    about = [one for stated, one in carrying if is_said_of(stated, one, place, known)]
    if about:
        return of_another_thing(place, about, known)
    if _needs_no_product(place, carrying, known):
        return None
    if place.subject.how == "copy" and language_of(wanted.locale) in _WITHOUT_KINDS:
        return None
    against = contradicting(place, known)
    if against is None and (is_of_everything(place, carrying, known) or is_somebodys_own(place, known)):
        return None
    found = of_another_product(place, carrying[0][1], known)
    return found if against is None else found.model_copy(update={"severity": "red"})


def _needs_no_product(place: Place, carrying: Sequence[tuple[Quantity, Statement]], known: Known) -> bool:
    if is_of_another_moment(place, known) or _is_so_many_times(place.number) or _counts_its_kind(place, known):
        return True
    if place.sort == "count" and any(is_of_ours(one.text) for _, one in carrying):
        return True  # "We hire out 60 city bikes": the house's, beside whatever the copy is about
    return place.sort != "price" and is_in_company(place, [one for _, one in carrying])


def _counts_its_kind(place: Place, known: Known) -> bool:
    """ "Our four perfumes": as many as the word stands for."""
    if place.sort != "count":
        return False
    meant = [one.products for one in known.subjects.mentions(place.number.text) if not one.named]
    return len(meant) == 1 and len(meant[0]) == place.number.value


def _is_so_many_times(quantity: Quantity) -> bool:
    """ "Doppelt so lang", "twice": told of two things of the copy itself."""
    return quantity.unit == "time" and not any(map(str.isdecimal, quantity.text))
