"""The suites that the embedded language model writes for: each an `embedded.py` with a `run()` below `evals/`."""

import importlib
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


def run(names: Sequence[str], model: ChatModel, told: Callable[[str], None] = lambda _: None) -> Run:
    """One suite after the other, with one model. `told` hears of each request. Ctrl-C keeps what is through.

    Raises InputError, before anything is asked, for thresholds of another suite or figure than there is.
    """
    check_thresholds(measurable(), FILE)
    ready(model)
    suites: list[SuiteOutcome] = []
    for name in names:
        try:
            suites.append(outcome.attempted(name, partial(_measured, name, model, told)))
        except KeyboardInterrupt:
            if not suites:
                raise
            left = names[len(suites) :]
            suites += map(outcome.stopped, left)
            break
        told(f"{name} is through after {suites[-1].seconds:.0f} s")
    return Run(suites=tuple(suites), model=model.name)


def _measured(name: str, model: ChatModel, told: Callable[[str], None]) -> Measured:
    measured: Measured = importlib.import_module(f"evals.{name}.embedded").run(
        model, lambda line: told(f"{name}: {line}")
    )
    return measured
