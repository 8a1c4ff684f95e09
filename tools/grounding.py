"""Grounding of numbers: every price, percentage, date and quantity of a draft must stand in a passage it cites.

It must be said there of what the copy says it of, or follow from what is said there (tools/derived.py). An invented
price or discount is red, and so is the price of another product, and any number that a fact contradicts; other numbers
are amber, and so is the price of something that no document knows. Of text that is neither copy for a channel nor
checked against anything, only what it offers is held against it: a discount, something free, the price of something
sold.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from knowledge.facts import Fact, Product
from knowledge.passages import Passage
from knowledge.text.claims_aim import aim_of
from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.sentences import Sentence, sentence_at, sentences
from tools.another import (
    ANOTHER_PRODUCT,
    ANOTHER_THING,
    is_of_the_unknown,
    is_said_of,
    of_another_product,
    of_another_thing,
    of_nothing_sold,
)
from tools.candidates import Wanted, own_key, replacement
from tools.claimed import QUOTED
from tools.closer import told_closer
from tools.conditional_offer import is_condition, untold_condition
from tools.contradicted import contradicting, other_of_the_same, other_share
from tools.contradicted_abroad import otherwise_abroad
from tools.copy import Copy
from tools.derived import follows, is_rounded, reckons, share_beside, values_of
from tools.earlier_price import EARLIER_PRICE, is_earlier_price, of_earlier_price
from tools.equivalence import is_same
from tools.evidence import Statement, names_for, statements
from tools.findings import Finding
from tools.how_often import done_as_often
from tools.kept import kept
from tools.markup import Lines
from tools.opening import is_of_one_day, shut_at
from tools.places import OFFERS, Known, Place, finding_at
from tools.plain_speech import is_free_there, states_nothing
from tools.rates import of_another_rate
from tools.reckoned import asked_of, is_of_another_moment, needs_no_passage, without_told_again
from tools.since import began_otherwise
from tools.subjects import Subject, Subjects, subjects_for

_RULES = {
    "price": "copydesk.UngroundedPrice",
    "percent": "copydesk.UngroundedPercentage",
    "offer": "copydesk.UngroundedOffer",
    "date": "copydesk.UngroundedDate",
    "time": "copydesk.UngroundedTime",
    "measure": "copydesk.UngroundedMeasure",
    "count": "copydesk.UngroundedCount",
}
_SUMS = frozenset(_RULES[sort] for sort in ("price", "measure", "count"))  # what a headline may take from the text
_EXPIRED = "copydesk.ExpiredFact"
_UNCITED = "copydesk.UncitedFact"
_PRICED = re.compile(
    r"\b(?:price|prices|priced|costs?|sale|was|instead of|preis|kostet|kosten|statt|prix|coûte|au lieu de|precio"
    r"|cuesta"
    r"|prezzo|costa|prijs|kost)\b",
    re.IGNORECASE,
)
_COSTS_NOTHING = re.compile(
    r"\b(?:costs? nothing|costs? you nothing|nothing to pay|is included|no extra|we (?:pay|add|include)"
    r"|kostet nichts|ist dabei|ne coûtent? rien|est compris\w*|no cuestan? nada|está incluid\w*"
    r"|non costa\w* (?:nulla|niente)|kost niets)\b",
    re.IGNORECASE,
)
# What a shop gives away beside what it sells: nobody loses money by it, and somebody has to confirm it.
_BESIDE = re.compile(
    r"(?<!\w)(?:coffees?|teas?|drinks?|prosecco|biscuits?|cookies?|cakes?|snacks?|wi-?fi|parking|umbrellas?|(?:loan"
    r"|courtesy"
    r"|replacement|spare) bikes?|lend(?:s|ing)?|loans?|kaffee\w*|tee|getränk\w*|kuchen|kekse?|wlan|park(?:en|platz"
    r"|plätze)"
    r"|(?:ersatz|leih)r[aä]d(?:er)?|leih\w* .{0,30}während|cafés?|thé|boissons?|gâteaux?|prêt(?:e|ons|és?)?"
    r"|stationnement"
    r"|vélos? de (?:prêt|remplacement|courtoisie)|té|bebidas?|galletas?|aparcamiento|préstamo|(?:bici\w*|vehículo) de"
    r" (?:préstamo|cortesía|sustitución)|caffè|tè|biscotti|parcheggio|bici (?:di cortesia|sostitutiva)|koffie|thee"
    r"|koekjes?"
    r"|parkeren|leenfiets\w*|chá|bolachas?|estacionamento|bicicleta de (?:cortesia|substituição))(?!\w)",
    re.IGNORECASE,
)
_NEAR = 400  # characters before and after a number, of a longer sentence
GROUNDING_RULES = (*_RULES.values(), ANOTHER_PRODUCT, ANOTHER_THING, EARLIER_PRICE, _EXPIRED, _UNCITED)


def check_numbers(
    copy: Copy,
    evidence: Sequence[Passage],
    facts: Sequence[Fact],
    today: date,
    products: Sequence[Product] = (),
) -> tuple[Finding, ...]:
    """Findings in the order of the copy. `products` adds the names that people use for a product."""
    numbers = {field: find_quantities(text, copy.locale) for field, text in copy.fields.items()}
    if not any(numbers.values()):
        return ()
    if copy.channel in (None, "text") and not (evidence or facts or products):
        numbers = {field: tuple(_offering(copy.fields[field], copy.locale, each)) for field, each in numbers.items()}
    numbers = _without_repeated_days(numbers)
    known = _known(evidence, facts, today, products)
    about = _subject_of(copy, known.subjects)
    found = [
        (place, _judge(place, known))
        for field, quantities in numbers.items()
        if quantities
        for place in _places(field, copy, quantities, known.subjects, about)
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
    condition = untold_condition(place, [one for _, one in _giving(place, known)], told, known)
    if condition is None:
        return None
    message = f"{place.number.text} holds on a condition that the copy does not tell: “{condition}”"
    return finding_at(place, _RULES["offer"], "red", message, None, None)


def _without_conditions(found: Iterable[tuple[Place, Finding | None]]) -> Iterator[Finding]:
    """Who hears that nobody approved an offer need not hear that its last day is not known either."""
    found = tuple(found)
    offers = {
        (place.field, place.wanted.sentence)
        for place, finding in found
        if finding is not None and finding.rule == _RULES["offer"]
    }
    for place, finding in found:
        is_condition = (place.field, place.wanted.sentence) in offers and place.sort in ("date", "time", "count")
        if finding is not None and not (is_condition and finding.severity == "amber"):
            yield finding


def _without_repeated_days(numbers: dict[str, tuple[Quantity, ...]]) -> dict[str, tuple[Quantity, ...]]:
    """ "avant le 24" where the copy has "24 décembre" says nothing new."""
    days = {str(one.value)[-2:] for each in numbers.values() for one in each if one.kind == "date"}
    told = {str(one.value)[-2:] for each in numbers.values() for one in each if _is_day_of_a_month(one)}
    if not days & told:
        return numbers
    return {
        field: tuple(one for one in each if not (str(one.value).startswith("---") and str(one.value)[-2:] in told))
        for field, each in numbers.items()
    }


def _is_day_of_a_month(one: Quantity) -> bool:
    value = str(one.value)
    return one.kind == "date" and not value.startswith("---") and value.count("-") == (3 if value[0] == "-" else 2)


def _offering(text: str, locale: str, quantities: Sequence[Quantity]) -> Iterator[Quantity]:
    """What is off, free or the price of something sold, and not in quotation marks."""
    prices = [one for one in quantities if one.kind == "price" or one.unit == "off"]
    quoted = [match.span() for match in QUOTED.finditer(text)] if prices else []
    parts = sentences(text) if prices else ()
    for one in prices:
        at = bisect_left(quoted, (one.start + 1, 0)) - 1
        is_quoted = at >= 0 and one.start < quoted[at][1]
        if not is_quoted and ((one.unit or "").endswith(OFFERS) or _sells(_around(one, text, parts)[1], locale)):
            yield one


def _sells(sentence: str, locale: str) -> bool:
    return aim_of(sentence, locale) == 2 or _PRICED.search(sentence) is not None


@kept
def _known(evidence: Sequence[Passage], facts: Sequence[Fact], today: date, products: Sequence[Product]) -> Known:
    expired = tuple(fact for fact in facts if not fact.holds_on(today))
    outdated = {fact.statement for fact in expired}
    cited = tuple(one for one in statements(evidence) if one.quantities and one.text not in outdated)
    stated: dict[str, list[tuple[Quantity, Statement]]] = defaultdict(list)
    for statement in cited:
        for quantity in statement.quantities:
            stated[quantity.kind].append((quantity, statement))
    names = names_for(evidence, facts, products)
    sheets = tuple(dict.fromkeys(passage.product for passage in evidence if passage.product))
    return Known(
        cited=cited,
        names=names,
        subjects=subjects_for(names, facts, products, sheets),
        facts=tuple(fact for fact in facts if fact.holds_on(today)) if expired else tuple(facts),
        expired=expired,
        today=today,
        stated=stated,
        products=frozenset((*sheets, *(product.name for product in products))),
        values=values_of(cited),
        said=statements(evidence),
        for_nothing=_for_nothing(stated["price"], statements(evidence)),
    )


def _for_nothing(
    prices: Sequence[tuple[Quantity, Statement]], said: Sequence[Statement]
) -> tuple[tuple[Quantity, Statement], ...]:
    """What is given for nothing, also where it is only said that it "costs nothing"."""
    priced = [(one, statement) for one, statement in prices if one.value == 0]
    told = {statement for _, statement in priced}
    nothing = Quantity(kind="price", value=Decimal(0), unit="free", text="nothing", start=0)
    rest = [(nothing, one) for one in said if one not in told and _COSTS_NOTHING.search(one.text)]
    return (*priced, *rest)


def _subject_of(copy: Copy, subjects: Subjects) -> Subject:
    """What the copy as a whole is about: the products it names."""
    named = (one.products for text in copy.fields.values() for one in subjects.mentions(text) if one.named)
    return Subject(frozenset().union(*named), "copy")


def _places(
    field: str, copy: Copy, quantities: Sequence[Quantity], subjects: Subjects, about: Subject
) -> Iterator[Place]:
    """Numbers inside a product's name are none."""
    text = copy.fields[field]
    parts, lines = sentences(text), Lines(text)
    in_names = {place for start, end, _ in subjects.names.found_in(text) for place in range(start, end)}
    for quantity in quantities:
        if quantity.start in in_names:
            continue
        start, sentence = _around(quantity, text, parts)
        first = bisect_left(quantities, start, key=_start)
        last = bisect_left(quantities, start + len(sentence), key=_start)
        others = [one for one in quantities[first:last] if one is not quantity]
        subject = subjects.of(sentence, quantity, quantity.start - start, others, about)
        at = sentence_at(parts, quantity.start) or 0
        before = parts[at - 1].text if at else ""
        earlier = f"{parts[at - 2].text} {before}" if at > 1 else before
        wanted = Wanted(quantity, sentence, copy.locale, subject.products)
        yield Place(field, lines, wanted, subject, before, earlier, quantity.start - start)


