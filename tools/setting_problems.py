"""Names that nobody has: of rules that a brand's settings weigh, and of channels that rules are for."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from pathlib import Path

from knowledge.check_settings import CheckSettings
from tools.rules.definition import Problem, Rule


def unknown_rules(settings: CheckSettings, known: Collection[str], file: Path) -> tuple[Problem, ...]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return tuple(
        Problem(file, _line(name, lines), f"check.rules.{name}", f"no rule has this name{_nearest(name, known)}")
        for name in settings.rules
        if name not in known
    )


def unknown_channels(rules: Iterable[Rule], known: Collection[str]) -> tuple[Problem, ...]:
    """A rule for such a channel alone would never look at anything. "text" is copy for no channel."""
    return tuple(
        rule.at("copydesk.channels", f"'{channel:.40}' is no channel{_nearest(channel, known)}", channel)
        for rule in rules
        if rule.own is not None
        for channel in rule.own.channels
        if channel != "text" and channel not in known
    )


def _nearest(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, sorted(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _line(name: str, lines: list[str]) -> int:
    return next((number for number, line in enumerate(lines, 1) if name in line), 1)
