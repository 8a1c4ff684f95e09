"""Switches that stand in a text as comments: `<!-- vale off -->`, `<!-- vale Style.Rule = NO -->` and their kin.

As in Vale, a switch holds for every block that ends after it. What looks at the text as a whole is switched only by
`off` without an `on` after it. A rule that the brand itself calls red stays on whatever a text says.
"""

import json
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

import regex

from tools.rules.definition import Rule
from tools.text.markup import Format

_COMMENT = regex.compile(r"<!--\s*vale\s+([^<>]{1,1000}?)\s*-->")
_FENCE = regex.compile(r"(?m)^ {0,3}(`{3,}|~{3,})")
_STYLES = regex.compile(r"styles?\s*=\s*(.+)")
_SETTING = regex.compile(r"(?:StylesPath|BasedOnStyles|MinAlertLevel|Vocab|Packages)\s*=\s*[\w.,/\\~: -]{1,100}")
_SWITCH = regex.compile(r"([\w-]+(?:\.[\w.-]+)?)(\[.+\])?\s*=\s*(YES|NO)")


@dataclass(frozen=True, slots=True)
class State:
    """What is off from some place on. `only` are the styles that stay on where a switch names them."""

    off: bool = False
    only: frozenset[str] | None = None
    names: Mapping[str, bool] | None = None  # "Style", "Style.Rule", 'Style.Rule["match"]': whether it is off

    def silences(self, rule: Rule, observed: str) -> bool:
        if rule.own is not None and rule.severity == "red":
            return False
        if self.off:
            return True
        style = rule.id.split(".")[0]
        for name in (f"{rule.id}\0{observed}", rule.id, style):
            if self.names and name in self.names:
                return self.names[name]
        return self.only is not None and style not in self.only


_ON = State()


def is_switch(comment: str) -> bool:
    """Whether a whole comment is one that Vale knows, and says nothing else."""
    found = _COMMENT.fullmatch(comment)
    return found is not None and (_next(_ON, found.group(1)) is not None or bool(_SETTING.fullmatch(found.group(1))))


@dataclass(frozen=True, slots=True)
class Told:
    """A comment in a text that switches rules, or would where comments are read as such; `names` are what it names."""

    line: int
    comment: str
    names: tuple[str, ...]


def told(text: str, form: Format) -> tuple[Told, ...]:
    """For whoever reads the report; in plain text, those that do nothing there."""
    if "<!--" not in text or "vale" not in text:
        return ()
    code = fenced(text) if form == "markdown" else []
    return tuple(
        Told(text.count("\n", 0, found.start()) + 1, found.group(), _named(found.group(1)))
        for found in _COMMENT.finditer(text)
        if not any(a < found.start() < b for a, b in code) and _next(_ON, found.group(1)) is not None
    )


def _named(command: str) -> tuple[str, ...]:
    if styles := _STYLES.fullmatch(command):
        return tuple(name.strip() for name in styles.group(1).split(","))
    switch = _SWITCH.fullmatch(command)
    return (switch.group(1),) if switch else ()


class Switches:
    """The states of a text, by the place from which each holds."""

    def __init__(self, starts: list[int], states: list[State]) -> None:
        self._starts = starts
        self._states = states

    def at(self, end: int) -> State:
        """What holds for a block that ends there."""
        index = bisect_left(self._starts, end) - 1
        return self._states[index] if index >= 0 else _ON

    @property
    def whole(self) -> State:
        """What holds for the text as a whole."""
        return State(off=self._states[-1].off)


def switches(text: str, form: Format) -> Switches | None:
    """None where a text has no switch; plain text has none, for there a comment is read like everything else."""
    if form == "text" or "<!--" not in text or "vale" not in text:
        return None
    code = fenced(text) if form == "markdown" else []
    starts, states, state = [], [], _ON
    for found in _COMMENT.finditer(text):
        changed = None if any(a < found.start() < b for a, b in code) else _next(state, found.group(1))
        if changed is not None:
            state = changed
            starts.append(found.start())
            states.append(state)
    return Switches(starts, states) if states else None


def fenced(text: str) -> list[tuple[int, int]]:
    """Where blocks of code begin and end."""
    found: list[tuple[int, int]] = []
    opened: tuple[int, str] | None = None
    for fence in _FENCE.finditer(text):
        if opened is None:
            opened = (fence.start(), fence.group(1))
        elif fence.group(1).startswith(opened[1]):
            found.append((opened[0], fence.end()))
            opened = None
    return [*found, (opened[0], len(text))] if opened else found


def _next(state: State, command: str) -> State | None:
    if command in ("off", "on"):
        return State(command == "off", state.only, state.names)
    if styles := _STYLES.fullmatch(command):
        named = [name.strip() for name in styles.group(1).split(",")]
        if named not in (["YES"], ["NO"]):
            return State(state.off, frozenset(named), None)
    if switch := _SWITCH.fullmatch(command):
        name, matches, value = switch.groups()
        changed = (
            {f"{name}\0{match}": value == "NO" for match in _matches(matches)} if matches else {name: value == "NO"}
        )
        kept = {key: off for key, off in (state.names or {}).items() if matches or not _belongs(key, name)}
        return State(state.off, state.only, {**kept, **changed})
    return None


def _belongs(key: str, name: str) -> bool:
    """A later word about a style or a rule is the last about all that is in it."""
    return key.startswith((f"{name}.", f"{name}\0"))


def _matches(listed: str) -> list[str]:
    try:
        found = json.loads(listed)
    except (ValueError, RecursionError):
        return []
    return [match for match in found if isinstance(match, str)] if isinstance(found, list) else []
