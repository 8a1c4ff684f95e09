"""All rules that hold for a brand, from its own files, the shipped packs and foreign packages."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from hashlib import sha256

from tools.copy import Copy
from tools.findings import Family, Finding, Severity
from tools.rules.audience import AUDIENCES, audiences
from tools.rules.compiled import Compiled, compile_rule
from tools.rules.definition import Ignores, Level, Problem, Rule, Unless
from tools.rules.engine import Engine, Found, SplitSentences
from tools.rules.messages import fix, message, options
from tools.rules.package import Package, unique
from tools.rules.spelling import in_english
from tools.text.markup import Format, Lines
from tools.text.seen import takes_markup

ENGINE = "rules/6"  # part of every digest: another engine may rate differently


class RuleSet:
    """Rules ready to run. What could not be used is in `problems`, one line each; the others run."""

    def __init__(
        self,
        packages: Iterable[Package],
        *,
        levels: dict[Level, Severity],
        sentences: SplitSentences,
    ) -> None:
        given = tuple(packages)
        rules, doubles = unique(rule for package in given for rule in package.rules)
        accepted = tuple(dict.fromkeys(word for package in given for word in package.accepted))
        problems = [problem for package in given for problem in package.problems] + list(doubles)
        self._compiled: list[Compiled] = []
        for rule in rules:
            compiled = compile_rule(_weighed(rule, levels), accepted)
            if isinstance(compiled, Compiled):
                self._compiled.append(compiled)
            else:
                problems += compiled
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(problems))  # a rule of two sections has its own twice
        self._sentences = sentences
        self._engines: dict[tuple[str, str | None, Format], tuple[Engine, ...]] = {}
        self._tried: dict[tuple[str, str | None, Format | None], dict[Family, int]] = {}

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(compiled.rule for compiled in self._compiled)

    @cached_property
    def _excused(self) -> dict[str, tuple[Unless, ...]]:
        """By rule, to whom what it objects to may be said."""
        to = {rule.id: tuple(one for one in rule.unless if one in AUDIENCES) for rule in self.rules}
        return {rule: whom for rule, whom in to.items() if whom}

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the engine's version and every rule: its file, its weight."""
        rows = sorted(
            f"{rule.id} {rule.severity} {rule.family} {','.join(rule.forms)} {rule.ignores} {rule.sha256}"
            for rule in self.rules
        )
        return sha256("\n".join([ENGINE, *rows]).encode()).hexdigest()

    def tried(self, locale: str, channel: str | None = None, form: Format | None = None) -> dict[Family, int]:
        """How many rules of each family look at copy in that locale, for that channel, in that format."""
        key = (locale.lower(), channel, form)
        if key not in self._tried:
            rules = {one.rule.id: one.rule.family for one in self._for(locale, channel, form)}
            self._tried[key] = dict(Counter(rules.values()))
        return self._tried[key]

    def check(self, copy: Copy, form: Format | None = None) -> tuple[Finding, ...]:
        """Every field's findings, in the order of the fields. Copy for a channel is plain text, other is Markdown."""
        form = read_as(copy, form)
        found = tuple(
            finding
            for name, text in copy.fields.items()
            for finding in self.find(text, field=name, locale=copy.locale, channel=copy.channel, form=form)
        )
        if not any(one.rule in self._excused for one in found):
            return found
        told = audiences(copy.text, copy.locale)
        return tuple(one for one in found if told.isdisjoint(self._excused.get(one.rule, ())))

    def find(
        self,
        text: str,
        *,
        field: str = "text",
        locale: str = "en",
        channel: str | None = None,
        form: Format = "markdown",
        switched: bool = True,
    ) -> list[Finding]:
        """One text's findings, ordered by place, then by rule; without `switched` also what it switches off itself."""
        engines = self._ready(locale, channel, form)
        found = [each for engine in engines for each in engine.run(text, form, switched=switched)]
        if not found:
            return []
        if len(engines) > 1:
            found.sort(key=lambda each: (each.start, each.end, each.rule.id))
        lines = Lines(text)
        return [_finding(each, text, field, lines) for each in self._once(found, text)]

    def _once(self, found: Sequence[Found], text: str) -> Sequence[Found]:
        """Hits of a rule that wants one finding a sentence are one, from the first to the last."""
        if all(each.rule.own is None or each.rule.own.once is None for each in found):
            return found
        begins = [start for start, _ in self._sentences(text)]
        kept: dict[tuple[str, int], Found] = {}
        for number, each in enumerate(found):
            once = each.rule.own is not None and each.rule.own.once is not None
            key = (each.rule.id, bisect_right(begins, each.start)) if once else ("", number)
            first = kept.get(key)
            kept[key] = each if first is None else replace(first, end=max(first.end, each.end))
        return tuple(kept.values())

    def _ready(self, locale: str, channel: str | None, form: Format) -> tuple[Engine, ...]:
        """An engine for each set of ignored patterns: what one package ignores, the others still read."""
        key = (locale.lower(), channel, form)
        if key not in self._engines:
            groups: dict[Ignores, list[Compiled]] = {}
            for compiled in self._for(locale, channel, form):
                groups.setdefault(compiled.rule.ignores, []).append(compiled)
            self._engines[key] = tuple(
                Engine(rules, self._sentences, ignores, locale) for ignores, rules in groups.items()
            )
        return self._engines[key]

    def _for(self, locale: str, channel: str | None, form: Format | None) -> list[Compiled]:
        return [compiled for compiled in self._compiled if _holds(compiled.rule, locale, channel, form)]


