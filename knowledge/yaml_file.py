"""YAML files that people write, read strictly: every error names the file, the line, the key and the way out."""

import difflib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from knowledge.errors import InputError, NotFoundError

Path_ = tuple[str | int, ...]
MAX_BYTES = 1_000_000


class Fault(NamedTuple):
    """What is wrong at a place in the file: keys and positions from its top."""

    at: Path_
    words: str


class YamlFile(BaseModel):
    """A whole file. Unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def faults(self) -> Iterable[Fault]:
        """What no single key can tell, such as an id that is there twice."""
        return ()


M = TypeVar("M", bound=YamlFile)


def read_yaml(path: Path, model: type[M]) -> M:
    """Raises NotFoundError or InputError, in one line."""
    return parse_yaml(read_text(path), model, name=str(path))


def read_text(path: Path) -> str:
    """Raises NotFoundError or InputError, in one line."""
    if not path.is_file():
        raise NotFoundError(f"There is no file {path}. Add it, or name another one.")
    data = path.read_bytes()
    if len(data) > MAX_BYTES:
        raise InputError(f"{path} has {len(data):,} bytes; at most {MAX_BYTES:,} are read. Is it the right file?")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text (byte {error.start}). Save it as UTF-8.") from error


def parse_yaml(text: str, model: type[M], *, name: str) -> M:
    """`name` stands for the file in messages. Raises InputError, in one line."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        lines: dict[Path_, int] = {}
        if root is not None:
            _note_lines(root, (), lines, name, set())
        content = yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{name}, line {line}: this is not valid YAML: {error.problem}.") from error
    except RecursionError as error:
        raise InputError(f"{name}: this is nested too deeply to be read. Write it flat.") from error
    except (yaml.YAMLError, ValueError) as error:
        raise InputError(f"{name}: this is not valid YAML: {' '.join(str(error).split())}.") from error
    if not isinstance(content, dict):
        raise InputError(
            f"{name}, line 1: expected keys and values, found {'nothing' if content is None else 'other'}."
        )
    try:
        found = model.model_validate(content)
    except ValidationError as error:
        raise InputError(_in_one_line(error.errors()[0], error.error_count(), model, lines, name)) from error
    for at, words in found.faults():
        raise InputError(f"{name}, line {lines.get(at, 1)}: '{_spell(at)}': {words}.")
    return found


def _note_lines(node: yaml.Node, at: Path_, lines: dict[Path_, int], name: str, above: set[int]) -> None:
    if id(node) in above:
        raise InputError(f"{name}, line {node.start_mark.line + 1}: an alias that holds itself. Write it out.")
    lines[at] = node.start_mark.line + 1
    inside = above | {id(node)}
    if len(lines) > MAX_BYTES // 10:
        raise InputError(f"{name}: too many entries. Write fewer aliases.")
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in seen:
                raise InputError(f"{name}, line {line}: the key '{key.value}' is there twice. Keep one of them.")
            seen.add(key.value)
            _note_lines(value, (*at, key.value), lines, name, inside)
            lines[(*at, key.value)] = line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(value, (*at, index), lines, name, inside)


def _in_one_line(error: ErrorDetails, count: int, model: type[BaseModel], lines: dict[Path_, int], name: str) -> str:
    path: Path_ = ()
    for part in error["loc"]:  # what validators put between, and the only item of no list, is no key of the file
        path = (*path, part) if (*path, part) in lines else path
    where = f"{name}, line {lines.get(path, 1)}"
    more = f" ({count - 1} more after this one.)" if count > 1 else ""
    if error["type"] == "extra_forbidden":
        known = _known_keys(model, error["loc"][:-1])
        close = difflib.get_close_matches(str(error["loc"][-1]), known, n=1)
        hint = f"Did you mean '{close[0]}'?" if close else f"Known here: {', '.join(known)}."
        return f"{where}: unknown key '{_spell(path)}'. {hint}{more}"
    if error["type"] == "missing":
        return f"{where}: the key '{_spell((*path, error['loc'][-1]))}' is missing. Add it.{more}"
    message = error["msg"].removeprefix("Value error, ").rstrip(".")
    given = f", not {_short(error['input'])}" if error["type"] != "value_error" else ""
    at = f"'{_spell(path)}': " if path else ""
    return f"{where}: {at}{message}{given}.{more}"


def _spell(loc: Path_) -> str:
    text = ""
    for part in loc:
        text += f"[{part + 1}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")


def _short(value: Any) -> str:  # noqa: ANN401
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _known_keys(model: type[BaseModel], loc: Path_) -> list[str]:
    found: type[BaseModel] | None = model
    for part in loc:
        if found is not None and isinstance(part, str) and part in found.model_fields:
            found = _inner_model(found.model_fields[part].annotation)
    return sorted(field.alias or key for key, field in found.model_fields.items()) if found else []


def _inner_model(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401
    """The model inside `M`, `M | None`, `tuple[M, ...]` or `dict[str, M]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _inner_model(part)) is not None), None)
