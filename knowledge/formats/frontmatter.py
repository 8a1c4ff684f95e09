"""YAML front matter: what a document says of itself."""

import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate
from typing import Any, get_args

import yaml
from pydantic import ValidationError

from knowledge.documents import DocumentMeta
from knowledge.statuses import StatusError, claim_status

MAX_CHARACTERS = 200_000
MAX_DEPTH = 50  # of brackets: YAML's parser needs seconds for a few thousand
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_DEPTH = {"[": 1, "{": 1, "]": -1, "}": -1}
_LANGUAGE = re.compile(
    r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?"
)  # BCP 47, as far as texts need it
_END = re.compile(r"\n(?:---|\.\.\.)[^\S\n]*(?=\n|\Z)")
_KEYS = tuple(DocumentMeta.model_fields)

_TEXTS = frozenset({"title", "owner", "product", "channel"})
_LISTS = frozenset({"tags", "aliases", "segments"})
_ROWS = frozenset({"facts", "claims"})


class FrontMatterError(ValueError):
    """It cannot be understood; the words name the key or the line."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`values` are the keys that it gives; `end` is the offset where the body begins, `body_line` its line."""

    values: Mapping[str, object] = field(default_factory=dict)
    end: int = 0
    body_line: int = 1
    lines: dict[str, list[int]] = field(default_factory=dict)  # "facts", "claims": the line of each entry
    brand: tuple[str, int] | None = None  # whose it says it is, and the line on which it says so

    @property
    def meta(self) -> DocumentMeta:
        return make_meta(self.values)


def split_front_matter(text: str) -> FrontMatter:
    """Read what stands between two lines of `---` at the top, if anything does.

    Keys of other programs (a site generator's `permalink`) are passed over; a key that looks like a
    misspelt one of ours is refused, so that no `vaild_until` is lost without a word.
    """
    if not text.startswith("---\n"):
        return FrontMatter()
    closing = _closing(text)
    if closing is None:
        if ":" in text[4:].split("\n", 1)[0]:
            raise FrontMatterError("its front matter has no closing line of ---")
        return FrontMatter()
    source = text[4:closing]
    end = text.find("\n", closing + 1)
    end = len(text) if end < 0 else end + 1
    node = _compose(source)
    mapping = _mapping(source, "its front matter")
    values = read_keys(mapping, "front matter")
    second = _second(text[end:])
    if any(values.get(key) != value for key, value in second.items()):
        raise FrontMatterError("it has two front matters, and they disagree; leave one")
    line = next((key.start_mark.line + 2 for key in _keys(node) if key.value == "brand"), 0)
    brand = (str(mapping["brand"]), line) if mapping.get("brand") is not None else None
    return FrontMatter(values, end, text.count("\n", 0, end) + 1, _entry_lines(node), brand)


def _second(rest: str) -> dict[str, object]:
    """Our keys in a second block right below the first, as copying files into one another leaves them."""
    rest = rest.lstrip("\n")
    closing = _closing(rest) if rest.startswith("---\n") else None
    if closing is None:
        return {}
    try:
        _compose(rest[4:closing])
        return read_keys(_mapping(rest[4:closing], "its second front matter"), "front matter")
    except FrontMatterError:  # two rules drawn across the page, with words between them
        return {}


def read_yaml(text: str, *, yaml_name: str) -> dict[str, object]:
    """A YAML file of our own, with the same guards. Raises FrontMatterError."""
    _compose(text, yaml_name, first=1)
    return _mapping(text, yaml_name, first=1)


def lines_below(text: str, key: str) -> dict[str, int]:
    """The line, from 1, of each key of the mapping that stands under `key` in a YAML file of our own."""
    node = _compose(text, first=1)
    for name, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if name.value == key and isinstance(value, yaml.MappingNode):
            return {str(entry.value): entry.start_mark.line + 1 for entry, _ in value.value}
    return {}


def _closing(text: str) -> int | None:
    """Where the line break stands above the line that closes it."""
    found = _END.search(text, 3)
    return found.start() if found else None


