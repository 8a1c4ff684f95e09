"""A rule read from its file, with the line of every key."""

from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import cast

import yaml

from tools.rules.definition import ACTIONS, KINDS, LEVELS, Action, Kind, Problem, Rule, Step, item_of
from tools.rules.nodes import (
    Refusals,
    RefusedError,
    boolean,
    integer,
    items,
    line_of,
    mapping,
    number,
    one_of,
    text,
    texts,
)
from tools.rules.own_keys import own_keys, own_lines
from tools.rules.readability import SCORES, mean_of

REFUSED = {
    "script": "it would run a program of the file's author; write the rule with another kind",
}
_NO_TAGGER = "needs a part-of-speech tagger, which this check does without"
_COMMON = {"extends", "message", "level", "scope", "link", "action", "description", "limit", "name", "copydesk"}
_COMMON |= {"matchcase", "tests"}  # a rule's tests are for Vale's own command
_KEYS: dict[str, set[str]] = {
    "existence": {"tokens", "raw", "append", "exceptions", "ignorecase", "nonword", "vocab"},
    "substitution": {"swap", "exceptions", "ignorecase", "nonword", "vocab", "capitalize"},
    "occurrence": {"token", "max", "min", "ignorecase"},
    "repetition": {"tokens", "max", "ignorecase", "alpha", "exceptions", "vocab"},
    "consistency": {"either", "ignorecase", "nonword"},
    "conditional": {"first", "second", "exceptions", "ignorecase", "vocab"},
    "capitalization": {"match", "style", "exceptions", "indicators", "threshold", "vocab", "prefix"},
    "metric": {"formula", "condition"},
    "readability": {"metrics", "grade"},
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
    "readability": (("metrics",), ("grade",)),
    "sequence": (("tokens",),),
    "spelling": (),
}
_UNITS = {"metric": "document", "readability": "document", "sequence": "sentence"}
_STEP_KEYS = {"pattern", "negate", "skip", "tag"}
_LONGEST_SKIP = 50


@dataclass(frozen=True, slots=True)
class Read:
    """The rule in a file and all that is wrong with it. With problems the rule is what could be read of it, for the
    checks that follow, and must not run; None where nothing could.
    """

    rule: Rule | None
    problems: tuple[Problem, ...] = ()


def read_rule(path: Path, rule_id: str) -> Read:
    try:
        data = path.read_bytes()
        node = yaml.compose(data.decode("utf-8-sig"), Loader=_LOADER)
    except UnicodeDecodeError:
        return _unread(path, 1, "file", "is not UTF-8 text")
    except OSError as error:
        return _unread(path, 1, "file", error.strerror or "cannot be read")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return _unread(path, line, "yaml", error.problem or "cannot be read")
    except yaml.YAMLError as error:
        return _unread(path, 1, "yaml", " ".join(str(error).split()))
    except RecursionError:
        return _unread(path, 1, "yaml", "is nested too deeply")
    refusals = Refusals()
    rule = refusals.tried(lambda: _rule(path, rule_id, sha256(data).hexdigest(), node, refusals))
    problems = {Problem(path, error.line, error.key, str(error)): None for error in refusals}
    return Read(rule, tuple(sorted(problems, key=lambda problem: (problem.line, problem.key))))