def read_as(copy: Copy, form: Format | None) -> Format:
    """Copy for a channel is plain text, other is Markdown, where nobody says what it is."""
    return form or ("markdown" if copy.channel in (None, "text") else "text")


def _holds(rule: Rule, locale: str, channel: str | None, form: Format | None) -> bool:
    own = rule.own
    if form is not None and form not in rule.forms:
        return False
    if in_english(rule) and not locale.lower().startswith("en"):
        return False
    if own is None:
        return True
    if own.channels and channel not in own.channels:
        return False
    given = locale.lower()
    return not own.locale or any(given == one or given.startswith(f"{one}-") for one in map(str.lower, own.locale))


def _weighed(rule: Rule, levels: dict[Level, Severity]) -> Rule:
    own = rule.own
    severity = own.severity if own and own.severity else levels[rule.level]
    style = rule.id.split(".")[0].lower()
    foreign: Family = "inclusive" if style in _INCLUSIVE else "wording"
    return replace(rule, severity=severity, family=own.family if own and own.family else foreign)


_INCLUSIVE = frozenset({"alex", "inclusive", "inclusivity", "inclusivelanguage", "equality", "retext-equality"})


def _finding(found: Found, text: str, field: str, lines: Lines) -> Finding:
    line, column = lines.at(found.start)
    span = text[found.start : found.end]
    marked = takes_markup(span, found.read)
    mended = None if marked else fix(found.rule, found.hit)
    return Finding(
        rule=found.rule.id,
        family=found.rule.family,
        severity=found.rule.severity,
        field=field,
        line=line,
        column=column,
        start=found.start,
        span=span,
        message=message(found.rule, found.hit),
        source=found.rule.source,
        fix=None if mended == span else mended,
        options=() if marked or mended is not None else options(found.rule, found.hit),
        guessed=found.hit.guessed,
    )


def examples(rules: Sequence[Rule]) -> list[tuple[Rule, bool, str]]:
    """Every example of every rule of ours: (rule, whether it must trip, text)."""
    return [
        (rule, trips, text)
        for rule in rules
        if rule.own is not None
        for trips, texts in ((True, rule.own.bad), (False, rule.own.good))
        for text in texts
    ]
