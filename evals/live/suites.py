"""The judge measured, then what it judges: each suite is a metric over the same answers or drafts."""

import hashlib
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ClassVar, get_args

from pydantic import BaseModel, ConfigDict

from evals import figures
from evals.live import metrics
from evals.live.judge import Judge, JudgeError, Planner
from evals.live.metrics import Case, Embed, Metric
from evals.live.pairs import ASKED, LEAST, Kind, Pair
from evals.measured import Measured, Samples
from evals.outcome import Run, SuiteOutcome, outcome_of, stopped
from evals.thresholds import check_thresholds

SUITES: tuple[Metric, ...] = get_args(Metric)
FILE = Path(__file__).with_name("thresholds.yaml")
RUBRIC_FILE = Path(metrics.__file__)
JUDGE, AGREEMENT = "judge", "agreement"
LOW = 0.5  # a score below it is told as one that went wrong
DECLINED: dict[Metric, float] = {"faithfulness": 1.0, "answer relevancy": 0.0, "factual correctness": 0.0}


class Judged(BaseModel):
    """Scores by case, and why others have none."""

    model_config = ConfigDict(frozen=True)

    values: dict[str, float] = {}
    failed: dict[str, str] = {}
    unasked: int = 0  # of those that failed: the judge had stopped before their turn


class LiveResult(Measured):
    """A suite of one figure, which bears the suite's name, or `agreement` of the judge."""

    held_by: ClassVar[Path] = FILE

    name: str
    figure: str
    judged: Judged = Judged()
    told: tuple[str, ...] = ()
    why_not: str = ""

    @property
    def samples(self) -> Samples:
        return {self.figure: self.judged.values}

    @property
    def held_as(self) -> str:
        return self.name

    @property
    def misses(self) -> tuple[str, ...]:
        low = sorted((value, id) for id, value in self.judged.values.items() if value < LOW)
        failed = () if self.judged.unasked else dict.fromkeys(self.judged.failed.values())
        return (*failed, *(f"{id}: {value:.2f}" for value, id in low))

    @property
    def details(self) -> tuple[str, ...]:
        return self.told

    @property
    def skipped(self) -> str:
        return self.why_not


def judge_all(
    metric: Metric,
    cases: Sequence[Case],
    judge: Judge | Planner,
    embed: Embed,
    jobs: int,
    heard: Callable[[], None] = lambda: None,
) -> Judged:
    """Where the desk declined to answer there is nothing to ask a judge. `heard` is called as each case is through."""

    def one(case: Case) -> float | str:
        if not case.answer and metric in DECLINED:
            return DECLINED[metric]
        if judge.stopped:
            unasked.append(case.id)
        try:
            return metrics.score(metric, case, judge, embed)
        except JudgeError as error:
            return str(error)
        finally:
            heard()

    unasked: list[str] = []
    metrics.ready()
    with ThreadPoolExecutor(jobs) as pool:
        said = dict(zip((case.id for case in cases), pool.map(one, cases), strict=True))
    return Judged(
        values={id: value for id, value in said.items() if isinstance(value, float)},
        failed={id: why for id, why in said.items() if isinstance(why, str)},
        unasked=sum(isinstance(said[id], str) for id in unasked),
    )


def agreement(
    judge: Judge | Planner, pairs: Sequence[Pair], embed: Embed, jobs: int, heard: Callable[[], None] = lambda: None
) -> LiveResult:
    """How often it says what a person said. What it could not judge counts against it."""
    values: dict[str, float] = {}
    failed: dict[str, str] = {}
    told, unasked = [], 0
    for kind in get_args(Kind):
        rows = [pair for pair in pairs if pair.kind == kind]
        found = judge_all(ASKED[kind], [pair.case for pair in rows], judge, embed, jobs, heard)
        said = {pair.id: float(_yes(found, pair) == pair.label) for pair in rows if pair.id in found.values}
        values |= said | ({} if judge.stopped else dict.fromkeys(found.failed, 0.0))
        failed |= found.failed
        unasked += found.unasked
        told.append(f"judge, {kind}: agrees {figures.share([value == 1 for value in said.values()])}")
    judged = Judged(values=values, failed=failed, unasked=unasked)
    return LiveResult(
        name=JUDGE, figure=AGREEMENT, judged=judged, told=tuple(told), rows=len(pairs), scored=len(values)
    )


