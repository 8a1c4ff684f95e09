"""When shops are open by the documents, and when a text says that they are."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.text.guarded import Guarded
from knowledge.text.quantities import find_quantities
from tools.grounding.numbers.places import Known
from tools.grounding.towns import find_towns
from tools.grounding.weekdays import Days, find_weekdays
from tools.kept import kept

OPEN = Guarded(
    r"(?<!\w)(?:opens?|opening|geöffnet|offen|öffnen|öffnet|ouvert\w*|ouvrent|ouvre|abiert\w*|abren?|abrimos"
    r"|apert[oiae]|aprono|apre|geopend|opent?|abert[oa]s?|abrem|açı[kğ]\w*|aç[ıi]yoruz|açılıyor)(?!\w)"
    r"|開いて|営業|オープン|開店",
    re.IGNORECASE,
)
CLOSED = re.compile(
    r"(?<!\w)(?:closed|closes?|except|not|never|nowhere|isn't|aren't|(?:ca|do|does|wo)n['’]t|cannot|geschlossen"
    r"|schließ\w*|nicht|außer|fermé\w*|sauf|ne"
    r"|pas|cerrad\w*|cierra|salvo|excepto|no|nunca|chius\w*|tranne|non|gesloten|behalve|niet|não|fechad\w*)(?!\w)",
    re.IGNORECASE,
)
# "Llueva o no", "rain or not"
_OR_NOT = re.compile(r"(?<!\w)(?:or not|oder nicht|ou pas|ou non|o no|of niet|ou não)(?!\w)", re.IGNORECASE)
# "every day but Sunday", "any day apart from Monday": what is said to be open is the rest.
BUT = re.compile(
    r"(?<!\w)(?:but|bar|barring|save|apart from|other than|bis auf|ausgenommen|hormis|excepté|à part|à l['’]exception"
    r"|menos|excepción|meno|eccetto|a parte|uitgezonderd|op \w+ na|exceto)(?!\w)",
    re.IGNORECASE,
)
# "If you're in Ghent on a Monday", "Si vous passez un lundi"
_IF = re.compile(r"(?:^|[,;:.!?–—]\s)\W*(?:if|wenn|falls|si|se|caso)(?!\w)[^,;:.!?–—]*$", re.IGNORECASE)
# What asks people to come.
_VISIT = Guarded(
    r"(?<!\w)(?:come|drop (?:in|by)|stop by|visit|see you|meet us|waits? for you|is waiting|are waiting|komm\w*|vorbei"
    r"|besuch\w*|erwart\w*|bereit|passez|venez|viens|(?:vous|t['’])\s?attend\w*|ven|venid|(?:te|os) esperan?|esperamos"
    r"|pásate|vieni|venite|(?:ti|vi) aspett\w*|kom|langs|klaar|welkom|vem|venha|espera(?:m|mos)?(?:-te)?)(?!\w)",
    re.IGNORECASE,
)
SHOP = Guarded(
    r"(?<!\w)(?:shops?|stores?|boutiques?|workshops?|l[aä]den|gesch[aä]fte?|filialen?|werkst[aä]tt(?:en)?|ateliers?"
    r"|magasins?"
    r"|tiendas?|taller(?:es)?|negozi[o]?|bottegh?[ae]|officin[ae]|oficinas?|lojas?|winkels?|werkplaats(?:en)?)(?!\w)",
    re.IGNORECASE,
)
# What people come for: "You can pick up your bike on Sunday"
_COLLECTED = re.compile(
    r"(?<!\w)(?:pick(?:ed)? up|pick (?:it|them|(?:your|the) \w+(?: \w+)?) up|collect(?:ed)?|abhol\w*|abgeholt"
    r"|hol(?:st|en|t)? (?:\S+ ){1,6}ab|retirer|retirez|récupér(?:er|ez)|(?:venir|viens|venez) (?:le |la |les )?chercher"
    r"|prendre (?:votre|ton|le|la|un|une)|recog(?:er\w*|es|e|éis)|pasar a buscar|ritirare|ritir[ia]|passare a prendere"
    r"|ophalen|afhalen|haal (?:\S+ ){1,5}(?:op|af)|levantar|ir buscar)(?!\w)",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"(?<!\w)(?:you(?: can| may|['’]ll| will|r)?|du|dein\w*|ihr|ihre|vous|votre|tu|ton|puedes?|podéis|puedas|pued[eo]n"
    r"|puoi|potete|tua|je|jouw|kunt|podes?|pode)(?!\w)",
    re.IGNORECASE,
)
_HAS_ON = re.compile(r"(?<!\w)(?:hat|haben|habt)(?: \S+){0,4} (?:auf|offen)(?=\s*(?:$|[,;:.!?–—]))", re.IGNORECASE)
_DEADLINE = re.compile(
    r"(?<!\w)(?:by|before|until|till|bis|vor|avant|antes|hasta|entro|prima|voor|até|since|seit)\s+(?:\w+\s+)?$", re.I
)
# "Morgen" and "mañana" are tomorrow, and no morning.
_NOW = re.compile(
    r"(?<!\w)(?:today|tonight|tomorrow|this (?:morning|afternoon|evening|week)|heute|aujourd['’]hui|ce soir|demain|hoy"
    r"|oggi|stasera|domani|vandaag|vanavond|hoje|amanhã"
    r"|(?<!elke )(?<!iedere )(?<!jeden )(?-i:morgen)|^morgen|(?<!la )(?<!las )(?<!cada )(?<!de )mañana)(?!\w)",
    re.IGNORECASE,
)
_RECURS = re.compile(
    r"(?<!\w)(?:every|each|daily|jede[nrms]?|täglich|chaque|tou(?:s|tes) les|cada|tod[oa]s l?[oa]s|a diario|ogni"
    r"|tutt[ie] (?:i|le|gli)|elke|iedere|dagelijks)(?!\w)",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"(?<!\w)(?:until|till|to|bis|jusqu['’]à|hasta las?|fino alle|fino a|tot|até às?)\s+$", re.IGNORECASE
)
# "On Saturdays we are in Leiden only"
_ARE = re.compile(
    r"(?<!\w)(?:we(?:['’]re| are)|you(?:['’]ll| can)? find us|wir sind|sind wir|nous (?:ne |n['’])?(?:sommes|restons)"
    r"|on (?:est|reste)|(?:siamo|restiamo|ci trovi\w*)|(?:estamos|nos encuentras)|(?:we|wij) zijn|zijn (?:we|wij)"
    r"|nós estamos)(?!\w)",
    re.IGNORECASE,
)
# "and on Sundays until 14:00"
_UNTIL_THEN = re.compile(
    r" (?:until|till|from|bis|von|ab|jusqu['’]à|de|hasta|desde|fino alle|dalle|tot|van|até) (?:las |les )?\d",
    re.IGNORECASE,
)
# What a shop does while people wait
_SERVES = re.compile(
    r"(?<!\w)(?:refills?|mends?|repairs?|(?:nach)?füll\w*|reparier\w*|flick\w*|recharg\w*|rempli\w*|répar\w*|rellen\w*"
    r"|recarg\w*|repar\w*|ricaric\w*|ripar\w*|navul\w*|vul(?:t|len)|repare\w*)(?!\w)",
    re.IGNORECASE,
)
ONE_WEEK = re.compile(
    r"(?<!\w)(?:this|next|coming|diese[nrsm]?|kommende[nrm]?|nächste[nrm]?|ce(?:tte)?|prochaine?|este|esta|próxim[oa]"
    r"|quest[oa]|prossim[oa]|deze|volgende|komende)(?!\w)",
    re.IGNORECASE,
)
_LONGEST_QUESTION = 60  # characters of one that a day is asked in: "Nothing on this Sunday?"


@dataclass(frozen=True)
class Hours:
    """`first` and `last` as "09:00"; None where no document says them."""

    days: frozenset[int] = frozenset()
    first: str | None = None
    last: str | None = None


def read_hours(texts: Iterable[str]) -> dict[str, Hours]:
    """By town; under "" what is said of all shops."""
    found: dict[str, Hours] = {}
    for text in texts:
        if not OPEN.search(text) or CLOSED.search(text):
            continue
        days: frozenset[int] = frozenset().union(*(one.days for one in find_weekdays(text)))
        if len(days) < 2:
            continue
        town = next((one.name for one in find_towns(text)), "")
        times = _times(text)
        known = found.get(town, Hours())
        found[town] = Hours(
            known.days | days,
            min([*times, *filter(None, [known.first])], default=None),
            max([*times, *filter(None, [known.last])], default=None),
        )
    return found


def shut_days(
    text: str, before: str, hours: dict[str, Hours], there: str | None = None
) -> Iterator[tuple[Days, str | None, bool]]:
    """Each day on which the text says that a shop is open, or asks people to come, and none is: with the town, and
    whether the day stands in the question before ("Monday off? In Ghent …"). `there` is the one town that all before
    it speaks of.
    """
    if not hours:
        return
    towns = [one.name for one in find_towns(text) if one.name in hours]
    if not towns and OPEN.search(text):  # "It waits in Berlin. We're open on Monday"
        towns = [one.name for one in find_towns(before) if one.name in hours]
    is_there = bool(towns) or SHOP.search(text) is not None
    denied = CLOSED.search(_OR_NOT.sub(" ", text))
    says_open = OPEN.search(text) or _HAS_ON.search(text)
    comes = is_there and (_VISIT.search(text) or len(_times(text)) > 1)
    is_fetched = not (says_open or comes) and (_is_fetched(text) or _is_served(text))
    if not (says_open or comes or is_fetched) or denied:
        return
    if not towns and there in hours:
        towns = [there]
    days: frozenset[int] = frozenset().union(*(hours[name].days for name in towns or hours))
    asked = before if before.endswith("?") and len(before) <= _LONGEST_QUESTION else ""
    for source in (text, asked) if not find_weekdays(text) else (text,):
        said = find_weekdays(source)
        near = _days_of_it(said, source, is_fetched=is_fetched)
        for found in near:
            before_it = source[: found.start]
            if found.days <= days or _DEADLINE.search(before_it) or _IF.search(before_it):
                continue
            if not _is_excepted(found, source, days):
                yield found, towns[0] if towns else None, source is asked


def _days_of_it(said: Sequence[Days], source: str, *, is_fetched: bool) -> Sequence[Days]:
    """Those that what is open, fetched or served is told of."""
    if is_fetched:
        return [one for one in said if _is_fetched(_clause_at(source, one)) or _is_served(_clause_at(source, one))]
    near = [one for one in said if OPEN.search(_clause_at(source, one))]
    near += [one for one in said if near and one not in near and _UNTIL_THEN.match(source, one.end)]
    return near or said


def _is_fetched(text: str) -> bool:
    return _COLLECTED.search(text) is not None and (_MAY.search(text) is not None or _COLLECTED.match(text) is not None)


def _is_served(text: str) -> bool:
    """ "On Sundays the Berlin shop refills your bottle while you wait"."""
    if len(find_weekdays(text)) != 1:
        return False
    return SHOP.search(text) is not None and _SERVES.search(text) is not None and _MAY.search(text) is not None


def _clause_at(text: str, found: Days) -> str:
    start = max(text.rfind(mark, 0, found.start) for mark in ",;:–—") + 1
    return text[start : found.end] + re.split(r"[,;:–—]", text[found.end :])[0]


def _is_excepted(found: Days, text: str, open_days: frozenset[int]) -> bool:
    """Whether the text takes a day out ("every day but Sunday"), and no day on which it is shut is left."""
    but = BUT.search(text)
    if but is None:
        return False
    said = find_weekdays(text)
    taken: frozenset[int] = frozenset().union(*(one.days for one in said if one.start > but.start()))
    named: frozenset[int] = frozenset().union(*(one.days for one in said if one.start < but.start()))
    if not taken:
        return False
    return found.start > but.start() or named - taken <= open_days


def is_of_one_day(sentence: str) -> bool:
    """ "Today we open at one": news of a day, which the hours of every week do not deny."""
    return _NOW.search(sentence) is not None and _RECURS.search(sentence) is None


def is_open_until(sentence: str, at: int) -> bool:
    """Whether the time at that place is until when: "open until 20:00 today" is told of this day's hours."""
    before = sentence[:at]
    return OPEN.search(before) is not None and _UNTIL.search(before) is not None


