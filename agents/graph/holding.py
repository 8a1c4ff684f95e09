"""The holding reply of a case: what a person may send at once to whoever wrote. The desk never sends it."""

import re
from collections.abc import Collection, Sequence

from agents.graph.brief import INCIDENT, RISKY_DESIGN, Flag
from knowledge.passages import Passage

NEUTRAL = "Thank you for telling us. A person is reading your message now and will answer you."
HEADING = "holding reply"

# Whom a paragraph is for, by its heading or by the words before its colon: "For press, sent by Ana: …".
_FOR: dict[Flag, re.Pattern[str]] = {
    "harm": re.compile(r"\b(harm|hurt|injur|unwell|safety)"),
    "crisis": re.compile(r"\b(crisis|crises|danger)"),
    "legal_threat": re.compile(r"\b(legal|lawyer|law firm|authorit)"),
    "press": re.compile(r"\b(press|media|journalist)"),
    "complaint": re.compile(r"\bcomplain"),
    "churn_risk": re.compile(r"\b(leav|churn|cancel|goodbye)"),
}
_LEAD = re.compile(r"^\W*(for\b[^:\n]{1,80}):\s*(.+)$", re.IGNORECASE | re.DOTALL)
_QUOTES = " \t\n\"'“”„«»"


def holding_reply(flags: Collection[Flag], passages: Sequence[Passage]) -> str:
    """The brand's own words for the gravest of `flags` that they speak of, else neutral ones.

    `passages`: all that may hold such words. What they do not say whom it is for is for harm: its first words are about
    a doctor. Empty for a risky design, as nobody waits for an answer.
    """
    if set(flags) & RISKY_DESIGN and not set(flags) & INCIDENT:
        return ""
    said = [each for passage in passages for each in _paragraphs(passage)]
    for flag in _FOR:
        if flag not in flags:
            continue
        fitting = [text for whom, text in said if flag in whom]
        if flag == "harm":
            return max(fitting or [text for whom, text in said if not whom], key=len, default=NEUTRAL)
        if fitting:
            return max(fitting, key=len)
    return NEUTRAL


def _paragraphs(passage: Passage) -> list[tuple[frozenset[Flag], str]]:
    """Whom each is for, and its words."""
    heading = next((part.casefold() for part in passage.heading if HEADING in part.casefold()), None)
    if heading is None:
        return []
    found = []
    for paragraph in passage.text.split("\n\n"):
        lead = _LEAD.match(paragraph)
        whom = _whom(lead.group(1).casefold()) if lead else frozenset[Flag]()
        text = lead.group(2).strip(_QUOTES) if lead and whom else paragraph
        found.append((whom or _whom(heading), text))
    return found


def _whom(words: str) -> frozenset[Flag]:
    return frozenset(flag for flag, pattern in _FOR.items() if pattern.search(words))
