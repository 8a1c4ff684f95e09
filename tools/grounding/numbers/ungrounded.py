"""A number that nothing gives of what the copy says it of: known and not cited, no longer true, contradicted, plain
speech, or not known.
"""

import re

from knowledge.facts import Fact
from tools.findings import Finding
from tools.grounding.evidence import Statement
from tools.grounding.numbers.almost import told_almost, told_in_company
from tools.grounding.numbers.another import is_of_the_unknown
from tools.grounding.numbers.candidates import own_key, replacement
from tools.grounding.numbers.contradicted import contradicting, stated_quantities
from tools.grounding.numbers.contradicted_abroad import otherwise_abroad
from tools.grounding.numbers.deadlines import later_deadline
from tools.grounding.numbers.durations import DURATIONS, is_longer
from tools.grounding.numbers.figures import is_figure
from tools.grounding.numbers.of_them import told_of_others
from tools.grounding.numbers.other_counts import other_of_the_same
from tools.grounding.numbers.other_shares import other_share
from tools.grounding.numbers.places import Known, Place, finding_at
from tools.grounding.numbers.plain_speech import states_nothing
from tools.grounding.numbers.properties import is_property
from tools.grounding.numbers.reckoned import is_of_another_moment
from tools.grounding.numbers.shares import is_in_words
from tools.grounding.numbers.sizes import other_size
from tools.grounding.numbers.wrong_unit import in_wrong_unit
from tools.grounding.opening import closes_otherwise, is_of_one_day, is_open_until, shut_at

RULES = {
    "price": "copydesk.UngroundedPrice",
    "percent": "copydesk.UngroundedPercentage",
    "offer": "copydesk.UngroundedOffer",
    "date": "copydesk.UngroundedDate",
    "time": "copydesk.UngroundedTime",
    "measure": "copydesk.UngroundedMeasure",
    "count": "copydesk.UngroundedCount",
}
FIGURE = "copydesk.UngroundedFigure"
EXPIRED = "copydesk.ExpiredFact"
UNCITED = "copydesk.UncitedFact"
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
# "We take a quarter off the lock": what is taken off a price, told without its word right beside the share
_TAKEN_OFF = re.compile(
    r"(?<!\w)(?:(?:takes?|taking|took|knock(?:s|ing)?) .{0,30}off|zieh(?:en|t|e) .{0,40}ab|abgezogen|\w*rabatt\w*"
    r"|nachlass\w*|gibt(?: es|['’]s) (?:ein\w* )?(?:drittel|viertel|fünftel|zehntel) auf"
    r"|(?:enlev|déduis|retir)\w+ .{0,40}(?:prix|de l|du|sur)|remise|descont\w+|rebaj\w+|togli\w+|scont\w+|korting"
    r"|trekken .{0,40}af|indirim\w*)(?!\w)",
    re.IGNORECASE,
)


def ungrounded(place: Place, known: Known) -> Finding | None:
    number, best = place.number, known.best(place)
    source = best.passage.citation if best else None
    fix = replacement(place.wanted, best)
    old = next((fact for fact in known.expired if own_key(fact) == number.key), None)
    if old is not None and old.valid_until is not None and old.valid_until < known.today:
        message = f"{number.text} was valid until {old.valid_until.isoformat()} (“{old.statement}”)."
        message += f" Now the passages say {best.quantity.text}." if best else ""
        return finding_at(place, EXPIRED, place.severity, message, source, fix)
    current = next((fact for fact in known.stating(number.key) if _may_mean(fact, place)), None)
    if current is not None:
        message = f"{number.text} is known (“{current.statement}”), but no passage that this copy cites says so."
        return finding_at(place, UNCITED, "amber", message, None, None)
    if _is_of_this_day(place):
        return None
    against = contradicting(place, known) or otherwise_abroad(place, known) or other_size(place, known)
    against = against or in_wrong_unit(place, known)
    if against is not None:
        message = f"{number.text} is not what is known: “{against.statement}”"
        return finding_at(place, RULES[place.sort], "red", message, source, fix)
    shut = shut_then(place, known)
    if shut is not None:
        return shut
    told = told_in_company(place, known) or _told_elsewhere(place, known)
    passing = states_nothing(place, known) or _is_of_another_length(place, known)
    if told is None and passing and not is_property(place, known):
        return None
    told = told or told_almost(place, known)
    if told is not None:
        message = f"{number.text} is not what is known: “{told.text}”"
        return finding_at(place, RULES[place.sort], "red", message, told.passage.citation, fix)
    message = f"{number.text} stands in none of the passages that this copy cites."
    if best:
        of = f" for {best.subject}" if best.subject else ""
        message += f" They say {best.quantity.text}{of} (“{best.statement}”)."
    beside = place.sort == "offer" and _BESIDE.search(_clauses(place)) is not None
    severity = "amber" if beside or is_of_the_unknown(place, known) else place.severity
    if place.sort == "percent" and is_in_words(number.text) and _TAKEN_OFF.search(place.wanted.sentence):
        return finding_at(place, RULES["offer"], "red", message, source, fix)
    rule = FIGURE if severity == "amber" and is_figure(place, known) else RULES[place.sort]
    return finding_at(place, rule, severity, message, source, fix)


def _is_of_this_day(place: Place) -> bool:
    """News of a day, unless it tells until when a shop is open."""
    sentence = place.wanted.sentence
    return place.number.kind == "time" and is_of_one_day(sentence) and not is_open_until(sentence, place.at)


def shut_then(place: Place, known: Known) -> Finding | None:
    number = place.number
    hours = shut_at(str(number.value), place.wanted.sentence, known, place.before) if number.kind == "time" else None
    if hours is not None:
        message = f"No shop is open at {number.text}; the documents say {hours}."
        return finding_at(place, RULES["time"], "red", message, None, None)
    if number.kind == "time":
        hours = closes_otherwise(str(number.value), place.wanted.sentence, place.at, known, place.before)
    if hours is None:
        return None
    message = f"No shop closes at {number.text}; the documents say {hours}."
    return finding_at(place, RULES["time"], "red", message, None, None)


def _told_elsewhere(place: Place, known: Known) -> Statement | None:
    told = told_of_others(place, known) or other_share(place, known) or later_deadline(place, known)
    if told is not None:
        return told
    shared = other_of_the_same(place, known)
    return shared if shared is not None and (place.sort == "count" or not states_nothing(place, known)) else None


def _is_of_another_length(place: Place, known: Known) -> bool:
    return is_of_another_moment(place, known) and _goes_on_longer(place, known)


def _clauses(place: Place) -> str:
    """The clauses of the sentence that the number stands in, and the one before."""
    sentence = place.wanted.sentence
    before = re.split(r"[;:.!?–—]\s", sentence[: place.at])[-1]
    return before + re.split(r"[;:.!?–—](?:\s|$)", sentence[place.at :])[0]


def _goes_on_longer(place: Place, known: Known) -> bool:
    """ "After four hours it is still there", of what stays for five."""
    own = [fact for fact in known.facts if fact.subject in place.wanted.products]
    lengths = [one for fact in own for one in stated_quantities(fact.statement) if one.unit in DURATIONS]
    return place.number.unit in DURATIONS and any(is_longer(one, place.number) for one in lengths)


def _may_mean(fact: Fact, place: Place) -> bool:
    return not place.wanted.products or fact.subject in place.wanted.products
