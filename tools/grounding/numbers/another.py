"""A number that stands in the evidence, but is said there of something else."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from knowledge.facts import Fact
from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities, plain_number
from knowledge.text.vocabulary import stems
from tools.findings import Finding
from tools.grounding.evidence import Statement, is_about
from tools.grounding.numbers.candidates import SUM, Candidate, own_key, replacement
from tools.grounding.numbers.places import Known, Place, finding_at

ANOTHER_PRODUCT = "copydesk.NumberOfAnotherProduct"
ANOTHER_THING = "copydesk.NumberOfAnotherThing"
_EACH = re.compile(
    r"\b(?:each|every|apiece|a piece|per|one|at|je|pro|jeweils|chacun\w*|chaque|l'unité|pièce|cada|ciascun\w*|l'uno"
    r"|elk"
    r"|per stuk)\b",
    re.IGNORECASE,
)
_KINDRED = 4  # letters that words of two languages have in common: "revisão completa", "révision complète"
_ALTOGETHER = re.compile(r"\b(?:for|together|pour|für|zusammen|ensemble|por|juntos|per|insieme|voor|samen)\b")

# "A child seat is another €6", "Ein Kindersitz kostet 6 €": one thing, and what it costs
_PRICED_THING = re.compile(
    r"(?:^|[,;:.!?–—] |\b(?:and|und|et|y|e|en) )"
    r"(?:(?:a|an|the|ein|eine|der|die|das|une?|le|la|un|una|el|il|een|de|het|each|every) |l['’])"
    r"(?P<thing>[\w'’-]+(?: [\w'’-]+){0,2}?) "
    r"(?:is|are|costs?|comes to|adds|kostet|kosten|ist|co[ûu]te\w*|est|cuesta\w*|es|costa\w*|è|kost)\b"
    r"[^,;:.!?]{0,20}$",
    re.IGNORECASE,
)


def is_said_of(stated: Quantity, statement: Statement, place: Place, known: Known) -> bool:
    """Whether the statement gives the number to what the copy gives it to."""
    products = place.wanted.products
    others = [one for one in statement.quantities if one is not stated]
    said = known.subjects.direct(statement.text, stated, stated.start, others) if place.sort == "price" else None
    if said is not None and said.products & products:
        return True
    if not is_about(statement, products, known.names):
        return False
    if said is not None and (said.named or statement.passage.product not in products):
        return False
    return not _is_of_none(statement, known) or _may_be_of(place, statement, known)


def is_of_everything(place: Place, carrying: Sequence[tuple[Quantity, Statement]], known: Known) -> bool:
    """Whether a rule for all that is sold gives the number, of no product by name, and the sentence says the same or
    names no product itself: "you have 30 days to send it back".
    """
    if place.sort == "price":
        return False
    rules = [one for _, one in carrying if _is_of_none(one, known)]
    if place.subject.how == "copy":
        return bool(rules)
    locale = place.wanted.locale
    said = frozenset(stems(place.told.replace(place.number.text, " "), locale))
    return any(
        language_of(one.passage.locale) == language_of(locale) and not one.stems.isdisjoint(said) for one in rules
    )


def _is_of_none(statement: Statement, known: Known) -> bool:
    """Neither it nor its document speaks of a product."""
    return statement.passage.product is None and not known.names.products_in(statement.text)


def _may_be_of(place: Place, statement: Statement, known: Known) -> bool:
    """What no product is named for: not a price that products have, nor a measure without a word in common."""
    if place.sort == "price":
        subjects = {fact.subject for fact in known.stating(place.number.key)}
        return not subjects or not subjects <= known.products or bool(subjects & place.wanted.products)
    if place.number.kind != "measure" or place.wanted.products.isdisjoint(known.products):
        return True
    if language_of(place.wanted.locale) != language_of(statement.passage.locale):
        return True
    names = " ".join(place.wanted.products)
    own = frozenset(stems(place.wanted.sentence.replace(place.number.text, " "), place.wanted.locale))
    return bool(statement.stems & (own - frozenset(stems(f"{names} {place.number.text}")))) or not own


def of_another_product(place: Place, statement: Statement, known: Known) -> Finding:
    number, products = place.number, place.wanted.products
    wanted = _called(place)
    owners = [fact for fact in known.stating(number.key) if fact.subject not in products]
    prices = list(dict.fromkeys(fact.subject for fact in owners if fact.attribute == "price"))
    own = known.price_of(products) if place.sort == "price" else None
    best = known.best(place)
    if place.sort == "price" and prices:
        message = f"{number.text} is the price of {_listed(prices)}, not of {wanted}"
    else:
        named = known.names.products_in(statement.text) or {statement.passage.product or statement.passage.title}
        message = f"{number.text} is stated for {_listed(sorted(named))}, not for {wanted}"
    if own is not None:
        message += f"; its price is {_shown(own)} (“{own.statement}”)."
    else:
        message += f". For {wanted} the passages say {best.quantity.text}." if best else "."
    # where the sentence does not name the subject it is a guess; but a price of another product is wrong all the same
    guessed = place.subject.how == "copy" and place.sort != "price"
    severity = "amber" if guessed else "red" if _is_told_of_each(place, owners, known) else place.severity
    fix = _right_one(place, best, own)
    return finding_at(place, ANOTHER_PRODUCT, severity, message, statement.passage.citation, fix)


def is_of_the_unknown(place: Place, known: Known) -> bool:
    """Whether the price is said of what no document has a word of: "A child seat is another €6 a day"."""
    if place.sort != "price" or not known.said or place.wanted.products & known.products:
        return False
    language = language_of(place.wanted.locale)
    if language not in {language_of(one.passage.locale) for one in known.said}:
        return False  # nothing that words could be compared with
    head = _PRICED_THING.search(place.wanted.sentence[: place.wanted.sentence.find(place.number.text)])
    said = frozenset(stems(head["thing"], place.wanted.locale)) if head else frozenset()
    return bool(said) and not said <= known.words


def _is_told_of_each(place: Place, owners: Sequence[Fact], known: Known) -> bool:
    """Whether the facts give the same of the copy's product with another value: how long each scent rests."""
    products, number = place.wanted.products, place.number
    if len(products) != 1 or number.kind not in ("measure", "count", "percent"):
        return False
    told = {fact.attribute for fact in owners if fact.subject in known.products}
    own = [fact for fact in known.facts if fact.subject in products and fact.attribute in told]
    keys = {one.key for fact in own for one in find_quantities(fact.statement) if one.unit == number.unit}
    return bool(keys) and number.key not in keys