def _start(quantity: Quantity) -> int:
    return quantity.start


def _around(quantity: Quantity, text: str, parts: Sequence[Sentence]) -> tuple[int, str]:
    """The quantity's sentence and where it begins; of a text without full stops what stands near."""
    at = sentence_at(parts, quantity.start)
    if at is None:
        return quantity.start, quantity.text
    part = parts[at]
    if len(part.text) <= 2 * _NEAR:
        return part.start, part.text
    start, end = max(part.start, quantity.start - _NEAR), min(part.end, quantity.end + _NEAR)
    return start, text[start:end]


def _judge(place: Place, known: Known) -> Finding | None:
    wanted = place.wanted
    carrying = _giving(place, known)
    if not carrying and is_earlier_price(place):
        return of_earlier_price(place, known)
    if wanted.quantity.kind == "percent" and share_beside(asked_of(place)) is False:
        message = f"{wanted.quantity.text} is not the share that the numbers beside it make."
        return finding_at(place, _RULES["percent"], "red", message, None, None)
    if needs_no_passage(place, known):
        return None
    began = began_otherwise(place, known)
    if began is not None:
        message = f"{place.number.text} is not what is known: “{began}”"
        return finding_at(place, _RULES["date"], "red", message, None, None)
    if not carrying:
        asked = asked_of(place)
        if follows(asked, known.values, known.names) or is_rounded(asked, known.values, known.names):
            return None
        return _ungrounded(place, known)
    another = of_another_rate(place, carrying, known)
    if another is not None:
        return None if follows(asked_of(place), known.values, known.names) else another
    return _of_others(place, carrying, known)


