"""All of a number of which the documents tell a part: "all 52 showed no reaction", "none of the 52 reacted",
"52 adults, not one reaction", where 51 of them showed none.
"""

import re
from decimal import Decimal

from knowledge.text.numerals import language_of
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.vocabulary import stems
from tools.grounding.evidence import Statement
from tools.grounding.numbers.another import plain_letters
from tools.grounding.numbers.places import Known, Place

_ALL = re.compile(
    r"(?<!\w)(?:all|each of|every one of|alle|sämtliche|jeder der|tou(?:s|tes)|chacun\w* des|tod[oa]s|tutt[ie]"
    r"|ciascun\w* de[gil]+)(?: (?:of|the|our|these|der|unsere|les|nos|los|las|i|gli|le|de|os|as))*\s+$",
    re.IGNORECASE,
)
_NONE_OF = re.compile(
    r"(?<!\w)(?:none of|not (?:a single )?one of|nobody of|no one of|kein\w*(?: einzige\w*)?(?: von)?"
    r"|aucun\w*(?: d['’]entre)?"
    r"|pas une?(?: seule?)?|nessun\w*|ningun[oa]|ni un[oa](?: sol[oa])?|geen(?: enkele)?(?: van)?|nenhum\w*)"
    r"(?: (?:the|our|these|all|der|den|unserer|dieser|des|les|nos|ces|de|los|las|nuestr[oa]s|dei|delle|dos|das|die"
    r"|deze))*\s+$",
    re.IGNORECASE,
)
# "52 adults, 48 hours, not one reaction"
_NOT_ONE = re.compile(
    r"[,;:–—]\s(?:\w+ )??(?:not (?:a single|one)|zero|no|keine?(?: einzige)?|null|pas une(?: seule)?|aucune?"
    r"|ni una(?: sola)?"
    r"|ninguna|nessuna|geen(?: enkele)?|nenhuma)\s(?P<what>[^\W\d_]+)",
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
_ROOT = 4  # letters in which words of two languages agree


def told_of_a_part(place: Place, known: Known) -> Statement | None:
    """The statement that says it of fewer; None where the copy doesn't say it of all, or says something else."""
    number, sentence = place.number, place.wanted.sentence
    if number.kind != "count" or sentence.rstrip("\"'“”»’ ").endswith("?"):
        return None
    of_none = _NONE_OF.search(sentence, 0, place.at) is not None
    missing = _NOT_ONE.search(sentence, place.at)
    if not of_none and missing is None and not _ALL.search(sentence, 0, place.at):
        return None
    for _, one in known.of_value(number):
        part = next((each for each in one.quantities if is_part(each, number, one)), None)
        if part is None or any(each.value == part.value for each in find_quantities(sentence, place.wanted.locale)):
            continue
        told = one.text[part.start + len(part.text) :]
        if missing is not None and not of_none:
            if _NONE.search(told) and _is_of_it(missing["what"], told, place, one):
                return one
        elif says_the_same(place, told, one, denied=of_none):
            return one
    return None


def _is_of_it(what: str, told: str, place: Place, statement: Statement) -> bool:
    """In another language than the documents' as far as words are alike: "Reaktion", "reacción", "réaction"."""
    if language_of(place.wanted.locale) == language_of(statement.passage.locale):
        return not frozenset(stems(what, place.wanted.locale)).isdisjoint(stems(told, statement.passage.locale))
    root = _sounded(what)[:_ROOT]
    return any(_sounded(word).startswith(root) for word in re.findall(r"[^\W\d_]+", told))


def _sounded(word: str) -> str:
    return plain_letters(word).replace("k", "c").replace("z", "c")


def is_part(each: Quantity, whole: Quantity, statement: Statement) -> bool:
    """Whether the statement tells it of so many of them."""
    if each.kind != "count" or not isinstance(each.value, Decimal) or not isinstance(whole.value, Decimal):
        return False
    end = each.start + len(re.match(r"\S*", each.text)[0])  # type: ignore[index]  # always matches
    return each.value < whole.value and _OF_THEM.match(statement.text, end) is not None


def says_the_same(place: Place, told: str, statement: Statement, *, denied: bool, is_exact: bool = False) -> bool:
    """`told` is what the part is said to have done; `denied` where none of the whole did; `is_exact` where in another
    language a number or a denial in common must say so.
    """
    sentence, locale = place.wanted.sentence, place.wanted.locale
    rest = sentence[place.at + len(re.match(r"\S*", place.number.text)[0]) :]  # type: ignore[index]  # always matches
    if denied and (_NONE.search(rest) is not None) == (_NONE.search(told) is not None):
        return False
    if language_of(locale) == language_of(statement.passage.locale):
        return not frozenset(stems(rest, locale)).isdisjoint(stems(told, statement.passage.locale))
    if denied:
        return True
    shared = {one.key for one in find_quantities(rest, locale)} & {one.key for one in find_quantities(told)}
    both = _NONE.search(rest) is not None, _NONE.search(told) is not None
    return bool(shared) or (all(both) if is_exact else both[0] == both[1])
