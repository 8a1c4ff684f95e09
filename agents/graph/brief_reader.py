"""Reads a brief out of a request, in code: how many, of what, where, in which language, for whom, when, worth how much.

What was set beside the request beats what its text says; what neither says is left to the brand's defaults.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher
from functools import cache, cached_property
from pathlib import Path

from agents.graph.brief import Brief, Route
from agents.graph.frames import Part
from agents.graph.stake import read_value
from agents.graph.timing import read_time
from agents.views import AskRequest
from knowledge.facts import Product
from knowledge.text.phrases import Phrases, fold, load_phrases

_READING = Path(__file__).parent / "data" / "reading"
_FRAMES = Path(__file__).parent / "data" / "frames.yaml"
_MAX_VARIANTS, _MAX_FOCUS = 20, 120
_TAG = re.compile(r"(?<![\w-])([a-z]{2})-([A-Z]{2})(?![\w-])")
_DIGITS = re.compile(
    r"(?<![\w.,€$£/-])(\d{1,2})[x×]?\s?(?![\d.,:%€$£]|\s?(?:euro?s?|ml|g|cm|st|nd|rd|th|uhr|h|am|pm)\b)"
)
_WORD = re.compile(r"[^\W\d_][\w'&-]*")
_SIMILAR = 0.84  # of two words, by difflib: "refilable" and "refillable", not "balm" and "calm"
_FUZZY_FROM = 6  # letters


@dataclass(frozen=True)
class BrandWords:
    """What a brand calls its things."""

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


def read_brief(
    text: str, parts: Sequence[Part], language: str, route: Route, brand: BrandWords, request: AskRequest, now: datetime
) -> Brief:
    """`text` is the masked request; the words of copy that was brought along are not read as orders."""
    said = " ".join(part.text for part in parts if not part.quoted).replace("·", " ")
    supplied = read_supplied_copy(text, parts, language) if route == "brand_check" else None
    if supplied:
        said = said.replace(supplied, " ")
    folded = fold(said)
    alternatives = request.alternatives or (2 if _words("words")["alternatives"].search(folded, language) else 1)
    return Brief(
        focus=read_focus(said, folded, language, brand) or _shorten(text),
        product=read_product(folded, brand) or read_product(fold(text), brand),
        segments=request.segments or read_segments(folded, language, brand),
        channels=request.channels or _channels(folded, language, route, brand),
        locales=request.locales or _locales(said, folded, language, route, brand),
        voice=_first("tones", folded, language),
        hook=_first("hooks", folded, language),
        when=request.when or read_time(said, language, now, brand.timezone),
        goal=_first("goals", folded, language),
        value=request.value or read_value(said, language),
        variants=request.variants or (1 if alternatives > 1 else read_variants(folded, language)),
        alternatives=alternatives,
        supplied_copy=supplied,
        follow_up_of=request.follow_up_of,
    )


def read_variants(folded: str, language: str) -> int:
    """The number before the thing to be written; "three captions", "3 kurze Posts", "キャプションを3つ"."""
    for match in _frames()["deliverable"].finditer(folded, language):
        before = folded[max(0, match.start() - 40) : match.start()]
        clause = re.split(r"[.,;:!?\n(]", before)[-1]
        number = number_in(clause, language)
        if number is None and re.match(r"[\u3040-\u9fff]", match[0][-1]):
            number = number_in(folded[match.end() : match.end() + 10], language)
        if number:
            return min(number, _MAX_VARIANTS)
    return 1


def number_in(clause: str, language: str) -> int | None:
    """The last number of a folded clause, in digits or as a word."""
    digits = list(_DIGITS.finditer(clause))
    if digits:
        return int(digits[-1][1]) or None
    named = [
        (match.start(), int(number))
        for number, phrases in _words("numbers").items()
        for match in phrases.finditer(clause, language)
    ]
    return max(named)[1] if named else None


def read_product(folded: str, brand: BrandWords) -> str | None:
    """By name, else by alias, else by a name with a slip of the pen; the longest name wins, then the first."""
    exact = [
        (folded.find(name), -len(name), product) for name, product in brand.product_names if _contains(folded, name)
    ]
    if exact:
        longest = [hit for hit in exact if not any(_inside(hit, other) for other in exact)]
        return min(longest)[2]
    words = _WORD.findall(folded)
    for name, product in brand.product_names:
        named = _WORD.findall(name)
        if named and all(any(_alike(own, word) for word in words) for own in named):
            return product
    return None


def _inside(hit: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return other is not hit and other[0] <= hit[0] and other[0] - other[1] >= hit[0] - hit[1] and other[1] < hit[1]


def _contains(folded: str, name: str) -> bool:
    if re.search(r"[\u3040-\u9fff]", name):
        return name in folded
    return re.search(rf"(?<!\w){re.escape(name)}(?:s|es|n|en|e)?(?!\w)", folded) is not None


def _alike(own: str, word: str) -> bool:
    if own == word:
        return True
    if min(len(own), len(word)) < _FUZZY_FROM or own[0] != word[0]:
        return False
    return SequenceMatcher(None, own, word).ratio() >= _SIMILAR


def read_segments(folded: str, language: str, brand: BrandWords) -> tuple[str, ...]:
    """The brand's own segments by name; else the groups of people that everybody knows."""
    own = [(folded.find(name), segment) for name, segment in brand.segment_names if _contains(folded, name)]
    known = [
        (match.start(), _canonical(audience, brand))
        for audience, phrases in _words("audiences").items()
        if (match := phrases.search(folded, language))
    ]
    return tuple(dict.fromkeys(segment for _, segment in sorted(own + known)))


