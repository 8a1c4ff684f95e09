"""Rules from disk: a style's folder, several of them under a `.vale.ini`, vocabularies."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from tools.rules.definition import LEVELS, Level, Problem, Rule
from tools.rules.ini import Ini, read_ini
from tools.rules.rule_file import read_rule
from tools.rules.scopes import UnknownScopeError, selectors

INI = ".vale.ini"


@dataclass(frozen=True, slots=True)
class Package:
    """The rules of one style or one `.vale.ini`. `accepted` are words that rules about words leave alone."""

    rules: tuple[Rule, ...]
    problems: tuple[Problem, ...] = ()
    accepted: tuple[str, ...] = ()


def load_style(folder: Path, name: str | None = None) -> Package:
    """Every `.yml` file below the folder is one rule; its id is "Style.File", the folder's name first."""
    style = name or folder.name
    rules: list[Rule] = []
    problems: list[Problem] = []
    for path in _files(folder):
        rule = read_rule(path, f"{style}.{path.name.split('.')[0]}")
        checked = rule if isinstance(rule, Problem) else _scoped(rule)
        if isinstance(checked, Problem):
            problems.append(checked)
        else:
            rules.append(checked)
    return Package(tuple(rules), tuple(problems))


def _files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    found = (path for path in folder.rglob("*") if path.suffix in (".yml", ".yaml") and path.is_file())
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _scoped(rule: Rule) -> Rule | Problem:
    try:
        selectors(rule.scope)
    except UnknownScopeError as error:
        return rule.at("scope", str(error))
    return rule


def unique(rules: Iterable[Rule]) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """The first rule of an id stays; each later one is a problem that names the first."""
    first: dict[str, Rule] = {}
    problems = []
    for rule in rules:
        if rule.id in first:
            problems.append(rule.at("name", f"there is a rule {rule.id} already, in {first[rule.id].path}"))
        else:
            first[rule.id] = rule
    return tuple(first.values()), tuple(problems)


def load_ini(path: Path, known: dict[str, Path] | None = None) -> Package:
    """The styles that a `.vale.ini` names, from its StylesPath or from `known` folders by name."""
    ini = read_ini(path)
    places = known or {}
    packages: list[Package] = []
    problems = list(ini.problems)
    for style in _styles(ini):
        folder = next((p for p in (ini.styles_path / style, places.get(style)) if p and p.is_dir()), None)
        if folder is not None:
            packages.append(load_style(folder, style))
        elif style != "Vale":
            problems.append(Problem(path, 1, "BasedOnStyles", f"there is no style '{style}' in {ini.styles_path}"))
    accepted, terms, missing = _vocabulary(ini)
    rules = [rule for package in packages for rule in package.rules]
    problems += [problem for package in packages for problem in package.problems] + missing
    switched, unknown = switch(rules, ini)
    return Package((*switched, *terms), (*problems, *unknown), accepted)


def _styles(ini: Ini) -> list[str]:
    """Those based on, and those of which a single rule is switched on."""
    named = [key.split(".")[0] for key, value in ini.switches if value is not False]
    return list(dict.fromkeys([*(ini.styles or ()), *named]))


def switch(rules: Sequence[Rule], ini: Ini) -> tuple[list[Rule], list[Problem]]:
    """The rules that the settings leave on, at the level they give."""
    switches = dict(ini.switches)
    kept = []
    for rule in rules:
        style = rule.id.split(".")[0]
        value = switches.get(rule.id, ini.styles is None or style in ini.styles)
        if value is False:
            continue
        levelled = rule if value is True else _at_level(rule, value)
        if LEVELS.index(levelled.level) >= LEVELS.index(ini.lowest):
            kept.append(levelled)
    ids = {rule.id for rule in rules}
    unknown = [
        Problem(ini.path, 1, key, "there is no such rule")
        for key in switches
        if key not in ids and not key.startswith("Vale.")
    ]
    return kept, unknown


def _at_level(rule: Rule, level: Level) -> Rule:
    """A level set by hand wins over the severity that the rule's author chose."""
    own = None if rule.own is None else replace(rule.own, severity=None)
    return replace(rule, level=level, own=own)


def _vocabulary(ini: Ini) -> tuple[tuple[str, ...], list[Rule], list[Problem]]:
    accepted: list[str] = []
    rejected: list[str] = []
    problems: list[Problem] = []
    for name in ini.vocabularies:
        folders = [ini.styles_path / "config" / "vocabularies" / name, ini.styles_path / "Vocab" / name]
        folder = next((folder for folder in folders if folder.is_dir()), None)
        if folder is None:
            problems.append(Problem(ini.path, 1, "Vocab", f"there is no vocabulary '{name}' in {ini.styles_path}"))
            continue
        accepted += _words(folder / "accept.txt")
        rejected += _words(folder / "reject.txt")
    return tuple(accepted), _vocabulary_rules(ini.path, accepted, rejected), problems


def _words(path: Path) -> list[str]:
    if not path.is_file():
        return []
    lines = (line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _vocabulary_rules(path: Path, accepted: Sequence[str], rejected: Sequence[str]) -> list[Rule]:
    """Vale.Terms and Vale.Avoid, which Vale makes of a vocabulary."""
    rules = []
    plain = [word for word in accepted if all(char.isalnum() or char in " -" for char in word)]
    if plain:
        rules.append(
            Rule(
                "Vale.Terms",
                "substitution",
                "Use '%s' instead of '%s'.",
                path,
                1,
                _digest(plain),
                level="error",
                ignorecase=True,
                vocab=False,
                pairs=tuple((word.lower(), word) for word in plain),
            )
        )
    if rejected:
        rules.append(
            Rule(
                "Vale.Avoid",
                "existence",
                "Avoid using '%s'.",
                path,
                1,
                _digest(rejected),
                level="error",
                vocab=False,
                tokens=tuple(rejected),
            )
        )
    return rules


def _digest(words: Sequence[str]) -> str:
    return sha256("\n".join(words).encode()).hexdigest()
