"""What is counted: the noun after a number, without its plural's ending."""

import re
from dataclasses import dataclass

from knowledge.text.wordlist import word_set

_STOP = word_set("""
    of or and to in on at for with the a an from by is are was were be as than per that if it its we you your our this
    will can left right ago only not but so out up down each every all
    who whom whose which had has have hadn't haven't
    de du des le la les et ou à au aux en dans pour par sur que qui est sont
    und oder der die das den dem des von vom zu zum zur im in mit für auf ist sind als bis
    y o el los las del al con por para es son e ed il lo gli i di da per che nel più van het te bij voor op met zijn dat
    more other new further mehr weitere plus autres más otros altri meer andere
""")
_SKIPPED = word_set("more other new further of mehr weitere autres más otros altri meer andere de")
_WORD = re.compile(r"[ \u00a0\u202f-]([a-zà-öø-ɏ]['’a-zà-öø-ɏ]*)")


@dataclass(frozen=True)
class Noun:
    stem: str
    end: int


def noun_after(low: str, end: int, language: str) -> Noun | None:
    """What is counted: in English the first plural among the next three words, elsewhere the next word."""
    first: Noun | None = None
    position = end
    for _ in range(3 if language == "en" else 2):
        match = _WORD.match(low, position)
        if match is None:
            break
        position, word = match.end(), match[1]
        if word in _STOP:
            if first is not None or word not in _SKIPPED:
                break
            continue
        noun = Noun(stem(word, language), position)
        if language != "en" or _is_plural(word):
            return noun
        first = first or noun
    return first


def _is_plural(word: str) -> bool:
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))


def stem(word: str, language: str) -> str:
    """Takes a plural's ending off, no more."""
    if language == "en":
        return _english_stem(word)
    endings = {
        "fr": ("s", "x"),
        "es": ("es", "s"),
        "de": ("en", "er", "n", "e", "s"),
        "nl": ("en", "s"),
        "pt": ("es", "s"),
        "it": tuple("aeio"),
    }
    for ending in endings.get(language, ("s",)):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def _english_stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("’s")
    if not _is_plural(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "ches", "shes", "sses", "zes")) else word[:-1]