def _of_others(place: Place, carrying: Sequence[tuple[Quantity, Statement]], known: Known) -> Finding | None:
    """Where something carries the number: whether it does so of what the copy says it of."""
    wanted = place.wanted
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
    if is_of_another_moment(place) or _is_so_many_times(wanted.quantity):
        return None
    against = contradicting(place, known)
    found = of_another_product(place, carrying[0][1], known)
    return found if against is None else found.model_copy(update={"severity": "red"})


def _giving(place: Place, known: Known) -> list[tuple[Quantity, Statement]]:
    """Where the number stands, or the same is given for nothing."""
    if place.number.unit == "free" and place.number.value == 0:
        return [each for each in known.for_nothing if is_free_there(place, each[1])]
    return _carrying(place.wanted, known)


def _carrying(wanted: Wanted, known: Known) -> list[tuple[Quantity, Statement]]:
    """Where the number stands. How often something is done is not read out of another language's count of something,
    where the copy's own language has that count, and counts something else.
    """
    one, language = wanted.quantity, language_of(wanted.locale)
    if one.kind == "measure" and one.unit == "day":  # "deux jours ouvrés" are "two working days"
        days = [each for each in known.stated["count"] if each[0].unit == "day" and each[0].value == one.value]
        abroad = [each for each in days if language_of(each[1].passage.locale) != language]
        if abroad:
            return abroad
    found = [
        (stated, statement)
        for stated, statement in known.of_value(one)
        if is_same(one, wanted.sentence, wanted.locale, stated, statement, known.today)
    ]
    if not found and one.upper is not None:
        found = _ends_of(one, known)
    if not found and one.kind == "date":
        found = _in_two_parts(str(one.value), known)
    if one.unit == "time":
        found = done_as_often(wanted, found, known.stated["count"], known.names)
    if one.unit == "time" and all(language_of(statement.passage.locale) != language for _, statement in found):
        own = [each for each, statement in known.stated["count"] if language_of(statement.passage.locale) == language]
        return [] if any(each.value == one.value for each in own) else found
    return found


