"""How a text is written, as a few numbers: sentence length, marks, capitals, address, hype; not what it says."""

import math
from functools import cache, lru_cache
from pathlib import Path

import regex
import yaml
from pydantic import BaseModel, ConfigDict

DATA = Path(__file__).with_name("voice.yaml")
NAMES = (
    "words a sentence",
    "letters a word",
    "exclamation marks",
    "questions",
    "emoji",
    "words in capitals",
    "second person",
    "first person",
    "hype words",
    "contractions",
    "figures",
    "dashes and dots",
)
_LABEL = regex.compile(r"(?m)^(?:subject|preheader|body|headline|title|betreff|objet|asunto)\s?:\s", regex.IGNORECASE)
_ASIDE = regex.compile(r"(?:https?://|www\.)\S++|[#@][\p{L}\p{N}_]++")
_WORD = regex.compile(r"[\p{L}\p{N}]++(?:[-'’.,:][\p{L}\p{N}]++)*+")
_END = regex.compile(r"[.!?…]++(?=[\s\"”’»)]|$)|\n\s*+\n")
_EMOJI = regex.compile(r"\p{Emoji_Presentation}|\p{Extended_Pictographic}\ufe0f")
_CONTRACTION = regex.compile(r"\p{L}['’](?:s|t|re|ve|ll|d|m)\b", regex.IGNORECASE)
_DASH = regex.compile(r"—|\.{3}|…")
# Letters in a usual word, counted over the sample brand's documents in that language.
_LETTERS = {"en": 4.3, "de": 5.3, "fr": 4.7, "es": 4.1}
_LEAST = 20  # words that a rate is taken over: one mark in three words is no habit


class Question(BaseModel):
    """Something that only a person can say about copy. `role` is who is asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    ask: str
    role: str


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str | None
    hype: dict[str, frozenset[str]]
    second_person: dict[str, frozenset[str]]
    first_person: dict[str, frozenset[str]]
    questions: tuple[Question, ...]


@cache
def _data() -> _Data:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return _Data.model_validate(yaml.load(DATA.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506


def questions_for_people() -> tuple[Question, ...]:
    """What a card asks beside the findings; no rule answers these."""
    return _data().questions


def style(text: str, locale: str = "en") -> tuple[float, ...]:
    """One number for each of NAMES. Rates are per word, and damped: the second mark says less than the first."""
    plain = _ASIDE.sub(" ", _LABEL.sub("", text))
    words = [found.group() for found in _WORD.finditer(plain)]
    sentences = 1 + sum(1 for found in _END.finditer(plain) if plain[found.end() :].strip())
    room = max(len(words), _LEAST)

    def rate(count: float) -> float:
        return math.sqrt(count / room)

    lower = [word.lower().replace("’", "'") for word in words]
    return (
        math.log1p(len(words) / sentences),
        sum(map(len, words)) / max(len(words), 1) - _LETTERS.get(locale.split("-")[0].lower(), _LETTERS["en"]),
        rate(plain.count("!") + plain.count("¡")),
        rate(plain.count("?")),
        rate(len(_EMOJI.findall(plain))),
        rate(sum(1 for word in words if len(word) > 2 and word.isupper() and word.isalpha())),
        *(rate(sum(word in own for word in lower)) for own in _lists(locale.split("-")[0].lower())),
        rate(len(_CONTRACTION.findall(plain))),
        rate(sum(1 for word in words if any(char.isdigit() for char in word))),
        rate(len(_DASH.findall(plain))),
    )


@lru_cache(maxsize=64)
def _lists(language: str) -> tuple[frozenset[str], ...]:
    """Second person, first person, hype; hype of all languages, since it travels."""
    data = _data()
    hype = frozenset().union(*data.hype.values())
    nobody: frozenset[str] = frozenset()
    return data.second_person.get(language, nobody), data.first_person.get(language, nobody), hype
