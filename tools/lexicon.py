"""Rules that are lists of phrases, as data: what they say, how grave they are, and what makes a phrase harmless.

A file is a list of rules; its keys are those of `PhraseRule`. Phrases are written in the signs of
`knowledge.text.phrases`, under their language; `any` holds in every language. A hit is dropped where

- it overlaps one of the rule's `clean` phrases ("bloody mary"),
- its clause denies it: `before` it ("no guaranteed returns") or `anywhere` up to its end ("we will not sell it"),
- the sentence has one of the `unless` phrases,
- `names` is set and it is a part of a name ("Dick Smith"),
- it stands in an address (a URL, an e-mail).

`quoted` is the severity of a phrase that is quoted, not said.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import InputError
from knowledge.text.phrase_index import PhraseIndex
from tools.copy import Copy
from tools.findings import Family, Finding, Severity
from tools.text.placed import Reading

_DENIAL = re.compile(
    r"(?<!\w)(?:no|not|never|nobody|without|cannot|neither|nor|nothing|refuse[sd]?|\w{2,6}n't"
    r"|nicht|kein\w{0,2}|nie|niemals|niemand|ohne|ne|pas|jamais|aucune?s?|sans|nunca|jamas|sin|ningun\w{0,2}|ni"
    r"|non(?!-)|senza|nessun\w{0,2}|niet|geen|nooit|zonder)(?!\w)"
    r"|(?<!\w)n'"
)
_CLAUSE = re.compile(r"[.!?;:\n–—]|,\s|\s(?:but|aber|sondern|mais|sino|pero)\s")
_NEAR = 60  # characters in which a denial holds


class PhraseRule(BaseModel):
    """One rule of a file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    severity: Severity
    message: str
    source: str | None
    phrases: dict[str, str]
    clean: dict[str, str] = {}
    unless: dict[str, str] = {}
    denied: Literal["before", "anywhere"] | None = None
    names: bool = False
    quoted: Severity | None = None


class Hit(BaseModel):
    """Where a rule's phrase stands, in the text as it is read."""

    model_config = ConfigDict(frozen=True)

    rule: PhraseRule
    start: int
    end: int
    quoted: bool

    @property
    def severity(self) -> Severity:
        return self.rule.quoted if self.quoted and self.rule.quoted else self.rule.severity


class Lexicon:
    """The rules of one file, ready to run."""

    def __init__(self, rules: Sequence[PhraseRule], digest: str) -> None:
        self.rules = tuple(rules)
        self.digest = digest
        self._indexes: dict[str, _Indexes] = {}

    @classmethod
    def load(cls, path: Path) -> "Lexicon":
        """Raises InputError where the file is no list of rules."""
        text = path.read_text(encoding="utf-8")
        try:
            rows = yaml.safe_load(text)
            rules = [PhraseRule.model_validate(row) for row in rows]
        except (yaml.YAMLError, ValidationError, TypeError) as error:
            raise InputError(f"{path} is not a file of phrase rules: {error}") from error
        return cls(rules, sha256(text.encode()).hexdigest())

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(rule.rule for rule in self.rules))

    def check(self, copy: Copy, family: Family) -> tuple[Finding, ...]:
        """By field, then by place; of one rule's matches that overlap, the longest."""
        return tuple(
            finding
            for name, text in copy.fields.items()
            for finding in self.findings(Reading(name, text), copy.locale, family)
        )

    def findings(self, reading: Reading, locale: str, family: Family) -> Iterator[Finding]:
        for hit in self.hits(reading, locale):
            span = reading.text[hit.start : hit.end]
            yield reading.finding(
                hit.rule.rule,
                family,
                hit.severity,
                (hit.start, hit.end),
                hit.rule.message.replace("{span}", span),
                source=hit.rule.source,
            )

    def hits(self, reading: Reading, locale: str) -> list[Hit]:
        indexes = self._for(locale)
        raw = [(match.start(), -match.end(), number) for match, number in indexes.phrases.finditer(reading.folded)]
        if not raw:
            return []
        clean = [(m.start(), m.end(), number) for m, number in indexes.clean.finditer(reading.folded)]
        found: list[Hit] = []
        ends: dict[int, int] = {}
        for start, stop, number in sorted(raw):
            end, rule = -stop, self.rules[number]
            if start < ends.get(number, 0) or any(n == number and a < end and start < b for a, b, n in clean):
                continue
            if self._harmless(reading, rule, start, end) or indexes.excused(reading, number, start):
                continue
            ends[number] = end
            found.append(Hit(rule=rule, start=start, end=end, quoted=bool(rule.quoted) and reading.quoted(start, end)))
        return found

    def _harmless(self, reading: Reading, rule: PhraseRule, start: int, end: int) -> bool:
        return (
            reading.in_address(start, end)
            or (rule.denied is not None and denied(reading, start, end if rule.denied == "anywhere" else start))
            or (rule.names and named(reading.text, start, end))
        )

    def _for(self, locale: str) -> "_Indexes":
        language = locale.lower().replace("_", "-").split("-")[0]
        if language not in self._indexes:
            self._indexes[language] = _Indexes(self.rules, language)
        return self._indexes[language]


