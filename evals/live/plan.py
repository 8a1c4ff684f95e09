"""What a live run would ask of the judge, before it is asked."""

from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict

from evals.live.judge import MAX_TOKENS, Bill, Planner
from evals.live.metrics import Case, Metric
from evals.live.pairs import Pair
from evals.live.suites import agreement, judge_all


class Plan(BaseModel):
    """By suite, calls that are new and the most tokens that they can take."""

    model_config = ConfigDict(frozen=True)

    suites: dict[str, Bill]

    @property
    def total(self) -> Bill:
        bills = self.suites.values()
        return Bill(
            calls=sum(one.calls for one in bills),
            kept=sum(one.kept for one in bills),
            tokens=sum(one.tokens for one in bills),
        )


def plan(
    names: Sequence[Metric],
    planner: Callable[[], Planner],
    pairs: Sequence[Pair],
    cases: Callable[[Metric], Sequence[Case]],
) -> Plan:
    """By running the metrics over answers as long as they can be; nobody is asked."""
    judge = planner()
    agreement(judge, pairs, _alike, 1)
    suites = {"judge": judge.bill}
    for name in names:
        judge = planner()
        judge_all(name, [_with_answer(case) for case in cases(name)], judge, _alike, 1)
        suites[name] = judge.bill
    return Plan(suites=suites)


def _with_answer(case: Case) -> Case:
    """A draft that is not written yet is as long as an answer can be."""
    return case if case.answer else case.model_copy(update={"answer": "x" * (3 * MAX_TOKENS)})


def _alike(texts: Sequence[str]) -> Sequence[Sequence[float]]:
    """Scores do not matter here, and vectors of made-up texts cost time."""
    return [[1.0] for _ in texts]
