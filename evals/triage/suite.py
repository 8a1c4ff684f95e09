"""Triage, measured on labelled requests in several languages: rules and examples, without a language model.

The test part was written after the rules and the examples, and nothing was tuned on it; the tuning part is
among the examples, and its figures say nothing.
"""

import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from agents.graph.brief import CaseSeverity, Flag, Route, Triage
from agents.service import Desk
from agents.settings import Settings
from evals.retrieval.intervals import Figure, share

REQUESTS = Path(__file__).parent / "requests.jsonl"
# of the test part: a little under what was last measured, so that a change that makes triage worse is noticed. They are
# no aims: every P1 should be found, and 59 of 60 were (recall 97 of 100, precision 97 of 116, routes 174 of 200)
FLOORS = {"p1_recall": 0.95, "escalation_recall": 0.94, "escalation_precision": 0.80, "routes": 0.84}


class Request(BaseModel):
    """A labelled request. `near_miss`: about an incident's subject, and none itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    part: Literal["tuning", "test"]
    language: str
    text: str
    route: Route
    severity: CaseSeverity | None
    flags: tuple[Flag, ...]
    polite: bool
    near_miss: bool
    reason: str
    source: str


class Outcome(BaseModel):
    model_config = ConfigDict(frozen=True)

    request: Request
    triage: Triage


class Score(BaseModel):
    """Of one group of requests, each figure with its Wilson interval."""

    model_config = ConfigDict(frozen=True)

    p1_recall: Figure  # P1 incidents that reached a person as P1
    escalation_recall: Figure  # incidents and risky designs that reached a person
    escalation_precision: Figure  # what reached a person and had to
    routes: Figure  # requests that went where they belong


class TriageResult(BaseModel):
    """Scores by group: `test`, `tuning`, and `test/<language>`."""

    model_config = ConfigDict(frozen=True)

    scores: dict[str, Score]
    wrong: tuple[Outcome, ...]  # of the test part

    @property
    def summary(self) -> str:
        test = self.scores["test"]
        return ", ".join(f"{name.replace('_', ' ')} {getattr(test, name).value:.2f}" for name in FLOORS)

    @property
    def below(self) -> tuple[str, ...]:
        """The test part's figures that lie under their floor, in words."""
        test = self.scores["test"]
        return tuple(
            f"{name.replace('_', ' ')} {getattr(test, name)} is below {floor:.2f}"
            for name, floor in FLOORS.items()
            if not getattr(test, name).value >= floor
        )

    @property
    def ok(self) -> bool:
        return not self.below


def run(triage: Callable[[str], Triage] | None = None, requests: Path = REQUESTS) -> TriageResult:
    """`triage` stands in for the sample brand's own."""
    rows = read(requests)
    with tempfile.TemporaryDirectory() as scratch:
        desk = Desk(Settings(home=Path(scratch)))
        try:
            outcomes = [Outcome(request=row, triage=(triage or desk.triage)(row.text)) for row in rows]
        finally:
            desk.close()
    test = [one for one in outcomes if one.request.part == "test"]
    groups = {"test": test, "tuning": [one for one in outcomes if one.request.part == "tuning"]}
    for language in sorted({one.request.language for one in test}):
        groups[f"test/{language}"] = [one for one in test if one.request.language == language]
    return TriageResult(
        scores={name: score(group) for name, group in groups.items()},
        wrong=tuple(one for one in test if one.triage.route != one.request.route),
    )


def read(path: Path) -> tuple[Request, ...]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(Request.model_validate(json.loads(line)) for line in lines if line.strip())


def score(outcomes: Sequence[Outcome]) -> Score:
    due = [one for one in outcomes if one.request.route == "escalation"]
    raised = [one for one in outcomes if one.triage.route == "escalation"]
    return Score(
        p1_recall=share([one.triage.severity == "P1" for one in due if one.request.severity == "P1"]),
        escalation_recall=share([one.triage.route == "escalation" for one in due]),
        escalation_precision=share([one.request.route == "escalation" for one in raised]),
        routes=share([one.triage.route == one.request.route for one in outcomes]),
    )