def _unread(path: Path, line: int, key: str, message: str) -> Read:
    return Read(None, (Problem(path, line, key, message),))


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _rule(path: Path, rule_id: str, digest: str, node: yaml.Node | None, refusals: Refusals) -> Rule | None:
    keys = mapping(node, "file", refusals)
    kind = refusals.tried(lambda: _kind(keys, node))
    if kind is None and getattr(keys.get("extends"), "value", None) in REFUSED:
        return None  # of a kind that is not taken nothing else matters
    known = _COMMON.union(*_KEYS.values()) if kind is None else _COMMON | _KEYS[kind]
    values: dict[str, object] = {}
    for key, value in keys.items():
        if key not in known:
            refusals.append(_unknown(key, value, kind))
        elif key not in ("extends", "name", "description", "tests"):
            values |= refusals.tried(partial(_value, kind, key, value, refusals)) or {}
    if kind in _UNITS:  # whatever their scope says, as in Vale
        values["scope"] = (_UNITS[kind],)
    if not values.get("message") and "message" not in {error.key for error in refusals}:
        refusals.append(RefusedError(keys.get("message", node), "message", "is missing or empty"))
    missing = [] if kind is None else [choice for choice in _NEEDS[kind] if not any(key in keys for key in choice)]
    for choice in missing:
        refusals.append(RefusedError(node, choice[0], f"is missing: {kind} rules need {' or '.join(choice)}"))
    if kind is None or missing or (kind == "readability" and not {"formula", "condition"} <= values.keys()):
        return None
    lines = {key: line_of(value) for key, value in keys.items()} | _item_lines(keys)
    if "copydesk" in keys and not any(error.key.startswith("copydesk") for error in refusals):
        lines |= own_lines(keys["copydesk"])
    kind = "metric" if kind == "readability" else kind
    rule = Rule(
        id=rule_id, kind=cast(Kind, kind), path=path, line=line_of(node), sha256=digest, message="", lines=lines
    )
    return replace(rule, **values)  # type: ignore[arg-type]  # each reader gives its field's type


def _kind(keys: dict[str, yaml.Node], node: yaml.Node | None) -> str:
    if "extends" not in keys:
        raise RefusedError(node, "extends", f"is missing; one of {', '.join(KINDS)}")
    kind = text(keys["extends"], "extends")
    if kind in REFUSED:
        raise RefusedError(node, "extends", f"'{kind}' is not supported: {REFUSED[kind]}")
    if kind not in _KEYS:
        raise RefusedError(node, "extends", f"'{kind}' is no extension point; one of {', '.join(KINDS)}")
    return kind


def _unknown(key: str, value: yaml.Node, kind: str | None) -> RefusedError:
    if key == "pos":
        return RefusedError(value, key, f"is not supported: it {_NO_TAGGER}")
    if kind is None:
        return RefusedError(value, key, "is not a key of any kind of rule")
    return RefusedError(value, key, f"is not a key of {kind} rules; they have {', '.join(sorted(_KEYS[kind]))}")


def _value(kind: str | None, key: str, node: yaml.Node, refusals: Refusals) -> dict[str, object]:
    if (kind, key) == ("sequence", "tokens"):
        return _steps(node)
    if key == "metrics":
        return {"formula": _scores(node)}
    if key == "grade":
        return {"condition": f"> {number(node, key)}"}
    return {"own": own_keys(node, refusals)} if key == "copydesk" else _read(key, node)


def _scores(node: yaml.Node) -> str:
    named = texts(node, "metrics")
    for name in named:
        if name not in SCORES:
            raise RefusedError(node, "metrics", f"'{name}' is no score; there are {', '.join(SCORES)}")
    if not named:
        raise RefusedError(node, "metrics", f"names no score; there are {', '.join(SCORES)}")
    return mean_of(named)


def _item_lines(keys: dict[str, yaml.Node]) -> dict[str, int]:
    """Where each item of a list stands, and each side of a pair."""
    found: dict[str, int] = {}
    for key, node in keys.items():
        pairs = node.value if isinstance(node, yaml.MappingNode) and key in ("swap", "either") else []
        listed = node.value if isinstance(node, yaml.SequenceNode) else [side for pair in pairs for side in pair]
        for item in listed:
            if isinstance(item, yaml.ScalarNode):
                found.setdefault(item_of(key, str(item.value)), line_of(item))
    return found


def _read(key: str, node: yaml.Node) -> dict[str, object]:
    match key:
        case "ignorecase" | "nonword" | "append" | "alpha" | "vocab" | "custom" | "capitalize" | "matchcase":
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