def _yes(found: Judged, pair: Pair) -> bool:
    return found.values[pair.id] >= LEAST[pair.kind] - 1e-6


def refused(measured: LiveResult) -> str:
    """Why this judge gates nothing; empty where it may."""
    (gate,) = measured.gates
    if gate.threshold is None or gate.threshold.lower_is_better:
        return f"not judged: {measured.held_by.name} does not say how often a judge must agree with people at least"
    if gate.ok:
        return ""
    least = gate.threshold.limit
    return f"not judged: the judge agrees with people in {gate.figure} of the labelled pairs; a gate needs {least:.2f}"


def check() -> None:
    """Raises InputError, before anybody is asked, for thresholds of other suites or figures than there are."""
    check_thresholds({JUDGE: (AGREEMENT,), **{name: (name,) for name in SUITES}}, FILE)


def run(
    names: Sequence[Metric],
    judge: Judge,
    pairs: Sequence[Pair],
    cases: Callable[[Metric], Sequence[Case]],
    embed: Embed,
    *,
    jobs: int,
    writer: str | None = None,
    told: Callable[[str], None] = lambda _: None,
    begun: Callable[[str], Callable[[], None]] = lambda _: lambda: None,
) -> Run:
    """The judge first; `cases` are only made where it passes. `writer`: the model whose words they are. `begun` hears
    the name of each suite as it starts, and what it returns is called as each case is through. Ctrl-C keeps the suites
    that are through.

    Raises InputError, before anybody is asked, for a file of thresholds that would not hold a suite.
    """
    check()
    start = time.perf_counter()
    measured = agreement(judge, pairs, embed, jobs, begun(JUDGE))
    outcomes = [_outcome(measured, judge, time.perf_counter() - start)]
    told("judge")
    why_not = "not judged: the judge stopped" if judge.stopped else refused(measured)
    for name in names:
        since = time.perf_counter()
        try:
            outcomes.append(_suite(name, judge, cases, embed, jobs, why_not, begun(name)))
        except KeyboardInterrupt:
            outcomes += (stopped(name, since), *map(stopped, names[len(outcomes) :]))
            break
        told(name)
    current = version()
    return Run(suites=tuple(one.model_copy(update={"version": current}) for one in outcomes), model=writer)


def version() -> str:
    """Of cases, labels, thresholds and rubric: the first half of a SHA-256 over these files."""
    files = sorted(file for file in FILE.parent.iterdir() if file.suffix in {".jsonl", ".yaml"} or file == RUBRIC_FILE)
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:12]


def _suite(
    name: Metric,
    judge: Judge,
    cases: Callable[[Metric], Sequence[Case]],
    embed: Embed,
    jobs: int,
    why_not: str,
    heard: Callable[[], None],
) -> SuiteOutcome:
    start = time.perf_counter()
    if why_not:
        return outcome_of(name, LiveResult(name=name, figure=name, rows=0, scored=0, why_not=why_not), 0.0)
    given = cases(name)
    judged = judge_all(name, given, judge, embed, jobs, heard)
    declined = sum(not case.answer for case in given)
    told = (f"{name}: the desk said nothing in {declined} of {len(given)} cases",) if declined else ()
    scored = len(judged.values)
    result = LiveResult(name=name, figure=name, judged=judged, told=told, rows=len(given), scored=scored)
    return _outcome(result, judge, time.perf_counter() - start)


def _outcome(result: LiveResult, judge: Judge, seconds: float) -> SuiteOutcome:
    """Broken where the judge stopped, or gave no score; what it said before counts and is told."""
    failed, unasked = result.judged.failed, result.judged.unasked
    error = None
    if failed:
        first = judge.stopped or next(iter(failed.values()))
        asked = (
            f"{len(failed) - unasked} of {result.rows - unasked} cases that were asked"
            if unasked
            else (f"{len(failed)} of {result.rows} cases")
        )
        error = f"{asked} have no score: {first}"
    return outcome_of(result.name, result, seconds, error)
