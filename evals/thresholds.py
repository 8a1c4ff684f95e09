"""Where each figure of a suite must lie, and how many rows it must be measured on: read from thresholds.yaml."""

from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from evals.faults import fault
from evals.figures import Figure
from knowledge.errors import InputError

FILE = Path(__file__).with_name("thresholds.yaml")
OWN_CASES = "own cases"  # the figure of cases that a desk took in itself
Limit = Annotated[float, Field(strict=True, ge=0, allow_inf_nan=False)]


class Threshold(BaseModel):
    """Either a floor or a ceiling; `aim` is told beside it and fails nothing. `count`: of a figure that is no share."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at_least: Limit | None = None
    at_most: Limit | None = None
    aim: Limit | None = None
    count: bool = False

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("needs either at_least or at_most")
        if not self.count and any(one is not None and one > 1 for one in (self.at_least, self.at_most, self.aim)):
            raise ValueError("a share lies between 0 and 1; of a figure that is none say `count: true`")
        return self

    @property
    def limit(self) -> float:
        return self.at_least if self.at_least is not None else self.at_most or 0.0

    @property
    def lower_is_better(self) -> bool:
        return self.at_most is not None

    def met(self, figure: Figure) -> bool:
        """A figure without cases meets nothing."""
        return figure.value <= self.limit if self.lower_is_better else figure.value >= self.limit

    def __str__(self) -> str:
        return f"at {'most' if self.lower_is_better else 'least'} {self.limit:.2f}"


class Held(BaseModel):
    """What one suite is held to: every key but `rows` is a figure. `rows`: fewer fail it, however good they are."""

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Threshold] = Field(init=False)

    rows: int = Field(strict=True, ge=1)

    @property
    def figures(self) -> dict[str, Threshold]:
        return self.__pydantic_extra__


_File = TypeAdapter(dict[str, Held])


class _Loader(yaml.SafeLoader):
    """Refuses a key that is there twice: YAML's own takes the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[object, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                continue
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"'{key.value}' is there twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return {**super().construct_mapping(node, deep)}


def thresholds(suite: str, path: Path = FILE) -> dict[str, Threshold]:
    """By figure; empty for a suite that gates nothing. Raises InputError, in one line, for a file of another shape."""
    held = _read(path).get(suite)
    return held.figures if held else {}


def least_rows(suite: str, path: Path = FILE) -> int:
    """How many rows it must be measured on. Raises InputError as `thresholds` does."""
    held = _read(path).get(suite)
    return held.rows if held else 0


def check_thresholds(suites: Collection[str] | Mapping[str, Collection[str]], path: Path = FILE) -> None:
    """Raises InputError where the file would fail nothing: another suite than these, or none of one of them.

    Of a mapping, the names of each suite's figures: another figure is refused too.
    """
    held = _read(path)
    unknown = next((name for name in held if name not in suites), None)
    if unknown is not None:
        raise InputError(f"{path}: there is no suite '{unknown}'. The suites: {', '.join(sorted(suites))}.")
    loose = next((name for name in suites if name not in held or not held[name].figures), None)
    if loose is not None:
        raise InputError(f"{path}: the suite '{loose}' has no threshold, so nothing could fail it. Give it one.")
    for name, figures in suites.items() if isinstance(suites, Mapping) else ():
        refuse_figures(name, held[name].figures, figures, path)


def refuse_figures(suite: str, wanted: Collection[str], figures: Collection[str], path: Path) -> None:
    """Raises InputError where a threshold is of a figure that the suite does not have; any may have own cases."""
    unknown = next((name for name in wanted if name not in figures and name != OWN_CASES), None)
    if unknown is not None:
        raise InputError(f"{path}: the suite '{suite}' has no figure '{unknown}'. It has {', '.join(figures)}.")


@cache
def _read(path: Path) -> dict[str, Held]:
    try:
        known = _File.validate_python(yaml.load(path.read_text(encoding="utf-8"), _Loader) or {})  # noqa: S506 - a SafeLoader
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{path}, line {line}: this is not YAML: {error.problem}.") from error
    except yaml.YAMLError as error:
        raise InputError(f"{path}: this is not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        raise InputError(f"{path}: {fault(error, Threshold.model_fields)}") from error
    return known
