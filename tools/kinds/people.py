"""Groups of people under one word for all of them, so that a sentence reads the same of whomever it is said.

Each word for a group, or for one of them, gives way to the language's plain word for people; what they have or are
("people with …") goes with it: one word, and in English more where they end in one of a list ("hearing loss").
"""

import re
from collections.abc import Mapping
from functools import cache

from knowledge.text.phrases import clean, fold
from tools.safety.groups import PEOPLE_WITH, group_words, one_word

_SEVERAL: Mapping[str, str] = {
    "en": "people",
    "de": "Leute",
    "fr": "gens",
    "es": "gente",
    "it": "gente",
    "nl": "mensen",
    "pt": "pessoas",
}
_ONE: Mapping[str, str] = {
    "en": "person",
    "de": "Mensch",
    "fr": "personne",
    "es": "persona",
    "it": "persona",
    "nl": "mens",
    "pt": "pessoa",
}
_ARTICLE = r"(?:an?|their|eine[mnr]?|einen|une?|una|een|uma?|situation de|situacion de) "
_ENDS = (
    r"(?:syndrome|loss|vision|sight|hearing|palsy|pain|arms?|legs?|hands?|dogs?|canes?|sticks?|wheelchairs?|implants?"
    r"|disabilit(?:y|ies)|impairments?|disorders?|diseases?|illness(?:es)?|conditions?|difficult(?:y|ies)|needs|stature"
    r"|height|weight|age|hair|skin|accents?|incomes?|jobs?|papers|passports?|visas?|backgrounds?)"
)
_HAVING = re.compile(
    rf"(?<!\w)(?:{PEOPLE_WITH}|people (?:of|over|under|aged|from)\b)"
    rf" (?:(?:[\w'-]+ ){{0,3}}?{_ENDS}(?: {_ENDS})*|(?:{_ARTICLE})?[\w'-]+)(?![\w'-])"
)


def is_known(language: str) -> bool:
    """Whether groups can be read as anybody in a language."""
    return language in _SEVERAL


def as_anybody(sentence: str, language: str) -> str:
    """The sentence said of anybody."""
    folded = fold(sentence)
    if not is_known(language) or clean(sentence) != sentence or len(folded) != len(sentence):
        return sentence
    said, at = "", 0
    for start, end, word in _places(folded, language):
        if start >= at:
            said += sentence[at:start] + word
            at = end
    return said + sentence[at:]


def _places(folded: str, language: str) -> list[tuple[int, int, str]]:
    """Where people are spoken of, with the word for them; at one place with what they have, else the longest first."""
    several, one = group_patterns(language)
    found = [(0, match, _SEVERAL[language]) for match in _HAVING.finditer(folded)]
    found += [(1, match, _SEVERAL[language]) for match in several.finditer(folded)]
    found += [(1, match, _ONE[language]) for match in one.finditer(folded)]
    ordered = sorted(found, key=lambda each: (each[1].start(), each[0], -each[1].end()))
    return [(match.start(), match.end(), word) for _, match, word in ordered]


@cache
def group_patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """For several of a group, and for one of them."""
    return re.compile(rf"(?<!\w)(?:{group_words(language)})"), re.compile(rf"(?<!\w)(?:{one_word(language)})")
