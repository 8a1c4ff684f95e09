"""Runs of the suites that a desk keeps in its home, and the figures that moved since the last run before."""

import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version as installed
from pathlib import Path

from agents.insights import intervals
from agents.insights.drift import LEAST
from agents.insights.suites import SuiteMove
from agents.views.insights import SuiteFigure
from evals import figures, outcome
from evals.outcome import Run, SuiteOutcome
from knowledge.errors import InputError

FOLDER = "evals"  # in the home
KEPT = 30  # runs; the oldest go
SMALLEST = 0.001  # what three digits show
_TIME = "%Y-%m-%dT%H-%M-%SZ"
_SOURCE = Path(__file__).parents[1]


def ready(home: Path) -> Path:
    """Makes the folder, before minutes are spent on what goes there. Raises InputError where it cannot be."""
    folder = home / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return folder


def keep(run: Run, home: Path, made: datetime, version: str) -> Path:
    """Without the words of anybody's own cases; of a blind part the figures alone. Raises InputError."""
    folder = ready(home)
    file = folder / f"{made.astimezone(UTC):{_TIME}}-{version}.json"
    slim = run.model_copy(update={"suites": tuple(map(_slim, run.suites))})
    fresh = file.with_suffix(".new")
    try:
        fresh.write_text(slim.model_dump_json(), encoding="utf-8")
        fresh.replace(file)
        for old in kept(home)[KEPT:]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return file


def kept(home: Path) -> tuple[Path, ...]:
    """The newest first."""
    return tuple(sorted((home / FOLDER).glob("*Z-*.json"), reverse=True))


def moved(home: Path, file: Path) -> tuple[SuiteMove, ...]:
    """Figures of a kept run, each suite beside the last kept run before it that measured that suite.

    Where the cases are others, only those that are the same are looked at.
    """
    return tuple(move for before, now, older in _beside(home, file) for move in _moves(before, now, older, file))


def other_cases(home: Path, file: Path) -> tuple[str, ...]:
    """A line for each suite whose cases are not those of the kept run that it stands beside."""
    return tuple(
        f"{now.suite}: the cases are not those of {older.name}: only those that are the same can have moved"
        for before, now, older in _beside(home, file)
        if now.alike(before) is not None
    )


def _beside(home: Path, file: Path) -> Iterator[tuple[SuiteOutcome, SuiteOutcome, Path]]:
    """Of each suite, what it came to before and now, and the older run's file."""
    waiting = {one.suite: one for one in outcome.read(file).suites if _measured(one)}
    for older in kept(home):
        if not waiting:
            break
        if older.name >= file.name:
            continue
        for before in _suites(older):
            now = waiting.pop(before.suite, None)
            if now is not None:
                yield before, now, older


def version() -> str:
    """The commit, with "-dirty" where files were changed since; without a repository the installed version."""
    git = shutil.which("git")
    if git is not None and (_SOURCE / ".git").exists():
        command = [git, "-C", str(_SOURCE), "describe", "--always", "--dirty", "--abbrev=10", "--exclude=*"]
        told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
        if told.returncode == 0:
            return told.stdout.strip()
    return installed("copydesk")


def _slim(one: SuiteOutcome) -> SuiteOutcome:
    """Erasing a person's words must find none here."""
    plain = one.model_copy(update={"own": ()})
    return plain.covered().model_copy(update={"samples": {}, "details": (), "cases": {}}) if one.blind else plain


def _measured(one: SuiteOutcome) -> bool:
    return one.state in {"well", "below"}


def _suites(file: Path) -> tuple[SuiteOutcome, ...]:
    """None of a file that cannot be read, such as one of an older format."""
    try:
        return tuple(filter(_measured, outcome.read(file).suites))
    except InputError:
        return ()


def _moves(before: SuiteOutcome, now: SuiteOutcome, older: Path, newer: Path) -> Iterator[SuiteMove]:
    alike = now.alike(before)
    there = {gate.name: gate.figure for gate in before.gates}
    for gate in now.gates:
        if gate.name not in there:
            continue
        old, new = before.samples.get(gate.name, {}), now.samples.get(gate.name, {})
        common = sorted(key for key in old.keys() & new.keys() if alike is None or key in alike)
        paired = len(common) >= LEAST
        if alike is not None and not paired:
            continue  # of other cases
        if paired:
            left, right = ({key: side[key] for key in common} for side in (old, new))
            if all(abs(left[key] - right[key]) < SMALLEST for key in common):
                continue
            here, was = figures.of(right.values()), figures.of(left.values())
            gap = figures.difference(left, right)
            change = None if gap is None else intervals.Difference(value=gap.value, low=gap.low, high=gap.high)
        else:
            here, was = gate.figure, there[gate.name]
            change = intervals.difference(_plain(here), _plain(was)) if min(here.n, was.n) >= LEAST else None
        if change is None or not change.clear or abs(change.value) < SMALLEST:
            continue
        yield SuiteMove(
            suite=SuiteFigure(suite=now.suite, figure=gate.name, paired=paired, run=newer.name, run_before=older.name),
            now=_plain(here),
            before=_plain(was),
            change=change,
            since=_made(older),
            until=_made(newer),
        )


def _plain(figure: figures.Figure) -> intervals.Figure:
    return intervals.Figure(n=figure.n, value=figure.value, low=figure.low, high=figure.high)


def _made(file: Path) -> datetime:
    return datetime.strptime(file.name.partition("Z-")[0] + "Z", _TIME).replace(tzinfo=UTC)


def _unwritable(folder: Path, error: OSError) -> InputError:
    return InputError(
        f"{folder} cannot be written ({error.strerror or error}). Let it be written, or leave out --keep."
    )
