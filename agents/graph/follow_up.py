"""Requests that only make sense after an earlier one: "shorter, please", "in French now", "two more"."""

import re
from datetime import datetime
from functools import cache
from pathlib import Path

from agents.graph.brand_words import BrandWords
from agents.graph.brief import Brief
from agents.graph.brief_reader import read_brief
from agents.graph.frames import parts
from agents.graph.how_many import number_in
from agents.views import AskRequest
from knowledge.text.language import detect
from knowledge.text.phrases import Phrases, clean, fold, load_phrases

_WORDS = Path(__file__).parent / "data" / "reading" / "words.yaml"
_MAX_WORDS = 12
_POLITE = re.compile(
    r"^(?:(?:please|ok|okay|great|thanks|thank you|nice|good|hm+|and|but|can you|could you|make (?:it|them|this)"
    r"|bitte|und|jetzt|danke|s'il te plait|merci|et|maintenant|por favor|gracias|ahora|y|per favore|grazie|ora|e|graag"
    r"|bedankt|nu|en|obrigad[oa]|agora)\b[\s,.!]*)+"
)


def is_follow_up(text: str) -> bool:
    """Short, and says only what should be different."""
    folded = fold(clean(text)).strip()
    if not folded or len(folded.split()) > _MAX_WORDS or len(folded) > 120:
        return False
    language = detect(text)
    rest = _POLITE.sub("", folded)
    phrases = _lists()["follow_up"]
    return any(phrases.match(start, 0, language) is not None for start in (folded, rest) if start)


def merge_follow_up(
    earlier: Brief, text: str, brand: BrandWords, now: datetime, request: AskRequest | None = None
) -> Brief:
    """The earlier brief with what the follow-up names in its place; its words become a wish."""
    language = detect(text)
    words = clean(text)
    asked = request or AskRequest(text=text)
    read = read_brief(words, parts(words, language), language, "research", brand, asked, now)
    number = number_in(fold(words), language)
    return earlier.model_copy(
        update={
            "product": read.product or earlier.product,
            "segments": read.segments or earlier.segments,
            "channels": read.channels or earlier.channels,
            "locales": read.locales or earlier.locales,
            "voice": read.voice or earlier.voice,
            "hook": read.hook or earlier.hook,
            "when": read.when or earlier.when,
            "value": read.value or earlier.value,
            "variants": asked.variants or number or earlier.variants,
            "counts": read.counts or ({} if asked.variants or number else earlier.counts),
            "alternatives": read.alternatives if read.alternatives > 1 else earlier.alternatives,
            "follow_up_of": asked.follow_up_of or earlier.follow_up_of,
            "wishes": (*earlier.wishes, *read.wishes, " ".join(words.split())),
        }
    )


@cache
def _lists() -> dict[str, Phrases]:
    return load_phrases(_WORDS)
