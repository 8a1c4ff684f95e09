"""How a phrase of an inclusive-language list stands in a text: hyphens, apostrophes, accents, capitals."""

import re

from knowledge.text.phrases import fold
from tools.text.placed import Reading

Hit = tuple[int, int, str, str]  # start, end, the phrase, its category


def head_of_phrase(phrase: str) -> str:
    match = re.match(r"[^\W_]+", fold(phrase))
    if not match:
        return ""
    head = match[0].split("ß")[0]
    return head[:-1] if len(head) > 1 and head.endswith("s") else head


def phrase_pattern(phrase: str, apostrophe: bool) -> str:
    words = [r"[^\s.!?;]+" if word == "*" else _word(fold(word), apostrophe) for word in phrase.split()]
    return r"(?:,?\s+|-)".join(words) + r"(?!\w|['-]\w)"


def _word(word: str, apostrophe: bool) -> str:
    """Hyphens may be missing; an apostrophe too, unless the rule is about words that have one."""
    pattern = re.escape(word).replace(r"\-", "-?").replace("-", "-?").replace("-??", "-?").replace("ß", "(?:ß|ss)")
    if apostrophe:
        return pattern
    pattern = pattern.replace("'", "'?")
    return f"{pattern[:-1]}'?s" if pattern.endswith("s") and not pattern.endswith("'?s") else pattern


def stands(reading: Reading, start: int, end: int, phrase: str) -> bool:
    """Accents and capitals of the phrase count: "lamé" is not "lame", "LGBT" not "lgbt"."""
    said = reading.text[start:end]
    if phrase.isascii() and not said.isascii() and re.search(r"[^\x00-\x7f’‘ʼ\u00a0\u202f‑–]", said):
        return False
    return phrase == phrase.lower() or said.replace("’", "'") == phrase


def longest(hits: list[Hit]) -> list[Hit]:
    """In order of place, without overlaps."""
    kept: list[Hit] = []
    for hit in sorted(set(hits), key=lambda one: (one[0], -one[1], one[2])):
        if not kept or hit[0] >= kept[-1][1]:
            kept.append(hit)
    return kept
