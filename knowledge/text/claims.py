"""Where a text claims: superlatives, comparisons, health, environment, origin and the like, found by word lists.

The lists are data (`claims.yaml`). What is found is only looked at here; whether it may be said, a register decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.text.memory import remembered
from knowledge.text.numerals import language_of
from knowledge.text.plain import BLANK
from knowledge.text.sentences import Sentence, sentence_at, sentences
from knowledge.text.wordlist import one_of

ClaimKind = Literal[
    "superlative",
    "comparative",
    "absolute",
    "health",
    "environmental",
    "origin",
    "price",
    "guarantee",
    "testimonial",
    "free_from",
    "clinical",
]
KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
# Kinds that nobody may claim without proof; where two claims overlap, one of these is kept.
GRAVE: frozenset[ClaimKind] = frozenset({"superlative", "health", "environmental", "guarantee", "clinical"})
_LISTS = Path(__file__).with_name("claims.yaml")
_EVEN = str.maketrans({"-": " ", "‑": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'", "ʼ": "'"})


class ClaimSpan(BaseModel):
    """One claim. `text` stands at `start` of the whole text, exactly, inside `sentence`."""

    model_config = ConfigDict(frozen=True)

    kind: ClaimKind
    text: str
    start: int
    sentence: str
    sentence_start: int
    negated: bool = False  # "does not cure": said not to be so
    question: bool = False

    @property
    def key(self) -> str:
        """For comparing two texts."""
        return f"{self.kind}:{self.text.casefold()}"


class _Words(BaseModel):
    """One kind's entry in the lists."""

    model_config = ConfigDict(extra="forbid")

    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    case: tuple[str, ...] = ()  # patterns that need capitals
    no: tuple[str, ...] = Field(default=(), alias="not")


_Pattern = tuple[str, re.Pattern[str], ClaimKind]  # what must stand in the text, the pattern, what it finds


@dataclass(frozen=True)
class _Finder:
    """One language's lists, compiled."""

    harmless: re.Pattern[str]
    words: re.Pattern[str]
    kinds: dict[str, ClaimKind]
    beginnings: tuple[tuple[str, ClaimKind], ...]  # longest first
    patterns: tuple[_Pattern, ...]
    case_patterns: tuple[_Pattern, ...]

    def spans(self, text: str) -> Iterator[tuple[int, int, ClaimKind]]:
        low = _even(text)
        low = self.harmless.sub(lambda match: BLANK * len(match[0]), low)
        for match in self.words.finditer(low):
            yield match.start(), match.end(), self._kind(match[0])
        for needle, pattern, kind in self.patterns:
            if needle in low:
                yield from ((match.start(), match.end(), kind) for match in pattern.finditer(low))
        for needle, pattern, kind in self.case_patterns:
            if needle in low:
                yield from ((match.start(), match.end(), kind) for match in pattern.finditer(text))

    def _kind(self, word: str) -> ClaimKind:
        if word in self.kinds:
            return self.kinds[word]
        return next(kind for beginning, kind in self.beginnings if word.startswith(beginning))


@remembered
def find_claims(text: str, locale: str = "en") -> tuple[ClaimSpan, ...]:
    """All claims in the text's order; of overlapping ones the gravest, then the longest.

    A language without lists is read as English.
    """
    language = language_of(locale)
    finder = _finder(language)
    found = _distinct(finder.spans(text))
    if not found:
        return ()
    parts = sentences(text)
    claims = []
    for start, end, kind in found:
        at = sentence_at(parts, start)
        part = Sentence(text=text[start:end], start=start) if at is None else parts[at]
        claims.append(
            ClaimSpan(
                kind=kind,
                text=text[start:end],
                start=start,
                sentence=part.text,
                sentence_start=part.start,
                negated=_is_negated(
                    _even(text[max(part.start, start - _WINDOW) : start]), _even(text[end : end + _WINDOW]), language
                ),
                question=part.text.rstrip("\"'”’»)").endswith(("?", "？")),
            )
        )
    return tuple(claims)


