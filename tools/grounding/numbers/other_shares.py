"""A percentage that the passages give otherwise of the same thing, or give of something else."""

from collections.abc import Sequence
from decimal import Decimal

from knowledge.text.numerals import language_of
from knowledge.text.vocabulary import stems
from tools.grounding.evidence import Statement
from tools.grounding.numbers.contradicted import meant_words, told_words
from tools.grounding.numbers.moments import is_said_of_others
from tools.grounding.numbers.places import Known, Place
from tools.grounding.numbers.shares import is_in_words

_SEVERAL = 2  # words in common say that the same is spoken of
_SHARE = Decimal(3)  # points by which a share may be rounded
_ALIKE = 0.6  # of the words of a sentence on a share
_ALL_BUT = 0.9  # the same, where the share is told in words
_ENOUGH = 0.5  # of a statement's words


def other_share(place: Place, known: Known) -> Statement | None:
    """Of a percentage that nothing carries: what the passages say of the same thing with another one."""
    number, wanted = place.number, place.wanted
    if number.kind != "percent" or not isinstance(number.value, Decimal) or is_said_of_others(place):
        return None
    language = language_of(wanted.locale)
    own = frozenset(stems(wanted.sentence.replace(number.text, " "), wanted.locale))
    in_words = is_in_words(number.text)
    best: tuple[int, Statement] | None = None
    for stated, one in known.stated["percent"]:
        if (stated.unit or "") != (number.unit or "") or isinstance(stated.value, str):
            continue
        if language == language_of(one.passage.locale):
            place_words = stems(" ".join((one.passage.title, *one.passage.heading)))
            shared = len(own & (one.stems | frozenset(place_words)))
            near = len(own & one.stems) > 1 and shared >= (_ALL_BUT if in_words else _ALIKE) * len(own)
        else:
            told = told_words(one.text)
            shared = len(told & meant_words(wanted.sentence, wanted.locale))
            near = not in_words and 0 < shared >= min(_SEVERAL, len(told))
        if near and abs(stated.value - number.value) <= _SHARE:
            return None  # rounded
        if near and (best is None or shared > best[0]):
            best = shared, one
    return best[1] if best else None


def share_of_another(place: Place, carrying: Sequence[Statement], known: Known) -> Statement | None:
    """Of a percentage that the passages give of something else: what they say of the same thing with another one."""
    other = other_share(place, known)
    if other is None or any(_shares_words(place, one, other) for one in carrying):
        return None
    return other


def _shares_words(place: Place, statement: Statement, other: Statement) -> bool:
    wanted = place.wanted
    if language_of(wanted.locale) != language_of(statement.passage.locale):
        meant = meant_words(wanted.sentence, wanted.locale)
        return len(told_words(statement.text) & meant) >= max(1, len(told_words(other.text) & meant))
    own = frozenset(stems(wanted.sentence.replace(wanted.quantity.text, " "), wanted.locale))
    shared = len(own & statement.stems)
    return shared >= min(_SEVERAL, max(1, len(own & other.stems))) or shared >= _ENOUGH * len(statement.stems)
