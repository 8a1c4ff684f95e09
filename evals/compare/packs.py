"""Two rule packs at the brand suite's drafts, tuning part: what each finds, and where one does better.

A pack stands in for the sample brand's own rules; the shipped rules, documents and claims are the same for both. The
blind test part is never read, and nor are drafts of the brand that has no rules.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from agents.clock import ManualClock
from agents.service import Desk
from agents.settings import Settings
from evals.brand.drafts import TODAY, Draft, load_drafts
from evals.brand.matching import Judged, judge, score
from evals.brand.suite import Check
from evals.compare.sides import Side
from evals.figures import Difference, Figure, Tally, difference, rate_difference, share
from evals.scratch import scratch
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from knowledge.embedding import Embedder
from knowledge.errors import InputError
from tools.check import load_check

Checking = Callable[[Side], Sequence[Judged]]


class Row(BaseModel):
    """One figure of both, and what lies between."""

    model_config = ConfigDict(frozen=True)

    name: str
    a: Figure
    b: Figure
    gap: Difference | None

    @property
    def line(self) -> str:
        if self.gap is None:
            return f"{self.name}: A {self.a}; B {self.b}; no case to compare"
        said = ("B is better" if self.gap.value > 0 else "A is better") if self.gap.shown else "no difference shown"
        span = f"{self.gap.value:+.2f} [{self.gap.low:+.2f}, {self.gap.high:+.2f}], n = {self.gap.n} drafts"
        return f"{self.name}: A {self.a}; B {self.b}; {said}, {span}"


class Moved(BaseModel):
    """A draft that the two packs see differently."""

    model_config = ConfigDict(frozen=True)

    case: str
    verdict: str  # "better", "worse" or "both": of B
    gone: tuple[str, ...]  # what A had wrong and B has not
    new: tuple[str, ...]

    @property
    def line(self) -> str:
        told = [*(f"no longer {each}" for each in self.gone), *(f"now {each}" for each in self.new)]
        return f"{self.case}: {'; '.join(told)}"


class PacksCompared(BaseModel):
    model_config = ConfigDict(frozen=True)

    a: str
    b: str
    drafts: int
    figures: tuple[Row, ...]
    moved: tuple[Moved, ...]

    def of(self, verdict: str) -> tuple[Moved, ...]:
        return tuple(each for each in self.moved if each.verdict == verdict)


def compare(a: Side, b: Side, judged: Checking) -> PacksCompared:
    """Raises InputError where a pack has a rule that cannot be used, before anything is measured."""
    for side, name in ((a, "A"), (b, "B")):
        refuse_bad(side, name)
    before, after = judged(a), judged(b)
    return PacksCompared(
        a=a.given, b=b.given, drafts=len(before), figures=_rows(before, after), moved=_moved(before, after)
    )


def tuning_drafts() -> tuple[Draft, ...]:
    return tuple(draft for draft in load_drafts("tuning") if draft.brand == SAMPLE_BRAND)


def judged_with(check: Check, drafts: Sequence[Draft]) -> tuple[Judged, ...]:
    reports = [(draft, check(draft)) for draft in drafts]
    return tuple(judge(draft, report.rating, report.findings) for draft, report in reports)


def at_a_desk(side: Side, embedder: Embedder, drafts: Sequence[Draft] | None = None) -> tuple[Judged, ...]:
    """The tuning drafts of the sample brand, or those given, as a desk with this pack checks them."""
    with scratch() as home:
        extra = stand_in(side, home / "brands" / SAMPLE_BRAND)
        clock = ManualClock(datetime.combine(TODAY, time(12), UTC))
        desk = Desk(Settings(home=home), clock=clock, embedder=embedder)
        try:
            return judged_with(lambda one: desk.check(one.as_copy, one.brand, extra), drafts or tuning_drafts())
        finally:
            desk.close()


def stand_in(side: Side, folder: Path) -> tuple[Path, ...]:
    """Makes the sample brand with this pack; what is returned is a foreign package, to be checked beside it."""
    if side.rules is None:
        raise InputError(f"{side.given} holds no rules.")
    shutil.copytree(BRANDS_SHIPPED / SAMPLE_BRAND, folder, ignore=shutil.ignore_patterns("rules"))
    if side.own:
        shutil.copytree(side.rules, folder / "rules")
        return ()
    return (side.rules,)


def refuse_bad(side: Side, name: str) -> None:
    """Raises InputError for the first rule that cannot be used."""
    with _brand(side) as (folder, extra):
        problems = load_check(BrandFolder(folder), extra).problems
        if problems and side.rules is not None:
            first = str(problems[0]).replace(str(folder / "rules"), str(side.rules))
            more = f" ({len(problems) - 1} more after this one.)" if len(problems) > 1 else ""
            raise InputError(f"{name} has rules that cannot be used: {first}.{more}")


@contextmanager
def _brand(side: Side) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    with scratch() as home:
        folder = home / SAMPLE_BRAND
        yield folder, stand_in(side, folder)


def _rows(before: Sequence[Judged], after: Sequence[Judged]) -> tuple[Row, ...]:
    rows = []
    for severity in ("red", "amber"):
        one, other = score(before, severity=severity), score(after, severity=severity)
        for name, kind in (("precision", _precision), ("recall", _recall)):
            tallies = [{each.draft.id: kind(each, severity) for each in judged} for judged in (before, after)]
            figures = getattr(one, name), getattr(other, name)
            rows.append(Row(name=f"{severity} {name}", a=figures[0], b=figures[1], gap=rate_difference(*tallies)))
    rated = [{each.draft.id: float(each.rating == each.draft.rating) for each in judged} for judged in (before, after)]
    a, b = (share([value == 1 for value in values.values()]) for values in rated)
    return (*rows, Row(name="ratings", a=a, b=b, gap=difference(*rated)))


def _precision(one: Judged, severity: str) -> Tally:
    right = sum(each.severity == severity for each in one.right)
    return right, right + sum(each.severity == severity for each in one.false)


def _recall(one: Judged, severity: str) -> Tally:
    found = sum(each.severity == severity for each in one.found)
    return found, found + sum(each.severity == severity for each in one.missed)


def _moved(before: Sequence[Judged], after: Sequence[Judged]) -> tuple[Moved, ...]:
    found = []
    for one, other in zip(before, after, strict=True):
        old, new = _faults(one), _faults(other)
        gone, come = tuple(each for each in old if each not in new), tuple(each for each in new if each not in old)
        if gone or come:
            verdict = "both" if gone and come else "better" if gone else "worse"
            found.append(Moved(case=one.draft.id, verdict=verdict, gone=gone, new=come))
    return tuple(found)


def _faults(one: Judged) -> tuple[str, ...]:
    counted = one.model_copy(update={"beside": ()})
    told = [line.partition("): ")[2] for line in counted.confusions]
    if one.rating != one.draft.rating:
        told.append(f"rated {one.rating} for {one.draft.rating}")
    return tuple(told)
