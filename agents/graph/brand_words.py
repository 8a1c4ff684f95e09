"""What a brand calls its things, found again in a request: products by name, slip of the pen or kind; segments."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache
from pathlib import Path

from knowledge.facts import Product
from knowledge.text.phrases import Phrases, fold, load_phrases

_READING = Path(__file__).parent / "data" / "reading"
_WORD = re.compile(r"[^\W\d_][\w'&]*")
_SIMILAR = 0.84  # of two words, by difflib: "refilable" and "refillable", not "balm" and "calm"
_FUZZY_FROM = 6  # letters


@dataclass(frozen=True)
class BrandWords:
    """Names as the brand writes them, and its defaults."""

    products: Sequence[Product] = ()
    segments: Sequence[str] = ()
    channels: Sequence[str] = ()  # ids; the brand's own, all others are understood too
    locales: Sequence[str] = ("en",)  # BCP 47, the default first
    default_channel: str = "instagram"
    timezone: str = "Europe/Berlin"
    segment_aliases: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def product_names(self) -> tuple[tuple[str, str], ...]:
        """Folded name or alias with the product's name, the longest first."""
        pairs = [(fold(name), product.name) for product in self.products for name in (product.name, *product.aliases)]
        return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))

    @cached_property
    def segment_names(self) -> tuple[tuple[str, str], ...]:
        pairs = [(fold(name), name) for name in self.segments]
        pairs += [(fold(alias), name) for name, aliases in self.segment_aliases.items() for alias in aliases]
        return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


def read_product(folded: str, brand: BrandWords) -> str | None:
    """The product that is named first; where names overlap, the longest."""
    spans = sorted(_product_spans(folded, brand))
    if spans:
        return spans[0][2]
    return _by_slip(folded, brand) or _by_kind(folded, brand)


def without_products(folded: str, brand: BrandWords) -> str:
    """As long as before, the names blanked: the "Calm" of a Calm Balm is no tone."""
    for start, end, _ in _product_spans(folded, brand):
        folded = folded[:start] + " " * (end - start) + folded[end:]
    return folded


def read_segments(folded: str, language: str, brand: BrandWords) -> tuple[str, ...]:
    """The brand's own segments, and beside them the groups of people that everybody knows."""
    found = list(_spans(folded, brand.segment_names))
    for audience, phrases in known_words("audiences").items():
        match = phrases.search(folded, language)
        if match and not any(match.start() < end and start < match.end() for start, end, _ in found):
            found.append((*match.span(), _own_name(audience, brand)))
    return tuple(dict.fromkeys(segment for _, _, segment in sorted(found)))


def _own_name(audience: str, brand: BrandWords) -> str:
    """The brand's own word for a known group, where it has one."""
    return next((segment for name, segment in brand.segment_names if name.replace("-", " ") == audience), audience)


def _product_spans(folded: str, brand: BrandWords) -> list[tuple[int, int, str]]:
    return list(_spans(folded, brand.product_names))


def _spans(folded: str, names: Sequence[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    """Names that stand in the text, the longest first, none inside another."""
    taken: list[tuple[int, int]] = []
    for name, meant in names:
        for match in _name_pattern(name).finditer(folded):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                yield match.start(), match.end(), meant


@lru_cache(maxsize=4096)
def _name_pattern(name: str) -> re.Pattern[str]:
    """A name with its plural; a hyphen and a space are one. Japanese has no borders between words."""
    if re.search(r"[\u3040-\u9fff]", name):
        return re.compile(re.escape(name))
    spelled = re.sub(r"(?:\\-|\\ )", "[- ]", re.escape(name))
    return re.compile(rf"(?<!\w){spelled}(?:s|es|n|en|e)?(?!\w)")


def _by_slip(folded: str, brand: BrandWords) -> str | None:
    """Every word of a name is there, or nearly."""
    words = _WORD.findall(folded)
    for name, product in brand.product_names:
        named = _WORD.findall(name)
        if named and all(any(_alike(own, word) for word in words) for own in named):
            return product
    return None


def _alike(own: str, word: str) -> bool:
    if own == word:
        return True
    if min(len(own), len(word)) < _FUZZY_FROM or own[0] != word[0]:
        return False
    return SequenceMatcher(None, own, word).ratio() >= _SIMILAR


def _by_kind(folded: str, brand: BrandWords) -> str | None:
    """ "The balm", in any language, where the brand has one product of that kind."""
    for phrases in known_words("things").values():
        if phrases.search(folded):
            meant = {product for name, product in brand.product_names if phrases.search(name)}
            if len(meant) == 1:
                return meant.pop()
    return None


@cache
def known_words(name: str) -> dict[str, Phrases]:
    """A list of `data/reading`: what each of its labels is called in each language."""
    return load_phrases(_READING / f"{name}.yaml")
