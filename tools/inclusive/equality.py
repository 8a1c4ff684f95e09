"""Inclusive language: words that leave people out or run them down, and what to say instead.

A rule of type `basic` objects wherever its words stand; `or` does unless both sides are named together ("he or she");
`simple` objects only where all its categories stand in one paragraph ("master" with "slave"). What names a person's
gender alone ("she", "women") is advice: it is often simply true; so are words that are quoted. Words in names and
in fixed expressions are let be.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path

from knowledge.text.phrase_index import PhraseIndex
from knowledge.text.wordlist import word_set
from tools.copy import Copy
from tools.findings import Finding, Severity
from tools.inclusive.context import fixed_expression, holds
from tools.inclusive.file import EqualityRule, is_equality_file, read_equality
from tools.inclusive.match import Hit, head_of_phrase, longest, phrase_pattern, stands
from tools.inclusive.words import instead, options, spoken
from tools.lexicon import Lexicon, named
from tools.rules.definition import Problem
from tools.text.placed import Reading

INCLUSIVE = Path(__file__).with_name("inclusive.yaml")
_GENDERED = Path(__file__).with_name("gendered.yaml")
_JOINS = word_set("and or und oder et ou y o e bzw as well")
_GENDER = word_set("""
    he she him her his hers himself herself he'd she'd he'll she'll he's she's man men woman women boy boys girl girls
    guy gal lady ladies gentleman gentlemen mother father mothers fathers son sons daughter daughters brother brothers
    sister sisters husband husbands wife wives boyfriend girlfriend uncle aunt king queen kings queens prince princess
    mum mom dad mama papa grandmother grandfather bride groom niece nephew bachelor
""")


class EqualityRules:
    """The rules of one folder or file, ready to run."""

    def __init__(self, rules: Sequence[EqualityRule], problems: Sequence[Problem], digest: str) -> None:
        self.rules = tuple(rules)
        self.problems = tuple(problems)
        self.digest = digest
        self._indexes: dict[str, PhraseIndex[tuple[int, str, str]]] = {}
        self._tried = Counter(rule.language for rule in self.rules)

    @property
    def tried(self) -> int:
        """How many rules there are, in all languages."""
        return len(self.rules)

    def tried_in(self, locale: str) -> int:
        """How many look at copy in that locale."""
        return self._tried[_language(locale)]

    def check(self, copy: Copy) -> tuple[Finding, ...]:
        """By field, then by place."""
        index = self._for(_language(copy.locale))
        found: list[Finding] = []
        for name, text in copy.fields.items():
            reading = Reading(name, text)
            by_rule: dict[int, list[Hit]] = {}
            for match, (number, phrase, category) in index.finditer(reading.folded):
                if stands(reading, match.start(), match.end(), phrase):
                    by_rule.setdefault(number, []).append((match.start(), match.end(), phrase, category))
            rows = [finding for number in sorted(by_rule) for finding in self._found(reading, number, by_rule[number])]
            found += sorted(rows, key=lambda one: (one.start, one.rule))
        return tuple(found)

    def _found(self, reading: Reading, number: int, hits: list[Hit]) -> Iterator[Finding]:
        rule = self.rules[number]
        for start, end, phrase, _ in _of_type(rule, reading.text, longest(hits)):
            if _about_nobody(reading, start, end, phrase):
                continue
            severity = _severity(rule, phrase, reading, start, end)
            if severity is None:
                continue
            found = reading.finding(
                rule.id,
                "inclusive",
                severity,
                (start, end),
                spoken(rule, reading.text[start:end]),
                source=rule.source,
                fix=instead(rule, reading.text, start, end),
            )
            chosen = options(rule, reading.text, start, end)
            yield found.model_copy(update={"options": chosen}) if chosen else found

    def _for(self, language: str) -> PhraseIndex[tuple[int, str, str]]:
        if language not in self._indexes:
            self._indexes[language] = PhraseIndex(
                (head_of_phrase(phrase), phrase_pattern(phrase, rule.apostrophe), (number, phrase, category))
                for number, rule in enumerate(self.rules)
                if rule.language == language
                for phrase, category in rule.inconsiderate
            )
        return self._indexes[language]

    @cached_property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted({rule.language for rule in self.rules}))


def is_equality_folder(path: Path) -> bool:
    """Whether it is a file of this format, or a folder with at least one."""
    return is_equality_file(path) or (path.is_dir() and any(is_equality_file(one) for one in _files(path)))


def load_equality(path: Path, style: str | None = None) -> EqualityRules:
    """A folder's files in the order of their names, or one file. What cannot be used is in `problems`."""
    files = _files(path) if path.is_dir() else [path]
    name = style or (path.name if path.is_dir() else path.parent.name)
    rules: list[EqualityRule] = []
    problems: list[Problem] = []
    total = sha256()
    for file in files:
        if path.is_dir() and not is_equality_file(file):
            continue
        total.update(file.name.encode() + b"\0" + sha256(file.read_bytes()).digest())
        read, faults = read_equality(file, name)
        rules += read
        problems += faults
    kept, doubled = _usable(rules)
    return EqualityRules(kept, [*problems, *doubled], total.hexdigest())


