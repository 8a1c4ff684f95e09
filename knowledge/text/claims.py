"""Where a text claims: superlatives, comparisons, health, environment, origin and the like, found by word lists.

The lists are data (`claims.yaml`). What is found is only looked at here; whether it may be said, a register decides.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, cast, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field

from knowledge.text.claim_topics import has_grammar, topic_patterns, topics_of
from knowledge.text.claims_aim import Aim, aim_of, compares_with_a_name
from knowledge.text.memory import remembered
from knowledge.text.needed import needles_of
from knowledge.text.needles import Needles
from knowledge.text.numerals import language_of
from knowledge.text.polarity import Stance, even, is_affirmed, is_question, stance_in
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
_HEADLINES = frozenset({"body", "weight", "carbon_neutral"})  # said of what is offered where a sentence opens with them
_OPENING = " \t\n*#>-–—•“\"'¡¿"
_HOME = 200  # characters on both sides of a weak claim
_LISTS = Path(__file__).with_name("claims.yaml")


class ClaimSpan(BaseModel):
    """One claim. `text` stands at `start` of the whole text, exactly, inside `sentence`."""

    model_config = ConfigDict(frozen=True)

    kind: ClaimKind
    text: str
    start: int
    sentence: str
    sentence_start: int
    stance: Stance = "said"
    question: bool = False
    weak: bool = False  # claims only where it is said of something offered
    aim: Aim = 2  # of what the sentence speaks
    topics: frozenset[str] = frozenset()

    @property
    def negated(self) -> bool:
        """Whether it is denied ("does not cure"), or only reported or asked."""
        return self.stance in ("denied", "reported", "asked")

    @property
    def claims(self) -> bool:
        """Whether it is said, and of something that may be offered."""
        return not self.negated and (self.aim > 0 or not self.weak)

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
    weak: tuple[str, ...] = ()  # words
    weak_patterns: tuple[str, ...] = ()
    no: tuple[str, ...] = Field(default=(), alias="not")
    unless: tuple[str, ...] = ()
    within: str = ""  # what the sentence of a weak one has to say


_Span = tuple[int, int, ClaimKind, bool]  # start, end, kind, weak
_Pattern = tuple[re.Pattern[str], bool, ClaimKind, bool]  # whether it needs capitals, what it finds, whether weak


@dataclass(frozen=True)
class _Finder:
    """One language's lists, compiled."""

    harmless: tuple[re.Pattern[str], ...]
    may_be_harmless: Needles  # of these patterns
    words: re.Pattern[str]
    beginnings_of_words: Needles
    kinds: dict[str, tuple[ClaimKind, bool]]
    beginnings: tuple[tuple[str, tuple[ClaimKind, bool]], ...]  # longest first
    needles: Needles  # of the patterns
    patterns: tuple[_Pattern, ...]
    within: dict[ClaimKind, re.Pattern[str]]

    def is_at_home(self, kind: ClaimKind, around: str) -> bool:
        """Whether the words around a weak claim, of its sentence, say what they must for it."""
        needed = self.within.get(kind)
        return needed is None or needed.search(even(around)) is not None

    def spans(self, text: str) -> list[_Span]:
        low = even(text)
        found = list(self._spans(text, low))
        if not found:
            return found
        able = (self.harmless[number] for number in self.may_be_harmless.standing_in(low))
        idle = {place for one in able for match in one.finditer(low) for place in range(*match.span())}
        return [one for one in found if one[0] not in idle and one[1] - 1 not in idle] if idle else found

    def _spans(self, text: str, low: str) -> Iterator[_Span]:
        done = 0
        for start in self.beginnings_of_words.places_in(low):
            if start >= done and (match := self.words.match(low, start)):
                done = match.end()
                yield start, done, *self._kind(match[0])
        for number in self.needles.standing_in(low):
            pattern, cased, kind, weak = self.patterns[number]
            yield from ((match.start(), match.end(), kind, weak) for match in pattern.finditer(text if cased else low))

    def _kind(self, word: str) -> tuple[ClaimKind, bool]:
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
    for start, end, kind, weak in found:
        at = sentence_at(parts, start)
        part = Sentence(text=text[start:end], start=start) if at is None else parts[at]
        around = text[max(part.start, start - _HOME) : min(part.end, end + _HOME)]
        if weak and not (finder.is_at_home(kind, around) or has_grammar(even(text[start:end]), language)):
            continue
        topics = topics_of(kind, even(text[start:end]), language)
        headed = (kind == "comparative" and compares_with_a_name(part.text, start - part.start, end - part.start)) or (
            not text[part.start : start].strip(_OPENING)
            and (not topics.isdisjoint(_HEADLINES) or ("safe_for" in topics and " " in text[start:end]))
        )
        claims.append(
            ClaimSpan(
                kind=kind,
                text=text[start:end],
                start=start,
                sentence=part.text,
                sentence_start=part.start,
                stance=stance_in(parts, text, start, end, locale),
                question=is_question(part.text) and not is_affirmed(parts, start, locale),
                weak=weak,
                aim=2 if headed else aim_of(part.text, locale),
                topics=topics,
            )
        )
    return tuple(claims)


