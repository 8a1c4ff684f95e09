"""Groups of people under one word for all of them, so that a sentence reads the same of whomever it is said.

Each word for a group, or for one of them, gives way to the language's plain word for people; what they have or are
("people with …") goes with it: one word, and in English more where they end in one of a list ("hearing loss").
Children stay children: what hurts nobody else endangers them.
"""

import re
from collections.abc import Mapping
from functools import cache

from knowledge.text.phrases import clean, fold
from tools.safety.groups import PEOPLE_WITH, UNSPACED_LANGUAGES, any_group, group_words, one_word

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
# where a list holds beginnings of words: what follows of the word is its ending, and stays
_STEMMED: Mapping[str, str] = {"tr": "insan", "ja": "人"}
_PLURALS = ("lar", "ler")
_PARTICLES = "はがのをにも"
_HARMONY = str.maketrans({"e": "a", "i": "ı", "ü": "u", "ö": "o"})  # of an ending after "insan"
# by language, folded: what hurts nobody else endangers them
_CHILDREN: Mapping[str, str] = {
    "en": r"child(?:ren)?|kids?|bab(?:y|ies)|toddlers?",
    "de": r"kind(?:er|ern|es)?|babys?",
    "fr": r"enfants?|bebes?|petits|gamine?s?",
    "es": r"nin[oa]s?|bebes?|peques?",
    "it": r"bambin[aeio]|bimb[aeio]|neonat[aeio]",
    "nl": r"kind(?:eren)?|bab(?:y|y's|ies)",
    "pt": r"criancas?|bebes?|meninos?|meninas?|miud[oa]s?",
    "tr": r"(?:cocuk|bebek)\w*",
    "ja": r"子ども|子供|こども|赤ちゃん",
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
    return language in _SEVERAL or language in _STEMMED


def as_anybody(sentence: str, language: str) -> str:
    """The sentence said of anybody; children stay children."""
    folded = fold(sentence)
    if not is_known(language) or clean(sentence) != sentence or len(folded) != len(sentence):
        return sentence
    if language in _STEMMED:
        return _stemmed(sentence, folded, language)
    said, at = "", 0
    for start, end, word in _places(folded, language):
        if start >= at and not _is_of_children(folded[start:end], language):
            said += sentence[at:start] + word
            at = end
    return said + sentence[at:]


def _is_of_children(word: str, language: str) -> bool:
    return re.fullmatch(_CHILDREN[language], word) is not None


def _stemmed(sentence: str, folded: str, language: str) -> str:
    several, _ = group_patterns(language)
    said, at = "", 0
    for match in several.finditer(folded):
        begun = match["begun"]
        if _is_of_children(match[0], language):
            continue
        ending = sentence[match.start() + len(begun) : match.end()].translate(_HARMONY)
        plural = "lar" if language == "tr" and begun.endswith(_PLURALS) else ""
        particle = begun[-1] if begun[-1] in _PARTICLES else ""
        said += f"{sentence[at : match.start()]}{_STEMMED[language]}{plural}{particle}{ending}"
        at = match.end()
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
    """For several of a group, and for one of them; where a list holds beginnings, for any, `begun` so."""
    begun = any_group(language) if language in _STEMMED else None
    if begun is not None:
        ending = "" if language in UNSPACED_LANGUAGES else r"[^\W\d_]*"
        return re.compile(rf"(?P<begun>{begun.pattern}){ending}"), re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)(?:{group_words(language)})"), re.compile(rf"(?<!\w)(?:{one_word(language)})")