def of_another_thing(place: Place, about: Sequence[Statement], known: Known) -> Finding | None:
    """A product's other price (€64 is the refill's) where nothing in the sentence says which one is meant."""
    wanted = place.wanted
    if place.sort != "price" or not wanted.products or place.subject.how == "copy":
        return None
    base = known.price_of(wanted.products)
    if base is None or own_key(base) is None:
        return None
    if own_key(base) == wanted.quantity.key:
        return _of_several(place, about, base)
    if _says_which(place, about, base) and not _is_other_price(place, known):
        return None
    number, price, called = wanted.quantity.text, _shown(base), _called(place)
    if _is_other_price(place, known):
        return of_another_product(place, about[0], known)
    message = (
        f"{number} is not the price of {called}, which is {price}: the passages state it for something else "
        f"(“{about[0].text}”). Say what {number} is for."
    )
    return finding_at(place, ANOTHER_THING, "amber", message, about[0].passage.citation, None)


def of_nothing_sold(place: Place, carrying: Sequence[Statement], known: Known) -> Finding | None:
    """ "Ce train coûte 96 €": the price of a product, said of what is none."""
    if _is_kindred(place.subject.text, known) or _is_of_so_much(place, carrying):
        return None
    prices = [fact for fact in known.stating(place.number.key) if fact.attribute == "price"]
    said = frozenset(stems(place.subject.text, place.wanted.locale))
    language = language_of(place.wanted.locale)
    for statement in carrying:
        names = frozenset(stems(" ".join(known.names.products_in(statement.text)), statement.passage.locale))
        told = statement.stems - names
        if language == language_of(statement.passage.locale) and told & said:
            return None
    if not prices or not said:
        return None
    owners = _listed(list(dict.fromkeys(fact.subject for fact in prices)))
    number = place.number.text
    message = f"{number} is the price of {owners}; “{place.subject.text}” is none of them. Name what costs {number}."
    return finding_at(place, ANOTHER_THING, "amber", message, carrying[0].passage.citation, None)


