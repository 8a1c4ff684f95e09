"""Evidence, sentence by sentence: what the passages say, about which product, with which numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from knowledge.facts import Fact, Product
from knowledge.passages import Passage
from knowledge.text.quantities import Quantity, find_quantities
from knowledge.text.sentences import sentences
from knowledge.text.vocabulary import stems
from knowledge.text.wordlist import one_of
from tools.kept import kept

# What was once said, or is an example of how to say it, states no fact.
_NO_EVIDENCE = frozenset({"past_copy", "voice", "persona", "channel", "campaign_result"})
_REFUSING = re.compile(
    r"\b(?:not (?:be )?sa(?:id|y)|must not|may not|don't say|never say|on ne dit pas|nicht (?:sagen|gesagt)|no decimos"
    r"|non si dice|niet zeggen)\b",
    re.IGNORECASE,
)
# "Not 'cheaper', not 'a third off'": quoted to be avoided.
_REFUSED_QUOTE = re.compile(
    r"\b(?:not|never|no|pas|nicht|nie)\b:? (?:'[^']*'|\"[^\"]*\"|“[^”]*”|« [^»]* »|„[^“]*“)", re.IGNORECASE
)
# Japanese, Chinese and Korean set no space between a name and what follows: "Evening Candleは"
_LETTER = r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
_TEXTS = 4_096  # whose names are remembered


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One sentence of a passage."""

    text: str
    passage: Passage
    quantities: tuple[Quantity, ...]
    stems: frozenset[str]
    beginnings: frozenset[str]  # five letters of each longer stem
    keys: frozenset[str]  # of the quantities
    counts: frozenset[Decimal | str]  # the values of those that count something


@dataclass(frozen=True, eq=False)
class Names:
    """The product names that can stand in a text, and what they stand for."""

    products: dict[str, str]  # name in lower case: product

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"(?<!{_LETTER})(?:{one_of(self.products)})(?!{_LETTER})")

    @cached_property
    def _seen(self) -> dict[str, tuple[tuple[tuple[int, int, str], ...], frozenset[str]]]:
        return {}

    def _read(self, text: str) -> tuple[tuple[tuple[int, int, str], ...], frozenset[str]]:
        found = self._seen.get(text)
        if found is None:
            if len(self._seen) > _TEXTS:
                self._seen.clear()
            places = tuple(self._places(text)) if self.products else ()
            found = self._seen[text] = (places, frozenset(product for _, _, product in places))
        return found

    def _places(self, text: str) -> Iterator[tuple[int, int, str]]:
        low = text.lower()
        if len(low) == len(text):
            for one in self._pattern.finditer(low):
                yield one.start(), one.end(), self.products[one[0]]

    def found_in(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Start, end and product of each name in the text; the longest where names overlap."""
        return self._read(text)[0]

    def products_in(self, statement: str) -> frozenset[str]:
        return self._read(statement)[1]


def names_for(evidence: Sequence[Passage], facts: Sequence[Fact], products: Sequence[Product] = ()) -> Names:
    """A product's own name, without the brand's in front too, and its aliases of several words: one word alone
    ("refill") means other things as well.
    """
    return _names_for(evidence, facts, products)


@kept
def _names_for(evidence: Sequence[Passage], facts: Sequence[Fact], products: Sequence[Product]) -> Names:
    subjects = dict.fromkeys(fact.subject for fact in facts)
    subjects |= dict.fromkeys(passage.product for passage in evidence if passage.product)
    return _names(
        frozenset(passage.brand for passage in evidence),
        tuple(subjects),
        tuple((product.name, product.aliases) for product in products),
    )


def is_about(statement: Statement, products: frozenset[str], names: Names) -> bool:
    """Whether the statement speaks of one of the products, or of none in particular."""
    named = names.products_in(statement.text)
    if not named and statement.passage.product is None:  # "About the refillable bottle"
        named = frozenset(product for step in statement.passage.heading[1:] for product in names.products_in(step))
    if named & products or statement.passage.product in products:
        return True
    return not named and statement.passage.product is None


@lru_cache(maxsize=256)
def _names(
    brands: frozenset[str], subjects: tuple[str, ...], products: tuple[tuple[str, tuple[str, ...]], ...]
) -> Names:
    names = {alias.lower(): product for product, aliases in products for alias in aliases if " " in alias}
    for name in (*subjects, *(product for product, _ in products)):
        first, _, rest = name.lower().partition(" ")
        if first in brands and " " in rest:
            names[rest] = name
        names[name.lower()] = name
    return Names(names)


@lru_cache(maxsize=1024)
def _refuses(heading: tuple[str, ...]) -> bool:
    return any(_REFUSING.search(step) for step in heading)


def is_evidence(passage: Passage) -> bool:
    """Whether the passage states facts: no past copy, no word list, no list of what must not be said."""
    return passage.kind not in _NO_EVIDENCE and not _refuses(passage.heading)


def statements(evidence: Iterable[Passage]) -> tuple[Statement, ...]:
    return _statements(tuple(evidence))


@kept
def _statements(evidence: Sequence[Passage]) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            one.text,
            passage,
            one.quantities,
            one.stems,
            one.beginnings,
            one.keys,
            one.counts,
        )
        for passage in evidence
        if is_evidence(passage)
        for one in _read(passage.text, passage.locale)
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """A sentence as it is read, whoever's it is."""

    text: str
    quantities: tuple[Quantity, ...]
    stems: frozenset[str]
    beginnings: frozenset[str]
    keys: frozenset[str]
    counts: frozenset[Decimal | str]


@lru_cache(maxsize=8192)
def _read(text: str, locale: str) -> tuple[_Said, ...]:
    kept = _REFUSED_QUOTE.sub(lambda match: " " * len(match[0]), text)
    return tuple(_said(one.text, locale) for one in sentences(kept))


def _said(text: str, locale: str) -> _Said:
    quantities, words = find_quantities(text, locale), frozenset(stems(text, locale))
    return _Said(
        text=text,
        quantities=quantities,
        stems=words,
        beginnings=frozenset(word[:5] for word in words if len(word) >= 5),
        keys=frozenset(one.key for one in quantities),
        counts=frozenset(one.value for one in quantities if one.kind == "count"),
    )
