"""Incidents that no rule knows, by their likeness to labelled ones; and rules' false alarms, where likeness is certain.

A message is read whole, and what it tells beside an order or a question once more by itself: an incident is often told
in passing. Chances and the limits here were measured with one embedder; with another, only the rules' own doubt asks.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from agents.graph.brief import RISKY_DESIGN, CaseSeverity, Flag, Route
from agents.graph.frames import Part, says
from agents.graph.triage_examples import ExampleRouter, Guess
from agents.graph.triage_rules import Ruling

_WHOLE: dict[Route | None, float] = {None: 0.40, "research": 0.40, "copywriting": 0.60, "brand_check": 0.70}
_PASSING: dict[Route | None, float] = {None: 0.50, "research": 0.50, "copywriting": 0.60, "brand_check": 0.75}
_GRAVE, _GRAVE_WHERE_CLOSE = 0.2, 0.15  # chances from which an incident is a P1
_GRAVER_THAN_RULED = 0.4
_WHOLE_HARMLESS, _PLAIN_FAR_AWAY = 0.85, 0.75
_CERTAINLY_PLAIN = 0.2  # chance of an incident under which a rule's word is taken for a figure of speech
# what follows a colon belongs to the order, unless something is added there
_CLAUSE = re.compile(
    r"[;–—]\s+|\s-\s|\n|\b(?:and|also|und|außerdem|et|aussi|y|además|e|anche|também|en|ook|ps|p\.s\.|nb):\s"
    r"|[,.]\s(?=(?:by the way|btw|also|oh and|übrigens|außerdem|au fait|d'ailleurs|por cierto|además|ojo|a proposito"
    r"|inoltre|tra l'altro|a propósito|já agora|além disso|trouwens|overigens)\b)",
    re.IGNORECASE,
)
_SHORTEST = 3  # words of a clause that can tell an incident
_UNSPACED = re.compile(r"[\u3040-\u9fff]{6}")


class Reading(NamedTuple):
    """A message whole, and each clause that it tells in passing."""

    whole: Guess
    passing: tuple[Guess, ...]


class Alarm(NamedTuple):
    guess: Guess
    flag: Flag
    severity: CaseSeverity


def read(router: ExampleRouter, text: str, parts: Sequence[Part], language: str) -> Reading:
    """Raises EmbeddingError."""
    whole, *passing = router.guesses([text, *told_in_passing(parts)], language=language)
    return Reading(whole, tuple(passing))


def alarm(reading: Reading, ruling: Ruling, language: str) -> Alarm | None:
    """The most alarming in a message that the rules took for plain work, if it is alarming enough."""
    delight = is_delight(ruling.parts, language)
    enough = _WHOLE_HARMLESS if delight or is_far_away(ruling.parts, language) else _WHOLE[ruling.route]
    found = [reading.whole] if reading.whole.escalation >= enough else []
    passing = () if delight else reading.passing  # a clause of it by itself sounds worse than it is
    found += [guess for guess in passing if guess.escalation >= _PASSING[ruling.route]]
    alarms = [Alarm(guess, *severity_of(guess, ruling.close)) for guess in found]
    return max(alarms, key=lambda one: (one.severity == "P1", one.guess.escalation), default=None)


def severity_of(guess: Guess, close: bool) -> tuple[Flag, CaseSeverity]:
    """In doubt a P1, sooner still where a body, a child or somebody close is named."""
    if guess.grave >= (_GRAVE_WHERE_CLOSE if close else _GRAVE):
        return guess.gravest, "P1"
    return guess.flag, guess.severity


def graver(reading: Reading, ruling: Ruling) -> Alarm | None:
    """A P1 in what the rules took for less; risky designs are as severe as they are."""
    if ruling.severity == "P1" or RISKY_DESIGN & set(ruling.flags):
        return None
    found = [one for one in (reading.whole, *reading.passing) if min(one.grave, one.escalation) >= _GRAVER_THAN_RULED]
    worst = max(found, key=lambda guess: guess.grave, default=None)
    return Alarm(worst, worst.gravest, "P1") if worst else None


def is_certainly_plain(reading: Reading, ruling: Ruling, language: str) -> bool:
    """A rule's alarm in an order or a question that is like no incident. Never where harm is named, or a design."""
    if ruling.plain is None or not may_be_plain(ruling):
        return False
    enough = _PLAIN_FAR_AWAY if is_far_away(ruling.parts, language) else _CERTAINLY_PLAIN
    return reading.whole.escalation < enough and all(one.escalation < 0.5 for one in reading.passing)


def may_be_plain(ruling: Ruling) -> bool:
    return not ({"harm"} | RISKY_DESIGN) & set(ruling.flags)


def is_far_away(parts: Sequence[Part], language: str) -> bool:
    """An order or a question about what is over, somebody else's or made up: nothing that goes on here and now."""
    own = [part for part in parts if part.own and part.frame in ("write", "ask")]
    return bool(own) and any(says("far_away", part.folded, language) for part in parts if part.frame != "check")


def is_delight(parts: Sequence[Part], language: str) -> bool:
    """Praise in strong words: "it murders every other scent, I'm obsessed, ta"."""
    whole = " ".join(part.folded for part in parts if not part.quoted)
    return says("hyperbole", whole, language) is not None and says("praise", whole, language) is not None


def told_in_passing(parts: Sequence[Part]) -> tuple[str, ...]:
    """Clauses beside the order or the question itself; nothing where the message is a single one."""
    clauses = [
        (clause.strip(), index == 0 and part.own)
        for part in parts
        if not part.quoted or part.frame == "tell"
        for index, clause in enumerate(_CLAUSE.split(part.text))
    ]
    if len(clauses) < 2:
        return ()
    return tuple(dict.fromkeys(clause for clause, asks in clauses if not asks and _tells(clause)))


def _tells(clause: str) -> bool:
    return len(clause.split()) >= _SHORTEST or _UNSPACED.search(clause) is not None
