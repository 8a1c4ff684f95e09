"""`targets.yaml`: what a brand's team measured before the desk, what it wants, and who decides when a figure moves."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StrictFloat, StrictInt, StrictStr, model_validator

from agents.insights.intervals import Figure
from agents.signing.people import Role
from agents.views.insights import Baseline, Better, Measure, Target, Unit
from knowledge.yaml_file import Fault, YamlFile, read_yaml

NAME = "targets.yaml"
UNITS: Mapping[Measure, Unit] = {
    "cycle_time": "hours",
    "cycle_time_p90": "hours",
    "signing_time": "hours",
    "first_pass": "share",
    "changed": "share",
    "change_size": "share",
    "deadlines_met": "share",
    "cases_reached": "share",
    "cases_taken": "share",
    "by_policy": "share",
    "calls_per_draft": "calls",
    "tokens_per_draft": "tokens",
}
BETTER: Mapping[Measure, Better] = {
    "cycle_time": "less",
    "cycle_time_p90": "less",
    "signing_time": "less",
    "first_pass": "more",
    "changed": "less",
    "change_size": "less",
    "deadlines_met": "more",
    "cases_reached": "more",
    "cases_taken": "more",
    "calls_per_draft": "less",
    "tokens_per_draft": "less",
}  # by_policy is neither: how much policy signs is for people to say

Given = StrictInt | StrictFloat | StrictStr
_RELATIVE = re.compile(r"([+\-−])\s*(\d+(?:\.\d+)?)\s*%")
_HOURS = re.compile(r"(\d+(?:\.\d+)?)\s*(min|h|hours?|d|days?)")
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*%")
_LENGTH = {"min": 1 / 60, "h": 1.0, "d": 24.0}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class StatedBaseline(_Part):
    value: Given
    since: date | None = None
    until: date | None = None
    how: str | None = Field(default=None, max_length=500)

    @model_validator(mode="after")
    def _in_order(self) -> "StatedBaseline":
        if self.since and self.until and self.until < self.since:
            raise ValueError("until lies before since: change one of them")
        return self


class Alarms(_Part):
    """Two periods of so many days are compared when the second has ended."""

    role: Role  # decides what a measure that moved means
    days: int = Field(default=30, ge=7, le=180)
    measures: tuple[Measure, ...] = Field(default=tuple(BETTER), min_length=1)


def _stated(given: Any) -> Any:  # noqa: ANN401
    return given if isinstance(given, dict) else {"value": given}


class Targets(YamlFile):
    """Without the file there is no baseline, no target and no alarm."""

    baselines: dict[Measure, Annotated[StatedBaseline, BeforeValidator(_stated)]] = Field(default_factory=dict)
    targets: dict[Measure, Given] = Field(default_factory=dict)
    alarms: Alarms | None = None

    def faults(self) -> Iterator[Fault]:
        for measure, stated in self.baselines.items():
            if (why := _fault(stated.value, measure)) is not None:
                yield Fault(("baselines", measure), why)
            elif _amount(stated.value, UNITS[measure]) == 0:
                yield Fault(("baselines", measure), "a baseline of 0 compares with nothing: leave it out")
        for measure, wanted in self.targets.items():
            if (_relative(wanted) is None) and (why := _fault(wanted, measure)) is not None:
                yield Fault(("targets", measure), f"{why}, or a change of the baseline such as -30%")

    def baseline(self, measure: Measure) -> Baseline | None:
        stated = self.baselines.get(measure)
        if stated is None:
            return None
        value = _amount(stated.value, UNITS[measure])
        return Baseline(value=value, since=stated.since, until=stated.until, how=stated.how)

    def target(self, measure: Measure, now: Figure) -> Target | None:
        wanted = self.targets.get(measure)
        if wanted is None:
            return None
        change, baseline = _relative(wanted), self.baseline(measure)
        value = None
        if change is None:
            value = _amount(wanted, UNITS[measure])
        elif baseline is not None:
            value = baseline.value * (1 + change)
        reached = None
        if value is not None and now.value is not None:
            reached = now.value <= value if BETTER.get(measure) == "less" else now.value >= value
        return Target(said=" ".join(str(wanted).split()), value=value, reached=reached)


def read_targets(folder: Path) -> Targets:
    """Of a brand's folder, as the file stands. Raises InputError in one line; no file is an empty one."""
    path = folder / NAME
    return read_yaml(path, Targets) if path.is_file() else Targets()


def _relative(given: Given) -> float | None:
    """-0.3 for "-30 %"; None for an amount."""
    met = _RELATIVE.fullmatch(given.strip()) if isinstance(given, str) else None
    return None if met is None else (1 if met[1] == "+" else -1) * float(met[2]) / 100


def _fault(given: Given, measure: Measure) -> str | None:
    unit = UNITS[measure]
    try:
        value = _amount(given, unit)
    except ValueError:
        value = -1.0
    if 0 <= value <= (1 if unit == "share" else 1e9):
        return None
    said = str(given)[:40]
    wanted = {"hours": "hours such as 52, 52h or 3d", "share": "a share such as 80% or 0.8"}
    return f"'{said}' is not {wanted.get(unit, 'a number of 0 or more')}"


def _amount(given: Given, unit: Unit) -> float:
    """Raises ValueError for what is no amount of that unit."""
    if not isinstance(given, str):
        return float(given)
    text = given.strip()
    if unit == "hours" and (met := _HOURS.fullmatch(text)):
        return float(met[1]) * _LENGTH["min" if met[2] == "min" else met[2][0]]
    if unit == "share" and (met := _SHARE.fullmatch(text)):
        return float(met[1]) / 100
    return float(text)
