"""A rule read from its file, with the line of every key."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import cast, get_args

import yaml

from knowledge.text.polarity import Stance
from tools.findings import Family, Severity
from tools.rules.definition import ACTIONS, KINDS, LEVELS, Action, Kind, Own, Problem, Rule, Step
from tools.rules.nodes import (
    RefusedError,
    boolean,
    integer,
    is_null,
    items,
    line_of,
    mapping,
    number,
    one_of,
    text,
    texts,
)

REFUSED = {
    "script": "it would run a program of the file's author; write the rule with another kind",
    "readability": "it is Vale's older kind with fixed formulas; write its formula as a 'metric' rule",
}
_NO_TAGGER = "needs a part-of-speech tagger, which this check does without"
_COMMON = {"extends", "message", "level", "scope", "link", "action", "description", "limit", "name", "copydesk"}
_KEYS: dict[str, set[str]] = {
    "existence": {"tokens", "raw", "append", "exceptions", "ignorecase", "nonword", "vocab"},
    "substitution": {"swap", "exceptions", "ignorecase", "nonword", "vocab", "capitalize"},
    "occurrence": {"token", "max", "min", "ignorecase"},
    "repetition": {"tokens", "max", "ignorecase", "alpha", "exceptions", "vocab"},
    "consistency": {"either", "ignorecase", "nonword"},
    "conditional": {"first", "second", "exceptions", "ignorecase", "vocab"},
    "capitalization": {"match", "style", "exceptions", "indicators", "threshold", "vocab", "prefix"},
    "metric": {"formula", "condition"},
    "sequence": {"tokens", "ignorecase"},
    "spelling": {"aff", "append", "custom", "dic", "dicpath", "dictionaries", "exceptions", "filters", "ignore"},
}
_NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "existence": (("tokens", "raw"),),
    "substitution": (("swap",),),
    "occurrence": (("token",), ("max", "min")),
    "repetition": (("tokens",),),
    "consistency": (("either",),),
    "conditional": (("first",), ("second",)),
    "capitalization": (("match",),),
    "metric": (("formula",), ("condition",)),
    "sequence": (("tokens",),),
    "spelling": (),
}
_UNITS = {"metric": "document", "sequence": "sentence"}
_OWN_KEYS = {"severity", "family", "source", "fix", "locale", "channels", "examples", "unless"}
_UNLESS = tuple(stance for stance in get_args(Stance) if stance != "said")
_STEP_KEYS = {"pattern", "negate", "skip", "tag"}
_LONGEST_SKIP = 50


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
    except RecursionError:
        return Problem(path, 1, "yaml", "is nested too deeply")
    try:
        return _rule(path, rule_id, sha256(data).hexdigest(), node)
    except RefusedError as error:
        return Problem(path, error.line, error.key, str(error))


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _rule(path: Path, rule_id: str, digest: str, node: yaml.Node | None) -> Rule:
    keys = mapping(node, "file")
    if "extends" not in keys:
        raise RefusedError(node, "extends", f"is missing; one of {', '.join(KINDS)}")
    kind = text(keys["extends"], "extends")
    _check_kind(kind, keys["extends"])
    _check_keys(kind, keys, node)
    values: dict[str, object] = {}
    for key, value in keys.items():
        if key not in ("extends", "name", "description"):
            values.update(_steps(value) if (kind, key) == ("sequence", "tokens") else _read(key, value))
    if kind in _UNITS:  # whatever their scope says, as in Vale
        values["scope"] = (_UNITS[kind],)
    if not values.get("message"):
        raise RefusedError(keys.get("message", node), "message", "is missing or empty")
    lines = {key: line_of(value) for key, value in keys.items()}
    if "copydesk" in keys:
        lines |= _example_lines(keys["copydesk"])
    rule = Rule(
        id=rule_id, kind=cast(Kind, kind), path=path, line=line_of(node), sha256=digest, message="", lines=lines
    )
    return replace(rule, **values)  # type: ignore[arg-type]  # each reader gives its field's type


def _check_kind(kind: str, node: yaml.Node) -> None:
    if kind in REFUSED:
        raise RefusedError(node, "extends", f"'{kind}' is not supported: {REFUSED[kind]}")
    if kind not in KINDS:
        raise RefusedError(node, "extends", f"'{kind}' is no extension point; one of {', '.join(KINDS)}")


def _check_keys(kind: str, keys: dict[str, yaml.Node], node: yaml.Node | None) -> None:
    for key, value in keys.items():
        if key == "pos":
            raise RefusedError(value, key, f"is not supported: it {_NO_TAGGER}")
        if key not in _COMMON | _KEYS[kind]:
            raise RefusedError(value, key, f"is not a key of {kind} rules; they have {', '.join(sorted(_KEYS[kind]))}")
    for choice in _NEEDS[kind]:
        if not any(key in keys for key in choice):
            raise RefusedError(node, choice[0], f"is missing: {kind} rules need {' or '.join(choice)}")


def _read(key: str, node: yaml.Node) -> dict[str, object]:
    match key:
        case "ignorecase" | "nonword" | "append" | "alpha" | "vocab" | "custom" | "capitalize":
            return {key: boolean(node, key)}
        case "tokens" | "raw" | "exceptions" | "indicators" | "scope" | "filters" | "ignore" | "dictionaries":
            return {key: texts(node, key)}
        case "swap" | "either":
            return {"pairs": tuple((left, text(value, key)) for left, value in mapping(node, key).items())}
        case "max" | "min" | "limit":
            return {key: integer(node, key)}
        case "threshold":
            return {key: number(node, key)}
        case "level":
            return {key: one_of(node, key, LEVELS)}
        case "action":
            return {key: _action(node)}
        case "copydesk":
            return {"own": _own(node)}
        case _:
            return {key: text(node, key)}


def _steps(node: yaml.Node) -> dict[str, object]:
    """The tokens of a sequence: a pattern each, or a mapping."""
    steps = []
    for item in items(node, "tokens"):
        if isinstance(item, yaml.ScalarNode):
            steps.append(Step(text(item, "tokens")))
            continue
        keys = mapping(item, "tokens")
        for key in keys:
            if key not in _STEP_KEYS:
                raise RefusedError(keys[key], f"tokens.{key}", "is not a key of a step; pattern, negate and skip are")
        if "tag" in keys and text(keys["tag"], "tokens.tag"):
            raise RefusedError(keys["tag"], "tokens.tag", f"is not supported: it {_NO_TAGGER}")
        skip = integer(keys["skip"], "tokens.skip") if "skip" in keys else 0
        if skip > _LONGEST_SKIP:
            raise RefusedError(keys["skip"], "tokens.skip", f"is {skip}; {_LONGEST_SKIP} words at most")
        negate = "negate" in keys and boolean(keys["negate"], "tokens.negate")
        pattern = text(keys["pattern"], "tokens.pattern") if "pattern" in keys else ""
        steps.append(Step(pattern, negate, skip))
    if not any(step.pattern and not step.negate for step in steps):
        raise RefusedError(node, "tokens", "has no step with a pattern that has to be there")
    return {"steps": tuple(steps)}


def _action(node: yaml.Node) -> Action:
    keys = mapping(node, "action")
    for key in keys.keys() - {"name", "params"}:
        raise RefusedError(keys[key], f"action.{key}", "is not a key of an action; name and params are")
    if "name" not in keys:
        return Action("")
    name = one_of(keys["name"], "action.name", ("", *ACTIONS))
    return Action(name, texts(keys["params"], "action.params") if "params" in keys else ())


def _own(node: yaml.Node) -> Own:
    keys = mapping(node, "copydesk")
    for key in keys:
        if key not in _OWN_KEYS:
            allowed = ", ".join(sorted(_OWN_KEYS))
            raise RefusedError(keys[key], f"copydesk.{key}", f"is not a key here; {allowed} are")
    examples = mapping(keys["examples"], "copydesk.examples") if "examples" in keys else {}
    for key in sorted(examples.keys() - {"bad", "good"}):
        raise RefusedError(examples[key], f"copydesk.examples.{key}", "is not a key here; bad and good are")

    def optional(key: str) -> str | None:
        value = keys.get(key)
        return None if value is None or is_null(value) else text(value, f"copydesk.{key}")

    return Own(
        severity=one_of(keys["severity"], "copydesk.severity", get_args(Severity)) if "severity" in keys else None,
        family=one_of(keys["family"], "copydesk.family", get_args(Family)) if "family" in keys else None,
        source=optional("source"),
        fix=optional("fix"),
        locale=texts(keys["locale"], "copydesk.locale") if "locale" in keys else (),
        channels=texts(keys["channels"], "copydesk.channels") if "channels" in keys else (),
        bad=texts(examples["bad"], "copydesk.examples.bad") if "bad" in examples else (),
        good=texts(examples["good"], "copydesk.examples.good") if "good" in examples else (),
        unless=_stances(keys["unless"]) if "unless" in keys else None,
    )


def _stances(node: yaml.Node) -> tuple[Stance, ...]:
    return tuple(one_of(item, "copydesk.unless", _UNLESS) for item in items(node, "copydesk.unless"))


def _example_lines(node: yaml.Node) -> dict[str, int]:
    """Where each example stands, as "copydesk.examples.bad.0"."""
    examples = mapping(node, "copydesk").get("examples")
    if examples is None:
        return {}
    return {
        f"copydesk.examples.{kind}.{index}": line_of(item)
        for kind, listed in mapping(examples, "copydesk.examples").items()
        for index, item in enumerate(items(listed, kind))
    }