def _even(text: str) -> str:
    """Lower case, one kind of space and apostrophe, hyphens as spaces; the same length."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(lower if len(lower := char.lower()) == 1 else char for char in text)
    return low.translate(_EVEN)


def _distinct(spans: Iterator[tuple[int, int, ClaimKind]]) -> list[tuple[int, int, ClaimKind]]:
    kept: list[tuple[int, int, ClaimKind]] = []
    taken: set[int] = set()
    for start, end, kind in sorted(spans, key=lambda span: (span[2] not in GRAVE, span[0] - span[1], span[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, kind))
    return sorted(kept)


_NOT_BEFORE = {
    "en": r"(?:\bnot|n't|\bno|\bnever|\bnor|\bcannot|\bwithout|\bneither|\bhardly|\bfar from)",
    "fr": r"(?:\bne|\bn'|\bpas|\bni|\baucune?|\bsans)",
    "de": r"(?:\bnicht|\bkeine?[nrms]?|\bweder|\bohne|\bniemals|\bnie)",
    "es": r"(?:\bno|\bni|\bsin|\bningún|\bninguna|\bnunca)",
    "it": r"(?:\bnon|\bné|\bsenza|\bnessun[ao]?)",
    "nl": r"(?:\bniet|\bgeen|\bnoch|\bzonder|\bnooit)",
}
_NOT_AFTER = {"de": r"(?:nicht|keine?[nrms]?|weder)\b(?! (?:nur|bloß))", "nl": r"(?:niet|geen)\b(?! alleen)"}
# "not only", "you won't believe it heals": these deny nothing that follows.
_NO_DENIAL = re.compile(
    r"\b(?:not (?:only|just|merely)|why not"
    r"|(?:can't|won't|wouldn't|couldn't|cannot) (?:\w+ )?(?:believe|imagine|resist|stop)"
    r"|no (?:wonder|doubt|question|secret|other)|never before|non seulement|sans doute|nicht nur|ohne zweifel"
    r"|no (?:solo|sólo)|sin duda|non solo|senza dubbio|niet alleen|zonder twijfel)\b"
)
_CLAUSE = re.compile(r"[,;:.!?…()–—]|\b(?:but|mais|aber|sondern|pero|sino|ma|maar)\b")
_REACH = 5  # words from the denial to what it denies
_WINDOW = 120  # characters that hold them


def _is_negated(before: str, after: str, language: str) -> bool:
    """What the claim's clause denies before it, or in German and Dutch right after it. Both texts are evened."""
    clause = _CLAUSE.split(before)[-1]
    near = " ".join(clause.split()[-_REACH:])
    denial = _NOT_BEFORE.get(language, _NOT_BEFORE["en"])
    if re.search(rf"{denial}(?!\w)", near) and not _NO_DENIAL.search(clause):
        return True
    late = _NOT_AFTER.get(language)
    return late is not None and re.match(rf"(?: \w+){{0,2}} {late}", after) is not None


@lru_cache(maxsize=16)
def _finder(language: str) -> _Finder:
    lists = _lists()
    kinds = lists.get(language) or lists["en"]
    exact: dict[str, ClaimKind] = {}
    open_ended: dict[str, ClaimKind] = {}
    for kind, entry in kinds.items():
        for word in entry.words:
            evened = _even(word)
            (open_ended if word.endswith("*") else exact).setdefault(evened.rstrip("*"), kind)
    harmless = one_of(_even(phrase) for entry in kinds.values() for phrase in entry.no)
    return _Finder(
        harmless=re.compile(rf"(?<!\w)(?:{harmless})(?!\w)"),
        words=re.compile(rf"(?<!\w)(?:(?:{one_of(exact)})(?!\w)|(?:{one_of(open_ended)})\w*)"),
        kinds=exact,
        beginnings=tuple(sorted(open_ended.items(), key=lambda item: -len(item[0]))),
        patterns=tuple(_pattern(one, kind) for kind, entry in kinds.items() for one in entry.patterns),
        case_patterns=tuple(_pattern(one, kind) for kind, entry in kinds.items() for one in entry.case),
    )


def _pattern(written: str, kind: ClaimKind) -> _Pattern:
    """ "needle => pattern": a plain search for the needle is a hundred times faster than the pattern."""
    needle, arrow, pattern = written.partition(" => ")
    return (needle, re.compile(pattern), kind) if arrow else ("", re.compile(written), kind)


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[ClaimKind, _Words]]:
    read = yaml.load(_LISTS.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return {
        language: {kind: _Words.model_validate(kinds[kind]) for kind in KINDS if kind in kinds}
        for language, kinds in read.items()
    }
