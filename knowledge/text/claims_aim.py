"""Of what a sentence speaks: of something offered, perhaps of it, or of the world at large.

"Never" is a claim in "It never fades", and none in "Never trust a timetable"; "the best" of a perfume is one, "the best
way to Berlin" is none. The lists are data (`claims_aim.yaml`).
"""

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.text.memory import remembered
from knowledge.text.numerals import language_of
from knowledge.text.wordlist import one_of

Aim = Literal[0, 1, 2]  # at nothing offered; perhaps; plainly
_LISTS = Path(__file__).with_name("claims_aim.yaml")
_FRAGMENT = 3  # words: "Always fresh." has no subject, so it is said of what is offered
_LONG = 2_000  # characters: a longer "sentence" is none


class _Lists(BaseModel):
    model_config = ConfigDict(extra="forbid")

    offered: tuple[str, ...]
    ours: tuple[str, ...]
    praised: tuple[str, ...] = ()
    subject: tuple[str, ...]
    sells: tuple[str, ...]


@remembered
def aim_of(sentence: str, locale: str = "en") -> Aim:
    """A language without lists is taken for plain: there nothing is left out."""
    patterns = _patterns(language_of(locale))
    if patterns is None:
        return 2
    offered, perhaps = patterns
    low = sentence[:_LONG].lower().replace("’", "'")
    if offered.search(low):
        return 2
    return 1 if perhaps.search(low) or len(low.split(maxsplit=_FRAGMENT)) <= _FRAGMENT else 0


def is_offered(word: str, locale: str = "en") -> bool:
    """Whether the word, in lower case, is a noun for what is sold."""
    patterns = _patterns(language_of(locale))
    return patterns is not None and patterns[0].fullmatch(word) is not None


def praises_something_else(words: str, after: str, locale: str = "en") -> bool:
    """Whether a superlative, in lower case, is said of a noun that is not for sale: "the longest night", not "the
    softest balm", nor "the softest" alone. `after` is what follows it in the sentence.
    """
    lists = _lists().get(language_of(locale))
    following = _HEAD.match(after)
    inside = words.split()[1:]
    if lists is None or (following is None and len(inside) < 2):
        return False
    nouns = [*inside, *(following[0].split() if following else ())]
    return not any(noun in lists.praised or is_offered(noun, locale) for noun in nouns)


def compares_with_a_name(sentence: str, start: int, end: int) -> bool:
    """Whether the comparison at start, of a sentence that opens with one, is with somebody by name: "Cheaper than Nike
    and better than Adidas." What has no subject is said of what is offered.
    """
    return _OPENS.match(sentence[: start + 1]) is not None and _RIVAL.match(sentence, end) is not None


_NAME = r"[A-ZÄÖÜÉ][\w&'’-]+"
_OPENS = re.compile(rf"\W*(?:(?:[\w'’-]+ ){{1,3}}(?:than|als|que|di|dan) {_NAME}(?:,| (?:and|und|et|y|e|en)) )?\w$")
_TIMES = (
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?|January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Christmas|Easter|Spring|Summer|Autumn|Winter|(?:Mon|Diens|Donners|Frei|Sams|Sonn)tage?|Mittwoch"
    r"|Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|Weihnachten|Ostern|Frühling|Sommer|Herbst|Urlaub|Noël|Navidad"
)
_RIVAL = re.compile(rf" (?!(?:{_TIMES})\b){_NAME}(?: {_NAME})?(?=[.!?,;:–—]| (?:and|or|und|oder|et|ou|y|o|e|en)\b|$)")


_HEAD = re.compile(
    r" (?!(?:of|in|on|and|or|to|that|for|we|you|is|are|at|by|with|der|von|und|für|im|auf|de|du|des|au|et|pour|del|en|y"
    r"|para|ever|yet|around|anywhere|d|dell?[aeo]?|di|van|do|da|europas|deutschlands|österreichs)\b)"
    r"[^\W\d_]+(?: [^\W\d_]+){0,2}"
)


@lru_cache(maxsize=16)
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]] | None:
    lists = _lists().get(language)
    if lists is None:
        return None
    whole = one_of(word for word in lists.offered if not word.endswith("*"))
    begun = one_of(word.rstrip("*") for word in lists.offered if word.endswith("*"))
    opening = r"(?:^\W*|[,;:.!?–—(]\s*|\b(?:and|but|because|so|et|mais|und|aber|weil|denn|y|pero|porque) )"
    return (
        re.compile(rf"(?<!\w)(?:(?:{whole})(?!\w)|(?:{begun})\w*)"),
        re.compile(
            rf"(?<!\w)(?:{one_of(lists.ours)})(?!\w)|{opening}(?:{one_of(lists.subject)})(?!\w)"
            rf"|^\W*(?:{one_of(lists.sells)})(?!\w)"
        ),
    )


@lru_cache(maxsize=1)
def _lists() -> dict[str, _Lists]:
    read = yaml.load(_LISTS.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return {language: _Lists.model_validate(lists) for language, lists in read.items()}
