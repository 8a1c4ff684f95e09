"""When a word about people is none: fixed expressions, names, and the conditions that rules name.

A condition is honoured where the text tells. "when referring to a person": a noun for people beside the word says yes,
another noun after it says no; "as a noun", "as an adjective" by the words beside it; "in computing" by the sentence's
other words. What the text does not tell stays open: the finding is then advice, with the condition in its message.
Whether a noun follows is seen by the capital in German, by the plural in French and Spanish.
"""

import re
from functools import cache
from pathlib import Path

from knowledge.text.phrase_index import PhraseIndex
from knowledge.text.phrases import load_lists
from knowledge.text.wordlist import word_set
from tools.text.placed import Reading

_DATA = Path(__file__).with_name("equality_context.yaml")
_PEOPLE = word_set("""
    person people persons man men woman women boy boys girl girls child children kid kids adult adults customer
    customers client clients guest guests visitor visitors colleague colleagues employee employees worker workers
    student students user users neighbour neighbours neighbor neighbors friend friends mother father parent parents
    teacher teachers artist artists passenger passengers patient patients reader readers shopper shoppers staff team
    member members community folks folk individual individuals driver drivers nurse doctor lawyer founder
    mensch menschen kunde kunden kundin kundinnen frau frauen mann kind kinder gäste gast mitarbeiter mitarbeitende
    personne personnes femme femmes homme hommes enfant enfants client clients cliente clientes
    persona personas mujer mujeres hombre hombres niño niños niña niñas clientes
""")
_FUNCTION = word_set("""
    who whom that which is are was were be been has have had can could will would may might must do does did and or but
    nor with without of in on at to for from by as than if when while because so too either not also again then there
    here his her their our my your its the a an this these those just only never always often still
""")
_SUBJECT = re.compile(
    r"(?:\b(?:i|you|he|she|they|we|who|people|someone|somebody|everyone|everybody|anyone|customers|guests|kids)"
    r"(?:'m|'re|'s| am| is| are| was| were| be| feel| felt| look| looked| seem| seemed| become| became)"
    r"|\b(?:call|called|calling) (?:him|her|them|me|us|you))(?: (?:a|an|so|too|very|really|all|just|not|totally))?\s$"
)
_DETERMINER = re.compile(
    r"(?:^|[^\w'-])(?:a|an|the|this|that|these|those|some|every|each|any|my|your|our|his|her|their|many|two)\s$"
)
_ARTICLE = re.compile(r"(?:the|die|der|den|les|las|los|un|une|una|il|i|gli) ")
_AFTER = re.compile(r"\s+([^\W\d_][\w'-]*)(?:\s+([^\W\d_][\w'-]*))?")
_TECHNICAL = re.compile(
    r"\b(?:software|code|server|database|branch|repository|computer|program|app|system|network|file|data|api|cluster"
    r"|process|test|variable|function|node|replica)s?\b"
)


def fixed_expression(reading: Reading, start: int, end: int) -> bool:
    """Whether the place lies inside a longer expression that is not about people ("dumb waiter", "Black Friday")."""
    first, last = reading.sentence(start)
    at, to = max(first, start - 60), min(last, end + 60)
    part = reading.folded[at:to]
    return any(
        match.start() + at <= start and end <= match.end() + at and len(match[0]) > end - start
        for match, _ in _fixed().finditer(part)
    )


def holds(condition: str, reading: Reading, start: int, end: int, language: str = "en") -> bool | None:
    """Whether a rule's condition holds at a place; None where the text does not tell."""
    said = condition.lower()
    answers: list[bool | None] = []
    if re.search(r"\badjective\b", said):
        answers.append(_adjective(reading, start, end, language))
    if re.search(r"\bnoun\b", said):
        answers.append(_noun(reading, start, end, language))
    if re.search(r"\b(?:person|people|human|humans|someone|somebody)\b", said):
        answers.append(_of_a_person(reading, start, end, language))
    if re.search(r"comput|software|technical|program", said):
        answers.append(_TECHNICAL.search(_sentence(reading, start)) is not None)
    if not answers or None in answers:
        return False if False in answers else None
    return all(answers)


def _of_a_person(reading: Reading, start: int, end: int, language: str) -> bool | None:
    before = reading.folded[max(0, start - 40) : start]
    if any(word in _PEOPLE for word in (*_next_words(reading, end), *before.split()[-1:])):
        return True
    follows = _noun_follows(reading, end, language)
    if _SUBJECT.search(before):
        return None if follows else True
    if follows:
        return False
    return True if _DETERMINER.search(before) else None


def _adjective(reading: Reading, start: int, end: int, language: str) -> bool | None:
    if _noun_follows(reading, end, language):
        return True
    before = reading.folded[max(0, start - 40) : start]
    if re.search(r"(?:'re|'m|\b(?:is|are|was|were|am|be|so|too|very|really|look|looks|feel|feels))\s$", before):
        return True
    return False if _DETERMINER.search(before) else None


def _noun(reading: Reading, start: int, end: int, language: str) -> bool | None:
    """The article may stand before the words or be the first of them."""
    if _noun_follows(reading, end, language):
        return False
    part = reading.folded[max(0, start - 40) : end]
    return (
        True
        if _DETERMINER.search(part[: len(part) - (end - start)]) or _ARTICLE.match(part[-(end - start) :])
        else None
    )


def _noun_follows(reading: Reading, end: int, language: str) -> bool:
    match = _AFTER.match(reading.folded, end)
    if not match or match[1] in _FUNCTION:
        return False
    if language == "de":
        return reading.text[match.start(1)].isupper()
    return match[1].endswith(("s", "x")) if language in ("fr", "es") else True


def _next_words(reading: Reading, end: int) -> tuple[str, ...]:
    match = _AFTER.match(reading.folded, end)
    return tuple(word for word in match.groups() if word) if match else ()


def _sentence(reading: Reading, at: int) -> str:
    start, end = reading.sentence(at)
    return reading.folded[start:end]


@cache
def _fixed() -> PhraseIndex[None]:
    lists = load_lists(_DATA)["fixed"]
    return PhraseIndex.of((phrase, None) for phrases in lists.values() for phrase in phrases)
