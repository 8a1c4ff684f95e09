"""What a claim is about, more finely than its kind: sleep, leaks, rank; the same in seven languages.

The topics are data (`claim_topics.yaml`). One names claims that were found by words, and may have grammar of its own
that finds more: "nobody makes a finer candle".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

_FILE = Path(__file__).with_name("claim_topics.yaml")
_SET = re.compile(r"\{([a-z]+)\}")


class _Topic(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: str
    whole: bool = False
    names: tuple[str, ...] = ()
    weak: dict[str, tuple[str, ...]] = {}
    en: tuple[str, ...] = ()
    de: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    es: tuple[str, ...] = ()
    it: tuple[str, ...] = ()
    nl: tuple[str, ...] = ()
    pt: tuple[str, ...] = ()

    def patterns(self, language: str) -> tuple[str, ...]:
        found: tuple[str, ...] = getattr(self, language, ())
        return found


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    sets: dict[str, dict[str, str]]
    topics: dict[str, _Topic]


@dataclass(frozen=True)
class TopicPattern:
    """`needles`: one of them stands in every text that the pattern matches."""

    needles: tuple[str, ...]
    pattern: re.Pattern[str]
    kind: str
    weak: bool


@lru_cache(maxsize=4096)
def topics_of(kind: str, words: str, language: str) -> frozenset[str]:
    """Of a claim's words, evened. A word may be about several things."""
    found = set()
    for name, topic in _file().topics.items():
        named = _names(name)
        if (topic.kind == kind and topic.whole) or (named is not None and named.search(words)):
            found.add(name)
    found.update(name for name, patterns in _by_topic(language) if any(_stands(one, words) for one in patterns))
    return frozenset(found)


@lru_cache(maxsize=4096)
def has_grammar(words: str, language: str) -> bool:
    """Whether the words, evened, are more than a word of a list: "nobody makes a finer candle"."""
    return any(_stands(one, words) for one in topic_patterns(language))


def topic_patterns(language: str) -> Iterator[TopicPattern]:
    for _, patterns in _by_topic(language):
        yield from patterns


def _stands(one: TopicPattern, words: str) -> bool:
    return any(needle in words for needle in one.needles) and one.pattern.search(words) is not None


@lru_cache(maxsize=16)
def _by_topic(language: str) -> tuple[tuple[str, tuple[TopicPattern, ...]], ...]:
    """A language without grammar is read as English."""
    file = _file()
    known = language if language in file.sets else "en"
    return tuple(
        (
            name,
            tuple(
                _compiled(written, topic.kind, file.sets[known], weak=weak)
                for listed, weak in ((topic.patterns(known), False), (topic.weak.get(known, ()), True))
                for written in listed
            ),
        )
        for name, topic in file.topics.items()
    )


def _compiled(written: str, kind: str, sets: dict[str, str], *, weak: bool) -> TopicPattern:
    needles, _, pattern = written.partition(" => ")
    filled = _SET.sub(lambda name: sets[name[1]], pattern)
    filled = _SET.sub(lambda name: sets[name[1]], filled)
    return TopicPattern(tuple(needles.split("|")), re.compile(filled), kind, weak)


@lru_cache(maxsize=128)
def _names(topic: str) -> re.Pattern[str] | None:
    listed = _file().topics[topic].names
    return re.compile("|".join(listed)) if listed else None


@lru_cache(maxsize=1)
def _file() -> _File:
    read = yaml.load(_FILE.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return _File.model_validate(read)
