"""What every suite comes to: values by case, figures from them, thresholds over the figures, and what went wrong."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from evals import figures
from evals.figures import Figure
from evals.thresholds import FILE, Threshold, least_rows, refuse_figures, thresholds

Samples = Mapping[str, Mapping[str, float]]  # by figure, then by case: 1 or 0 for right or wrong, else a score


class Gate(BaseModel):
    """A figure and where it must lie, if anywhere."""

    model_config = ConfigDict(frozen=True, ser_json_inf_nan="null")

    name: str
    figure: Figure
    threshold: Threshold | None = None

    @property
    def ok(self) -> bool:
        return self.threshold is None or self.threshold.met(self.figure)

    @property
    def line(self) -> str:
        """The figure, and what it misses."""
        if self.threshold is None or self.ok:
            return f"{self.name} {self.figure}"
        if not self.figure.n:
            return f"{self.name}: no case was counted"
        side = "above" if self.threshold.lower_is_better else "below"
        return f"{self.name} {self.figure} is {side} {self.threshold.limit:.2f}"


class Measured(BaseModel):
    """A suite's result. `rows` were to be measured, `scored` were: one that was dropped fails the suite."""

    model_config = ConfigDict(frozen=True)
    suite: ClassVar[str]
    held_by: ClassVar[Path] = FILE  # the file of its thresholds
    blind: ClassVar[bool] = (
        False  # whoever works on the desk reads none of its cases: they are told only when asked for
    )

    rows: int
    scored: int

    @property
    def samples(self) -> Samples:
        """The values that the figures come from."""
        raise NotImplementedError

    @property
    def misses(self) -> tuple[str, ...]:
        """The cases that went wrong, the worst first."""
        return ()

    @property
    def details(self) -> tuple[str, ...]:
        """More than the figures, line by line: parts of the dataset, tables."""
        return ()

    @property
    def skipped(self) -> str:
        """Why nothing could be measured here, if so."""
        return ""

    @property
    def figures(self) -> dict[str, Figure]:
        return {name: figures.of(values.values()) for name, values in self.samples.items()}

    @property
    def wanted(self) -> Mapping[str, Threshold]:
        """By figure, where it must lie."""
        return thresholds(self.held_as, self.held_by)

    @property
    def held_as(self) -> str:
        """Its name in the file of thresholds."""
        return self.suite

    @property
    def short(self) -> tuple[str, ...]:
        """A line where the dataset is smaller than it must be; for a run of the whole of it."""
        least = 0 if self.skipped else least_rows(self.held_as, self.held_by)
        said = f"{self.rows} {'row' if self.rows == 1 else 'rows'}, and {self.held_by.name} asks for at least {least}"
        return (said,) if self.rows < least else ()

    @property
    def gates(self) -> tuple[Gate, ...]:
        """Every figure of the suite. Raises InputError where the thresholds name one that it does not have."""
        wanted, found = self.wanted, self.figures
        refuse_figures(self.held_as, wanted, found, self.held_by)
        return tuple(Gate(name=name, figure=figure, threshold=wanted.get(name)) for name, figure in found.items())

    @property
    def below(self) -> tuple[str, ...]:
        """What fails the suite, a line each."""
        if self.skipped:
            return ()
        lost = f"{self.rows - self.scored} of {self.rows} rows were not scored" if self.scored != self.rows else None
        return (*([lost] if lost else []), *(gate.line for gate in self.gates if not gate.ok))

    @property
    def ok(self) -> bool:
        return not self.below

    @property
    def summary(self) -> str:
        return self.skipped or ", ".join(f"{name} {figure.value:.2f}" for name, figure in self.figures.items())
