"""Datasets: JSON Lines, a row each, checked as they are read."""

import json
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from evals.faults import fault
from knowledge.errors import InputError

MARK = "\ufeff"
Row = TypeVar("Row", bound=BaseModel)


def read_rows(path: Path, shape: type[Row]) -> tuple[Row, ...]:
    """Raises InputError, in one line with its number, for a row of another shape, an id that comes twice, or none."""
    rows: list[Row] = []
    seen: set[str] = set()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    if text.startswith(MARK):
        raise InputError(f"{path} begins with a byte order mark. Save it as UTF-8 without one.")
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = shape.model_validate(json.loads(line))
        except json.JSONDecodeError as error:
            raise InputError(f"{path}, line {number}: this is not JSON: {error.msg}.") from error
        except ValidationError as error:
            raise InputError(f"{path}, line {number}: {fault(error, shape.model_fields)}") from error
        id = str(getattr(row, "id", number))
        if id in seen:
            raise InputError(f"{path}, line {number}: the id '{id}' is there twice. Give one of them another.")
        seen.add(id)
        rows.append(row)
    if not rows:
        raise InputError(f"{path} has no rows. Add some, or name another file.")
    return tuple(rows)