def _distinct(spans: list[_Span]) -> list[_Span]:
    """Of overlapping ones what is plain, then the gravest, then the longest."""
    if len(spans) < 2:
        return spans
    kept: list[_Span] = []
    taken: set[int] = set()
    for one in sorted(spans, key=lambda span: (span[3], span[2] not in GRAVE, span[0] - span[1], span)):
        if taken.isdisjoint(range(one[0], one[1])):
            taken.update(range(one[0], one[1]))
            kept.append(one)
    return sorted(kept)


@lru_cache(maxsize=16)
def _finder(language: str) -> _Finder:
    lists = _lists()
    kinds = lists.get(language) or lists["en"]
    exact: dict[str, tuple[ClaimKind, bool]] = {}
    open_ended: dict[str, tuple[ClaimKind, bool]] = {}
    for kind, entry in kinds.items():
        for word, weak in [*((word, False) for word in entry.words), *((word, True) for word in entry.weak)]:
            evened = even(word)
            (open_ended if word.endswith("*") else exact).setdefault(evened.rstrip("*"), (kind, weak))
    listed = one_of(even(phrase) for entry in kinds.values() for phrase in entry.no)
    harmless = (
        re.compile(rf"(?<!\w)(?:{listed})(?!\w)"),
        *(re.compile(pattern) for entry in kinds.values() for pattern in entry.unless),
    )
    patterns = (
        *(
            _pattern(one, kind, cased=cased, weak=weak)
            for kind, entry in kinds.items()
            for listed, cased, weak in (
                (entry.patterns, False, False),
                (entry.weak_patterns, False, True),
                (entry.case, True, False),
            )
            for one in listed
        ),
        *((one.needles, (one.pattern, False, cast(ClaimKind, one.kind), one.weak)) for one in topic_patterns(language)),
    )
    return _Finder(
        harmless=harmless,
        may_be_harmless=Needles([needles_of(one) for one in harmless]),
        words=re.compile(rf"(?<!\w)(?:(?:{one_of(exact)})(?!\w)|(?:{one_of(open_ended)})\w*)"),
        beginnings_of_words=Needles([(*exact, *open_ended)]),
        kinds=exact,
        beginnings=tuple(sorted(open_ended.items(), key=lambda item: -len(item[0]))),
        needles=Needles([needles for needles, _ in patterns]),
        patterns=tuple(pattern for _, pattern in patterns),
        within={kind: re.compile(entry.within) for kind, entry in kinds.items() if entry.within},
    )


def _pattern(written: str, kind: ClaimKind, *, cased: bool, weak: bool) -> tuple[tuple[str, ...], _Pattern]:
    """ "needle|needle => pattern": a plain search for a needle is a hundred times faster than the pattern."""
    needle, arrow, pattern = written.partition(" => ")
    compiled = re.compile(pattern if arrow else written)
    needles = tuple(needle.split("|")) if arrow else ("",)
    read = ("",) if cased else needles_of(compiled)  # what is read off the pattern, where that tells more
    return max(needles, read, key=lambda each: min(map(len, each))), (compiled, cased, kind, weak)


@lru_cache(maxsize=1)
def _lists() -> dict[str, dict[ClaimKind, _Words]]:
    read = yaml.load(_LISTS.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return {
        language: {kind: _Words.model_validate(kinds[kind]) for kind in KINDS if kind in kinds}
        for language, kinds in read.items()
    }
