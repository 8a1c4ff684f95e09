"""Whether a message is one that somebody has decided is no incident. Pure, and strict: in doubt it is another message.

The same message has the same words, whatever its case, accents and punctuation, and numbers of the same length. Of ten
words one may differ, three at most, but no number, denial or question mark. Harm, danger, children and risky designs
are never known again: they go to a person each time.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from agents.graph.brief import RISKY_DESIGN, CaseSeverity, Flag, Triage
from knowledge.text.phrases import clean, fold

NEVER: frozenset[str] = RISKY_DESIGN | {"harm", "crisis", "children"}
ONE_IN = 10  # words
MOST = 3  # words that may differ, however long the message
LONGEST = 2_000  # words; a longer message must be the same
_PIECE = re.compile(r"\w+|[?？]")
_DIGIT = re.compile(r"\d")
_TURNS = Path(__file__).parent / "data" / "turns.yaml"


class AllClear(BaseModel):
    """What somebody decided, and about which words."""

    model_config = ConfigDict(frozen=True)

    id: str
    case: str
    words: str  # from `comparable`
    flags: tuple[Flag, ...]
    severity: CaseSeverity
    by: str  # as others know them
    at: datetime

    @property
    def said(self) -> str:
        return f"Decided not an incident by {self.by} on {self.at:%Y-%m-%d} (case {self.case})"


def comparable(masked: str) -> str:
    """The words of a masked request as they are compared, one space apart; numbers keep their length alone."""
    return " ".join(_DIGIT.sub("0", piece) for piece in _PIECE.findall(fold(clean(masked))))


def unteachable(severity: CaseSeverity, flags: Iterable[str]) -> str | None:
    """Why a case like this teaches triage nothing, whatever comes of it; None where it may."""
    never = sorted(set(flags) & NEVER)
    if never:
        return f"Messages about {' and '.join(flag.replace('_', ' ') for flag in never)} go to a person each time."
    return "P1 messages go to a person each time." if severity == "P1" else None


def known(masked: str, alarm: Triage, decided: Sequence[AllClear]) -> AllClear | None:
    """The decision that this message falls under: as grave at most, with no flag that was not looked at then."""
    if unteachable(alarm.severity or "P1", alarm.flags) is not None:
        return None
    words = comparable(masked).split()
    for one in decided:
        weaker = (alarm.severity or "P1") >= one.severity and set(alarm.flags) <= set(one.flags)
        if weaker and same(words, one.words.split()):
            return one
    return None


def same(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two messages, each in comparable words, count as one."""
    if one == other:
        return bool(one)
    allowed = min(min(len(one), len(other)) // ONE_IN, MOST)
    if not allowed or max(len(one), len(other)) > LONGEST or abs(len(one) - len(other)) > allowed:
        return False
    if max(len(one), len(other)) - sum((Counter(one) & Counter(other)).values()) > allowed:
        return False
    changes = [each for each in SequenceMatcher(None, one, other, autojunk=False).get_opcodes() if each[0] != "equal"]
    differing = [word for _, i, j, k, m in changes for word in (*one[i:j], *other[k:m])]
    changed = sum(max(j - i, m - k) for _, i, j, k, m in changes)
    return changed <= allowed and not any(map(_weighs, differing))


def _weighs(word: str) -> bool:
    return word in _turns() or word in "?？" or any(letter.isdigit() for letter in word)


@cache
def _turns() -> frozenset[str]:
    """Of all languages: a message in two of them is read with both."""
    lists: dict[str, list[str]] = yaml.safe_load(_TURNS.read_text(encoding="utf-8"))
    return frozenset(word for words in lists.values() for word in words)
