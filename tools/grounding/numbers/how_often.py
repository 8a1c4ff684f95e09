"""How often something is done: "refilled 25 times" is "25 refills", and not "25 bottles"."""

from collections.abc import Sequence

from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity
from knowledge.text.vocabulary import stems
from tools.grounding.evidence import Names, Statement
from tools.grounding.numbers.candidates import Wanted
from tools.grounding.numbers.said_abroad import said_abroad

_TIME = "time"
Stated = tuple[Quantity, Statement]


def done_as_often(wanted: Wanted, carrying: Sequence[Stated], counts: Sequence[Stated], names: Names) -> list[Stated]:
    """Of the statements that have the number, those that count the same doing. `counts` are all that is counted.

    In another language only what is known to be another doing is left out: where something counts the copy's own.
    """
    said = _doing(wanted, names)
    own = [each for each in carrying if _is_own(each, wanted) and _counts(each, said)]
    abroad = [each for each in carrying if not _is_own(each, wanted)]
    named = [each for each in abroad if each[0].unit == _TIME or _is_meant(each[0].unit, wanted.sentence)]
    if named or not any(not _is_own(each, wanted) and _is_meant(each[0].unit, wanted.sentence) for each in counts):
        return [*own, *(named or abroad)]
    return own


def _doing(wanted: Wanted, names: Names) -> frozenset[str]:
    """The words of the sentence beside the number and the names of what is sold."""
    text = wanted.sentence.replace(wanted.quantity.text, " ")
    for start, end, _ in reversed(names.found_in(text)):
        text = f"{text[:start]} {text[end:]}"
    return frozenset(stems(text, wanted.locale))


def _counts(each: Stated, said: frozenset[str]) -> bool:
    stated, statement = each
    if stated.unit == _TIME:
        return not said.isdisjoint(statement.stems)
    return stated.unit is not None and not said.isdisjoint(stems(stated.unit, statement.passage.locale))


def _is_own(each: Stated, wanted: Wanted) -> bool:
    return language_of(each[1].passage.locale) == language_of(wanted.locale)


def _is_meant(unit: str | None, sentence: str) -> bool:
    pattern = said_abroad(unit or "")
    return pattern is not None and pattern.search(sentence.lower()) is not None
