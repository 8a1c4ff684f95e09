"""YAML front matter: what a document says of itself."""

import difflib
import json
from dataclasses import dataclass, field
from itertools import accumulate

import yaml
from pydantic import ValidationError

from knowledge.documents import DocumentMeta

MAX_CHARACTERS = 200_000
MAX_DEPTH = 50  # of brackets: YAML's parser needs seconds for a few thousand
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_DEPTH = {"[": 1, "{": 1, "]": -1, "}": -1}
_KEYS = tuple(DocumentMeta.model_fields)


class FrontMatterError(ValueError):
    """It cannot be understood; the words name the key or the line."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`end` is the offset where the body begins, `body_line` its line in the file."""

    meta: DocumentMeta
    end: int = 0
    body_line: int = 1
    lines: dict[str, list[int]] = field(default_factory=dict)  # "facts", "claims": the line of each entry


def split_front_matter(text: str) -> FrontMatter:
    """Read what stands between two lines of `---` at the top, if anything does.

    Keys of other programs (a site generator's `permalink`) are passed over; a key that looks like a
    misspelt one of ours is refused, so that no `vaild_until` is lost without a word.
    """
    if not text.startswith("---\n"):
        return FrontMatter(DocumentMeta())
    closing = _closing(text)
    if closing is None:
        if ":" in text[4:].split("\n", 1)[0]:
            raise FrontMatterError("its front matter has no closing line of ---")
        return FrontMatter(DocumentMeta())
    source = text[4:closing]
    end = text.find("\n", closing + 1)
    end = len(text) if end < 0 else end + 1
    node = _compose(source)
    meta = _meta(_mapping(source))
    return FrontMatter(meta, end, text.count("\n", 0, end) + 1, _entry_lines(node))


def _closing(text: str) -> int | None:
    position = 3
    while True:
        position = text.find("\n", position)
        if position < 0:
            return None
        if text[position + 1 :].split("\n", 1)[0].rstrip() in ("---", "..."):
            return position
        position += 1


def _compose(source: str) -> yaml.Node | None:
    if len(source) > MAX_CHARACTERS:
        raise FrontMatterError(f"its front matter is longer than {MAX_CHARACTERS:,} characters")
    if max(accumulate((_DEPTH.get(char, 0) for char in source), initial=0)) > MAX_DEPTH:
        raise FrontMatterError("its front matter is nested too deeply")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(source, _LOADER)):
            raise FrontMatterError("its front matter uses YAML aliases (*name); write the value out")
        return yaml.compose(source, _LOADER)
    except yaml.YAMLError as error:
        raise FrontMatterError(f"its front matter is not YAML: {_place(error)}") from error
    except RecursionError as error:
        raise FrontMatterError("its front matter is nested too deeply") from error


def _place(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 2}: {error.problem}"  # the mark counts from 0, below the ---
    return " ".join(str(error).split())


def _mapping(source: str) -> dict[str, object]:
    try:
        values = yaml.load(source, _LOADER)  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2026-13-45
        raise FrontMatterError(f"its front matter is not YAML: {' '.join(str(error).split())}") from error
    if values is None:
        return {}
    if not _is_text(values):
        raise FrontMatterError("its front matter holds half characters (\\ud800 to \\udfff)")
    if not isinstance(values, dict):
        raise FrontMatterError("its front matter is not a list of `key: value` lines")
    return {str(key): value for key, value in values.items()}


def _is_text(values: object) -> bool:
    try:
        json.dumps(values, default=str, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _meta(values: dict[str, object]) -> DocumentMeta:
    ours = {key: value for key, value in values.items() if key in _KEYS and value is not None}
    for key in values.keys() - set(_KEYS):
        near = difflib.get_close_matches(key.lower().replace("-", "_"), _KEYS, 1, cutoff=0.8)
        if near:
            raise FrontMatterError(f"front matter key '{key}' is not known; did you mean '{near[0]}'?")
    for key in ("tags", "aliases", "segments"):
        if isinstance(value := ours.get(key), str):
            ours[key] = [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(voice := ours.get("voice"), bool):
        ours["voice"] = "on" if voice else "off"  # YAML reads a bare `on` as true
    if isinstance(locale := ours.get("locale"), str):
        ours["locale"] = locale.replace("_", "-")
    try:
        meta = DocumentMeta.model_validate(ours)
    except ValidationError as error:
        raise FrontMatterError(_first(error)) from error
    if meta.valid_from and meta.valid_until and meta.valid_from > meta.valid_until:
        raise FrontMatterError(f"front matter key 'valid_until': {meta.valid_until} is before {meta.valid_from}")
    return meta


def _first(error: ValidationError) -> str:
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"])
    return f"front matter key '{where}': {first['msg']}, got {first['input']!r:.80}"


def _entry_lines(node: yaml.Node | None) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value in ("facts", "claims") and isinstance(value, yaml.SequenceNode):
                lines[key.value] = [entry.start_mark.line + 2 for entry in value.value]
    return lines
