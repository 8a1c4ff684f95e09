"""Attributes that a draft gives otherwise than the documents: the colour of a product, and a deposit or a paper that is
asked for with something and that the draft says is not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.text.polarity import stance_of
from knowledge.text.wordlist import one_of
from tools.grounding.evidence import Names, Statement
from tools.grounding.sentences.otherwise import any_word

_FILE = Path(__file__).with_name("attributes.yaml")
# "It is green.", "The cape is green": the thing's own colour ends what is said of it
_IS = r"(?:it|they|{names}) (?:is|are|comes? in) (?P<colour>[a-z]+)(?=[.,;]|$| and )"
# what stands between a product and its colour: "comes in sizes S to XL and in a", "ist", "existe en"
_PREDICATE = re.compile(
    r"(?<!\w)(?:is|are|comes? in|also in|now in|in an?|in|ist|sind|gibt es in|auch in|est|sont|existe en|en|es|son|è"
    r"|sono|zijn|é|são|em)\s+(?:(?:an?|ein\w*|un[ea]?|uno|een|uma?)\s+)?$",
    re.IGNORECASE,
)
_NO = (
    r"(?<!\w)(?:no|without(?: an?| any)?|zero|not? (?:a |any )|kein\w*|ohne(?: eine?)?|null|sans|pas de|aucune?|zéro"
    r"|sin|ningún|ninguna|cero|senza|nessuna?|zonder|geen|sem|nenhuma?)\s+(?:\w+ )?"
)


@dataclass(frozen=True, eq=False)
class Attributes:
    colours: dict[str, tuple[frozenset[str], str]]  # by product, with the sentence that says so
    asked_for: dict[str, str]  # what, and the sentence

    def objections(self, text: str, locale: str, copy: str, names: Names) -> Iterator[tuple[int, int, str]]:
        """Start, end and message. `copy` is all that the draft says."""
        if text.rstrip().endswith(("?", "？")):
            return
        yield from self._on_colours(text, locale, copy, names)
        for what, statement in self.asked_for.items():
            words, things = _asked()[what]
            match = words.search(text)
            if match is not None and things.search(text):
                yield *match.span(), f"The documents say: “{statement}”"

    def _on_colours(self, text: str, locale: str, copy: str, names: Names) -> Iterator[tuple[int, int, str]]:
        about = names.products_in(text) or names.products_in(copy)
        if len(about) != 1 or not about <= self.colours.keys():
            return
        own, statement = self.colours[next(iter(about))]
        said = [(name, match) for name, colour in _colours().items() for match in colour.finditer(text)]
        if any(name in own for name, _ in said):
            return
        places = names.found_in(text)
        for _, match in said:
            beside = any(end + 1 == match.start() or match.end() + 1 == start for start, end, _ in places)
            if not beside and _PREDICATE.search(text, 0, match.start()) is None:
                continue
            if stance_of(text, *match.span(), locale) == "said":
                yield *match.span(), f"The documents say: “{statement}”"
                return


def read_attributes(said: Sequence[Statement], names: Names) -> Attributes:
    colours: dict[str, tuple[frozenset[str], str]] = {}
    is_of = re.compile(rf"(?<!\w){_IS.format(names=one_of(names.products))}", re.IGNORECASE)
    asked: dict[str, str] = {}
    for one in said:
        product = _one(names.products_in(one.text)) or one.passage.product
        if product is not None:
            own = (match["colour"] for match in is_of.finditer(one.text))
            named = {name for word in own for name, colour in _colours().items() if colour.fullmatch(word)}
            if named:
                colours[product] = colours.get(product, (frozenset(), ""))[0] | named, one.text
        for what, requirement in _words().asked_for.items():
            if any_word(requirement.words).search(one.text) and any_word(requirement.things).search(one.text):
                asked.setdefault(what, one.text)
    return Attributes(colours, asked)


def _one(products: frozenset[str]) -> str | None:
    return next(iter(products)) if len(products) == 1 else None


class _Requirement(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    words: str
    things: str


class _Words(BaseModel):
    """The file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    colours: dict[str, str]
    asked_for: dict[str, _Requirement]


@cache
def _words() -> _Words:
    return _Words.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


@cache
def _colours() -> dict[str, re.Pattern[str]]:
    return {name: any_word(words) for name, words in _words().colours.items()}


@cache
def _asked() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """What denies each, and the things that it is asked for with."""
    return {
        what: (re.compile(rf"{_NO}(?:{one.words})(?!\w)", re.IGNORECASE), any_word(one.things))
        for what, one in _words().asked_for.items()
    }
