"""What a step found, with names in place of ids. The steps themselves are kept as the graph wrote them down."""

import re
from collections.abc import Callable
from datetime import datetime

from agents.views import StepView
from ui import words
from ui.texts import Table
from ui.web.here import here
from ui.web.render import parts

RATED = Table("words.step_rated")

_CHANNELS = re.compile(r"(Channels:\s)(.+)")
_LANGUAGES = re.compile(r"(Languages:\s)(.+)")
_SEGMENTS = re.compile(r"(For:\s)(.+)")
_WHEN = re.compile(r"(To\sgo\sout:\s)(.+)")
_DRAFT = re.compile(r"([a-z][a-z-]*) (\d+)([A-D]?): (.+)", re.DOTALL)
_FINDING = re.compile(r"(red|amber|advice): (.+)", re.DOTALL)
_COUNT = re.compile(r"(\d+) (green|amber|red)")


def summary(step: StepView) -> str:
    """ "2 on brand, 1 to be looked at"."""
    if step.node != "brand_check":
        return here(step.summary)
    return _COUNT.sub(lambda found: f"{found[1]} {RATED[found[2]]}", step.summary)


def detail(text: str, *, alone: bool = False) -> str:
    for pattern, said in _VALUES:
        if found := pattern.fullmatch(text):
            return f"{found[1]}{said(found[2])}"
    if (found := _DRAFT.fullmatch(text)) and found[1] in words.CHANNEL:
        return f"{words.draft(found[1], int(found[2]), found[3], alone=alone)}: {here(found[4])}"
    if found := _FINDING.fullmatch(text):
        return f"{words.SEVERITY[found[1]]}: {found[2]}"
    return here(text)


def _each(called: Callable[[str], str]) -> Callable[[str], str]:
    return lambda listed: ", ".join(map(called, listed.split(", ")))


def _when(said: str) -> str:
    try:
        return parts.moment(datetime.fromisoformat(said))
    except ValueError:  # of a release that wrote it otherwise
        return said


_VALUES: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = (
    (_CHANNELS, _each(words.channel)),
    (_LANGUAGES, _each(parts.language)),
    (_SEGMENTS, _each(lambda segment: segment if " " in segment else segment.replace("-", " "))),
    (_WHEN, _when),
)
