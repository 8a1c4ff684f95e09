"""`.vale.ini`: which styles run, which rules are switched on, off or to another level, for which formats."""

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

import regex

from tools.rules.definition import FORMS, LEVELS, NOTHING_IGNORED, Ignores, Level, Problem
from tools.rules.ignores import compile_ignore
from tools.rules.syntax import PatternError
from tools.text.markup import Format

# How copy of each format is called, for the sections' patterns.
NAMES: dict[Format, tuple[str, ...]] = {
    "markdown": ("copy.md", "copy.markdown"),
    "html": ("copy.html", "copy.htm"),
    "text": ("copy.txt",),
}
_HONOURED = {"StylesPath", "MinAlertLevel", "Vocab", "Packages"}
_NOT_HONOURED = {
    "IgnoredScopes": "code, kbd and tt are always left alone, and nothing else",
    "SkippedScopes": "script, style, pre, noscript and iframe are always left out, and nothing else",
    "WordTemplate": "a token is a whole word unless the rule says nonword",
    "Transform": "it would run a style sheet",
    "CommentDelimiters": "only <!-- --> is a comment here",
    "Lang": "copy says its own language",
    "NLPEndpoint": "nothing is sent anywhere",
    "DictionaryPath": "say dicpath in the spelling rule",
}
_Switches = dict[str, tuple[bool | Level, int]]


