"""What a report rests on, by name and version: the engine, and every pack of rules."""

import json
from functools import cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tools.brand_rules import PACKS
from tools.findings import Pack
from tools.rules.definition import Rule
from tools.rules.ruleset import ENGINE, RuleSet

META = "meta.json"  # a Vale package may say its version here


@cache
def shipped() -> str:
    """The project's version, which is that of every pack and list that comes with it."""
    try:
        return version("copydesk")
    except PackageNotFoundError:  # run from a folder of sources that was never installed
        return "0"


@cache
def engine() -> str:
    """The project's name and version, and that of its rule engine."""
    return f"copydesk {shipped()}, {ENGINE}"


def packs_of(rules: RuleSet) -> tuple[Pack, ...]:
    """By name; a pack is what comes before the dot of its rules' ids."""
    groups: dict[str, list[Rule]] = {}
    for rule in rules.rules:
        groups.setdefault(rule.id.split(".")[0], []).append(rule)
    return tuple(_pack(name, groups[name]) for name in sorted(groups))


def _pack(name: str, rules: list[Rule]) -> Pack:
    rows = sorted(f"{rule.id} {rule.severity} {rule.family} {rule.sha256}" for rule in rules)
    digest = sha256("\n".join(rows).encode()).hexdigest()
    return Pack(name=name, version=_version(rules[0].path.parent), digest=digest, rules=len(rules))


def _version(folder: Path) -> str | None:
    if folder.is_relative_to(PACKS):
        return shipped()
    try:
        meta = json.loads((folder / META).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    found = meta.get("version") if isinstance(meta, dict) else None
    return str(found) if found is not None else None
