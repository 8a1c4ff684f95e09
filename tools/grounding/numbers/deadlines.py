"""A last day to order that is later than the documents' own: "order by 20 December" where they say by the 18th."""

import re

from tools.grounding.evidence import Statement
from tools.grounding.numbers.places import Known, Place
from tools.kept import kept

_BY = re.compile(
    r"(?<!\w)orders?(?: (?:it|yours|them|online|placed|now))? (?:by|before|until|up to|no later than) (?:the )?$"
    r"|(?<!\w)(?:bis|bis zum|spätestens am)\s$"
    r"|(?<!\w)command\w+(?: [\w'’-]+){0,2} (?:avant|jusqu['’]au|d['’]ici|au plus tard)(?: le)? $"
    r"|(?<!\w)(?:pide\w*|pedid\w*|encarg\w+|compra)(?: [\w-]+){0,2} (?:antes del?|hasta el|como tarde el) $"
    r"|(?<!\w)ordin\w+(?: [\w'’-]+){0,2} (?:entro|prima del|fino al)(?: il)? $"
    r"|(?<!\w)bestel\w*(?: [\w-]+){0,2} (?:voor|vóór|tot|uiterlijk)(?: op)? $",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"(?<!\w)(?:orders?|ordered|bestell\w*|command\w+|pide\w*|pedid\w*|encarg\w+|compra|ordin\w+|bestel\w*)(?!\w)",
    re.IGNORECASE,
)
_YEAR = 5  # characters from the end that a month and a day are


def later_deadline(place: Place, known: Known) -> Statement | None:
    """What gives the last day; None where the copy's is none, or is no later."""
    number, sentence = place.number, place.wanted.sentence
    if number.kind != "date" or not _is_deadline(sentence, place.at) or sentence.rstrip().endswith("?"):
        return None
    told = [(day, one) for day, one in _deadlines(known) if day[:3] == str(number.value)[-_YEAR:][:3]]
    if not told:
        return None
    latest, statement = max(told, key=lambda each: each[0])
    return statement if str(number.value)[-_YEAR:] > latest else None


def _is_deadline(text: str, at: int) -> bool:
    return _BY.search(text, 0, at) is not None and _ORDER.search(text) is not None


@kept
def _deadlines(known: Known) -> tuple[tuple[str, Statement], ...]:
    return tuple(
        (str(one.value)[-_YEAR:], statement)
        for one, statement in known.stated.get("date", ())
        if "-" in str(one.value) and _is_deadline(statement.text, one.start)
    )
