"""A run of suites: what each came to, ready to be kept, shown, and held against another run."""

import importlib
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Future, ProcessPoolExecutor, wait
from multiprocessing import active_children, get_context
from pathlib import Path
from types import FrameType
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from evals import cases, scratch
from evals.cases import digest_of
from evals.measured import Gate, Measured
from evals.thresholds import check_thresholds
from evals.warned import warned
from knowledge.errors import CopydeskError, InputError

State = Literal["well", "below", "skipped", "broken"]
NOT_BEGUN = "Not begun when the run was stopped."
FORMAT = 1  # of a kept run
COVER = "#"  # begins the name of a case that is not told
LONGEST = (  # begun in this order, after suites that do not stand here: the short ones fill up what is left at the end
    "retrieval",
    "redteam",
    "brand",
    "fairness",
    "escalation",
    "path",
    "drafts",
    "triage",
    "grounding",
    "copy",
    "prose",
    "policy",
)


class SuiteOutcome(BaseModel):
    """One suite. `broken`: it could not be run, and `error` says why in one line; `skipped`: not on this machine."""

    model_config = ConfigDict(frozen=True, ser_json_inf_nan="null")

    suite: str
    state: State
    summary: str = ""
    error: str | None = None
    stopped: bool = False  # with the run, before it was through or begun
    rows: int = 0
    gates: tuple[Gate, ...] = ()
    below: tuple[str, ...] = ()
    own: tuple[str, ...] = ()  # cases of this desk's own that went wrong: told first
    misses: tuple[str, ...] = ()
    blind: bool = False
    hidden: int = 0  # cases that went wrong and are not told
    details: tuple[str, ...] = ()
    samples: dict[str, dict[str, float]] = {}
    seconds: float = 0.0
    version: str = ""  # of its cases and thresholds, where a model was asked
    dataset: str = ""  # digest of all its cases; empty: not known
    cases: dict[str, str] = {}  # digests of those that can be told apart, by id

    def covered(self) -> "SuiteOutcome":
        """Of a blind part: how many cases went wrong, and their values under names by which runs can be compared alone.

        What is covered already stays as it is.
        """
        samples = {
            figure: {self._covered(id): value for id, value in values.items()}
            for figure, values in self.samples.items()
        }
        named = {self._covered(id): digest for id, digest in self.cases.items()}
        hidden = self.hidden or len(self.misses)
        return self.model_copy(update={"misses": (), "hidden": hidden, "samples": samples, "cases": named})

    def alike(self, other: "SuiteOutcome") -> frozenset[str] | None:
        """The cases that are the same in both; None where all are, or nothing is known of one side's."""
        if not self.dataset or not other.dataset or self.dataset == other.dataset:
            return None
        return frozenset(id for id, digest in self.cases.items() if other.cases.get(id) == digest)

    def _covered(self, id: str) -> str:
        return id if id.startswith(COVER) else COVER + digest_of(f"{self.suite} {id}")


class Run(BaseModel):
    """All suites of one run, in the order of their names."""

    model_config = ConfigDict(frozen=True, ser_json_inf_nan="null")

    format: int = FORMAT
    suites: tuple[SuiteOutcome, ...]
    model: str | None = None  # whose words were measured, if any

    def without_blind(self) -> "Run":
        """Of blind test parts, how many cases went wrong, and not which."""
        suites = tuple(one.covered() if one.blind else one for one in self.suites)
        return self.model_copy(update={"suites": suites})

    @property
    def through(self) -> int:
        """How many suites were not stopped."""
        return sum(not one.stopped for one in self.suites)

    @property
    def exit_code(self) -> int:
        """0: all as it must be; 1: a figure missed its threshold; 2: a suite could not be run."""
        states = {one.state for one in self.suites}
        return 2 if "broken" in states else int("below" in states)


def found(file: str = "suite.py") -> tuple[str, ...]:
    """Every suite: a folder below `evals/` with this file in it."""
    import evals

    folders = [Path(place) for place in evals.__path__]
    return tuple(sorted(path.parent.name for folder in folders for path in folder.glob(f"*/{file}")))


def run(
    names: Sequence[str],
    told: Callable[[str], None] = lambda _: None,
    jobs: int = 1,
    begun: Callable[[str], None] = lambda _: None,
) -> Run:
    """`begun` hears the name of each suite as it starts, `told` as it is through. A broken one keeps no other from
    running; Ctrl-C keeps those that are through. A suite that is named twice runs once.

    With several `jobs` each runs in a process of its own, made anew: nothing that a suite has opened is shared.
    Raises InputError, before anything runs, for a file of thresholds that would not hold a suite, or no suite at all.
    """
    check_thresholds(found())
    wanted = tuple(dict.fromkeys(names))
    done: dict[str, SuiteOutcome] = {}
    since: dict[str, float] = {}

    def begins(name: str) -> None:
        since[name] = time.perf_counter()
        begun(name)

    try:
        for one in _within(wanted, begins) if min(jobs, len(wanted)) == 1 else _apart(wanted, jobs, begins):
            done[one.suite] = one
            told(one.suite)
    except KeyboardInterrupt:
        if not done:
            raise
    return Run(suites=tuple(done.get(name) or stopped(name, since.get(name)) for name in wanted))


