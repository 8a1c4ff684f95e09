"""A number whose verb is denied: "Linden Hour does not cost €96".

It contradicts a fact where the fact says just that. Else it denies what is not so, and nothing need carry it.
"""

import re
from functools import lru_cache

from knowledge.facts import Fact
from knowledge.text.numerals import language_of
from knowledge.text.wordlist import one_of, words
from tools.grounding.numbers.contradicted import of_its_kind
from tools.grounding.numbers.places import Known, Place

# The verb's place and the denial's, with the number right after both.
_SHAPES = {
    "en": r"(?:do(?:es)?(?:n['’]t| not)|did(?:n['’]t| not)|never) (?:{verbs})",
    "de": r"(?:{verbs})(?: [\w'’-]+){{0,4}}? nicht",
    "fr": r"(?:ne |n['’])(?:{verbs}) pas",
    "es": r"no (?:{verbs})",
    "it": r"non (?:{verbs})",
    "nl": r"(?:{verbs})(?: [\w'’-]+){{0,4}}? (?:niet|geen)",
    "pt": r"não (?:{verbs})",
}
_VERBS = {
    "en": "cost hold contain weigh burn last take",
    "de": "kostet kosten fasst enthält wiegt brennt dauert",
    "fr": "coûte coûtent coute contient contiennent pèse brûle dure",
    "es": "cuesta cuestan contiene pesa arde dura",
    "it": "costa costano contiene pesa brucia dura",
    "nl": "kost kosten bevat weegt brandt duurt",
    "pt": "custa custam contém pesa arde dura",
}
_MEASURED = r"(?: (?:for|in|etwa|rund|about|around|pendant|environ|unas|unos|durante|circa|per|ongeveer|cerca de))*\s+$"
# "not €96 but €89": the second number is judged by itself
_INSTEAD = re.compile(
    r"[\s\d\w€.]{0,20},? ?(?:but|sondern|mais|sino|bensì|ma|maar|mas)(?!\w)|\s*,\s*(?:it|they|es|er|sie|il|elle)(?!\w)",
    re.IGNORECASE,
)


def is_denied(place: Place) -> bool:
    """Whether the verb right before the number is denied, in a sentence that is no question."""
    sentence = place.wanted.sentence
    if sentence.rstrip("\"'“”»’ ").endswith("?"):
        return False
    shape = _shape(language_of(place.wanted.locale))
    return shape is not None and shape.search(sentence, 0, place.at) is not None


def denied_fact(place: Place, known: Known) -> Fact | None:
    """Of a number whose verb is denied: the fact that says it of the same product, or of each of several."""
    sentence, number = place.wanted.sentence, place.number
    if _INSTEAD.match(sentence, place.at + len(number.text)):
        return None
    meant = [one.products for one in known.subjects.mentions(sentence[: place.at])]
    products = frozenset().union(*meant) if meant else of_its_kind(place, known).wanted.products
    own = [fact for fact in known.stating(number.key) if number.kind != "price" or fact.attribute == "price"]
    return (
        next(fact for fact in own if fact.subject in products)
        if products and products <= {fact.subject for fact in own}
        else None
    )


@lru_cache(maxsize=16)
def _shape(language: str) -> re.Pattern[str] | None:
    if language not in _SHAPES:
        return None
    shape = _SHAPES[language].format(verbs=one_of(words(_VERBS[language])))
    return re.compile(rf"(?<!\w){shape}{_MEASURED}", re.IGNORECASE)
