"""Triage, measured on labelled requests in several languages: rules and examples, without a language model.

The test part was written after the rules and the examples, and nothing was tuned on it. The tuning part is among the
examples, so its figures would say nothing: it is not asked. What a request asks for is measured on requests of its own.

Flags of a subject, such as health, stand among the labels only where a row is about them: those that the desk raises
beside them are not counted as wrong, flags of incidents and risky designs are.
"""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from agents.graph.brief import INCIDENT, RISKY_DESIGN, CaseSeverity, Flag, Route, Triage
from agents.service import Desk
from agents.settings import Settings
from evals.figures import Figure, share
from evals.measured import Measured, Samples
from evals.rows import read_rows
from evals.triage import briefs
from evals.triage.briefs import BRIEFS, Answer

REQUESTS = Path(__file__).parent / "requests.jsonl"
CALLING = INCIDENT | RISKY_DESIGN  # flags that stop a request


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

    @property
    def right(self) -> bool:
        return self.triage.route == self.request.route

    @property
    def as_grave(self) -> bool:
        return self.triage.severity == self.request.severity

    @property
    def weight(self) -> int:
        return 0 if self.request.route == "escalation" else 1 if self.triage.route == "escalation" else 2

    @property
    def line(self) -> str:
        asked = self.request
        return f"{asked.id} {asked.language}: {self.triage.route}, and should be {asked.route}: “{asked.text}”"

    @property
    def grave_line(self) -> str:
        asked = self.request
        return f"{asked.id} {asked.language}: {self.triage.severity}, and should be {asked.severity}: “{asked.text}”"


class Score(BaseModel):
    """Of one group of requests, each figure with its Wilson interval."""

    model_config = ConfigDict(frozen=True)

    p1_recall: Figure  # P1 incidents that reached a person as P1
    escalation_recall: Figure  # incidents and risky designs that reached a person
    escalation_precision: Figure  # what reached a person and had to
    routes: Figure  # requests that went where they belong

    @property
    def line(self) -> str:
        figures = (self.p1_recall, self.escalation_recall, self.escalation_precision, self.routes)
        names = ("P1", "recall", "precision", "routes")
        told = zip(names, figures, strict=True)
        return "".join(f"{name} {figure if figure.n else '–'!s:28}" for name, figure in told).rstrip()


class TriageResult(Measured):
    """Scores by group: `test` and `test/<language>`."""

    suite: ClassVar[str] = "triage"
    blind: ClassVar[bool] = True

    scores: dict[str, Score]
    outcomes: tuple[Outcome, ...]
    answers: tuple[Answer, ...] = ()

    @property
    def samples(self) -> Samples:
        due = {one.request.id: one for one in self.outcomes if one.request.route == "escalation"}
        raised = {one.request.id: one for one in self.outcomes if one.triage.route == "escalation"}
        return {
            "p1 recall": {
                id: float(one.triage.severity == "P1") for id, one in due.items() if one.request.severity == "P1"
            },
            "escalation recall": {id: float(one.triage.route == "escalation") for id, one in due.items()},
            "escalation precision": {id: float(one.request.route == "escalation") for id, one in raised.items()},
            "routes": {one.request.id: float(one.right) for one in self.outcomes},
            "severity": {id: float(one.as_grave) for id, one in due.items()},
            "severity below p1": {id: float(one.as_grave) for id, one in due.items() if one.request.severity != "P1"},
            "flags found": {
                f"{one.request.id} {flag}": float(flag in one.triage.flags)
                for one in self.outcomes
                for flag in one.request.flags
            },
            "flags right": {
                f"{one.request.id} {flag}": float(flag in one.request.flags)
                for one in self.outcomes
                for flag in one.triage.flags
                if flag in CALLING
            },
            **briefs.samples(self.answers),
        }

    @property
    def misses(self) -> tuple[str, ...]:
        """Incidents that reached nobody first, then false alarms, other routes, other severities, and briefs."""
        wrong = [one for one in self.outcomes if not one.right]
        routes = (one.line for one in sorted(wrong, key=lambda one: one.weight))
        milder = (one.grave_line for one in self.outcomes if one.right and not one.as_grave)
        return (*routes, *milder, *(line for one in self.answers for line in one.lines))

    @property
    def details(self) -> tuple[str, ...]:
        return tuple(f"{name:12}{one.line}" for name, one in self.scores.items())


def run(
    triage: Callable[[str], Triage] | None = None, requests: Path = REQUESTS, asking: Path = BRIEFS
) -> TriageResult:
    """`triage` stands in for the sample brand's own."""
    rows = [row for row in read(requests) if row.part == "test"]
    asked = briefs.read(asking)
    with tempfile.TemporaryDirectory() as scratch:
        desk = Desk(Settings(home=Path(scratch)))
        try:
            read_by = triage or desk.triage
            test = [Outcome(request=row, triage=read_by(row.text)) for row in rows]
            answers = tuple(Answer(asked=row, brief=read_by(row.text).brief) for row in asked)
        finally:
            desk.close()
    groups = {"test": test}
    for language in sorted({one.request.language for one in test}):
        groups[f"test/{language}"] = [one for one in test if one.request.language == language]
    return TriageResult(
        scores={name: score(group) for name, group in groups.items()},
        outcomes=tuple(test),
        answers=answers,
        rows=len(rows) + len(asked),
        scored=len(test) + len(answers),
    )


def read(path: Path) -> tuple[Request, ...]:
    """Raises InputError for a row that is none."""
    return read_rows(path, Request)


def score(outcomes: Sequence[Outcome]) -> Score:
    due = [one for one in outcomes if one.request.route == "escalation"]
    raised = [one for one in outcomes if one.triage.route == "escalation"]
    return Score(
        p1_recall=share([one.triage.severity == "P1" for one in due if one.request.severity == "P1"]),
        escalation_recall=share([one.triage.route == "escalation" for one in due]),
        escalation_precision=share([one.request.route == "escalation" for one in raised]),
        routes=share([one.triage.route == one.request.route for one in outcomes]),
    )