def _ends_of(one: Quantity, known: Known) -> list[tuple[Quantity, Statement]]:
    """What gives the two ends of a range: "between four and eight weeks", of several things that take four or eight."""
    stated = [each for each in known.stated[one.kind] if each[0].unit == one.unit]
    values = {each.value for each, _ in stated}
    return (
        [each for each in stated if each[0].value in (one.value, one.upper)] if {one.value, one.upper} <= values else []
    )


def _in_two_parts(day: str, known: Known) -> list[tuple[Quantity, Statement]]:
    """Where a statement gives the day and, apart from it, the year: "| 2024 | Refillable Bottle, 14 October |"."""
    year, rest = f"date:{day[:4]}", f"date:-{day[4:]}"
    return [
        each
        for each in known.stated["date"]
        if each[0].key == rest and year in each[1].keys and not day.startswith("-")
    ]


def _ungrounded(place: Place, known: Known) -> Finding | None:
    number, best = place.number, known.best(place)
    source = best.passage.citation if best else None
    fix = replacement(place.wanted, best)
    old = next((fact for fact in known.expired if own_key(fact) == number.key), None)
    if old is not None and old.valid_until is not None and old.valid_until < known.today:
        message = f"{number.text} was valid until {old.valid_until.isoformat()} (“{old.statement}”)."
        message += f" Now the passages say {best.quantity.text}." if best else ""
        return finding_at(place, _EXPIRED, place.severity, message, source, fix)
    current = next((fact for fact in known.stating(number.key) if _may_mean(fact, place)), None)
    if current is not None:
        message = f"{number.text} is known (“{current.statement}”), but no passage that this copy cites says so."
        return finding_at(place, _UNCITED, "amber", message, None, None)
    if number.kind == "time" and is_of_one_day(place.wanted.sentence):
        return None
    against = contradicting(place, known) or otherwise_abroad(place, known)
    if against is not None:
        message = f"{number.text} is not what is known: “{against.statement}”"
        return finding_at(place, _RULES[place.sort], "red", message, source, fix)
    shut = shut_at(str(number.value), place.wanted.sentence, known) if number.kind == "time" else None
    if shut is not None:
        message = f"No shop is open at {number.text}; the documents say {shut}."
        return finding_at(place, _RULES["time"], "red", message, source, fix)
    share = other_share(place, known)
    if share is not None:
        message = f"{number.text} is not what is known: “{share.text}”"
        return finding_at(place, _RULES[place.sort], "red", message, share.passage.citation, fix)
    shared = other_of_the_same(place, known)
    if shared is not None and (number.kind == "count" or not states_nothing(place, known)):
        message = f"{number.text} is not what is known: “{shared.text}”"
        return finding_at(place, _RULES[place.sort], "red", message, shared.passage.citation, fix)
    if states_nothing(place, known):
        return None
    message = f"{number.text} stands in none of the passages that this copy cites."
    if best:
        of = f" for {best.subject}" if best.subject else ""
        message += f" They say {best.quantity.text}{of} (“{best.statement}”)."
    beside = place.sort == "offer" and _BESIDE.search(wanted_words(place)) is not None
    severity = "amber" if beside or is_of_the_unknown(place, known) else place.severity
    return finding_at(place, _RULES[place.sort], severity, message, source, fix)


def wanted_words(place: Place) -> str:
    """The clauses of the sentence that the number stands in, and the one before."""
    sentence = place.wanted.sentence
    before = re.split(r"[;:.!?–—]\s", sentence[: place.at])[-1]
    return before + re.split(r"[;:.!?–—](?:\s|$)", sentence[place.at :])[0]


def _is_so_many_times(quantity: Quantity) -> bool:
    """ "Doppelt so lang", "twice": told of two things of the copy itself."""
    return quantity.unit == "time" and not any(map(str.isdecimal, quantity.text))


def _may_mean(fact: Fact, place: Place) -> bool:
    return not place.wanted.products or fact.subject in place.wanted.products
