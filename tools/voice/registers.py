"""Registers that are no brand's voice: perfume poetry, empowerment, corporate filler, slang, clickbait.

What is counted is how many different words of such a register a copy has, and phrases that tell it by themselves. How
many are too many is the brand's to say: more than any copy has that people labelled as on its voice.
"""

import re
from functools import cache
from pathlib import Path

import yaml

from knowledge.text.phrases import fold

DATA = Path(__file__).with_name("voice_registers.yaml")
FEWEST = 2  # of a short copy; one such word is no register
_WORDS_EACH = 30  # of longer copy, for each further one


def register_words(text: str, locale: str = "en") -> tuple[str, ...]:
    """The different words and phrases of a register, as they stand in the text, folded."""
    language = locale.split("-")[0].lower()
    if language not in _patterns():
        return ()
    words, phrases = _patterns()[language]
    folded = fold(text)
    found = {match[1]: match[0] for match in words.finditer(folded)}
    said = {" ".join(match[0].split()): None for match in phrases.finditer(folded)}
    return (*said, *found.values())


def too_many(text: str, count: int, most_on: int) -> bool:
    """`most_on`: the most that a copy on the brand's voice has."""
    return count > most_on and count >= max(FEWEST, len(text.split()) // _WORDS_EACH)


@cache
def _patterns() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    data = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    built = {}
    for language, listed in data["words"].items():
        stems = sorted({fold(stem) for stem in listed.split()}, key=lambda stem: (-len(stem), stem))
        body = "|".join(rf"{stem[:-1]}\b" if stem.endswith("$") else stem for stem in stems)
        phrases = "".join(data["phrases"][language].split("\n"))
        phrases = "|".join(part.strip() for part in _parts(phrases))
        built[language] = re.compile(rf"(?<![\w-])({body})\w*"), re.compile(rf"(?<!\w)(?:{phrases})")
    return built


def _parts(joined: str) -> list[str]:
    """Alternatives at the top level, brackets left whole."""
    return re.split(r"\|(?![^()]*\))", joined)
