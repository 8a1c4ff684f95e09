"""The next one for nothing: "the third refill is on us". Only what gives the next one too carries it."""

import re

from tools.grounding.evidence import Statement
from tools.grounding.numbers.places import Place

_NEXT = (
    r"(?:second|third|fourth|fifth|sixth|tenth|next|zweite|dritte|vierte|fünfte|sechste|zehnte|nächste"
    r"|deuxième|second[ea]?|troisième|quatrième|cinquième|sixième|dixième|prochaine?"
    r"|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|décim[oa]|próxim[oa]"
    r"|terz[oa]|quart[oa]|sest[oa]|decim[oa]|prossim[oa]"
    r"|tweede|derde|vierde|vijfde|zesde|tiende|volgende|terceir[oa])[nrms]?"
)
_ARTICLE = (
    r"(?:the|every|each|der|die|das|den|dem|jede[rsnm]?|l[ea]|l['’]|chaque|el|la|cada|il|lo|ogni|de|het|elke?|o|a)"
)
_THE_NEXT = re.compile(rf"(?<!\w){_ARTICLE}\s+{_NEXT}(?!\w)", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:.!?–—]\s")
_GIVES = re.compile(rf"(?<!\w){_NEXT}(?!\w)", re.IGNORECASE)
_NEAR = 40  # characters


def is_of_the_next(place: Place) -> bool:
    """Of something free."""
    sentence, end = place.wanted.sentence, place.at + len(place.number.text)
    before = _CLAUSE.split(sentence[max(0, place.at - _NEAR) : place.at])[-1]
    after = _CLAUSE.split(sentence[end : end + _NEAR])[0]
    return _THE_NEXT.search(f"{before}{place.number.text}{after}") is not None


def gives_the_next(statement: Statement) -> bool:
    return _GIVES.search(statement.text) is not None
