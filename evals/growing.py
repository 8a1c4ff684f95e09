"""A desk's own cases: what people decided there, held against what the desk says now."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from pydantic import BaseModel, ConfigDict

from agents.graph.brief import Triage
from agents.views.growing import ALARM, NO_ALARM, EvalCaseView, Grown, GrownStatus
from evals.cases import digest_of
from evals.figures import share
from evals.measured import Gate
from evals.outcome import Run, SuiteOutcome
from evals.thresholds import OWN_CASES, Threshold, thresholds
from tools.copy import Copy
from tools.findings import BrandReport
from tools.text.markup import Format

FIGURE = OWN_CASES
ALL = Threshold(at_least=1.0)  # where the file says nothing else
SUITES = ("brand", "triage")
AT_ONCE = 500
SHOWN = 90  # letters of a case that are told


class Asked(Protocol):
    """What a desk is asked here."""

    def eval_cases(
        self,
        status: GrownStatus = "candidate",
        suite: Grown | None = None,
        brand: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Sequence[EvalCaseView]: ...

    def check(
        self,
        copy: Copy,
        brand: str | None = None,
        rules: tuple[Path, ...] = (),
        form: Format | None = None,
        cited: tuple[str, ...] = (),
    ) -> BrandReport: ...

    def triage(self, text: str, brand: str | None = None) -> Triage: ...


class Own(BaseModel):
    """One case, and what the desk says of it now."""

    model_config = ConfigDict(frozen=True)

    case: EvalCaseView
    said: str

    @property
    def right(self) -> bool:
        return self.said != ALARM if self.case.label == NO_ALARM else self.said == self.case.label

    @property
    def digest(self) -> str:
        """Of what is asked, and what must be said."""
        asked = {"request", "evidence", "channel", "locale", "fields", "label"}
        return digest_of(self.case.model_dump_json(include=asked))

    @property
    def line(self) -> str:
        words = " ".join((" ".join(self.case.fields.values()) or self.case.request).split())
        told = words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"
        return f"{self.case.id}: {self.said}, and should be {self.case.label}: {self.case.reason}: “{told}”"


def measure(desk: Asked, brands: Sequence[str]) -> tuple[Own, ...]:
    """Every accepted case of these brands. Raises CopydeskError."""
    return tuple(Own(case=case, said=_said(desk, case)) for brand in brands for case in _accepted(desk, brand))


def _accepted(desk: Asked, brand: str) -> list[EvalCaseView]:
    found: list[EvalCaseView] = []
    while page := desk.eval_cases("accepted", None, brand, AT_ONCE, len(found)):
        found += page
    return found


def _said(desk: Asked, case: EvalCaseView) -> str:
    if case.suite == "triage":
        return desk.triage(case.request, case.brand).route
    copy = Copy(fields=case.fields, channel=case.channel, locale=case.locale or "en")
    return desk.check(copy, case.brand, cited=case.evidence).rating


def added(run: Run, own: Sequence[Own]) -> Run:
    """Beside the shipped cases, as a figure of its own that can fail the suite; the cases that do are told first."""
    return run.model_copy(update={"suites": tuple(_with(one, own) for one in run.suites)})


def _with(one: SuiteOutcome, own: Sequence[Own]) -> SuiteOutcome:
    mine = [each for each in own if each.case.suite == one.suite]
    if not mine or one.state in {"broken", "skipped"}:
        return one
    values = {each.case.id: float(each.right) for each in mine}
    wanted = thresholds(one.suite).get(FIGURE, ALL)
    gate = Gate(name=FIGURE, figure=share([each.right for each in mine]), threshold=wanted)
    digests = {each.case.id: each.digest for each in mine}
    return one.model_copy(
        update={
            "state": one.state if gate.ok else "below",
            "below": one.below if gate.ok else (*one.below, gate.line),
            "own": tuple(each.line for each in mine if not each.right),
            "gates": (*one.gates, gate),
            "samples": {**one.samples, FIGURE: values},
            "dataset": one.dataset and digest_of(f"{one.dataset} {sorted(digests.items())}"),
            "cases": {**one.cases, **digests},
        }
    )
