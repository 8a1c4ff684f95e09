"""A substance that a draft says a product is free from, and that the documents say is in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from knowledge.text.guarded import GuardedMany
from knowledge.text.polarity import Stance, stance_of
from tools.grounding.evidence import Statement
from tools.grounding.numbers.subjects import Subjects

_FILE = Path(__file__).with_name("substances.yaml")
# what contains, before the substance; or a heading over a list of what is in it
_CONTAINS = re.compile(
    r"(?<!\w)(?:contain(?:s|ing)?|is made (?:of|from)|(?:is|are) in|consists of|enthält|enthalten|besteht aus"
    r"|contien(?:t|nent)|contiene[n]?|contengono|bevat(?:ten)?|contém|contêm)(?!\w)[^,;:.!?]*$"
    r"|(?:^|\d ?% [\w ]{2,20}|(?<!\w)oil )(?:in|with) $",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?<!\w)(?:what is in|ingredients|inhaltsstoffe|zutaten|ingrédients|ingredientes|ingredienti|ingrediënten)(?!\w)",
    re.IGNORECASE,
)
_FREE_AFTER = re.compile(r"[- ]?(?:free|frei\w{0,2}|vrij)(?!\w)", re.IGNORECASE)
_FREE_BEFORE = re.compile(
    r"(?<!\w)(?:free (?:from|of)|without|no|zero|contains? no|has no|have no|ohne|frei von|kein(?:en?|erlei)?|sans|zéro"
    r"|(?:ne contien(?:t|nent)|n['’]contien(?:t|nent)) (?:pas|aucun) (?:d['’]|de )?|exempte?s? d['’]"
    r"|sin|libre de|no (?:contienen?|llevan?|tienen?)|senza|priv[oai] di|non contien[ei]|non contengono|zonder|geen"
    r"|vrij van|sem|não (?:contém|contêm|tem|têm)|livre de)\s?$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:.!?()–—]\s")
# free of everything that is of an animal
_VEGAN = re.compile(
    r"(?<!\w)(?:vegan\w*|végane?s?|ヴィーガン"
    r"|(?:nothing|no ingredients?) of animal origin|nichts tierischen ursprungs|rien d['’]origine animale"
    r"|nada de origen animal|niente di origine animale|niets van dierlijke oorsprong|nada de origem animal)(?!\w)",
    re.IGNORECASE,
)
_OF_ANIMALS = ("beeswax", "leather", "wool")
# "everything we make", "all our products"
_EVERYTHING = re.compile(
    r"(?<!\w)(?:everything (?:we|you)|all (?:of )?our products|our whole range|alles,? was wir|alle unsere produkte"
    r"|unser ganzes sortiment|tout ce que nous|tous nos produits|todo lo que|todos nuestros productos|tutto quello che"
    r"|tutti i nostri prodotti|alles wat we|al onze producten|todos os nossos produtos)(?!\w)",
    re.IGNORECASE,
)
_IT = re.compile(r"\W*(?:it|they|es|sie|er|elle|elles|il|ils|ella|ellos|essa|ze|het)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Contents:
    """By product: what the documents say is in it, with the sentence, and what they say is not."""

    has: dict[tuple[str, str], str]  # product and substance
    lacks: frozenset[tuple[str, str]]
    subjects: Subjects

    def denials(self, text: str, locale: str, before: str) -> Iterator[tuple[int, int, str]]:
        """Start, end and message of each that the sentence denies. `before`: the sentence before."""
        if not self.has or text.rstrip().endswith(("?", "？")):
            return
        for name, match in _substances().finditer(text):
            span = _freed(text, match)
            if span is None or stance_of(text, *match.span(), locale) not in _stances(span, match):
                continue
            stated = self._stated(name, self._meant(text, span[0], before))
            if stated is not None:
                yield *span, f"The documents say that it is in it: “{' '.join(stated.split())}”"

    def vegan(self, text: str, locale: str, before: str) -> Iterator[tuple[int, int, str]]:
        """The same of "vegan", where something of an animal is in the product, or in one of all."""
        said = None if not self.has or text.rstrip().endswith(("?", "？")) else _VEGAN.search(text)
        if said is None or stance_of(text, *said.span(), locale) != "said":
            return
        if _EVERYTHING.search(text):
            told = [one for (_, name), one in sorted(self.has.items()) if name in _OF_ANIMALS]
        else:
            products = self._meant(text[: said.end()], said.start(), before)
            told = [one for name in _OF_ANIMALS if (one := self._stated(name, products)) is not None]
        if told:
            yield *said.span(), f"The documents name something of an animal: “{' '.join(told[0].split())}”"

    def _meant(self, text: str, at: int, before: str) -> frozenset[str]:
        """Of the product that the clause names, else the sentence; of the one before, where it is only called it."""
        start = max((found.end() for found in _CLAUSE.finditer(text, 0, at)), default=0)
        clause = [one for one in self.subjects.mentions(text) if start <= one.start < at]
        for mentions in (clause, self.subjects.mentions(text)):
            if mentions:
                named = [one for one in mentions if one.named] or mentions
                return frozenset().union(*(one.products for one in named))
        if _IT.match(text):
            return frozenset().union(*(one.products for one in self.subjects.mentions(before)))
        return frozenset()

    def _stated(self, substance: str, products: frozenset[str]) -> str | None:
        """Where all of them contain it."""
        if not products or any((one, substance) in self.lacks for one in products):
            return None
        said = [self.has.get((one, substance)) for one in sorted(products)]
        return said[0] if all(said) else None


def read_contents(said: Sequence[Statement], subjects: Subjects) -> Contents:
    has: dict[tuple[str, str], str] = {}
    lacks: set[tuple[str, str]] = set()
    for one in said:
        listed = next((step for step in reversed(one.passage.heading) if _LISTED.search(step)), None)
        for name, match in _substances().finditer(one.text):
            for product in _of(one, match.start(), listed, subjects):
                if _freed(one.text, match) or stance_of(one.text, *match.span(), one.passage.locale) == "denied":
                    lacks.add((product, name))
                elif listed is not None or _CONTAINS.search(one.text[: match.start()]):
                    has.setdefault((product, name), one.text)
    return Contents({key: text for key, text in has.items() if key not in lacks}, frozenset(lacks), subjects)


def _of(one: Statement, at: int, listed: str | None, subjects: Subjects) -> frozenset[str]:
    named = [each for each in subjects.mentions(one.text) if each.start < at and each.named]
    if named:
        return named[-1].products
    if one.passage.product:
        return frozenset({one.passage.product})
    over = subjects.mentions(listed) if listed else ()
    return frozenset().union(*(each.products for each in over))


def _freed(text: str, match: re.Match[str]) -> tuple[int, int] | None:
    """Where it is said to be free from it."""
    after = _FREE_AFTER.match(text, match.end())
    if after is not None:
        return match.start(), after.end()
    if _FREE_AFTER.search(match[0]):  # "alkoholfrei" in one word
        return match.span()
    before = _FREE_BEFORE.search(text, 0, match.start())
    return (before.start(), match.end()) if before is not None else None


def _stances(span: tuple[int, int], match: re.Match[str]) -> tuple[Stance, ...]:
    """How the sentence stands to the substance where it says so: "alcohol-free" is said, "no alcohol" denied."""
    return ("said", "denied") if span[0] < match.start() else ("said",)


@lru_cache(maxsize=1)
def _substances() -> GuardedMany:
    read = yaml.load(_FILE.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return GuardedMany(
        {
            name: re.compile(rf"(?<!\w)(?:{words})(?:frei\w{{0,2}})?(?!\w)", re.IGNORECASE)
            for name, words in read.items()
        }
    )
