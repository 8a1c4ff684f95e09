"""YAML files that people write, read strictly: every error names the file, the line, the key and the way out."""

import difflib
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, get_args

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from knowledge.errors import InputError, NotFoundError

Path_ = tuple[str | int, ...]
MAX_BYTES = 1_000_000
_DEEPEST = 200  # what the fast loader is given: it does not bear everything that is nested deeply
_READ_OTHERWISE = re.compile(rf"[\t\ufeff]|^[ ?-]{{{_DEEPEST}}}", re.MULTILINE)


class Fault(NamedTuple):
    """What is wrong at a place in the file: keys and positions from its top."""

    at: Path_
    words: str


class _AtLineError(InputError):
    """What is wrong at a line, before the file is named."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.line = line


class AtLine(NamedTuple):
    """What is wrong with one entry of a file of which the others count."""

    line: int
    key: str
    words: str


class YamlFile(BaseModel):
    """A whole file. Unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def faults(self) -> Iterable[Fault]:
        """What no single key can tell, such as an id that is there twice."""
        return ()


M = TypeVar("M", bound=YamlFile)
E = TypeVar("E", bound=BaseModel)


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
    lines: dict[Path_, int] = {}
    with _said_of(name):
        root = _composed(text)
        if root is not None:
            _note_lines(root, (), lines, set())
        content = yaml.SafeLoader("").construct_document(root) if root is not None else None
    if not isinstance(content, dict):
        raise InputError(
            f"{name}, line 1: expected keys and values, found {'nothing' if content is None else 'other'}."
        )
    try:
        found = model.model_validate(content)
    except ValidationError as error:
        line, words = _told(error, model, lines)
        raise InputError(f"{name}, line {line}: {words}") from error
    for at, words in found.faults():
        raise InputError(f"{name}, line {lines.get(at, 1)}: '{_spell(at)}': {words}.")
    return found


def parse_entries(text: str, under: str, model: type[E], *, name: str) -> tuple[dict[str, E], tuple[AtLine, ...]]:
    """The entries of the mapping under the file's only key, each read for itself, and what is wrong with the others.

    Raises InputError, in one line, where the file as a whole cannot be read.
    """
    faults: list[AtLine] = []
    entries: dict[str, E] = {}
    with _said_of(name):
        for key, node in _pairs(_composed(text), (), faults):
            if key.value != under:
                line = key.start_mark.line + 1
                faults.append(AtLine(line, str(key.value), f"unknown key. Known here: {under}."))
                continue
            for entry, value in _pairs(node, (under,), faults):
                try:
                    entries[str(entry.value)] = _entry(entry, value, (under, str(entry.value)), model)
                except _AtLineError as error:
                    faults.append(AtLine(error.line, f"{under}.{entry.value}", str(error)))
    return entries, tuple(faults)


def _pairs(node: yaml.Node | None, at: Path_, faults: list[AtLine]) -> list[tuple[yaml.Node, yaml.Node]]:
    """Of a mapping; of a key that is there twice the first."""
    if node is None or (isinstance(node, yaml.ScalarNode) and node.tag.endswith(":null")):
        return []
    if not isinstance(node, yaml.MappingNode):
        faults.append(AtLine(node.start_mark.line + 1, _spell(at), "expected keys and values, found other."))
        return []
    found: dict[str, tuple[yaml.Node, yaml.Node]] = {}
    for key, value in node.value:
        if str(key.value) in found:
            words = "this is there twice; the first one counts. Keep one of them."
            faults.append(AtLine(key.start_mark.line + 1, _spell((*at, str(key.value))), words))
            continue
        found[str(key.value)] = (key, value)
    return list(found.values())


def _entry(key: yaml.Node, node: yaml.Node, at: Path_, model: type[E]) -> E:
    lines: dict[Path_, int] = {}
    _note_lines(node, at, lines, set())
    lines[at] = key.start_mark.line + 1
    try:
        return model.model_validate(yaml.SafeLoader("").construct_document(node))
    except ValidationError as error:
        raise _AtLineError(*_told(error, model, lines, at)) from error
    except (yaml.YAMLError, ValueError) as error:
        raise _AtLineError(lines[at], f"this cannot be read: {' '.join(str(error).split())}.") from error


@contextmanager
def _said_of(name: str) -> Iterator[None]:
    """Errors of the file in one line that names it."""
    try:
        yield
    except _AtLineError as error:
        raise InputError(f"{name}, line {error.line}: {error}") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise InputError(f"{name}, line {line}: this is not valid YAML: {error.problem}.") from error
    except RecursionError as error:
        raise InputError(f"{name}: this is nested too deeply to be read. Write it flat.") from error
    except (yaml.YAMLError, ValueError) as error:
        raise InputError(f"{name}: this is not valid YAML: {' '.join(str(error).split())}.") from error


def _composed(text: str) -> yaml.Node | None:
    """By the fast loader where it takes the text and the two read alike, else by the one that says what is wrong."""
    if not _READ_OTHERWISE.search(text) and text.count("[") + text.count("{") <= _DEEPEST:
        with suppress(yaml.YAMLError):
            return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return yaml.compose(text, Loader=yaml.SafeLoader)


def _note_lines(node: yaml.Node, at: Path_, lines: dict[Path_, int], above: set[int]) -> None:
    if id(node) in above:
        raise _AtLineError(node.start_mark.line + 1, "an alias that holds itself. Write it out.")
    lines[at] = node.start_mark.line + 1
    inside = above | {id(node)}
    if len(lines) > MAX_BYTES // 10:
        raise _AtLineError(node.start_mark.line + 1, "too many entries. Write fewer aliases.")
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in seen:
                raise _AtLineError(line, f"the key '{key.value}' is there twice. Keep one of them.")
            seen.add(key.value)
            _note_lines(value, (*at, key.value), lines, inside)
            lines[(*at, key.value)] = line
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _note_lines(value, (*at, index), lines, inside)


def _told(given: ValidationError, model: type[BaseModel], lines: dict[Path_, int], top: Path_ = ()) -> tuple[int, str]:
    """The line of the first error, and what is wrong there. `top` is where in the file the model's part begins."""
    error, count, path = given.errors()[0], given.error_count(), top
    for part in error["loc"]:  # what validators put between, and the only item of no list, is no key of the file
        path = (*path, part) if (*path, part) in lines else path
    line = lines.get(path, 1)
    more = f" ({count - 1} more after this one.)" if count > 1 else ""
    if error["type"] == "extra_forbidden":
        known = _known_keys(model, error["loc"][:-1])
        close = difflib.get_close_matches(str(error["loc"][-1]), known, n=1)
        hint = f"Did you mean '{close[0]}'?" if close else f"Known here: {', '.join(known)}."
        return line, f"unknown key '{_spell(path)}'. {hint}{more}"
    if error["type"] == "missing":
        return line, f"the key '{_spell((*path, error['loc'][-1]))}' is missing. Add it.{more}"
    message = error["msg"].removeprefix("Value error, ").rstrip(".")
    value = f", not {_short(error['input'])}" if error["type"] != "value_error" else ""
    at = f"'{_spell(path)}': " if path else ""
    return line, f"{at}{message}{value}.{more}"


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