@dataclass(frozen=True, slots=True)
class Ini:
    """What holds for one format. `switches` maps "Style.Rule" to True, False or a level, with the line that says so.

    `styles` is None where BasedOnStyles is not given.
    """

    path: Path
    styles_path: Path
    styles: tuple[str, ...] | None = None
    vocabularies: tuple[str, ...] = ()
    lowest: Level = "suggestion"
    switches: tuple[tuple[str, bool | Level], ...] = ()
    problems: tuple[Problem, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()
    ignores: Ignores = NOTHING_IGNORED

    def line(self, key: str) -> int:
        return dict(self.lines).get(key, 1)


@dataclass(slots=True)
class _Section:
    """The settings of one header, or of none."""

    name: str
    values: dict[str, tuple[str, int]] = field(default_factory=dict)
    listed: dict[str, list[str]] = field(default_factory=dict)
    switches: _Switches = field(default_factory=dict)


def read_ini(path: Path, form: Format = "markdown") -> Ini:
    """The settings that hold for copy of that format. What cannot be used is a problem, and the rest holds."""
    problems: list[Problem] = []
    sections = _sections(path, problems)
    first = sections[0]
    switches: _Switches = {}
    styles: list[str] | None = None
    ignores: dict[str, list[str]] = {"TokenIgnores": [], "BlockIgnores": []}
    classes = first.listed.get("IgnoredClasses", [])
    # The section for everything comes first, wherever it stands.
    for section in sorted(sections[1:], key=lambda each: each.name != "*"):
        if not covers(section.name, form):
            continue
        styles = section.listed.get("BasedOnStyles", styles)
        switches |= section.switches
        for key, patterns in ignores.items():
            patterns += section.listed.get(key, [])
    folder, _ = first.values.get("StylesPath", (".", 0))
    lines = {key: line for section in sections for key, (_, line) in (section.values | section.switches).items()}
    return Ini(
        path,
        (path.parent / folder).resolve(),
        None if styles is None else tuple(dict.fromkeys(styles)),
        tuple(first.listed.get("Vocab", ())),
        _level(path, first, problems),
        tuple((key, value) for key, (value, _) in switches.items()),
        tuple(problems),
        tuple(lines.items()),
        Ignores(*(tuple(dict.fromkeys(each)) for each in (*ignores.values(), classes))),
    )


def _sections(path: Path, problems: list[Problem]) -> list[_Section]:
    sections = [_Section("")]
    for number, key, value in _entries(path, problems):
        if not key:
            sections.append(_Section(value))
            if value not in ("formats", "asciidoctor") and not any(covers(value, form) for form in FORMS):
                _outside(path, number, value, problems)
        elif sections[-1].name == "formats":
            if value != "md" or key in ("html", "htm", "txt"):
                message = "is not honoured: copy is read as Markdown, HTML or plain text as it is given"
                problems.append(Problem(path, number, f"formats.{key}", message))
        elif sections[-1].name != "asciidoctor":
            _take(path, number, sections[-1], key, value, problems)
    return sections


def _outside(path: Path, number: int, section: str, problems: list[Problem]) -> None:
    """Sections for other kinds of files are none of ours; one for a folder might be meant to hold."""
    if "/" in section:
        problems.append(Problem(path, number, section, "is not honoured: copy has no folder, so no section for one"))


def _take(path: Path, number: int, section: _Section, key: str, value: str, problems: list[Problem]) -> None:
    if key in ("BasedOnStyles", "Vocab"):
        section.listed.setdefault(key, []).extend(_list(value))
        section.values[key] = (value, number)
    elif key in ("TokenIgnores", "BlockIgnores"):
        section.listed.setdefault(key, []).extend(_patterns(path, number, key, value, problems))
    elif key == "IgnoredClasses" and section.name:
        problems.append(Problem(path, number, key, "is not honoured in a section: it stands above the first one"))
    elif key == "IgnoredClasses":
        section.listed.setdefault(key, []).extend(_list(value))
    elif key in _HONOURED:
        section.values[key] = (value, number)
    elif key in _NOT_HONOURED:
        problems.append(Problem(path, number, key, f"is not honoured: {_NOT_HONOURED[key]}"))
    elif "." in key:
        switch = _switch(value)
        if switch is None:
            problems.append(Problem(path, number, key, f"is '{value}'; YES, NO or one of {', '.join(LEVELS)}"))
        else:
            section.switches[key] = (switch, number)
    else:
        problems.append(Problem(path, number, key, "is not a setting of .vale.ini that is known here"))


def _entries(path: Path, problems: list[Problem]) -> list[tuple[int, str, str]]:
    """(line, key, value), or (line, "", section). A backslash at its end carries a value on to the next line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(path, 1, "file", f"cannot be read: {error}"))
        return []
    found: list[tuple[int, str, str]] = []
    numbered = iter(enumerate(lines, 1))
    for number, written in numbered:
        line = written.strip()
        if not line or line[0] in "#;":
            continue
        while line.endswith("\\") and (more := next(numbered, None)) is not None:
            line = f"{line[:-1].rstrip()} {more[1].strip()}"
        if line.startswith("[") and line.endswith("]"):
            found.append((number, "", line[1:-1].strip()))
        elif "=" in line:
            key, _, value = line.partition("=")
            found.append((number, key.strip(), _bare(value)))
        else:
            problems.append(Problem(path, number, line.split()[0], "is neither a section nor a key = value"))
    return found


def _bare(value: str) -> str:
    """Without the comment and the quotes around it."""
    bare = regex.split(r"\s[#;]", value, maxsplit=1)[0].strip()
    return bare[1:-1] if len(bare) > 1 and bare[0] in "\"'`" and bare[-1] == bare[0] else bare


def covers(section: str, form: Format) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in _choices(section) for name in NAMES[form])


def _choices(section: str) -> list[str]:
    """`*.{md,html}` is `*.md` and `*.html`."""
    if "{" not in section or "}" not in section:
        return [section]
    head, _, rest = section.partition("{")
    choices, _, tail = rest.partition("}")
    return [head + choice.strip() + tail for choice in choices.split(",")]


def _list(value: str) -> list[str]:
    return [part.strip() for part in value.split(",") if part.strip()]


def _patterns(path: Path, number: int, key: str, value: str, problems: list[Problem]) -> list[str]:
    good = []
    for source in (part.replace("\0", ",") for part in _list(value.replace("\\,", "\0"))):
        try:
            compile_ignore(source)
        except PatternError as error:
            problems.append(Problem(path, number, key, f"pattern '{source[:60]}' cannot be used: {error}"))
        else:
            good.append(source)
    return good


def _switch(value: str) -> bool | Level | None:
    lowered = value.lower()
    for level in LEVELS:
        if lowered == level:
            return level
    return {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}.get(lowered)


def _level(path: Path, first: _Section, problems: list[Problem]) -> Level:
    value, number = first.values.get("MinAlertLevel", ("suggestion", 1))
    for level in LEVELS:
        if value.lower() == level:
            return level
    problems.append(Problem(path, number, "MinAlertLevel", f"is '{value}'; one of {', '.join(LEVELS)}"))
    return "suggestion"
