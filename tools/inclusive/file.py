"""Reads rule files of inclusive language: lists of `considerate` and `inconsiderate` words as retext-equality has.

Keys of a rule: `type` (basic, or, simple), `considerate`, `inconsiderate` (one, a list, or words with their category),
`condition`, `note`, `source`, `apostrophe`. Rules of ours may carry `copydesk:` with `id`, `language`, `severity`,
`fix`, `bad` and `good`, which other readers of the format ignore.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

import yaml

from tools.findings import Severity
from tools.rules.definition import Problem

Type = Literal["basic", "or", "simple"]
_TYPES: tuple[str, ...] = get_args(Type)
_SEVERITIES: tuple[str, ...] = get_args(Severity)
_KEYS = frozenset(
    ("type", "considerate", "inconsiderate", "condition", "note", "source", "apostrophe", "copydesk", "categories")
)
_OWN_KEYS = frozenset(("id", "language", "severity", "fix", "bad", "good"))
_LONGEST_PHRASE = 120


@dataclass(frozen=True, slots=True)
class EqualityRule:
    """One entry of a file. A phrase's category tells which side it names ("female", "male"); "" where there is none."""

    id: str
    type: Type
    path: Path
    line: int
    inconsiderate: tuple[tuple[str, str], ...]
    considerate: tuple[str, ...] = ()
    condition: str | None = None
    note: str | None = None
    source: str | None = None
    apostrophe: bool = False
    language: str = "en"
    severity: Severity | None = None
    fix: bool | None = None  # None: where it is surely safe
    bad: tuple[str, ...] = ()
    good: tuple[str, ...] = ()


class _Fault(Exception):
    def __init__(self, line: int, key: str, message: str) -> None:
        super().__init__(message)
        self.line, self.key, self.message = line, key, message


def is_equality_file(path: Path) -> bool:
    """Whether it is a list with `inconsiderate` words: Vale's rules are mappings."""
    if path.suffix not in (".yml", ".yaml") or not path.is_file():
        return False
    try:
        with path.open(encoding="utf-8") as file:
            start = file.read(20_000)
    except (OSError, UnicodeDecodeError):
        return False
    return bool(re.search(r"^(?:\s+|- |[^\n]*[{,] ?)inconsiderate:", start, re.M) and re.search(r"^- ", start, re.M))


def read_equality(path: Path, style: str) -> tuple[tuple[EqualityRule, ...], tuple[Problem, ...]]:
    """The rules that can be used, and one line for each that cannot."""
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        return (), (Problem(path, 1, "", "is not UTF-8"),)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return (), (Problem(path, mark.line + 1 if mark else 1, "", "is not YAML"),)
    if not isinstance(node, yaml.SequenceNode):
        return (), (Problem(path, 1, "", "is not a list of rules"),)
    rules: list[EqualityRule] = []
    problems: list[Problem] = []
    for item in node.value:
        try:
            rules.append(_rule(item, path, style))
        except _Fault as fault:
            problems.append(Problem(path, fault.line, fault.key, fault.message))
    return tuple(rules), tuple(problems)


def _rule(node: yaml.Node, path: Path, style: str) -> EqualityRule:
    keys = _mapping(node, "rule", _KEYS)
    line = _line(node)
    if "inconsiderate" not in keys:
        raise _Fault(line, "inconsiderate", "is missing: which words does the rule object to?")
    kind = _text(keys["type"]) if "type" in keys else "basic"
    if kind not in _TYPES:
        raise _Fault(_line(keys["type"]), "type", f"is {kind!r}; known are basic, or, simple")
    phrases = tuple(_phrases(keys["inconsiderate"], "inconsiderate"))
    if not phrases:
        raise _Fault(line, "inconsiderate", "is empty")
    own = _mapping(keys["copydesk"], "copydesk", _OWN_KEYS) if "copydesk" in keys else {}
    slug = _text(own["id"]) if "id" in own else _slug(phrases[0][0])
    return EqualityRule(
        id=f"{style}.{slug}",
        type=cast(Type, kind),
        path=path,
        line=line,
        inconsiderate=phrases,
        considerate=tuple(p for p, _ in _phrases(keys["considerate"], "considerate")) if "considerate" in keys else (),
        condition=_optional(keys, "condition"),
        note=_optional(keys, "note"),
        source=_optional(keys, "source"),
        apostrophe=_flag(keys, "apostrophe") or False,
        language=_optional(own, "language") or "en",
        severity=_severity(own),
        fix=_flag(own, "fix"),
        bad=_texts(own, "bad"),
        good=_texts(own, "good"),
    )


def _mapping(node: yaml.Node, key: str, known: frozenset[str]) -> Mapping[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _Fault(_line(node), key, "is not a set of keys and values")
    found: dict[str, yaml.Node] = {}
    for name, value in node.value:
        text = _text(name)
        if text not in known:
            raise _Fault(_line(name), text, f"is not a key of a rule; known are {', '.join(sorted(known))}")
        found[text] = value
    return found


def _phrases(node: yaml.Node, key: str) -> Iterator[tuple[str, str]]:
    """One word, a list, or words with their category."""
    rows: Sequence[tuple[yaml.Node, str]]
    if isinstance(node, yaml.MappingNode):
        rows = [(name, _text(category)) for name, category in node.value]
    elif isinstance(node, yaml.SequenceNode):
        rows = [(item, "") for item in node.value]
    else:
        rows = [(node, "")]
    for item, category in rows:
        phrase = " ".join(_text(item).split())
        if not phrase or len(phrase) > _LONGEST_PHRASE:
            raise _Fault(_line(item), key, "has a phrase that is empty or longer than 120 characters")
        yield phrase, category


def _optional(keys: Mapping[str, yaml.Node], key: str) -> str | None:
    if key not in keys:
        return None
    node = keys[key]
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null":
        return None
    if isinstance(node, yaml.SequenceNode):
        return ", ".join(_text(item) for item in node.value) or None
    return " ".join(_text(node).split()) or None


def _flag(keys: Mapping[str, yaml.Node], key: str) -> bool | None:
    if key not in keys:
        return None
    text = _text(keys[key]).lower()
    if text not in ("true", "false", "yes", "no"):
        raise _Fault(_line(keys[key]), key, "is neither true nor false")
    return text in ("true", "yes")


def _severity(own: Mapping[str, yaml.Node]) -> Severity | None:
    if "severity" not in own:
        return None
    text = _text(own["severity"])
    if text not in _SEVERITIES:
        raise _Fault(_line(own["severity"]), "severity", f"is {text!r}; known are {', '.join(_SEVERITIES)}")
    return cast(Severity, text)


def _texts(own: Mapping[str, yaml.Node], key: str) -> tuple[str, ...]:
    if key not in own:
        return ()
    node = own[key]
    return tuple(_text(item) for item in node.value) if isinstance(node, yaml.SequenceNode) else (_text(node),)


def _text(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _Fault(_line(node), "", "is not a text")
    return str(node.value)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _slug(phrase: str) -> str:
    return re.sub(r"[\W_]+", "-", phrase.lower()).strip("-") or "rule"
