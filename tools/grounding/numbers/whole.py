"""All of a number of which the documents tell a part: "all 52 showed no reaction", where 51 of them did."""

import re
from decimal import Decimal

from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.vocabulary import stems
from tools.grounding.evidence import Statement
from tools.grounding.numbers.places import Known, Place

_ALL = re.compile(
    r"(?<!\w)(?:all|each of|every one of|alle|sämtliche|jeder der|tou(?:s|tes)|chacun\w* des|tod[oa]s|tutt[ie]"
    r"|ciascun\w* de[gil]+)(?: (?:of|the|our|these|der|unsere|les|nos|los|las|i|gli|le|de|os|as))*\s+$",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    r"(?: \w+)? (?:of (?:them|these|those|the)|davon|von ihnen|d['’]entre (?:eux|elles)|de ellos|de ellas|di loro"
    r"|van hen|deles|delas)(?!\w)",
    re.IGNORECASE,
)
_NONE = re.compile(
    r"(?<!\w)(?:no|none|not|without|kein\w*|nicht|ohne|aucun\w*|pas|sans|ningun[oa]?|ningún|sin|nessun\w*|senza|geen"
    r"|zonder|nenhum\w*|sem)(?!\w)|n['’]t(?!\w)",
    re.IGNORECASE,
)


def told_of_a_part(place: Place, known: Known) -> Statement | None:
    """The statement that says it of fewer; None where the copy doesn't say it of all, or says something else."""
    number, sentence = place.number, place.wanted.sentence
    if number.kind != "count" or sentence.rstrip("\"'“”»’ ").endswith("?") or not _ALL.search(sentence, 0, place.at):
        return None
    for _, one in known.of_value(number):
        part = next((each for each in one.quantities if _is_part(each, number, one)), None)
        if part is not None and _says_the_same(place, one.text[part.start + len(part.text) :], one):
            return one
    return None


def _is_part(each: Quantity, whole: Quantity, statement: Statement) -> bool:
    if each.kind != "count" or not isinstance(each.value, Decimal) or not isinstance(whole.value, Decimal):
        return False
    end = each.start + len(re.match(r"\S*", each.text)[0])  # type: ignore[index]  # always matches
    return each.value < whole.value and _OF_THEM.match(statement.text, end) is not None


def _says_the_same(place: Place, told: str, statement: Statement) -> bool:
    """`told` is what the part is said to have done."""
    sentence, locale = place.wanted.sentence, place.wanted.locale
    rest = sentence[place.at + len(re.match(r"\S*", place.number.text)[0]) :]  # type: ignore[index]  # always matches
    if language_of(locale) == language_of(statement.passage.locale):
        return not frozenset(stems(rest, locale)).isdisjoint(stems(told, statement.passage.locale))
    shared = {one.key for one in find_quantities(rest, locale)} & {one.key for one in find_quantities(told)}
    return bool(shared) or (_NONE.search(rest) is not None) == (_NONE.search(told) is not None)
