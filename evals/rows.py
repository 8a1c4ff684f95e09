"""Datasets: JSON Lines, a row each, checked as they are read."""

import json
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from evals.faults import fault, named
from knowledge.errors import InputError

MARK = "\ufeff"
Row = TypeVar("Row", bound=BaseModel)


def read_rows(path: Path, shape: type[Row]) -> tuple[Row, ...]:
    """Raises InputError, in one line with its number, for a row of another shape, a key or an id that comes twice, an
    empty id, or no row at all.
    """
    rows: list[Row] = []
    seen: set[str] = set()
    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{path}, line {number}"
        row = _row(line, shape, place)
        id = str(getattr(row, "id", number))
        if not id.strip():
            raise InputError(f"{place}: the id is empty. Give the row one.")
        if id in seen:
            raise InputError(f"{place}: the id '{id}' is there twice. Give one of them another.")
        seen.add(id)
        rows.append(row)
    if not rows:
        raise InputError(f"{path} has no rows. Add some, or name another file.")
    return tuple(rows)


def _text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    if text.startswith(MARK):
        raise InputError(f"{path} begins with a byte order mark. Save it as UTF-8 without one.")
    return text


def _row(line: str, shape: type[Row], place: str) -> Row:
    try:
        given = json.loads(line, object_pairs_hook=_once)
        if not isinstance(given, dict):
            raise InputError(f"{place}: a row is an object in braces, and this is {named(given)}.")
        return shape.model_validate(given)
    except json.JSONDecodeError as error:
        raise InputError(f"{place}: this is not JSON: {error.msg}.") from error
    except RecursionError as error:
        raise InputError(f"{place}: this row is nested too deeply to be read. Give it flat.") from error
    except KeyError as error:
        raise InputError(f"{place}: the key {error} is there twice. Leave one of them out.") from error
    except ValidationError as error:
        raise InputError(f"{place}: {fault(error, shape.model_fields)}") from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Raises KeyError for a key that is there twice: JSON's own takes the last."""
    made: dict[str, object] = {}
    for key, value in pairs:
        if key in made:
            raise KeyError(key)
        made[key] = value
    return made