def _canonical(audience: str, brand: BrandWords) -> str:
    """The brand's spelling of a known group."""
    return next((name for name in brand.segments if fold(name).rstrip("s") == audience.rstrip("s")), audience)


def _channels(folded: str, language: str, route: Route, brand: BrandWords) -> tuple[str, ...]:
    found: list[tuple[int, str]] = []
    taken: list[tuple[int, int]] = []
    for channel, phrases in _words("channels").items():
        for match in phrases.finditer(folded, language):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                found.append((match.start(), channel))
                taken.append(match.span())
    named = tuple(dict.fromkeys(channel for _, channel in sorted(found)))
    # "Instagram caption" and "caption" are one channel; "LinkedIn caption" is LinkedIn
    if "instagram" in named and len(named) > 1 and not re.search(r"insta|(?<!\w)ig(?!\w)|インスタ", folded):
        named = tuple(channel for channel in named if channel != "instagram")
    return named or ((brand.default_channel,) if route == "copywriting" else ())


def _locales(said: str, folded: str, language: str, route: Route, brand: BrandWords) -> tuple[str, ...]:
    tags = [f"{match[1]}-{match[2]}" for match in _TAG.finditer(said)]
    found = [
        (match.start(), locale)
        for locale, phrases in _words("locales").items()
        if (match := phrases.search(folded, language))
    ]
    named = [*tags, *(locale for _, locale in sorted(found))]
    joined = re.search(r"(?:in|auf|en|em|in het) ([^\W\d_]+) (?:and|und|et|y|e|en) ([^\W\d_]+)", folded)
    if joined and found:
        second = _words("locales")
        named += [locale for locale, phrases in second.items() if phrases.search(f"in {joined[2]}", "en")]
    if named:
        return tuple(dict.fromkeys(_known_locale(tag, brand) for tag in named))
    if route != "copywriting":
        return ()
    same = [locale for locale in brand.locales if locale.split("-")[0] == language]
    return (same[0] if same else brand.locales[0],)


def _known_locale(tag: str, brand: BrandWords) -> str:
    """The brand's own tag for a language, where it has one."""
    if tag in brand.locales:
        return tag
    return next((own for own in brand.locales if "-" not in tag and own.split("-")[0] == tag), tag)


def read_focus(said: str, folded: str, language: str, brand: BrandWords) -> str | None:
    """A short noun phrase: what stands after "about"; else the product, else nothing."""
    for match in _words("words")["about"].finditer(folded, language):
        phrase = re.split(r"[.,;:!?\n。、！？]", said[match.end() :].strip(), maxsplit=1)[0].strip()
        if _is_subject(fold(phrase), language, brand):
            return _shorten(phrase)
    return read_product(folded, brand)


def _is_subject(phrase: str, language: str, brand: BrandWords) -> bool:
    """Not a channel, a language, a day or an audience."""
    if len(phrase) < 3 or not _WORD.search(phrase):
        return False
    if read_product(phrase, brand):
        return True
    for name in ("channels", "times", "locales", "audiences"):
        if any(phrases.match(phrase, 0, language) for phrases in _words(name).values()):
            return False
    return not any(phrase.startswith(name) for name, _ in brand.segment_names)


def read_supplied_copy(text: str, parts: Sequence[Part], language: str) -> str | None:
    """Quoted words; else what stands after the colon or below the first line; else all but the question about it."""
    quoted = [part.text for part in parts if part.quoted]
    if quoted:
        return "\n".join(quoted).strip() or None
    after = re.search(r"[:：]\s*(?=\S)|\n+", text)
    if after and len(text[after.end() :].split()) >= 1 and text[after.end() :].strip():
        return text[after.end() :].strip()
    asked = _frames()["check"].search(fold(text), language)
    if not asked:
        return None
    before = re.split(r"(?<=[.!?…])\s+|\s[–—-]\s", text[: asked.start()])
    rest = " ".join(piece for piece in before if len(piece.split()) >= 2).strip(" –—-,")
    return rest or None


def _first(name: str, folded: str, language: str) -> str | None:
    found = [
        (match.start(), label) for label, phrases in _words(name).items() if (match := phrases.search(folded, language))
    ]
    return min(found)[1] if found else None


def _shorten(text: str) -> str:
    line = " ".join(unicodedata.normalize("NFC", text).split())
    return (
        line
        if len(line) <= _MAX_FOCUS
        else line[: line.rfind(" ", 0, _MAX_FOCUS) if " " in line[:_MAX_FOCUS] else _MAX_FOCUS] + "…"
    )


@cache
def _words(name: str) -> dict[str, Phrases]:
    return load_phrases(_READING / f"{name}.yaml")


def _frames() -> dict[str, Phrases]:
    return load_phrases(_FRAMES)
