"""Findings of form beside a finding about the voice: an approver sends a draft back once for how it sounds, and not
again for each mark and each word that makes it sound so.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence

from knowledge.text.phrases import fold
from tools.findings import Finding
from tools.voice.check import OFF_VOICE

_ACT = re.compile(r"\b(?:19|20)\d\d/\d+")  # what a law asks is no matter of voice
_LEFT = 1  # strange word beside those that are told makes no voice


def gathered(
    findings: Sequence[Finding],
    strange: Callable[[], Sequence[str]],
    filed: Collection[str],
    weighed: Collection[str] = (),
) -> tuple[Finding, ...]:
    """`strange` gives the words for which copy was found off its voice, folded; `filed` are the names of the brand's
    own rules, and `weighed` those to which the brand gave a weight: these keep it.

    Where rules object to the strange words already, or to all but one, they are told, and the voice is not. Otherwise
    what the brand's rules say of single words without a fix, and any rule of marks and capitals, is advice.
    """
    voices = [one for one in findings if one.family == "voice" and one.severity != "advice"]
    if not voices:
        return tuple(findings)
    if all(one.rule == OFF_VOICE for one in voices) and _are_told(strange(), findings):
        return tuple(one for one in findings if one.rule != OFF_VOICE)
    return tuple(
        one.model_copy(update={"severity": "advice"}) if one.rule not in weighed and _is_form(one, filed) else one
        for one in findings
    )


def _are_told(strange: Sequence[str], findings: Iterable[Finding]) -> bool:
    said = [fold(one.span) for one in findings if one.family == "wording" and one.severity != "advice" and one.span]
    left = sum(not any(word in each for each in said) for word in strange)
    return left <= _LEFT < len(strange) or (bool(strange) and left == 0)


def _is_form(one: Finding, filed: Collection[str]) -> bool:
    if one.family != "wording" or one.severity != "amber" or not one.span or _ACT.search(one.source or ""):
        return False
    marks = not any(letter.islower() for letter in one.span)
    return marks or (one.fix is None and one.rule in filed)