def _is_of_so_much(place: Place, carrying: Sequence[Statement]) -> bool:
    """ "The next 50 ml cost €64": a size that stands beside the price there too."""
    sizes = {
        one.key
        for one in find_quantities(place.wanted.sentence[: place.at], place.wanted.locale)
        if one.kind == "measure"
    }
    return any(not sizes.isdisjoint(one.keys) for one in carrying)


def _is_kindred(called: str, known: Known) -> bool:
    """Whether it is called as a product is in another language: its longer words begin as those of a name do."""
    words = _beginnings(called)
    return len(words) > 1 and any(words <= _beginnings(name) for name in known.names.products)


@lru_cache(maxsize=1024)
def _beginnings(called: str) -> frozenset[str]:
    return frozenset(plain_letters(word)[:_KINDRED] for word in re.findall(r"[^\W\d_]{5,}", called))


def plain_letters(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(char))


def _of_several(place: Place, about: Sequence[Statement], price: Fact) -> Finding | None:
    """ "Two refills for €64": the price of one."""
    sentence, number = place.wanted.sentence, place.number
    before = sentence[: sentence.find(number.text)]
    clause = re.split(r"[,;:.]", before)[-1]
    counts = [one for one in find_quantities(clause, place.wanted.locale) if one.kind == "count" and one.unit != "time"]
    many = next((one for one in counts if not isinstance(one.value, str) and one.value > 1), None)
    if many is None or _EACH.search(sentence) or not _ALTOGETHER.search(clause[many.start :].lower()):
        return None
    if any(one.value == many.value for statement in about for one in statement.quantities if one.kind == "count"):
        return None
    message = f"{number.text} is the price of one (“{price.statement}”), not of {_plain(many)}."
    return finding_at(place, ANOTHER_THING, "red", message, about[0].passage.citation, None)


def _plain(quantity: Quantity) -> str:
    return quantity.value if isinstance(quantity.value, str) else plain_number(quantity.value)


def _says_which(place: Place, about: Sequence[Statement], base: Fact) -> bool:
    wanted = place.wanted
    names = " ".join(wanted.products)
    words = frozenset(stems(wanted.sentence, wanted.locale))
    if len(wanted.products) > 1:  # "eau de parfum" says which products, not which of their prices
        words -= frozenset(stems(place.subject.text, wanted.locale))
    others = {one.key for one in find_quantities(wanted.sentence, wanted.locale)} - {wanted.quantity.key}
    others |= {one.key for one in find_quantities(place.before, wanted.locale) if one.kind == "measure"}
    language = language_of(wanted.locale)
    sheets = {language_of(one.passage.locale) for one in about if one.passage.product in wanted.products}
    for statement in about:
        if language != language_of(statement.passage.locale):
            if language in sheets:
                continue
            return True
        said = statement.stems - frozenset(stems(f"{base.statement} {names}", statement.passage.locale))
        if not said or said & words or others & {one.key for one in statement.quantities}:
            return True
    return False


def _is_other_price(place: Place, known: Known) -> bool:
    """Said plainly of one product, and by the facts the price of others alone."""
    if not place.subject.direct or len(place.wanted.products) > 1:
        return False
    facts = known.stating(place.number.key)
    subjects = {fact.subject for fact in facts}
    return any(fact.attribute == "price" for fact in facts) and not subjects & place.wanted.products


def _called(place: Place) -> str:
    products = place.wanted.products
    if place.subject.how == "kind" and len(products) > 1:
        return f"“{place.subject.text}” ({_listed(sorted(products))})"
    return " or ".join(sorted(products))


def _listed(names: Sequence[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)


def _shown(fact: Fact) -> str:
    """As the fact's own sentence writes it."""
    found = [one for one in find_quantities(fact.statement) if one.key == own_key(fact)]
    return found[0].text if found else f"{fact.value} {fact.unit or ''}".strip()


def _right_one(place: Place, best: Candidate | None, own: Fact | None) -> str | None:
    fix = replacement(place.wanted, best)
    if fix is not None or own is None or SUM.search(place.wanted.sentence):
        return fix
    if best is not None and best.quantity.key != own_key(own):
        return None
    return _in_its_place(place.number.text, own.value)


def _in_its_place(written: str, value: str) -> str | None:
    """The number as it is written, with other digits: "118 €" becomes "96 €"."""
    digits = re.fullmatch(r"(\D*)\d+([.,]00)?(\D*)", written)
    return f"{digits[1]}{value}{digits[2] or ''}{digits[3]}" if digits and value.isdigit() else None
