"""What the check found in a draft, held against what an approver would find there."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from evals.brand.drafts import Draft, Expected
from evals.figures import Figure, share
from tools.findings import Finding, Rating

_WEIGHT = {"red": 2, "amber": 1, "advice": 0}


class Judged(BaseModel):
    """One draft. Advice is left out: it does not count.

    `beside` are findings on words that an approver objects to at least as much, under another head: a price that is
    wrong and a sentence that nothing carries are one matter, seen twice.
    """

    model_config = ConfigDict(frozen=True)

    draft: Draft
    rating: Rating
    right: tuple[Finding, ...]
    beside: tuple[Finding, ...]
    false: tuple[Finding, ...]
    found: tuple[Expected, ...]
    missed: tuple[Expected, ...]

    @property
    def confusions(self) -> tuple[str, ...]:
        """One line each, with the draft's id."""
        where = f"{self.draft.id} ({self.draft.topic})"
        return (
            *(f"{where}: missed {one.severity} {one.family} {_told(one.span)}" for one in self.missed),
            *(f"{where}: wrong {one.severity} {one.family} {_told(one.span)}, {one.rule}" for one in self.false),
            *(f"{where}: beside {one.severity} {one.family} {_told(one.span)}, {one.rule}" for one in self.beside),
        )


class Score(BaseModel):
    """Of findings. A finding is right where one of the same family and weight is expected on words that it overlaps."""

    model_config = ConfigDict(frozen=True)

    precision: Figure
    strict: Figure  # precision, if what lies beside counts as false
    recall: Figure

    @property
    def line(self) -> str:
        return f"{_figure(self.recall):28}{_figure(self.precision):28}{_figure(self.strict)}"


def judge(draft: Draft, rating: Rating, findings: Sequence[Finding]) -> Judged:
    counted = [one for one in findings if one.severity != "advice"]
    right = [one for one in counted if any(_meets(one, wanted) for wanted in draft.expected)]
    beside = [one for one in counted if one not in right and any(_beside(one, wanted) for wanted in draft.expected)]
    found = [wanted for wanted in draft.expected if any(_meets(one, wanted) for one in counted)]
    return Judged(
        draft=draft,
        rating=rating,
        right=tuple(right),
        beside=tuple(beside),
        false=tuple(one for one in counted if one not in right and one not in beside),
        found=tuple(found),
        missed=tuple(wanted for wanted in draft.expected if wanted not in found),
    )


def score(judged: Sequence[Judged], *, severity: str | None = None, family: str | None = None) -> Score:
    """Of one weight, one family, or all."""

    def counts(one: Finding | Expected) -> bool:
        return severity in {None, one.severity} and family in {None, one.family}

    right = [True for each in judged for one in each.right if counts(one)]
    false = [False for each in judged for one in each.false if counts(one)]
    beside = [False for each in judged for one in each.beside if counts(one)]
    recall = [True for each in judged for one in each.found if counts(one)]
    recall += [False for each in judged for one in each.missed if counts(one)]
    return Score(precision=share(right + false), strict=share(right + false + beside), recall=share(recall))


def by_case(judged: Sequence[Judged], severity: str) -> dict[str, dict[str, float]]:
    """Precision by finding and recall by expectation, of one weight."""
    precision: dict[str, float] = {}
    recall: dict[str, float] = {}
    for one in judged:
        for value, found in ((1.0, one.right), (0.0, one.false)):
            for each in found:
                if each.severity == severity:
                    precision[f"{one.draft.id} {each.field}:{each.start} {each.rule} {len(precision)}"] = value
        for value, wanted in ((1.0, one.found), (0.0, one.missed)):
            for want in wanted:
                if want.severity == severity:
                    recall[f"{one.draft.id} {want.field}:{want.start} {want.family}"] = value
    return {"precision": precision, "recall": recall}


def ratings(judged: Sequence[Judged]) -> dict[Rating, dict[Rating, int]]:
    """An approver's rating, then the check's: how many drafts."""
    order: tuple[Rating, ...] = ("green", "amber", "red")
    pairs = [(one.draft.rating, one.rating) for one in judged]
    return {theirs: {ours: pairs.count((theirs, ours)) for ours in order} for theirs in order}


def _meets(finding: Finding, wanted: Expected) -> bool:
    alike = (finding.family, finding.severity) == (wanted.family, wanted.severity)
    return alike and (not wanted.span or _overlap(finding, wanted))


def _beside(finding: Finding, wanted: Expected) -> bool:
    weighs = _WEIGHT[finding.severity] <= _WEIGHT[wanted.severity]
    return bool(wanted.span) and finding.family != wanted.family and weighs and _overlap(finding, wanted)


def _overlap(finding: Finding, wanted: Expected) -> bool:
    if finding.field != wanted.field:
        return False
    end, wanted_end = finding.start + len(finding.span), wanted.start + len(wanted.span)
    return finding.start < wanted_end and wanted.start < max(end, finding.start + 1)


def _told(span: str) -> str:
    return f"“{span if len(span) <= 60 else span[:57] + '…'}”" if span else "(as a whole)"


def _figure(figure: Figure) -> str:
    return f"{figure.value:.2f} [{figure.low:.2f}, {figure.high:.2f}] n = {figure.n}" if figure.n else "–"
