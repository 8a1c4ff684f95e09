"""What documents give one number of (`terms.yaml`): a delivery, a deposit, a size of something.

The desk's own file has what every trade has; a brand's has the rest, under names that may replace the desk's.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, field_validator

from knowledge.errors import InputError
from knowledge.text.units import UNITS
from knowledge.text.wordlist import alternatives
from knowledge.yaml_file import parse_entries, read_text
from tools.rules.definition import Problem
from tools.rules.safety import bounded
from tools.rules.syntax import PatternError

SHIPPED = Path(__file__).with_name("terms.yaml")
_KINDS = frozenset({"price", "percent", "date", "time", "count"})
_UNITS = frozenset(unit for unit, _ in UNITS.values()) | {"min", "h"}
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NO_WORD = "xqzjv"  # what a pattern that asks for nothing in particular reads, too
_AT_LINE = re.compile(r", line (\d+)")
_EVERY = ("every",)
_DEFINED = "terms"


class Term(BaseModel):
    """One thing. `words` and `only` are regular expressions, by language; `kinds` are those of quantities, or units."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    words: dict[str, str] = Field(min_length=1)
    kinds: tuple[str, ...] = Field(min_length=1)
    over: tuple[str, ...] = ()  # things whose words tell no more where one of its own stands in the clause too
    several: bool = False  # has too many numbers to hold one against them: it only says that nothing else is meant
    goes_on: bool = False  # what is told of it may follow a sentence later
    only: dict[str, str] = {}  # what the sentence must have too

    @field_validator("kinds")
    @classmethod
    def _known_kinds(cls, kinds: tuple[str, ...]) -> tuple[str, ...]:
        for kind in kinds:
            if kind not in _KINDS | _UNITS:
                unit = UNITS.get(kind.lower(), (None,))[0]
                known = f"write '{unit}'" if unit in _UNITS else f"known: {', '.join(sorted(_KINDS | _UNITS))}"
                raise ValueError(f"'{kind:.40}' is no kind of number; {known}")
        return kinds

    @field_validator("words", "only")
    @classmethod
    def _readable(cls, words: dict[str, str]) -> dict[str, str]:
        for language, listed in words.items():
            if not _LANGUAGE.fullmatch(language):
                raise ValueError(f"'{language:.40}' is no language; write its tag, such as en or de-AT")
            fault = _fault_of(alternatives(listed))
            if fault is not None:
                raise ValueError(f"the words in '{language}' cannot be used: {fault}")
        return words

    @property
    def each(self) -> Iterator[str]:
        """Its words one by one, in all languages."""
        return (one for listed in self.words.values() for one in split_words(listed))


@dataclass(frozen=True, eq=False)
class Key:
    """A term as numbers are held against it."""

    words: re.Pattern[str]
    kinds: frozenset[str]
    only: re.Pattern[str] | None
    over: frozenset[str]
    several: bool
    goes_on: bool


@dataclass(frozen=True, eq=False)
class Terms:
    """A brand's and the desk's. `own` counts the brand's; the digest is of its file, empty where there is none."""

    keys: Mapping[str, Key]
    own: int = 0
    digest: str = ""
    problems: tuple[Problem, ...] = ()


def load_terms(path: Path | None = None) -> Terms:
    """`path` is a brand's file and may be absent. What cannot be used is a problem, and everything else counts.

    The same object for the same content.
    """
    if path is None or not path.is_file():
        return _desks()
    try:
        text = read_text(path)
    except InputError as error:
        return Terms(_desks().keys, problems=(_problem(path, error),))
    return _loaded(path, text)


@lru_cache(maxsize=1)
def _desks() -> Terms:
    terms, faults = parse_entries(SHIPPED.read_text(encoding="utf-8"), _DEFINED, Term, name=str(SHIPPED))
    if faults:
        raise InputError(f"{SHIPPED}, line {faults[0].line}: {faults[0].key}: {faults[0].words}")
    return Terms(_keys(terms))


