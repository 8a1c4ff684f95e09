"""What a draft says and the documents deny or give otherwise, beside numbers: a motor that no bike has, an engraving
that is done in one shop only, a check that is "ready the same evening" and takes two days.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path

import yaml

from knowledge.facts import Fact
from knowledge.text.guarded import Guarded
from knowledge.text.numerals import language_of
from knowledge.text.polarity import stance_of
from knowledge.text.quantities import find_quantities
from knowledge.text.wordlist import alternatives
from tools.grounding.evidence import Names, Statement
from tools.grounding.numbers.plain_speech import topics_of
from tools.grounding.opening import CLOSED
from tools.grounding.sentences.announced import is_announced
from tools.grounding.towns import Town, find_towns

_FILE = Path(__file__).with_name("otherwise.yaml")
_ONLY = re.compile(
    r"(?<!\w)(?:only|nowhere else|nur|ausschließlich|seulement|uniquement|solo|sólo|soltanto|alleen|só|apenas)(?!\w)",
    re.I,
)
_EVERYWHERE = Guarded(
    r"(?<!\w)(?:(?:all|each|every|any) (?:one )?(?:of )?(?:our |the )?(?:three |two )?(?:shops?|stores?|workshops?)"
    r"|(?:alle[nr]?|jede[mnrs]?|sämtliche[n]?) (?:unsere[nr]? )?(?:drei |zwei )?(?:läden|laden|filialen?|werkstätten)"
    r"|(?:toutes nos|nos|les|toutes les|chacune de nos) (?:trois |deux )?(?:boutiques|magasins|ateliers)"
    r"|(?:todas (?:nuestras|las)|nuestras|las) (?:tres |dos )?tiendas"
    r"|(?:tutti e tre i|tutti i|ogni) (?:nostri )?negozi[o]?"
    r"|(?:alle|onze|elke) (?:drie |twee )?winkels?|(?:todas as|nas|as) (?:nossas )?(?:três |duas )?lojas)(?!\w)",
    re.IGNORECASE,
)
_PORTUGUESE_IN = re.compile(r"(?<!\w)no (?=[A-Z]|noss)")
# "None of our bikes has a motor", "zero motors", "your legs are the motor"
_NONE = re.compile(
    r"(?<!\w)(?:none|not one|keine[rs]?|aucune?|ninguna?|nessun[oa]?|geen(?: enkele)?|nenhuma?) (?:of|von|unserer|der"
    r"|de|d['’]|del|della|delle|dei|van|da|das|dos)(?!\w)[^,;:.!?–—]*$"
    r"|(?:^|[,;:.!?–—]\s|(?<!\w)(?:and|but|since|because|as|that|und|aber|da|weil|dass|et|mais|car|que|qu['’]|y|pero"
    r"|porque|e|ma|perché|che|en|maar|want|dat|omdat|mas|pois)\s)"
    r"(?:none|no|kein\w*|aucune?|ningun[oa]?|ningún|nessun\w*|geen|nenhuma?)\s[^,;:.!?–—]*$"
    r"|(?<!\w)(?:zero|zéro|cero|null|nul|you are|you're|your \w+|ihr seid|du bist|deine \w+|vous êtes|vos \w+"
    r"|tus \w+|eres)\s"
    r"(?:[^\s,;:.!?]+\s){0,2}$",
    re.IGNORECASE,
)
_NO_AFTER = re.compile(r"\W{0,2}(?:no|nein|nicht|non|niet|não)(?!\w)", re.IGNORECASE)  # "rain yes, diving no"
_ANSWERED_NO = re.compile(r"\W*(?:no|nein|non|nee|não)(?!\w)", re.IGNORECASE)
_TOGETHER = 30  # characters from the first town of a list to the last
_READY = re.compile(
    r"(?<!\w)(?:ready|done|finished|back|yours again|fertig|abholbereit|prête?s?|terminée?s?|list[oa]s?"
    r"|acabad[oa]s?|pront[oaie]|reparad[oa]s?|révisée?s?|revisad[oa]s?|durchgesehen|repariert|checked|fixed"
    r"|finit[oaie]|klaar|gereed)(?!\w)",
    re.IGNORECASE,
)
_SAME_DAY = re.compile(
    r"(?<!\w)(?:while (?:you|they) (?:drink|have|sip|finish|enjoy|eat|wait|are)(?!\w)"
    r"|(?:over|in) (?:a|your) (?:coffee|lunch)|before (?:your|the) (?:coffee|lunch|tea)|by lunch ?time|in no time"
    r"|während (?:du|ihr|sie) [^,;:.!?]{0,24}(?:kaffee|tee|espresso|eis|wart\w+)|(?:auf|bei) einen? (?:kaffee|tee)"
    r"|in (?:der|einer|deiner) (?:mittags|kaffee)pause|noch vor (?:dem mittag|feierabend)"
    r"|le temps d['’]un\w* (?:café|thé|déjeuner)|pendant (?:que vous (?:buvez|prenez|attendez)"
    r"|votre (?:café|déjeuner|pause))"
    r"|mientras (?:te |se |os )?(?:tom|beb|esper|com)\w+|lo que (?:dura|tardas en tomarte?) un café"
    r"|mentre (?:prend|bev|aspett)\w+|il tempo di un caffè|terwijl (?:je|u) [^,;:.!?]{0,24}(?:koffie|thee|wacht)"
    r"|enquanto (?:tom|beb|esper)\w+|no tempo de um café"
    r"|(?:the |that |on the )?same (?:day|evening|afternoon|morning)|by (?:tonight|this evening"
    r"|the evening)|within the (?:hour|day)"
    r"|in (?:an|one|two|three|a few) hours?|while you wait|overnight|(?:in|within) (?:a|one|a single) day|next day"
    r"|(?:in|within) (?:12|24) hours|an einem (?:einzigen )?tag|(?:in|innerhalb von|binnen) (?:einem tag|24 stunden)"
    r"|innerhalb eines tages|in nur einem tag|en (?:une|24|vingt-quatre) (?:seule )?(?:journée|heures)"
    r"|en un (?:seul )?jour|sous 24 heures|(?:en|dentro de) (?:un (?:solo )?día|24 horas|veinticuatro horas)"
    r"|de un día para otro|in (?:un (?:solo )?giorno|24 ore)|(?:in|binnen) (?:één|een|1) dag|binnen 24 uur"
    r"|(?:em|num) (?:um )?(?:só )?dia|em 24 horas|am (?:selben|gleichen) (?:tag|abend"
    r"|nachmittag)|noch heute"
    r"|bis (?:heute )?abends?|über nacht|le (?:soir|jour) même|dans la journée|en une heure|el mismo día"
    r"|la misma tarde|en el día"
    r"|in giornata|la sera stessa|lo stesso giorno|dezelfde (?:dag|avond|middag)|no mesmo dia|na mesma tarde)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Concept:
    words: re.Pattern[str]
    things: re.Pattern[str]


@dataclass(frozen=True, eq=False)
class Otherwise:
    """What the documents deny or limit."""

    denied: dict[str, str]  # concept: the sentence that denies it
    only_in: dict[str, frozenset[str]]  # topic: the towns
    takes: dict[str, str]  # product: the sentence that says how many days it takes


def read_otherwise(said: Sequence[Statement], facts: Sequence[Fact]) -> Otherwise:
    denied: dict[str, str] = {}
    asserted: set[str] = set()
    only_in: dict[str, set[str]] = {}
    for place, one in enumerate(said):
        answer = said[place + 1].text if place + 1 < len(said) and one.text.endswith("?") else ""
        for name, concept in _concepts().items():
            for match in concept.words.finditer(one.text):
                if _ANSWERED_NO.match(answer):
                    denied.setdefault(name, f"{one.text} {answer}")
                elif stance_of(one.text, *match.span(), one.passage.locale) == "denied":
                    denied.setdefault(name, one.text)
                else:
                    asserted.add(name)
        towns = _towns_of(one)
        if towns and _ONLY.search(one.text):
            for topic in topics_of(one.text):
                only_in.setdefault(topic, set()).update(towns)
    return Otherwise(
        denied={name: text for name, text in denied.items() if name not in asserted},
        only_in={topic: frozenset(towns) for topic, towns in only_in.items()},
        takes={fact.subject: fact.statement for fact in facts if _takes_days(fact)},
    )


def _towns_of(one: Statement) -> frozenset[str]:
    """Of the sentence, else of its heading: "## Berlin … Engraving is done here only"."""
    for text in (one.text, *reversed(one.passage.heading)):
        towns = frozenset(town.name for town in find_towns(text))
        if towns:
            return towns
    return frozenset()


def _takes_days(fact: Fact) -> bool:
    stated = find_quantities(fact.statement)
    days = [one.value for one in stated if one.unit == "day" and isinstance(one.value, Decimal)]
    return "duration" in fact.attribute and any(value > 1 for value in days)


def objections(text: str, locale: str, copy: str, told: Otherwise, names: Names) -> Iterator[tuple[int, int, str]]:
    """Start, end and message. `copy` is all that the draft says. What is asked or announced is none."""
    if text.rstrip().endswith(("?", "？")) or is_announced(text, locale):
        return
    yield from _on_denied(text, locale, copy, told)
    yield from _on_places(text, locale, told)
    yield from _on_speed(text, copy, told, names)


def _on_denied(text: str, locale: str, copy: str, told: Otherwise) -> Iterator[tuple[int, int, str]]:
    for name, statement in told.denied.items():
        concept = _concepts()[name]
        if not concept.things.search(copy):
            continue
        for match in concept.words.finditer(text):
            denied = _NONE.search(text, 0, match.start()) or _NO_AFTER.match(text, match.end())
            if not denied and stance_of(text, *match.span(), locale) == "said":
                yield *match.span(), f"The documents deny it: “{statement}”"
                break


def _on_places(text: str, locale: str, told: Otherwise) -> Iterator[tuple[int, int, str]]:
    towns, everywhere = find_towns(text), _EVERYWHERE.search(text)
    if not (towns or everywhere) or _is_closed(text, locale):
        return
    for topic in topics_of(text) & told.only_in.keys():
        known = ", ".join(sorted(told.only_in[topic])).title()
        if any(town.name not in told.only_in[topic] for town in towns):
            yield *_span(towns), f"By the documents this is done in {known} only."
            return
        if everywhere and not towns:
            yield *everywhere.span(), f"By the documents this is done in {known} only."
            return


def _is_closed(text: str, locale: str) -> bool:
    """In Portuguese "no" is "in the"."""
    return CLOSED.search(_PORTUGUESE_IN.sub(" ", text) if language_of(locale) == "pt" else text) is not None


def _span(towns: Sequence[Town]) -> tuple[int, int]:
    near = [town for town in towns if town.start - towns[0].end <= _TOGETHER]
    return near[0].start, near[-1].end


def _on_speed(text: str, copy: str, told: Otherwise, names: Names) -> Iterator[tuple[int, int, str]]:
    """Of the product that the sentence names, else of the one that the copy does."""
    named = names.products_in(text) or names.products_in(copy)
    product = min(named & told.takes.keys(), default=None) if named <= told.takes.keys() else None
    if product is None:
        return
    soon, ready = _SAME_DAY.search(text), _READY.search(text)
    if soon is None or ready is None or CLOSED.search(text):
        return
    if "repairing" in topics_of(text) and not names.products_in(text):
        return
    start, end = min(soon.start(), ready.start()), max(soon.end(), ready.end())
    yield start, end, f"The documents say: “{told.takes[product]}”"


@lru_cache(maxsize=1)
def _concepts() -> dict[str, Concept]:
    read = yaml.load(_FILE.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return {name: Concept(any_word(one["words"]), any_word(one["things"])) for name, one in read.items()}


@cache
def any_word(listed: str) -> re.Pattern[str]:
    """Finds the alternatives as whole words; a Latin one also right beside another script."""
    return re.compile(rf"(?<![a-zA-ZÀ-ɏ])(?:{alternatives(listed)})(?![a-zA-ZÀ-ɏ])", re.IGNORECASE)
