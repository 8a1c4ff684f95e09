"""Reads a brief out of a request, in code: how many, of what, where, in which language, for whom, when, worth how much.

What was set beside the request beats what its text says; what neither says is left to the brand's defaults.
"""

import re
from collections.abc import Sequence
from datetime import datetime

from agents.graph.brand_words import BrandWords, known_words, read_product, read_segments, without_products
from agents.graph.brief import Brief, Route
from agents.graph.frames import Part
from agents.graph.how_many import read_counts, read_variants
from agents.graph.stake import read_value
from agents.graph.subject import read_focus, shorten
from agents.graph.timing import read_time
from agents.views import AskRequest
from knowledge.text.phrases import fold

_TAG = re.compile(r"(?<![\w-])([a-z]{2})-([A-Z]{2})(?![\w-])")
_SECOND_LANGUAGE = re.compile(r"(?<!\w)(?:in|auf|en|em|het) [^\W\d_]+ (?:and|und|et|y|e|en|&) ([^\W\d_]+)")


def read_brief(
    text: str,
    parts: Sequence[Part],
    language: str,
    route: Route,
    brand: BrandWords,
    request: AskRequest,
    now: datetime,
    supplied: str | None = None,
) -> Brief:
    """`text` is what is asked, masked; the words of `supplied`, copy that was brought along, are not read as orders."""
    said = " ".join(part.text for part in parts if not part.quoted).replace("·", " ")
    if supplied:
        said = said.replace(supplied, " ")
    folded = fold(said)
    mood = without_products(folded, brand)
    alternatives = request.alternatives or (2 if known_words("words")["alternatives"].search(folded, language) else 1)
    variants = request.variants or (1 if alternatives > 1 else read_variants(folded, language))
    channels = request.channels or _channels(folded, language, route, brand)
    named = [(start, channel) for start, _, channel in _channel_places(folded, language) if channel in channels]
    return Brief(
        focus=request.focus or (shorten(supplied) if supplied else read_focus(said, language, brand)) or shorten(text),
        product=request.product or read_product(folded, brand) or read_product(fold(text), brand),
        segments=request.segments or read_segments(folded, language, brand),
        channels=channels,
        locales=request.locales or _locales(said, language, route, brand),
        voice=request.voice or _first("tones", mood, language),
        hook=request.hook or _first("hooks", mood, language),
        when=request.when or read_time(said, language, now, brand.timezone),
        goal=_first("goals", mood, language),
        value=request.value or read_value(said, language),
        variants=variants,
        counts={} if request.variants or alternatives > 1 else read_counts(folded, language, named, variants),
        alternatives=alternatives,
        supplied_copy=supplied,
        follow_up_of=request.follow_up_of,
        wishes=_wishes(request),
    )


def _wishes(request: AskRequest) -> tuple[str, ...]:
    """The tone and the hook that were chosen, as the writer is told them."""
    tone = f"in a {request.voice} tone" if request.voice else None
    hook = f"with a feeling of {request.hook}" if request.hook else None
    return tuple(wish for wish in (tone, hook) if wish)


def _channels(folded: str, language: str, route: Route, brand: BrandWords) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(channel for _, _, channel in _channel_places(folded, language)))
    # a caption is Instagram's where no other place is named
    if "instagram" in named and len(named) > 1 and not re.search(r"insta|(?<!\w)ig(?!\w)|インスタ", folded):
        named = tuple(channel for channel in named if channel != "instagram")
    return named or ((brand.default_channel,) if route == "copywriting" else ())


def _channel_places(folded: str, language: str) -> list[tuple[int, int, str]]:
    """Start, end and channel of each mention, in order."""
    found: list[tuple[int, int, str]] = []
    for channel, phrases in known_words("channels").items():
        for match in phrases.finditer(folded, language):
            if not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((*match.span(), channel))
    return sorted(found)


def _locales(said: str, language: str, route: Route, brand: BrandWords) -> tuple[str, ...]:
    """Those that are named; else, for copy, the language of the request where the brand writes it."""
    folded = fold(said)
    found = [
        (match.start(), locale)
        for locale, phrases in known_words("locales").items()
        if (match := phrases.search(folded, language))
    ]
    named = [f"{match[1]}-{match[2]}" for match in _TAG.finditer(said)] + [locale for _, locale in sorted(found)]
    second = _SECOND_LANGUAGE.search(folded) if found else None
    if second:
        spoken = (f"in {second[1]}", f"auf {second[1]}", f"en {second[1]}", f"em {second[1]}", f"in het {second[1]}")
        named += [code for code, list_ in known_words("locales").items() if any(list_.search(way) for way in spoken)]
    if named:
        return tuple(dict.fromkeys(_own_tag(tag, brand) for tag in named))
    if route != "copywriting":
        return ()
    return (next((own for own in brand.locales if own.split("-")[0] == language), brand.locales[0]),)


def _own_tag(tag: str, brand: BrandWords) -> str:
    """The brand's own tag for a language that was named without a region."""
    if tag in brand.locales or "-" in tag:
        return tag
    return next((own for own in brand.locales if own.split("-")[0] == tag), tag)


def _first(name: str, folded: str, language: str) -> str | None:
    """The label whose words come first."""
    found = [
        (match.start(), label)
        for label, phrases in known_words(name).items()
        if (match := phrases.search(folded, language))
    ]
    return min(found)[1] if found else None
