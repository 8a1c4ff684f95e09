"""The suites that the embedded language model writes for: each an `embedded.py` with a `run()` below `evals/`."""

import importlib
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from agents.model.chat import ChatModel, Prompt
from agents.model.errors import ModelError
from evals import outcome
from evals.measured import Measured
from evals.outcome import Run, SuiteOutcome
from evals.thresholds import check_thresholds
from knowledge.errors import InputError

FILE = Path(__file__).with_name("embedded.yaml")


class Embedded(Measured):
    """A result with thresholds of its own: a small model is not held to what the desk does by rule."""

    held_by: ClassVar[Path] = FILE


def found() -> tuple[str, ...]:
    return outcome.found("embedded.py")


def measurable() -> Mapping[str, tuple[str, ...]]:
    """By suite, the names of its figures."""
    return {name: tuple(importlib.import_module(f"evals.{name}.embedded").FIGURES) for name in found()}


def ready(model: ChatModel) -> None:
    """Starts the model. Raises InputError, in one line, where it cannot be had."""
    try:
        model.chat(Prompt(system="Answer with one word.", user="Are you there?"), max_tokens=1, temperature=0.0)
    except ModelError as error:
        raise InputError(f"--embedded asks the embedded language model and no endpoint. {error}") from error


def run(
    names: Sequence[str],
    model: ChatModel,
    told: Callable[[str], None] = lambda _: None,
    begun: Callable[[str], Callable[[], None]] = lambda _: lambda: None,
    ended: Callable[[str], None] = lambda _: None,
) -> Run:
    """One suite after the other, with one model. Ctrl-C keeps what is through.

    `told` hears a line of each request. `begun` hears the name of a suite and gives what is called as each of its
    requests is through; `ended` hears the name when all are.

    Raises InputError, before anything is asked, for thresholds of another suite or figure than there is.
    """
    check_thresholds(measurable(), FILE)
    ready(model)
    suites: list[SuiteOutcome] = []
    for name in names:
        since = time.perf_counter()
        try:
            suites.append(outcome.attempted(name, partial(_measured, name, model, told, begun(name))))
        except KeyboardInterrupt:
            if not suites:
                raise
            left = names[len(suites) + 1 :]
            suites += (outcome.stopped(name, since), *map(outcome.stopped, left))
            break
        ended(name)
        told(f"{name} is through after {suites[-1].seconds:.0f} s")
    return Run(suites=tuple(suites), model=model.name)


def _measured(name: str, model: ChatModel, told: Callable[[str], None], through: Callable[[], None]) -> Measured:
    def request(line: str) -> None:
        through()
        told(f"{name}: {line}")

    measured: Measured = importlib.import_module(f"evals.{name}.embedded").run(model, request)
    return measured
