"""Who is named in a text: by a title, by the form of a name and what stands beside it, or by a listed given name.

The form is two or more words with a capital that are nothing else: no "Our", no people of a country, nothing that is
sold, no street and no firm. One word is a name beside what speaks of a person ("our customer …", "call …"). The list
of given names (given_names.yaml) only adds to that. The words are in person_names.yaml.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.text.claims_aim import is_offered
from knowledge.text.phrases import fold
from knowledge.text.wordlist import one_of

_WORDS = Path(__file__).with_name("person_names.yaml")
_GIVEN = Path(__file__).with_name("given_names.yaml")
_UPPER = "".join(chr(code) for code in (*range(0x100, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isupper())
CAPITAL = rf"[A-ZÀ-ÖØ-Þ{_UPPER}](?:[\w-]|['’](?!s\b))*[^\W\d_]"
PARTICLE = (
    r"(?:de la|de los|de las|de|del|della|di|da|dos|das|do|van der|van den|van de|van|von der|von|zu|le|la|ter|ten|el"
    r"|al|bin|binti|bint|ibn|ben|abu|[A-Z]\.)"
)
_SURNAME = rf"(?: (?:{PARTICLE} )?{CAPITAL}){{0,3}}"
_RUN = rf"{CAPITAL}(?: (?:{PARTICLE} )?{CAPITAL}){{0,7}}"
_TITLED = (
    rf"(?:Mr|Mrs|Ms|Miss|Mx|Herrn?|Frau|Mme|Mlle|Madame|Monsieur|Sra?|Señora?|Doña|Don|Signora|Signor|Sig|Mevrouw"
    rf"|Meneer|Familie)\.? {CAPITAL}{_SURNAME}"
)
_NAME = re.compile(rf"(?<![\w#@/.-])(?:{_TITLED}|(?P<run>{_RUN}))(?!['’-]?\w*@)")
_WORD = re.compile(CAPITAL)
ANY_NAME = re.compile(rf"(?<![\w#@/.-]){CAPITAL}(?: (?:{PARTICLE} )?{CAPITAL}){{1,3}}")
_SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:…\n]|\s[–—-])[\s\"'“„«¿¡(*#-]*$")
_CUE = 48  # characters in which what speaks of a person stands before a name
CAPITAL_NOUNS = frozenset({"de", "lb"})  # languages in which a capital says nothing


@dataclass(frozen=True)
class Person:
    """Where somebody is named. `full`: with a surname or a title. `sure`: a list, a title or the words before say so,
    not the form alone.
    """

    start: int
    end: int
    full: bool
    sure: bool = True


def persons(text: str, language: str = "en") -> list[Person]:
    """Who is named in a text, in its order."""
    return [person for match in _NAME.finditer(text) for person in _named(text, match, language)]


def given_names() -> frozenset[str]:
    """Given names of all origins, folded."""
    return _listed()


def is_spoken_of(text: str, start: int) -> bool:
    """Whether what speaks of a person stands right before: "our mechanic …", "ask for …"."""
    return _cue().search(fold(text[max(0, start - _CUE) : start])) is not None


def _named(text: str, match: "re.Match[str]", language: str) -> Iterator[Person]:
    if match["run"] is None:
        yield Person(match.start(), match.end(), full=True)
        return
    words = [(match.start() + one.start(), match.start() + one.end()) for one in _WORD.finditer(match[0])]
    folded = [fold(text[start:end]) for start, end in words]
    skipped = next((at for at, word in enumerate(folded) if word not in _openers(language)), len(words))
    words, folded = words[skipped:], folded[skipped:]
    listed = next((at for at, word in enumerate(folded) if word in _listed() or word.split("-")[0] in _listed()), None)
    if not words or (listed is None and any(_is_thing(word, language) for word in folded)):
        return
    start = words[0][0]
    cued = is_spoken_of(text, start)
    if listed is not None and not cued and (listed == 0 or len(words) > 4 or _opens(text, start, language)):
        start = words[listed][0]
        yield Person(start, match.end(), full=len(words) - listed > 1)
    elif listed is not None or cued:
        yield Person(start, match.end(), full=len(words) > 1)
    elif 1 < len(words) <= 5:
        yield Person(start, match.end(), full=True, sure=False)
    elif len(words) == 1 and language not in CAPITAL_NOUNS and folded[0] not in _nobody():
        yield Person(start, match.end(), full=False, sure=False)


def _opens(text: str, start: int, language: str) -> bool:
    """Whether the capital may be that of a sentence, or of any noun."""
    return language in CAPITAL_NOUNS or _SENTENCE_BEGINS.search(text[max(0, start - 8) : start]) is not None


@cache
def _is_thing(word: str, language: str) -> bool:
    """A people, a place, a firm, or something that is sold."""
    return word in _things() or is_offered(word, language) or is_offered(word, "en")


class _Words(BaseModel):
    """The file: words, one after the other."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    openers: dict[str, str]
    roles: str
    reach: str
    things: str
    nobody: str


@cache
def _words() -> _Words:
    return _Words.model_validate(yaml.safe_load(_WORDS.read_text(encoding="utf-8")))


@cache
def _listed() -> frozenset[str]:
    by_region: dict[str, str] = yaml.safe_load(_GIVEN.read_text(encoding="utf-8"))
    return frozenset(fold(name) for names in by_region.values() for name in names.split())


@cache
def _openers(language: str) -> frozenset[str]:
    return frozenset(fold(f"{_words().openers.get(language, '')} {_words().roles}").split())


@cache
def _things() -> frozenset[str]:
    return frozenset(fold(_words().things).split())


@cache
def _nobody() -> frozenset[str]:
    return frozenset(fold(_words().nobody).split())


@cache
def _cue() -> "re.Pattern[str]":
    """What speaks of a person, right before a name; "our customer, " and "neighbour: " too."""
    roles = one_of(fold(_words().roles).split())
    reach = "|".join(line.strip() for line in fold(_words().reach).splitlines() if line.strip())
    return re.compile(rf"(?<![\w-])(?:(?:{roles})(?: called| named| namens)?,?|(?:{reach}))[ :]{{1,2}}$")