def _compose(source: str, what: str = "its front matter", first: int = 2) -> yaml.Node | None:
    """`first` is the line of its file on which it begins: front matter begins below the ---."""
    if len(source) > MAX_CHARACTERS:
        raise FrontMatterError(f"{what} is longer than {MAX_CHARACTERS:,} characters")
    if max(accumulate((_DEPTH.get(char, 0) for char in source), initial=0)) > MAX_DEPTH:
        raise FrontMatterError(f"{what} is nested too deeply")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(source, _LOADER)):
            raise FrontMatterError(f"{what} uses YAML aliases (*name); write the value out")
        node = yaml.compose(source, _LOADER)
    except yaml.YAMLError as error:
        raise FrontMatterError(f"{what} is not YAML: {_place(error, first)}") from error
    except RecursionError as error:
        raise FrontMatterError(f"{what} is nested too deeply") from error
    _check_keys(node, what, first)
    return node


def _check_keys(node: yaml.Node | None, what: str, first: int) -> None:
    """YAML's parser would take the last of two values without a word."""
    lines: dict[str, int] = {}
    for key in _keys(node):
        line = key.start_mark.line + first
        if key.value in lines:
            raise FrontMatterError(
                f"{what} gives the key '{key.value:.40}' twice, on lines {lines[key.value]} and {line}; leave one"
            )
        lines[key.value] = line
    for below in _below(node):
        _check_keys(below, what, first)


def _keys(node: yaml.Node | None) -> list[yaml.ScalarNode]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return [key for key, _ in pairs if isinstance(key, yaml.ScalarNode)]


def _below(node: yaml.Node | None) -> list[yaml.Node]:
    if isinstance(node, yaml.MappingNode):
        return [value for _, value in node.value]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _place(error: yaml.YAMLError, first: int) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + first}: {error.problem}"  # the mark counts from 0
    return " ".join(str(error).split())


def _mapping(source: str, what: str, first: int = 2) -> dict[str, object]:
    try:
        values = yaml.load(source, _LOADER)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise FrontMatterError(f"{what} is not YAML: {_place(error, first)}") from error
    except ValueError as error:  # a date such as 2026-13-45
        raise FrontMatterError(f"{what} is not YAML: {' '.join(str(error).split())}") from error
    if values is None:
        return {}
    if not _is_text(values):
        raise FrontMatterError(f"{what} holds half characters (\\ud800 to \\udfff)")
    if not isinstance(values, dict):
        raise FrontMatterError(f"{what} is not a list of `key: value` lines")
    return {str(key): value for key, value in values.items()}


