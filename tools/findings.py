"""What a check says about a text: findings, ratings, the report."""

import operator
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from knowledge.check_settings import Family as Family
from knowledge.check_settings import Severity as Severity

Rating = Literal["green", "amber", "red"]


class Gap(BaseModel):
    """What is missing behind a claim: the evidence that would do, and the nearest entry of the claim register."""

    model_config = ConfigDict(frozen=True)

    needs: str
    entry: str | None = None  # Claim.id
    says: str | None = None  # the entry's own words
    missing: tuple[str, ...] = ()  # words and numbers of the entry that the copy does not say


class Earlier(BaseModel):
    """A publication that said it before. `share`: of the copy's own wording, from 0 to 1."""

    model_config = ConfigDict(frozen=True)

    draft: str
    run: str
    channel: str
    on: date
    share: float


class Finding(BaseModel):
    """One place where one rule objects. Lines and columns count from 1, in code points of the named field."""

    model_config = ConfigDict(frozen=True)

    rule: str
    family: Family
    severity: Severity
    field: str  # the copy's field ("caption", "subject"); "text" where there is only one
    line: int
    column: int
    start: int  # offset into the field, from 0, in code points
    span: str  # exactly the field's text at start
    message: str
    source: str | None  # where the rule comes from; None when nobody can say for certain
    fix: str | None = None  # the text to put in the span's place ("" deletes it), None when a person must think
    options: tuple[str, ...] = Field(default=(), exclude_if=operator.not_)  # without a fix: texts to choose one of
    gap: Gap | None = None  # of a claim that is not substantiated
    guessed: bool = Field(default=False, exclude_if=operator.not_)  # the fix is a likely word, and no certain one
    earlier: tuple[Earlier, ...] = Field(default=(), exclude_if=operator.not_)  # of copy that says something again


def on_whole(
    field: str,
    rule: str,
    family: Family,
    severity: Severity,
    message: str,
    source: str | None = None,
    earlier: tuple[Earlier, ...] = (),
) -> Finding:
    """About the copy as a whole: it stands at the beginning of its first field, and has no words of its own."""
    return Finding(
        rule=rule,
        family=family,
        severity=severity,
        field=field,
        line=1,
        column=1,
        start=0,
        span="",
        message=message,
        source=source,
        earlier=earlier,
    )


class Section(BaseModel):
    """The findings of one family, with the number of rules that were tried. `score`: rules passed, of 100 tried."""

    model_config = ConfigDict(frozen=True)

    family: Family
    rating: Rating
    rules: int
    findings: int
    advisory: int = 0  # of the findings, those that only advise
    passed: int = 0  # of the rules, those that found nothing, not even advice
    score: int | None = None  # None in reports from before there were section scores


class Pack(BaseModel):
    """A set of rules that a report rests on: a shipped pack, the brand's own files, a foreign package."""

    model_config = ConfigDict(frozen=True)

    name: str
    version: str | None  # the project's for what comes with it, else as the package itself says; most say none
    digest: str  # SHA-256 over its rules
    rules: int


class UncoveredPart(BaseModel):
    """A part of a sentence that states something of its own, and that no passage carries."""

    model_config = ConfigDict(frozen=True)

    start: int  # offset into the sentence
    text: str
    reason: str = ""  # its words that no passage has


class SentenceSupport(BaseModel):
    """The passages that carry one sentence of the copy; empty when it claims nothing or nothing carries it."""

    model_config = ConfigDict(frozen=True)

    field: str
    sentence: str
    passages: tuple[str, ...]  # Passage.id, best first
    score: float  # of the best; 0 when none
    factual: bool = False  # states something that a passage has to carry; a mood or a call to action does not
    uncovered: tuple[UncoveredPart, ...] = ()  # of a sentence that stands otherwise
    said_in: tuple[str, ...] = ()  # passages that say the same, of a sentence that states nothing to be carried


class BrandReport(BaseModel):
    """A rating with everything it rests on. `score` runs from 0 to 100; 100 is without findings."""

    model_config = ConfigDict(frozen=True)

    rating: Rating
    score: int
    sections: tuple[Section, ...]
    findings: tuple[Finding, ...]
    support: tuple[SentenceSupport, ...] = ()
    rules_digest: str  # SHA-256 of the rules, limits and settings this was rated under
    engine: str = ""  # what rated it, with its version
    packs: tuple[Pack, ...] = ()
    problems: tuple[str, ...] = ()  # what in the rule files could not be used: "file:line: key: message"
