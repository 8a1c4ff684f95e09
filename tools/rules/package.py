"""Rules from disk: a style's folder, several of them under a `.vale.ini`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tools.rules.builtin import NAMES, STYLE, Vocabulary, builtin_rules, vocabulary
from tools.rules.compiled import Compiled, compile_rule
from tools.rules.definition import FORMS, LEVELS, Ignores, Level, Problem, Rule
from tools.rules.ini import Ini, read_ini
from tools.rules.rule_file import read_rule
from tools.rules.scopes import UnknownScopeError, selectors
from tools.text.markup import Format

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
        read = read_rule(path, f"{style}.{path.name.split('.')[0]}")
        wrong = [*read.problems, *(_scope_problem(read.rule) if read.rule else ())]
        if read.rule is not None and not wrong:
            rules.append(read.rule)
            continue
        compiled = compile_rule(read.rule) if read.rule is not None else ()  # for what else is wrong with it
        problems += [*wrong, *(() if isinstance(compiled, Compiled) else compiled)]
    return Package(
        tuple(rules), _distinct(sorted(problems, key=lambda problem: (problem.path.parts, problem.line, problem.key)))
    )


def _files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    found = (path for path in folder.rglob("*") if path.suffix in (".yml", ".yaml") and path.is_file())
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _scope_problem(rule: Rule) -> tuple[Problem, ...]:
    try:
        selectors(rule.scope)
    except UnknownScopeError as error:
        return (rule.at("scope", str(error)),)
    return ()


def unique(rules: Iterable[Rule]) -> tuple[tuple[Rule, ...], tuple[Problem, ...]]:
    """The first rule of an id stays, whatever its capitals; each later one for the same format is a problem that names
    the first.
    """
    first: dict[tuple[str, Format], Rule] = {}
    kept = []
    problems = []
    for rule in rules:
        name = rule.id.casefold()
        double = next((first[name, form] for form in rule.forms if (name, form) in first), None)
        if double is not None:
            problems.append(rule.at("name", f"there is a rule {double.id} already, in {double.path}"))
            continue
        first |= dict.fromkeys(((name, form) for form in rule.forms), rule)
        kept.append(rule)
    return tuple(kept), tuple(problems)


def load_ini(path: Path, known: dict[str, Path] | None = None) -> Package:
    """The styles that a `.vale.ini` names, from its StylesPath or from `known` folders by name."""
    inis = read_forms(path)
    first = inis["markdown"]
    words = vocabulary(first)
    packages, missing = _named(inis, words, known or {})
    rules = [rule for package in packages for rule in package.rules]
    problems = [problem for package in packages for problem in package.problems]
    kept, unknown = switch_forms(rules, {form: replace(ini, styles=ini.styles or ()) for form, ini in inis.items()})
    nothing = [] if packages or missing else [Problem(path, 1, "BasedOnStyles", "names no style: no rule runs")]
    own = [problem for ini in inis.values() for problem in ini.problems]
    return Package(
        tuple(kept), _distinct([*own, *missing, *words.problems, *problems, *unknown, *nothing]), words.accepted
    )


def read_forms(path: Path) -> dict[Format, Ini]:
    """The settings for each format."""
    return {form: read_ini(path, form) for form in FORMS}


def _named(inis: dict[Format, Ini], words: Vocabulary, known: dict[str, Path]) -> tuple[list[Package], list[Problem]]:
    """The styles based on, and those of which a single rule is switched on."""
    ini = inis["markdown"]
    packages: list[Package] = []
    missing: list[Problem] = []
    for style in dict.fromkeys(style for each in inis.values() for style in _styles(each)):
        folder = next((p for p in (ini.styles_path / style, known.get(style)) if p and p.is_dir()), None)
        if style == STYLE:
            packages.append(Package(tuple(builtin_rules(ini.path, words))))
        elif folder is not None:
            packages.append(load_style(folder, style))
            if not packages[-1].rules and not packages[-1].problems:
                missing.append(Problem(ini.path, _line(ini, style), style, f"no rule file was found in {folder}"))
        else:
            message = f"there is no style '{style}' in {ini.styles_path}"
            missing.append(Problem(ini.path, _line(ini, style), "BasedOnStyles", message))
    return packages, missing


def _styles(ini: Ini) -> list[str]:
    return [*(ini.styles or ()), *(key.split(".")[0] for key, value in ini.switches if value is not False)]


def _line(ini: Ini, style: str) -> int:
    lines = dict(ini.lines)
    single = next((line for key, line in ini.lines if key.startswith(f"{style}.")), 1)
    return lines.get("BasedOnStyles", single)


def switch_forms(rules: Sequence[Rule], inis: dict[Format, Ini]) -> tuple[list[Rule], list[Problem]]:
    """The rules that are left on, each once for the formats in which it stands at one level."""
    merged: dict[tuple[object, ...], tuple[Rule, Ignores, list[Format]]] = {}
    problems: list[Problem] = []
    for form, ini in inis.items():
        kept, unknown = switch(rules, ini)
        problems += unknown
        for rule in kept:
            key = (rule.id, rule.path, rule.level, rule.own and rule.own.severity, ini.ignores)
            merged.setdefault(key, (rule, ini.ignores, []))[2].append(form)
    found = [replace(rule, forms=tuple(forms), ignores=ignores) for rule, ignores, forms in merged.values()]
    order = {rule.id: number for number, rule in enumerate(rules)}
    return sorted(found, key=lambda rule: order[rule.id]), problems


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
        Problem(ini.path, ini.line(key), key, "there is no such rule")
        for key in switches
        if key not in ids and key not in NAMES
    ]
    return kept, unknown


def _at_level(rule: Rule, level: Level) -> Rule:
    """A level set by hand wins over the severity that the rule's author chose."""
    own = None if rule.own is None else replace(rule.own, severity=None)
    return replace(rule, level=level, own=own)


def _distinct(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    return tuple(dict.fromkeys(problems))
