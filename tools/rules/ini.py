"""`.vale.ini`: which styles run, which rules are switched on, off or to another level."""

from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from tools.rules.definition import LEVELS, Level, Problem

_CORE = {
    "StylesPath",
    "MinAlertLevel",
    "Vocab",
    "Packages",
    "IgnoredScopes",
    "SkippedScopes",
    "WordTemplate",
    "IgnoredClasses",
}
_IGNORED = {"TokenIgnores", "BlockIgnores", "Transform", "Lang", "CommentDelimiters"}


@dataclass(frozen=True, slots=True)
class Ini:
    """`switches` maps "Style.Rule" to True, False or a level. `styles` is None where BasedOnStyles is not given."""

    path: Path
    styles_path: Path
    styles: tuple[str, ...] | None = None
    vocabularies: tuple[str, ...] = ()
    lowest: Level = "suggestion"
    switches: tuple[tuple[str, bool | Level], ...] = ()
    problems: tuple[Problem, ...] = ()


def read_ini(path: Path, name: str = "copy.md") -> Ini:
    """The settings that hold for a file of that name. What cannot be read is a problem, and the rest holds."""
    problems: list[Problem] = []
    values: dict[str, str] = {}
    styles: list[str] | None = None
    switches: dict[str, bool | Level] = {}
    section = ""
    for number, key, value in _entries(path, problems):
        if not key:
            section = value
        elif not section and key in _CORE:
            values[key] = value
        elif section and not _covers(section, name):
            continue
        elif section and key == "BasedOnStyles":
            styles = [*(styles or ()), *_list(value)]
        elif "." in key:
            switch = _switch(value)
            if switch is None:
                problems.append(Problem(path, number, key, f"is '{value}'; YES, NO or one of {', '.join(LEVELS)}"))
            else:
                switches[key] = switch
        elif key not in _IGNORED | _CORE:
            problems.append(Problem(path, number, key, "is not a setting of .vale.ini that is known here"))
    lowest = _level(path, values.get("MinAlertLevel", "suggestion"), problems)
    return Ini(
        path,
        (path.parent / values.get("StylesPath", ".")).resolve(),
        None if styles is None else tuple(dict.fromkeys(styles)),
        tuple(_list(values.get("Vocab", ""))),
        lowest,
        tuple(switches.items()),
        tuple(problems),
    )


def _entries(path: Path, problems: list[Problem]) -> list[tuple[int, str, str]]:
    """(line, key, value), or (line, "", section)."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path, 1, "file", f"cannot be read: {error}"))
        return []
    found: list[tuple[int, str, str]] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line[0] in "#;":
            continue
        if line.startswith("[") and line.endswith("]"):
            found.append((number, "", line[1:-1].strip()))
        elif "=" in line:
            key, _, value = line.partition("=")
            found.append((number, key.strip(), value.split(" #")[0].strip()))
        else:
            problems.append(Problem(path, number, line.split()[0], "is neither a section nor a key = value"))
    return found


def _covers(section: str, name: str) -> bool:
    if "{" in section and "}" in section:
        head, _, rest = section.partition("{")
        choices, _, tail = rest.partition("}")
        return any(fnmatch(name, head + choice.strip() + tail) for choice in choices.split(","))
    return fnmatch(name, section)


def _list(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _switch(value: str) -> bool | Level | None:
    lowered = value.lower()
    for level in LEVELS:
        if lowered == level:
            return level
    return {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}.get(lowered)


def _level(path: Path, value: str, problems: list[Problem]) -> Level:
    for level in LEVELS:
        if value.lower() == level:
            return level
    problems.append(Problem(path, 1, "MinAlertLevel", f"is '{value}'; one of {', '.join(LEVELS)}"))
    return "suggestion"
