"""A number that is said of others, denied, or of another moment; and one after which something is "still there"."""

import re

from knowledge.text.numerals import language_of
from tools.grounding.numbers.durations import DURATIONS
from tools.grounding.numbers.places import Place

_OTHERS = re.compile(
    r"\b(?:not|never|no longer|isn't|doesn't|don't|nicht|kein\w*|nie|pas|jamais|nunca|non|niet|geen|instead of"
    r"|rather than|statt|au lieu|other|others|another|ordinary|most|elsewhere|andere\w*|autres?|otr[oa]s?|once"
    r"|used to"
    r"|früher|autrefois|antes|every|each|per|pro|jede\w*|chaque|cada)\b"
    r"|\b(?:after|nach|après|después de|tras|dopo|na|após|depois de)\s+(?:\w+\s+)?$",  # "nach sechs Wochen"
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?<!\w)(?:after|at|nach|bei|après|au bout de|à|después de|al cabo de|tras|dopo|na|após|depois de)\s+(?:\w+\s+)?$",
    re.I,
)
STILL = re.compile(
    r"(?<!\w)(?:still|noch|encore|toujours|todavía|aún|sigue|ancora|nog|ainda|hâlâ)(?!\w)(?! (?:not|nicht|pas|no|non"
    r"|niet))",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"(?<!\w)(?:some|few|somebody|someone|einige|manche|jemand|quelques|certain\w*|quelqu['’]un|algun[oa]s|alguien"
    r"|alcun[ie]|qualcuno|sommige|iemand|algu(?:ns|mas|ém))(?!\w)",
    re.IGNORECASE,
)
_THE_OTHER = re.compile(r"(?<!\w)(?:other|ander\w+|autres?|otr[oa]s|altr[ie]|outr[oa]s)(?!\w)", re.IGNORECASE)
# "Six weeks aren't enough"
_NOT_ENOUGH = re.compile(
    r"\s+(?:(?:is|are|was|were)(?:n['’]t| not)|(?:would|will|wo|do|does)(?:n['’]t| not) (?:do|be)"
    r"|too (?:few|short|little)"
    r"|reich\w* (?:\w+ )?nicht|(?:sind|wären) (?:\w+ )?zu (?:kurz|wenig)|ne suffi\w+|(?:no|não) (?:bastan?|chegam?)"
    r"|non bastano|zijn (?:niet genoeg|te kort))(?!\w)",
    re.IGNORECASE,
)
_FOR = re.compile(r"(?<!\w)per(?!\w)", re.IGNORECASE)  # "brucia per tre giorni", and no rate
# "three hours an evening", "drei Stunden am Abend": how long at a time, and not how long in all
_AT_A_TIME = re.compile(
    r"\s*(?:an?|each|every|per|am|pro|jeden|par|chaque|al|por|cada|a la|ogni|elke|iedere|à|ao) "
    r"(?:time|go|day|night|evening|morning|week|month|tag|abend|nacht|woche|monat|jour|soir(?:ée)?|nuit|semaine|mois|día"
    r"|noche|tarde|semana|mes|giorno|sera|notte|settimana|mese|dag|avond|maand|dia|noite|mês)(?!\w)",
    re.IGNORECASE,
)


def is_still_there(place: Place) -> bool:
    """ "After nine hours you still smell it": as long at least."""
    sentence = place.wanted.sentence
    return (
        place.number.unit in DURATIONS
        and _AFTER.search(sentence, 0, place.at) is not None
        and STILL.search(sentence) is not None
        and _SOME.search(sentence) is None
    )


def _is_at_a_time(place: Place) -> bool:
    end = place.at + len(place.number.text)
    return place.number.unit in DURATIONS and _AT_A_TIME.match(place.wanted.sentence, end) is not None


def is_said_of_others(place: Place) -> bool:
    """Or denied, or of another time."""
    after = place.at + len(place.number.text)
    if _is_at_a_time(place) or _NOT_ENOUGH.match(place.wanted.sentence, after) or _THE_OTHER.search(place.number.text):
        return True
    clause = clause_of(place)
    if is_still_there(place):
        clause = _AFTER.sub(" ", clause)
    if language_of(place.wanted.locale) in ("it", "pt", "es"):
        clause = _FOR.sub(" ", clause)
    return _OTHERS.search(clause) is not None


def clause_of(place: Place) -> str:
    sentence = place.wanted.sentence
    return re.split(r"[,;:.!?–—]\s", sentence[: place.at])[-1]