def shut_at(time: str, sentence: str, known: Known, before: str = "") -> str | None:
    """When the shops are open, where the sentence says that one is at an hour at which none is. `before` is the
    sentence before, which may name the town.
    """
    if not OPEN.search(sentence) or CLOSED.search(sentence):
        return None
    hours = _known_hours(known)
    towns = [one.name for one in find_towns(sentence) or find_towns(before) if one.name in hours]
    meant = [hours[name] for name in towns or hours]
    if not meant or any(one.first is None or one.last is None or one.first <= time <= one.last for one in meant):
        return None
    return "; ".join(f"{one.first} to {one.last}" for one in meant)


def closes_otherwise(time: str, sentence: str, at: int, known: Known, before: str = "") -> str | None:
    """When the shops close, where the sentence says that those people are there, or open, on a day of every week until
    that hour, and the documents give another.
    """
    said = before if len(before) <= _LONGEST_QUESTION else ""  # "Saturday, rain, Ghent. We refill until …"
    if is_of_one_day(sentence) or ONE_WEEK.search(sentence) or not find_weekdays(f"{said} {sentence}"):
        return None
    if any(one.kind == "date" for one in find_quantities(sentence)):
        return None
    if _UNTIL.search(sentence, 0, at) is None:
        return None
    hours = _known_hours(known)
    towns = [one.name for one in find_towns(sentence) or find_towns(before) if one.name in hours]
    meant = [hours[name] for name in towns or hours]
    is_there = _ARE.search(sentence, 0, at) or OPEN.search(sentence[:at])
    if not is_there and not (towns and (_SERVES.search(sentence) or _VISIT.search(sentence))):
        return None
    told = {time, *_times(sentence)}
    if not meant or any(one.last is None or one.last in told for one in meant):
        return None
    return "; ".join(f"{one.first} to {one.last}" for one in meant)


def is_open_then(text: str, hours: Callable[[], dict[str, Hours]]) -> bool:
    """Whether it names a town or all shops, with days and times that the documents give them."""
    days, times = find_weekdays(text), _times(text)
    if not days or not OPEN.search(text):
        return False
    known = hours()
    towns = [one.name for one in find_towns(text) if one.name in known]
    meant = [known[name] for name in towns or known]
    return bool(meant) and all(
        all(one.days <= each.days for one in days) and all(time in (each.first, each.last) for time in times)
        for each in meant
    )


@kept
def _known_hours(known: Known) -> dict[str, Hours]:
    return read_hours((*(one.text for one in known.said), *(fact.statement for fact in known.facts)))


def _times(text: str) -> list[str]:
    return [str(one.value) for one in find_quantities(text) if one.kind == "time"]