def stopped(name: str, since: float | None = None) -> SuiteOutcome:
    """`since`: when it was begun, by `time.perf_counter`; None: not begun."""
    if since is None:
        return SuiteOutcome(suite=name, state="broken", stopped=True, error=NOT_BEGUN)
    seconds = time.perf_counter() - since
    error = f"Stopped after {seconds:.0f} s, before it was through."
    return SuiteOutcome(suite=name, state="broken", stopped=True, error=error, seconds=seconds)


def _within(names: Sequence[str], begun: Callable[[str], None]) -> Iterator[SuiteOutcome]:
    for name in names:
        begun(name)
        yield _one(name)


def _apart(names: Sequence[str], jobs: int, begun: Callable[[str], None]) -> Iterator[SuiteOutcome]:
    """As each is through. Whatever ends it early ends the processes too."""
    others = set(active_children())
    pool, running, waiting = _pool(jobs), dict[Future[SuiteOutcome], str](), deque(sorted(names, key=_turn))
    try:
        while running or waiting:
            while waiting and len(running) < jobs:
                name = waiting.popleft()
                begun(name)
                try:
                    running[pool.submit(_one, name)] = name
                except BrokenExecutor:  # the process of another suite has died
                    pool = _pool(jobs)
                    running[pool.submit(_one, name)] = name
            for each in wait(running, return_when=FIRST_COMPLETED).done:
                yield _result(each, running.pop(each))
    finally:
        for child in set(active_children()) - others if running else ():
            child.terminate()
        pool.shutdown(cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_alone)


def _alone() -> None:
    """Ctrl-C is the parent's, which ends this process by TERM; then its folders go.

    The embedding engine's threads of several processes would wait for each other: OpenMP reads this when it loads.
    A progress bar would make a lock for several processes, which stays behind where this one is ended.
    """
    from tqdm import tqdm  # type: ignore[import-untyped]

    os.environ.setdefault("OMP_NUM_THREADS", "1")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    tqdm.set_lock(threading.RLock())


def _leave(_number: int, _frame: FrameType | None) -> None:
    scratch.clear()
    os._exit(128 + signal.SIGTERM)


def _turn(name: str) -> int:
    return LONGEST.index(name) if name in LONGEST else -1


def _result(each: "Future[SuiteOutcome]", name: str) -> SuiteOutcome:
    """Of a suite whose process has died, that it did."""
    try:
        return each.result()
    except BrokenExecutor as error:
        return SuiteOutcome(suite=name, state="broken", error=f"its process died: {error}")


def _one(name: str) -> SuiteOutcome:
    return attempted(name, lambda: importlib.import_module(f"evals.{name}.suite").run())


def attempted(name: str, measure: Callable[[], Measured]) -> SuiteOutcome:
    """Broken, with why in one line, where it cannot be measured."""
    start = time.perf_counter()
    try:
        with warned() as heard:
            measured = measure()
        made = outcome_of(name, measured, time.perf_counter() - start)
        rows = cases.rows(name)
        told_apart = {id: rows[id] for values in made.samples.values() for id in values if id in rows}
        added = {"details": (*made.details, *heard.lines), "dataset": cases.dataset(name), "cases": told_apart}
        return made.model_copy(update=added)
    except Exception as error:  # noqa: BLE001 - whatever breaks in one suite, the results of the others are kept
        known = isinstance(error, CopydeskError | ImportError | ValidationError)
        said = " ".join((str(error) if known else f"{type(error).__name__}: {error}").split())
        return SuiteOutcome(suite=name, state="broken", error=said, seconds=time.perf_counter() - start)


def outcome_of(name: str, result: Measured, seconds: float, error: str | None = None) -> SuiteOutcome:
    """With an `error` the suite is broken, and what was measured before it is told all the same."""
    below = (*result.short, *result.below)
    state: State = "broken" if error else "skipped" if result.skipped else "below" if below else "well"
    return SuiteOutcome(
        suite=name,
        state=state,
        error=error,
        summary=result.summary,
        rows=result.rows,
        gates=() if result.skipped else result.gates,
        below=below,
        misses=result.misses,
        blind=result.blind,
        details=result.details,
        samples={figure: dict(values) for figure, values in result.samples.items()},
        seconds=seconds,
    )


def read(file: Path) -> Run:
    """A run that was kept. Raises InputError for a file that is none."""
    try:
        kept = Run.model_validate_json(file.read_bytes())
    except (OSError, ValidationError) as error:
        told = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise InputError(f"{file} holds no run of the suites: {told}.") from error
    if kept.format != FORMAT:
        raise InputError(f"{file} was written in format {kept.format}; this desk reads format {FORMAT}.")
    return kept
