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

_NEED = re.compile(
    r"(?<!\w)(?:need\w*|ha(?:ve|s) to|must|requir\w*|necessary|ask(?:s|ed)?(?: for)?|want|take|brauch\w*|nötig"
    r"|notwendig|erforderlich|verlang\w*|musst|müsst|müssen|besoin|faut|nécessaires?|demand\w*|exig\w*|hace falta"
    r"|necesit\w*|hay que|necesari[oa]s?|pedimos|pid\w+|serv\w+|occorr\w+|necessari[oa]|chiediamo|nodig"
    r"|hoe(?:f|ft|ven)|vragen|precis\w*)(?!\w)",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(r"[^,;:.!?–—]{0,48}?(?<!\w)(?:nicht|niet|not|pas|não)(?!\w)", re.IGNORECASE)
_NOT_WITHOUT = re.compile(
    r"(?:(?<!\w)(?:not?|never|nobody|kein\w*|nicht|nie|niemand|ne|pas|jamais|aucun\w*|nunca|nadie|non|mai|nessun\w*|geen"
    r"|niet|nooit|não|ninguém)(?!\w)|n['’]t(?!\w)|(?<!\w)n['’])[^.!?]*(?<!\w)(?:without|ohne|sans|sin|senza|zonder"
    r"|sem)(?!\w)",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"(?:without|ohne|sans|sin|senza|zonder|sem)(?!\w)", re.IGNORECASE)
_REFUSED = re.compile(
    r"(?<!\w)(?:not?|never|nobody|cannot|kein\w*|nicht|nie|niemand|ne|pas|jamais|nunca|nadie|non|mai|nessuno|geen|niet"
    r"|nooit|não)(?!\w)|n['’]t(?!\w)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:.!?–—]\s|\s(?:but|aber|mais|pero|ma|maar|mas)\s")


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
            span = _asked()[what].denied(text, locale, copy)
            if span is not None:
                yield *span, f"The documents say: “{statement}”"

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
    others: str


@dataclass(frozen=True, eq=False)
class _Asked:
    words: re.Pattern[str]
    no: re.Pattern[str]  # "no deposit", in one
    things: re.Pattern[str]
    others: re.Pattern[str]

    def denied(self, text: str, locale: str, copy: str) -> tuple[int, int] | None:
        """Where the text says that it is not asked for with the things."""
        match = self.no.search(text)
        if match is not None and _WITHOUT.match(match[0]) and _REFUSED.search(text.replace(match[0], " ")):
            return None
        if match is None:
            match = self.words.search(text)
            if match is None or not _is_needless(text, match, locale):
                return None
        return match.span() if self._is_of_the_things(text, match, copy) else None

    def _is_of_the_things(self, text: str, match: re.Match[str], copy: str) -> bool:
        """By the clause, else by the sentence, else by all that is said."""
        start = max((found.end() for found in _CLAUSE.finditer(text, 0, match.start())), default=0)
        after = _CLAUSE.search(text, match.end())
        for said in (text[start : after.start() if after else len(text)], text, copy):
            if self.things.search(said):
                return True
            if self.others.search(said):
                return False
        return False


def _is_needless(text: str, match: re.Match[str], locale: str) -> bool:
    if _NOT_WITHOUT.search(text[: match.start()]) or _NEED.search(text) is None:
        return False
    return stance_of(text, *match.span(), locale) == "denied" or _NOT_AFTER.match(text, match.end()) is not None


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
def _asked() -> dict[str, _Asked]:
    return {
        what: _Asked(
            words=any_word(one.words),
            no=re.compile(rf"{_NO}(?:{one.words})(?!\w)", re.IGNORECASE),
            things=any_word(one.things),
            others=any_word(one.others),
        )
        for what, one in _words().asked_for.items()
    }
