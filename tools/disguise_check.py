"""Findings for words in disguise: invisible characters, letters of another script, styled letters, letters apart."""

from tools.copy import Copy
from tools.findings import Finding
from tools.text.lookalikes import Disguise, disguises
from tools.text.markup import Lines

_MESSAGES = {
    "invisible": (
        "copydesk.HiddenCharacter",
        "A character here is invisible: it changes the word but not what is seen.",
    ),
    "mixed": ("copydesk.MixedScript", "'{span}' mixes letters of two scripts that look alike."),
    "foreign": (
        "copydesk.ForeignScript",
        "'{span}' reads like '{plain}', but every letter is of another script.",
    ),
    "styled": (
        "copydesk.StyledLetters",
        "'{span}' is set in symbols that look like letters; screen readers spell or skip them.",
    ),
    "apart": (
        "copydesk.LettersApart",
        "'{span}' has its letters set apart: people read '{plain}', screen readers spell it.",
    ),
}
DISGUISE_RULES = tuple(rule for rule, _ in _MESSAGES.values())
_SOURCE = "Unicode Technical Standard #39, Unicode Security Mechanisms"


def check_disguises(copy: Copy) -> tuple[Finding, ...]:
    """Amber, each with the plain text as its fix."""
    return tuple(
        _finding(name, text, disguise)
        for name, text in copy.fields.items()
        for disguise in disguises(text, copy.locale)
    )


def _finding(field: str, text: str, disguise: Disguise) -> Finding:
    rule, message = _MESSAGES[disguise.kind]
    span = text[disguise.start : disguise.end]
    line, column = Lines(text).at(disguise.start)
    return Finding(
        rule=rule,
        family="safety",
        severity="amber",
        field=field,
        line=line,
        column=column,
        start=disguise.start,
        span=span,
        message=message.format(span=span, plain=disguise.plain),
        source=None if disguise.kind == "apart" else _SOURCE,
        fix=disguise.plain,
        guessed=not disguise.certain,
    )