def _is_text(values: object) -> bool:
    try:
        json.dumps(values, default=str, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def read_keys(values: object, where: str, *, strict: bool = False) -> dict[str, object]:
    """Our keys, tidied. `strict` refuses all others; else only those that look like a misspelt one of ours."""
    if not isinstance(values, dict):
        raise FrontMatterError(f"'{where}' is not a list of `key: value` lines")
    ours: dict[str, Any] = {key: value for key, value in values.items() if key in _KEYS and value is not None}
    for key in sorted(map(str, values.keys() - set(_KEYS))):
        near = difflib.get_close_matches(key.lower().replace("-", "_"), _KEYS, 1, cutoff=0.3 if strict else 0.8)
        if near or strict:
            hint = f"; did you mean '{near[0]}'?" if near else f"; the keys are {', '.join(_KEYS)}"
            raise FrontMatterError(f"{where} key '{key}' is not known{hint}")
    _tidy(ours, where)
    make_meta(ours, where)
    return ours


def _tidy(ours: dict[str, Any], where: str) -> None:
    """Values as people write them become values as they are kept."""
    _as_texts(ours)
    for key in _LISTS:
        if isinstance(value := ours.get(key), str):
            ours[key] = [part.strip() for part in value.split(",") if part.strip()]
    if isinstance(voice := ours.get("voice"), bool):
        ours["voice"] = "on" if voice else "off"  # YAML reads a bare `on` as true
    if ours.get("locale") is False:
        ours["locale"] = "no"  # and Norwegian as false
    if isinstance(locale := ours.get("locale"), str):
        ours["locale"] = language_tag(locale)
        if ours["locale"] is None:
            raise FrontMatterError(f"{where} key 'locale': '{locale:.40}' is no language tag such as de or pt-BR")
    if isinstance(claims := ours.get("claims"), list):
        ours["claims"] = [_decided(claim, f"{where} key 'claims', entry {n}") for n, claim in enumerate(claims, 1)]


def _as_texts(ours: dict[str, Any]) -> None:
    """What YAML reads as a date or a number, where text belongs."""
    for key in _TEXTS & ours.keys():
        ours[key] = _as_text(ours[key])
    for key in _LISTS & ours.keys():
        its = ours[key]
        ours[key] = [_as_text(one) for one in its] if isinstance(its, list) else _as_text(its)
    for key in _ROWS & ours.keys():
        if isinstance(rows := ours[key], list):
            ours[key] = [_row_as_texts(row) if isinstance(row, dict) else row for row in rows]


def _row_as_texts(row: dict[Any, Any]) -> dict[Any, Any]:
    """A number may be the value of a fact; dates are read as dates where the row is valid, and are text elsewhere."""
    kept = {"valid_from", "valid_until", "status"}
    numbers = {"value"} if isinstance(row.get("value"), int | float) and not isinstance(row["value"], bool) else set()
    return {key: value if key in kept | numbers else _as_text(value) for key, value in row.items()}


def _as_text(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int | float | date) else value


def _decided(claim: object, where: str) -> object:
    """A claim whose status is one of ours, whatever word the register has for it."""
    if not isinstance(claim, dict) or not isinstance(claim.get("status"), str | bool):
        return claim
    word = claim["status"]
    if isinstance(word, bool):
        word = "yes" if word else "no"  # YAML reads a bare yes as true
    try:
        status, note = claim_status(word)
    except StatusError as error:
        raise FrontMatterError(f"{where}: {error}") from error
    notes = " ".join(str(one) for one in (note, claim.get("note")) if one)
    return {**claim, "status": status} | ({"note": notes} if note else {})


def language_tag(text: str) -> str | None:
    """ "pt_br" is pt-BR; None for what is no language tag, such as "German"."""
    match = _LANGUAGE.fullmatch(text.strip().replace("_", "-"))
    if match is None:
        return None
    language, script, region = match.groups()
    return "-".join(filter(None, (language.lower(), script and script.title(), region and region.upper())))


def make_meta(values: Mapping[str, object], where: str = "front matter") -> DocumentMeta:
    """Raises FrontMatterError that names the key."""
    try:
        meta = DocumentMeta.model_validate(values)
    except ValidationError as error:
        raise FrontMatterError(_first(error, where)) from error
    if meta.valid_from and meta.valid_until and meta.valid_from > meta.valid_until:
        raise FrontMatterError(
            f"{where} key 'valid_until': {meta.valid_until} is before {meta.valid_from}, its valid_from"
        )
    return meta


def _first(error: ValidationError, where: str) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"] if part not in ("str", "int", "float"))
    if first["type"] == "literal_error":
        return f"{where} key '{key}': '{first['input']}' is none of the choices{_nearest(key, str(first['input']))}"
    if first["type"].startswith("date"):
        return f"{where} key '{key}': {first['input']!r:.80} is not a date such as 2026-12-31"
    if first["type"] == "string_type":
        return f"{where} key '{key}': {first['input']!r:.80} is not text"
    return f"{where} key '{key}': {first['msg']}, got {first['input']!r:.80}"


def _nearest(key: str, given: str) -> str:
    choices = get_args(DocumentMeta.model_fields[key].annotation) if key in DocumentMeta.model_fields else ()
    words = [str(choice) for one in choices for choice in (get_args(one) or (one,)) if choice is not type(None)]
    near = difflib.get_close_matches(given.lower().replace("-", "_").replace(" ", "_"), words, 1, cutoff=0.4)
    return f"; did you mean '{near[0]}'?" if near else f": {', '.join(words)}" if words else ""


def _entry_lines(node: yaml.Node | None) -> dict[str, list[int]]:
    lines: dict[str, list[int]] = {}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value in ("facts", "claims") and isinstance(value, yaml.SequenceNode):
                lines[key.value] = [entry.start_mark.line + 2 for entry in value.value]
    return lines