class _Indexes:
    """The phrases of one language, by the number of their rule."""

    def __init__(self, rules: Sequence[PhraseRule], language: str) -> None:
        self._rules = rules
        self._language = language

    @cached_property
    def phrases(self) -> PhraseIndex[int]:
        return self._index([rule.phrases for rule in self._rules])

    @cached_property
    def clean(self) -> PhraseIndex[int]:
        return self._index([rule.clean for rule in self._rules])

    @cached_property
    def unless(self) -> PhraseIndex[int]:
        return self._index([rule.unless for rule in self._rules])

    def _index(self, lists: Sequence[dict[str, str]]) -> PhraseIndex[int]:
        return PhraseIndex.of(
            (phrase, number) for number, by in enumerate(lists) for phrase in _phrases(by, self._language)
        )

    def excused(self, reading: Reading, number: int, at: int) -> bool:
        start, end = reading.sentence(at)
        return any(number == other for _, other in self.unless.finditer(reading.folded[start:end]))


def _phrases(by_language: dict[str, str], language: str) -> Iterator[str]:
    for tag in ("any", language):
        for phrase in re.split(r"[;\n]", by_language.get(tag, "")):
            if phrase.strip():
                yield phrase.strip()


def denied(reading: Reading, start: int, end: int) -> bool:
    """Whether the clause says no before the phrase is over: "we never sell your data", "wir geben nichts weiter"."""
    before = reading.folded[max(0, start - _NEAR) : start]
    breaks = [match.end() for match in _CLAUSE.finditer(before)]
    clause = before[breaks[-1] if breaks else 0 :] + reading.folded[start:end]
    return _DENIAL.search(clause) is not None


_HONORIFIC = re.compile(r"(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lady|Herrn?|Frau|Mme|Mlle|M|Sra?|Don|Doña)\.?\s$")
_CAPITAL_BEFORE = re.compile(r"(?<=[\w,;] )([A-ZÀ-ÞŒ][\w'’-]*)\s$")
_CAPITAL_AFTER = re.compile(r"\s[A-ZÀ-ÞŒ][\w'’-]*[^\W\d_]|-[A-ZÀ-ÞŒ]")


def named(text: str, start: int, end: int) -> bool:
    """Whether a capitalised match is a part of a name: after a title, or beside another capitalised word.

    Not in a headline, where every word has a capital.
    """
    if not text[start : start + 1].isupper() or text[start:end].isupper():
        return False
    if _HONORIFIC.search(text[max(0, start - 8) : start]):
        return True
    line = text[text.rfind("\n", 0, start) + 1 : (text + "\n").index("\n", end)]
    long_words = [word for word in re.findall(r"[^\W\d_]{4,}", line) if word.lower() not in text[start:end].lower()]
    if long_words and all(word[0].isupper() for word in long_words) and len(long_words) > 1:
        return False
    return bool(_CAPITAL_AFTER.match(text, end) or _CAPITAL_BEFORE.search(text[max(0, start - 30) : start]))
