"""Whether what a document gives for nothing is what a copy does."""

from knowledge.text.numerals import language_of
from knowledge.text.quantities import find_quantities
from knowledge.text.vocabulary import stems
from tools.grounding.evidence import Statement
from tools.grounding.numbers.durations import DURATIONS
from tools.grounding.numbers.next_one import gives_the_next, is_of_the_next
from tools.grounding.numbers.places import Place
from tools.grounding.numbers.plain_speech import topics_of

_FOR_NOTHING = frozenset(stems("free charge cost costs nothing extra"))


def is_free_there(place: Place, statement: Statement) -> bool:
    """Whether what the statement gives for nothing is what the copy does: in one language a word in common, in two of
    them one topic.
    """
    wanted = place.wanted
    if is_of_the_next(place) and not gives_the_next(statement):
        return False
    own = topics_of(wanted.sentence) or topics_of(f"{place.before} {wanted.sentence}")
    told = topics_of(statement.text)
    if told:
        return not told.isdisjoint(own) or (not own and _is_on_its_condition(place, statement))
    if language_of(statement.passage.locale) == language_of(wanted.locale):
        said = wanted.sentence if own else f"{place.before} {wanted.sentence}"
        words = frozenset(stems(said.replace(wanted.quantity.text, " "), wanted.locale)) - _FOR_NOTHING
        return not statement.stems.isdisjoint(words)
    return False


def _is_on_its_condition(place: Place, statement: Statement) -> bool:
    """ "Free of charge until 24 hours before": in the time that the statement gives, of nothing by name."""
    if place.wanted.products or is_of_the_next(place):
        return False
    spans = (one for one in statement.quantities if one.unit in DURATIONS)
    told = {one.key for one in find_quantities(place.wanted.sentence, place.wanted.locale)}
    return any(one.key in told for one in spans)
