"""Where each figure of a suite must lie: read from thresholds.yaml."""

from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import Self

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError, model_validator

from evals.figures import Figure
from knowledge.errors import InputError

FILE = Path(__file__).with_name("thresholds.yaml")


class Threshold(BaseModel):
    """Either a floor or a ceiling; `aim` is told beside it and fails nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    at_least: float | None = None
    at_most: float | None = None
    aim: float | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.at_least is None) == (self.at_most is None):
            raise ValueError("needs either at_least or at_most")
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


_File = TypeAdapter(dict[str, dict[str, Threshold]])


def thresholds(suite: str, path: Path = FILE) -> dict[str, Threshold]:
    """By figure; empty for a suite that gates nothing. Raises InputError, in one line, for a file of another shape."""
    return _read(path).get(suite, {})


def refuse_unknown(suites: Collection[str], path: Path = FILE) -> None:
    """Raises InputError where the file names another suite than these: its thresholds would fail nothing."""
    unknown = next((name for name in _read(path) if name not in suites), None)
    if unknown is not None:
        raise InputError(f"{path}: there is no suite '{unknown}'. The suites: {', '.join(sorted(suites))}.")


@cache
def _read(path: Path) -> dict[str, dict[str, Threshold]]:
    try:
        known = _File.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    except yaml.YAMLError as error:
        raise InputError(f"{path}: this is not YAML: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        raise InputError(f"{path}: '{'.'.join(map(str, first['loc']))}': {first['msg']}.") from error
    return known