@cache
def inclusive_rules() -> EqualityRules:
    """The shipped list: English, German, French, Spanish."""
    return load_equality(INCLUSIVE, "inclusive")


@cache
def gendered_rules() -> Lexicon:
    """Kinds of sentence that give everybody one gender."""
    return Lexicon.load(_GENDERED)


def inclusive_names() -> tuple[str, ...]:
    """Of both lists that are shipped."""
    return (*(rule.id for rule in inclusive_rules().rules), *gendered_rules().names)


def inclusive_digest() -> str:
    return sha256(f"{inclusive_rules().digest}{gendered_rules().digest}".encode()).hexdigest()


def check_inclusive(copy: Copy) -> tuple[Finding, ...]:
    """By the shipped lists. A word of the list in a sentence of a kind is named, and weighs as both."""
    words = inclusive_rules().check(copy)
    heard = gendered_rules().check(copy, "inclusive")
    if not heard:
        return words
    graver = [one for one in heard if one.severity == "amber"]
    raised = [
        word.model_copy(update={"severity": "amber"}) if word.severity == "advice" and _within(word, graver) else word
        for word in words
    ]
    return (*raised, *(one for one in heard if not _within(one, words)))


def _within(one: Finding, others: Iterable[Finding]) -> bool:
    return any(_overlaps(one, other) for other in others)


def _overlaps(one: Finding, other: Finding) -> bool:
    ends = one.start + len(one.span), other.start + len(other.span)
    return one.field == other.field and one.start < ends[1] and other.start < ends[0]


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix in (".yml", ".yaml"))


def _usable(rules: Iterable[EqualityRule]) -> tuple[list[EqualityRule], list[Problem]]:
    """Rules whose phrases begin with a word; two with the same id are told apart by a number."""
    kept: list[EqualityRule] = []
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    for rule in rules:
        lost = [phrase for phrase, _ in rule.inconsiderate if not head_of_phrase(phrase)]
        if lost:
            problems.append(Problem(rule.path, rule.line, "inconsiderate", f"{lost[0]!r} does not begin with a word"))
            continue
        seen[rule.id] = seen.get(rule.id, 0) + 1
        kept.append(rule if seen[rule.id] == 1 else _renamed(rule, f"{rule.id}-{seen[rule.id]}"))
    return kept, problems


def _renamed(rule: EqualityRule, name: str) -> EqualityRule:
    return replace(rule, id=name)


def _language(locale: str) -> str:
    return locale.lower().replace("_", "-").split("-")[0]


def _of_type(rule: EqualityRule, text: str, hits: list[Hit]) -> Iterator[Hit]:
    if rule.type == "or":
        yield from _one_sided(text, hits)
    elif rule.type == "simple":
        yield from _together(rule, text, hits)
    else:
        yield from hits


def _one_sided(text: str, hits: list[Hit]) -> Iterator[Hit]:
    index = 0
    while index < len(hits):
        hit = hits[index]
        following = hits[index + 1] if index + 1 < len(hits) else None
        if following and following[3] != hit[3] and _joined(text[hit[1] : following[0]]):
            index += 2
            continue
        yield hit
        index += 1


def _joined(between: str) -> bool:
    if len(between) > 20:
        return False
    return all(part == "/" or part.lower() in _JOINS for part in re.findall(r"\w+|[^\w\s]", between))


def _together(rule: EqualityRule, text: str, hits: list[Hit]) -> Iterator[Hit]:
    """The hits of paragraphs in which every category of the rule stands."""
    wanted = {category for _, category in rule.inconsiderate}
    ends = [match.start() for match in re.finditer(r"\n\s*\n", text)]
    by_paragraph: dict[int, list[Hit]] = {}
    for hit in hits:
        by_paragraph.setdefault(sum(end <= hit[0] for end in ends), []).append(hit)
    for group in by_paragraph.values():
        if {hit[3] for hit in group} == wanted:
            yield from group


def _about_nobody(reading: Reading, start: int, end: int, phrase: str) -> bool:
    if reading.in_address(start, end) or fixed_expression(reading, start, end):
        return True
    return " " not in phrase and named(reading.text, start, end)


def _severity(rule: EqualityRule, phrase: str, reading: Reading, start: int, end: int) -> Severity | None:
    """None where the rule's condition does not hold."""
    usual: Severity = rule.severity or "amber"
    if rule.type == "or" and rule.severity is None and phrase.lower() in _GENDER:
        usual = "advice"
    if reading.quoted(start, end):
        usual = "advice"  # named, or somebody's own words
    if rule.condition is None:
        return usual
    answer = holds(rule.condition, reading, start, end, rule.language)
    if answer is None:
        return "advice"
    return usual if answer else None
