"""How the sentences of a copy read: each in the ways and parts that it is told in.

Somebody's name is everybody's, a group of people is anybody (`people`), and in a long sentence each clause counts too.
"""

from collections.abc import Sequence

from knowledge.text.numerals import language_of
from tools.grounding.towns import find_towns
from tools.kinds.clauses import clauses, words_in
from tools.kinds.model import Kind, Reading, SentenceKinds
from tools.kinds.people import as_anybody, is_known
from tools.people.person_names import CAPITAL_NOUNS, persons
from tools.safety.groups import may_name_group

FEWEST_WORDS = 5
ANYBODY = "Anna Weber"
# said among other things: of goods, or as a way to use them
IN_CLAUSES: tuple[Kind, ...] = ("health", "environmental", "praise", "property", "danger")
CLAUSE = 0.15  # how much plainer a clause has to read than a sentence


def read_kinds(
    kinds: SentenceKinds, told: Sequence[str], locale: str, products: Sequence[str] = ()
) -> tuple[Reading | None, ...]:
    """A reading for each sentence, in order; None for one that is not read. `products`: names that are no person's."""
    language = language_of(locale)
    said = [as_read(one, locale, products) if _is_read(one, language) else "" for one in told]
    parts = [clauses(one) for one in said]
    texts = tuple(dict.fromkeys(text for one, own in zip(said, parts, strict=True) if one for text in (one, *own)))
    read = dict(zip(texts, kinds.read(texts, language), strict=True))
    return tuple(
        _reading(read[one], [read[part] for part in own], may_name_group(sentence, language)) if one else None
        for sentence, one, own in zip(told, said, parts, strict=True)
    )


def as_read(sentence: str, locale: str, products: Sequence[str] = ()) -> str:
    """With everybody's name, and of anybody."""
    return as_anybody(_unnamed(sentence, locale, products), language_of(locale))


def _reading(whole: Reading, parts: Sequence[Reading], of_group: bool) -> Reading:
    """Each kind by the sentence, or by the clause that reads most like it."""
    margins, nearest = dict(whole.margins), dict(whole.nearest)
    for part in parts:
        for kind in IN_CLAUSES:
            if (margin := round(part.margins[kind] - CLAUSE, 2)) > margins[kind]:
                margins[kind] = margin
                nearest |= {kind: part.nearest[kind]} if kind in part.nearest else {}
    return Reading(margins=margins, nearest=nearest, of_group=of_group)


def _unnamed(sentence: str, locale: str, products: Sequence[str]) -> str:
    """With one name for everybody, so that nobody's name makes a sentence read otherwise. Two capitals are no name
    where every noun has one.
    """
    language = language_of(locale)
    for person in reversed(persons(sentence, language)):
        name = sentence[person.start : person.end]
        known = person.sure or language not in CAPITAL_NOUNS
        if person.full and known and not find_towns(name) and not any(product in name for product in products):
            sentence = f"{sentence[: person.start]}{ANYBODY}{sentence[person.end :]}"
    return sentence


def _is_read(sentence: str, language: str) -> bool:
    """Groups in a language without a list of words for them are not told from anything else."""
    return words_in(sentence) >= FEWEST_WORDS and (is_known(language) or not may_name_group(sentence, language))
