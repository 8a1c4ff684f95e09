"""A rule in full: what it asks for, where it comes from, examples of both kinds, and what would satisfy it."""

import re
from difflib import get_close_matches
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.errors import NotFoundError
from tools.findings import Family, Severity
from tools.inclusive.equality import gendered_rules, inclusive_rules
from tools.inclusive.file import EqualityRule
from tools.kinds.examples import examples_of
from tools.kinds.likenesses import LIKE
from tools.kinds.model import Kind
from tools.lexicon import Lexicon
from tools.people.privacy_check import PERSONAL_DATA, privacy_rules
from tools.rules.definition import Rule
from tools.safety.check import safety_rules

if TYPE_CHECKING:
    from tools.check import BrandCheck

_SLOT = re.compile(r"%(?:\[\d+\])?s")  # where a message names the words it is about
_MOST_WORDS = 6  # of what a rule looks for
_NOTES = Path(__file__).with_name("notes.yaml")


class RuleNote(BaseModel):
    """`bad` trips the rule, `good` does not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    family: Family | None = None  # None where only the finding knows
    severity: Severity | None = None
    asks: str = ""
    source: str | None = None
    link: str | None = None  # where its author says more
    where: str | None = None  # the rule's file and line
    words: tuple[str, ...] = ()  # what it looks for, of a rule without examples
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()
    needs: str | None = None  # what would have to be there for the words to stand


def note_on(name: str, check: "BrandCheck") -> RuleNote:
    """By the rule's name, in any case. Raises NotFoundError, with the nearest name."""
    filed = {rule.id.casefold(): rule for rule in check.rules.rules}
    own = {each.casefold(): each for each in check.names}
    wanted = name.strip().casefold()
    if wanted in filed:
        return _weighed(of_file(filed[wanted]), check)
    listed = {rule.id.casefold(): rule for words in (inclusive_rules(), *check.lists) for rule in words.rules}
    if wanted in listed:
        return _weighed(of_list(listed[wanted]), check)
    if wanted in own:
        return _weighed(of_desk(own[wanted]), check)
    known = sorted((*(rule.id for rule in filed.values()), *own.values()))
    near = get_close_matches(name, known, n=1)
    raise NotFoundError(f"There is no rule '{name}'.{f' Did you mean {near[0]}?' if near else ''}")


def _weighed(note: RuleNote, check: "BrandCheck") -> RuleNote:
    severity = check.settings.rules.get(note.rule, note.severity)
    return note if severity == note.severity else note.model_copy(update={"severity": severity})


def of_file(rule: Rule) -> RuleNote:
    own = rule.own
    return RuleNote(
        rule=rule.id,
        family=rule.family,
        severity=rule.severity,
        asks=_SLOT.sub("…", rule.message),
        source=rule.source,
        link=rule.link,
        where=f"{rule.path}:{rule.line}",
        words=() if own and own.bad else _looked_for(rule),
        bad=own.bad if own else (),
        good=own.good if own else (),
    )


def _looked_for(rule: Rule) -> tuple[str, ...]:
    """Words, patterns, or one for another, in the order in which they are tried."""
    pairs = (f"{left} → {right}" if rule.kind == "substitution" else f"{left} or {right}" for left, right in rule.pairs)
    steps = " ".join(step.pattern for step in rule.steps if step.pattern)
    patterns = (*rule.tokens, *rule.raw, rule.token, rule.first, rule.match, rule.condition, steps)
    return tuple(islice((each for each in (*pairs, *patterns) if each), _MOST_WORDS))


def of_list(rule: EqualityRule) -> RuleNote:
    words = ", ".join(f"“{phrase}”" for phrase, _ in rule.inconsiderate[:6])
    return RuleNote(
        rule=rule.id,
        family="inclusive",
        severity=rule.severity,
        asks=f"Words that can hurt are not used where others say the same: {words}.",
        source=rule.source,
        where=f"{rule.path}:{rule.line}",
        bad=rule.bad,
        good=rule.good,
    )


def of_desk(name: str) -> RuleNote:
    """One of the desk's own checks: what is noted of it, or what its list of phrases says."""
    if name in _notes():
        return _notes()[name]
    for words, family in _lists():
        phrases = next((rule for rule in words.rules if rule.rule == name), None)
        if phrases is not None:
            asks = phrases.message.replace("{span}", "…")
            return RuleNote(rule=name, family=family, severity=phrases.severity, asks=asks, source=phrases.source)
    if (kind := next((each for each, like in LIKE.items() if like.rule == name), None)) is not None:
        return _of_likeness(kind)
    for rule, severity, what, source in PERSONAL_DATA.values():
        if name == f"copydesk.{rule}":
            asks = f"Copy does not give {what}."
            return RuleNote(rule=name, family="privacy", severity=severity, asks=asks, source=source)
    return RuleNote(rule=name)


def _of_likeness(kind: Kind) -> RuleNote:
    like, (bad, good) = LIKE[kind], examples_of(kind)
    return RuleNote(
        rule=like.rule,
        family=like.family,
        asks=f"{like.message} A classifier, fitted on labelled sentences, says so; the examples are among them.",
        source=like.source,
        bad=bad,
        good=good,
        needs=like.needs,
    )


def _lists() -> tuple[tuple[Lexicon, Family], ...]:
    return (safety_rules(), "safety"), (privacy_rules(), "privacy"), (gendered_rules(), "inclusive")


@cache
def _notes() -> dict[str, RuleNote]:
    rows = yaml.safe_load(_NOTES.read_text(encoding="utf-8"))
    return {name: RuleNote.model_validate({"rule": name, **row}) for name, row in rows.items()}