@lru_cache(maxsize=32)
def _loaded(path: Path, text: str) -> Terms:
    desks, _ = parse_entries(SHIPPED.read_text(encoding="utf-8"), _DEFINED, Term, name=str(SHIPPED))
    digest = sha256(text.encode()).hexdigest()
    try:
        terms, faults = parse_entries(text, _DEFINED, Term, name=str(path))
    except InputError as error:
        return Terms(_keys(desks), digest=digest, problems=(_problem(path, error),))
    problems = [Problem(path, one.line, one.key, one.words) for one in faults]
    lines = text.splitlines()
    for name, words in _between(terms, {*desks, *terms}):
        line = next((at for at, line in enumerate(lines, 1) if line.strip().startswith(f"{name}:")), 1)
        problems.append(Problem(path, line, f"{_DEFINED}.{name}", words))
    return Terms(_keys(_without_doubles(desks | terms)), len(terms), digest, tuple(problems))


def _problem(path: Path, error: InputError) -> Problem:
    """Of a file that cannot be read at all."""
    said = str(error).removeprefix(str(path))
    at = _AT_LINE.match(said)
    return Problem(path, int(at[1]) if at else 1, _DEFINED, (said[at.end() :] if at else said).lstrip(": "))


def _between(terms: Mapping[str, Term], known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What two of the terms do not agree in."""
    for name, term in terms.items():
        for other in term.over:
            if other not in known and other not in _EVERY:
                yield name, f"it stands over '{other:.40}', and there is no such term"
    for name, word, other in _doubles(terms):
        yield name, f"'{word:.60}' is a word of '{other}' already, which it stays. Keep it in one of them."


def _doubles(terms: Mapping[str, Term]) -> Iterator[tuple[str, str, str]]:
    """A term, a word that an earlier term of the same kind of number has, and that term."""
    seen: dict[tuple[str, str], str] = {}
    for name, term in terms.items():
        told = set()
        for word in () if term.only else term.each:
            for kind in term.kinds:
                first = seen.setdefault((word.casefold(), kind), name)
                if first != name and word not in told:
                    told.add(word)
                    yield name, word, first


def _without_doubles(terms: Mapping[str, Term]) -> dict[str, Term]:
    """Words stay with the term that has them first; a term that is left without words goes."""
    doubled: dict[str, set[str]] = {}
    for name, word, _ in _doubles(terms):
        doubled.setdefault(name, set()).add(word)
    found = dict(terms)
    for name, gone in doubled.items():
        left = {
            language: kept
            for language, listed in terms[name].words.items()
            if (kept := "|".join(one for one in split_words(listed) if one not in gone))
        }
        found.pop(name)
        if left:
            found[name] = terms[name].model_copy(update={"words": left})
    return {name: found[name] for name in terms if name in found}


def _keys(terms: Mapping[str, Term]) -> dict[str, Key]:
    return {
        name: Key(
            _whole(one.words),
            frozenset(one.kinds),
            _whole(one.only) if one.only else None,
            frozenset(set(terms) - {name} if one.over == _EVERY else set(one.over) & set(terms)),
            one.several,
            one.goes_on,
        )
        for name, one in terms.items()
    }


def _whole(words: Mapping[str, str]) -> re.Pattern[str]:
    joined = "|".join(bounded(alternatives(one), ignore_case=True).source for one in words.values())
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


def _fault_of(words: str) -> str | None:
    """What keeps the pattern from being used."""
    try:
        pattern = re.compile(bounded(words, ignore_case=True).source, re.IGNORECASE)
    except (PatternError, re.error, OverflowError) as error:
        return str(error)
    if pattern.fullmatch(""):
        return "they fit where there is no word at all"
    return "they fit any word" if pattern.fullmatch(_NO_WORD) else None


def split_words(listed: str) -> tuple[str, ...]:
    """At the bars that stand in no brackets."""
    words, depth, start, text = [], 0, 0, alternatives(listed)
    skip = False
    for at, char in enumerate(text):
        if skip or char == "\\":
            skip = not skip
            continue
        depth += (char in "([") - (char in ")]")
        if char == "|" and depth == 0:
            words.append(text[start:at])
            start = at + 1
    return tuple(one for one in (*words, text[start:]) if one)
