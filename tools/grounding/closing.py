"""The days on which a text says that the shops are shut, while the documents have them open."""

import re
from collections.abc import Iterator

from knowledge.text.quantities import find_quantities
from tools.grounding.opening import BUT, ONE_WEEK, OPEN, SHOP, Hours, is_of_one_day
from tools.grounding.towns import find_towns
from tools.grounding.weekdays import Days, find_weekdays

_SHUT = re.compile(
    r"(?<!\w)(?:closed|shut|geschlossen|ruhetag\w*|zu(?=\s*(?:$|[,;:.!?)–—]))|schließen wir|wir schließen|fermée?s?"
    r"|fermons|ferment|cerrad[oa]s?|cerramos|cierran|chius[oaie]|chiudiamo|gesloten|dicht|sluiten wij|fechad[oa]s?"
    r"|fechamos|encerrad[oa]s?|kapalı\w*)(?!\w)",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?<!\w)(?:not|never|no longer|\w+n['’]t|except|unless|nicht|nie|kein\w*|außer|pas|jamais|plus|sauf|aucune?|no"
    r"|nunca|ningún|salvo|excepto|non|mai|nessun\w*|tranne|niet|nooit|geen|behalve|não|nem|değil)(?!\w)",
    re.IGNORECASE,
)
# "On Easter Monday", "wegen Inventur": of that day alone
_FOR_ONCE = re.compile(
    r"(?<!\w)(?:easter|whit|bank holiday|holidays?|christmas|because|due to|stock-?taking|feiertag\w*|oster\w*"
    r"|pfingst\w*|wegen|weil|inventur\w*|pâques|pentecôte|férié\w*|inventaire|parce que|pascua|festiv\w*|inventario"
    r"|porque|pasquetta|pasqua|pasen|pinkster\w*|feestdag\w*|wegens|omdat|páscoa|feriad\w*)(?!\w)",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"(?<!\w)(?:other|others|else|most|many|museums?|hairdressers?|barbers?|bakers?|banks?|next door|neighbour\w*"
    r"|andere\w*|meisten|viele|museen|friseur\w*|bäcker\w*|nebenan|autres?|plupart|musées?|coiffeu\w*|boulang\w*"
    r"|voisin\w*|otr[oa]s?|mayoría|museos?|peluquer\w*|panader\w*|altr[ie]|musei?|parrucchier\w*|fornai\w*|kappers?"
    r"|bakkers?|buren|outr[oa]s?)(?!\w)",
    re.IGNORECASE,
)
_WE = re.compile(
    r"(?<!\w)(?:we|us|wir|uns|nous|on|cerramos|estamos|nosotr[oa]s|noi|siamo|chiudiamo|wij|nós|fechamos|fermons)(?!\w)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:.!?()–—](?:\s|$)")
_FEW = 2  # words that may stand beside the day where nobody is named: "Montags zu", "Closed on Mondays"


def closed_days(text: str, hours: dict[str, Hours], there: str | None = None) -> Iterator[tuple[Days, str | None]]:
    """Each day that it calls shut and that the documents have open, with the town; without one, in every shop. `there`
    is the one town that all before it speaks of.
    """
    if not hours or _SHUT.search(text) is None or is_of_one_day(text) or ONE_WEEK.search(text):
        return
    if _FOR_ONCE.search(text) or BUT.search(text) or _OTHERS.search(text):
        return
    if any(one.kind in ("date", "time") for one in find_quantities(text)):
        return
    towns = [one.name for one in find_towns(text)]
    names = towns or ([there] if there in hours else list(hours))
    meant = [hours.get(name, hours.get("")) for name in names]
    if None in meant:
        return
    open_days = frozenset.intersection(*(one.days for one in meant if one))
    for start, end in _clauses(text):
        clause = text[start:end]
        if _DENIED.search(clause):
            continue
        for found in _called_shut(clause):
            if found.days & open_days and _is_told_of_us(clause, found, bool(towns)):
                yield Days(found.days, start + found.start, start + found.end), towns[0] if towns else None


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in _CLAUSE.finditer(text):
        if start == 0 and len(text[: cut.start()].split()) <= _FEW:
            continue  # "Le lundi, nos ateliers sont fermés"
        yield start, cut.start()
        start = cut.end()
    yield start, len(text)


def _called_shut(clause: str) -> Iterator[Days]:
    """The days between the word for shut and a word for open: after it, or else before it."""
    shut = _SHUT.search(clause)
    if shut is None:
        return
    opened = [(one.start(), one.end()) for one in OPEN.finditer(clause)]
    first = max((end for _, end in opened if end <= shut.start()), default=0)
    last = min((start for start, _ in opened if start >= shut.end()), default=len(clause))
    said = [one for one in find_weekdays(clause) if first <= one.start and one.end <= last]
    yield from [one for one in said if one.start >= shut.end()] or said


def _is_told_of_us(clause: str, found: Days, has_town: bool) -> bool:
    if SHOP.search(clause) or _WE.search(clause):
        return True
    rest = _SHUT.sub(" ", clause[: found.start] + " " + clause[found.end :])
    return len(rest.split()) <= _FEW + has_town
