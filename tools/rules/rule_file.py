"""A rule read from its file, with the line of every key."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TypeVar, cast, get_args

import yaml

from tools.findings import Family, Severity
from tools.rules.definition import KINDS, LEVELS, Action, Kind, Own, Problem, Rule

NOT_YET = ("metric", "readability", "script", "sequence", "spelling")
_COMMON = {"extends", "message", "level", "scope", "link", "action", "description", "limit", "name", "copydesk"}
_KEYS: dict[str, set[str]] = {
    "existence": {"tokens", "raw", "append", "exceptions", "ignorecase", "nonword", "vocab"},
    "substitution": {"swap", "exceptions", "ignorecase", "nonword", "vocab", "capitalize"},
    "occurrence": {"token", "max", "min", "ignorecase"},
    "repetition": {"tokens", "max", "ignorecase", "alpha", "exceptions", "vocab"},
    "consistency": {"either", "ignorecase", "nonword"},
    "conditional": {"first", "second", "exceptions", "ignorecase", "vocab"},
    "capitalization": {"match", "style", "exceptions", "indicators", "threshold", "vocab"},
}
_NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "existence": (("tokens", "raw"),),
    "substitution": (("swap",),),
    "occurrence": (("token",), ("max", "min")),
    "repetition": (("tokens",),),
    "consistency": (("either",),),
    "conditional": (("first",), ("second",)),
    "capitalization": (("match",),),
}
_OWN_KEYS = {"severity", "family", "source", "fix", "locale", "channels", "examples"}


class _RefusedError(Exception):
    def __init__(self, node: yaml.Node | None, key: str, message: str) -> None:
        super().__init__(message)
        self.line = node.start_mark.line + 1 if node else 1
        self.key = key


def read_rule(path: Path, rule_id: str) -> Rule | Problem:
    """The rule in a file, or the one thing that keeps it from being used."""
    try:
        data = path.read_bytes()
        node = yaml.compose(data.decode("utf-8-sig"), Loader=_LOADER)
    except UnicodeDecodeError:
        return Problem(path, 1, "file", "is not UTF-8 text")
    except OSError as error:
        return Problem(path, 1, "file", error.strerror or "cannot be read")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Problem(path, line, "yaml", error.problem or "cannot be read")
    except yaml.YAMLError as error:
        return Problem(path, 1, "yaml", " ".join(str(error).split()))
    try:
        return _Reader(path, rule_id, sha256(data).hexdigest()).rule(node)
    except _RefusedError as error:
        return Problem(path, error.line, error.key, str(error))


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
T = TypeVar("T", bound=str)


class _Reader:
    def __init__(self, path: Path, rule_id: str, digest: str) -> None:
        self.path = path
        self.rule_id = rule_id
        self.digest = digest

    def rule(self, node: yaml.Node | None) -> Rule:
        keys = _mapping(node, "file")
        extends = keys.get("extends")
        if extends is None:
            raise _RefusedError(node, "extends", f"is missing; one of {', '.join(KINDS)}")
        kind = _text(extends, "extends")
        _check_kind(kind, extends)
        _check_keys(kind, keys, node)
        return self._fill(cast(Kind, kind), keys, node)

    def _fill(self, kind: Kind, keys: dict[str, yaml.Node], node: yaml.Node | None) -> Rule:
        values: dict[str, object] = {}
        for key, value in keys.items():
            if key in ("extends", "name", "description", "capitalize"):
                continue
            values.update(_read(key, value))
        if not values.get("message"):
            raise _RefusedError(keys.get("message", node), "message", "is missing or empty")
        rule = Rule(
            id=self.rule_id,
            kind=kind,
            path=self.path,
            line=_line(node),
            sha256=self.digest,
            message="",
            lines={key: _line(value) for key, value in keys.items()},
        )
        return replace(rule, **values)  # type: ignore[arg-type]  # each reader gives its field's type


def _check_kind(kind: str, node: yaml.Node) -> None:
    if kind in NOT_YET:
        raise _RefusedError(node, "extends", f"'{kind}' is not supported; {', '.join(KINDS)} are")
    if kind not in KINDS:
        raise _RefusedError(node, "extends", f"'{kind}' is no extension point; one of {', '.join(KINDS)}")


def _check_keys(kind: str, keys: dict[str, yaml.Node], node: yaml.Node | None) -> None:
    for key, value in keys.items():
        if key not in _COMMON | _KEYS[kind]:
            raise _RefusedError(value, key, f"is not a key of {kind} rules; they have {', '.join(sorted(_KEYS[kind]))}")
    for choice in _NEEDS[kind]:
        if not any(key in keys for key in choice):
            raise _RefusedError(node, choice[0], f"is missing: {kind} rules need {' or '.join(choice)}")


def _read(key: str, node: yaml.Node) -> dict[str, object]:
    match key:
        case "ignorecase" | "nonword" | "append" | "alpha" | "vocab":
            return {key: _boolean(node, key)}
        case "tokens" | "raw" | "exceptions" | "indicators" | "scope":
            return {key: _texts(node, key)}
        case "swap" | "either":
            return {"pairs": tuple((left, _text(value, key)) for left, value in _mapping(node, key).items())}
        case "max" | "min" | "limit":
            return {key: _integer(node, key)}
        case "threshold":
            return {key: _number(node, key)}
        case "level":
            return {key: _one_of(node, key, LEVELS)}
        case "action":
            return {key: _action(node)}
        case "copydesk":
            return {"own": _own(node)}
        case _:
            return {key: _text(node, key)}


def _action(node: yaml.Node) -> Action:
    keys = _mapping(node, "action")
    for key in keys.keys() - {"name", "params"}:
        raise _RefusedError(keys[key], f"action.{key}", "is not a key of an action; name and params are")
    name = _text(keys["name"], "action.name") if "name" in keys else ""
    return Action(name, _texts(keys["params"], "action.params") if "params" in keys else ())


def _own(node: yaml.Node) -> Own:
    keys = _mapping(node, "copydesk")
    for key in keys:
        if key not in _OWN_KEYS:
            allowed = ", ".join(sorted(_OWN_KEYS))
            raise _RefusedError(keys[key], f"copydesk.{key}", f"is not a key here; {allowed} are")
    examples = _mapping(keys["examples"], "copydesk.examples") if "examples" in keys else {}
    for key in examples.keys() - {"bad", "good"}:
        raise _RefusedError(examples[key], f"copydesk.examples.{key}", "is not a key here; bad and good are")

    def text(key: str) -> str | None:
        value = keys.get(key)
        return None if value is None or _is_null(value) else _text(value, f"copydesk.{key}")

    return Own(
        severity=_one_of(keys["severity"], "copydesk.severity", get_args(Severity)) if "severity" in keys else None,
        family=_one_of(keys["family"], "copydesk.family", get_args(Family)) if "family" in keys else None,
        source=text("source"),
        fix=text("fix"),
        locale=_texts(keys["locale"], "copydesk.locale") if "locale" in keys else (),
        channels=_texts(keys["channels"], "copydesk.channels") if "channels" in keys else (),
        bad=_texts(examples["bad"], "copydesk.examples.bad") if "bad" in examples else (),
        good=_texts(examples["good"], "copydesk.examples.good") if "good" in examples else (),
    )


def _line(node: yaml.Node | None) -> int:
    return node.start_mark.line + 1 if node else 1


def _mapping(node: yaml.Node | None, key: str) -> dict[str, yaml.Node]:
    if not isinstance(node, yaml.MappingNode):
        raise _RefusedError(node, key, "must be a mapping of keys to values")
    found: dict[str, yaml.Node] = {}
    for name, value in node.value:
        label = _text(name, key)
        if label in found and key == "file":
            raise _RefusedError(name, label, "stands here twice")
        found[label] = value
    return found


def _text(node: yaml.Node, key: str) -> str:
    """As it is written: `no` and `1.0` stay words."""
    if not isinstance(node, yaml.ScalarNode):
        raise _RefusedError(node, key, "must be a text")
    return str(node.value)


def _texts(node: yaml.Node, key: str) -> tuple[str, ...]:
    if isinstance(node, yaml.ScalarNode):
        return () if _is_null(node) else (str(node.value),)
    if not isinstance(node, yaml.SequenceNode):
        raise _RefusedError(node, key, "must be a list of texts")
    return tuple(_text(item, key) for item in node.value)


def _is_null(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"


def _boolean(node: yaml.Node, key: str) -> bool:
    value = _text(node, key).lower()
    if value not in ("true", "false", "yes", "no", "on", "off"):
        raise _RefusedError(node, key, f"is '{value}'; must be true or false")
    return value in ("true", "yes", "on")


def _integer(node: yaml.Node, key: str) -> int:
    value = _text(node, key)
    if not value.isdecimal():
        raise _RefusedError(node, key, f"is '{value}'; must be a whole number")
    return int(value)


def _number(node: yaml.Node, key: str) -> float:
    value = _text(node, key)
    try:
        return float(value)
    except ValueError:
        raise _RefusedError(node, key, f"is '{value}'; must be a number") from None


def _one_of(node: yaml.Node, key: str, allowed: tuple[T, ...]) -> T:
    value = _text(node, key)
    for option in allowed:
        if option == value:
            return option
    raise _RefusedError(node, key, f"is '{value}'; one of {', '.join(allowed)}")
