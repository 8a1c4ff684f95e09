"""A judge beside a comparison: measured against people's labels first, and then asked about what both sides wrote."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from agents.settings import Settings
from evals.live.judge import Judge
from evals.live.metrics import Case, Embed, Metric
from evals.live.pairs import Pair, load_pairs
from evals.live.setup import judge_settings, opened
from evals.live.suites import agreement, check, judge_all, refused
from knowledge.embedding import Embedder

# the other metrics judge what was found, which is the same for both
OF_ANSWERS: tuple[Metric, ...] = ("faithfulness", "answer relevancy", "factual correctness")
OF_DRAFTS: tuple[Metric, ...] = ("on brand",)


class Judging:
    """`why_not`: why nothing is judged; `left_out`: metrics that have no score for some case, and why."""

    def __init__(self, judge: Judge, embed: Embed, jobs: int, pairs: Sequence[Pair]) -> None:
        self._judge = judge
        self._embed = embed
        self._jobs = jobs
        check()
        measured = agreement(judge, pairs, embed, jobs)
        self.agreement = measured.figures[measured.figure]
        self.why_not = f"not judged: {judge.stopped}" if judge.stopped else refused(measured)
        self.left_out: dict[str, str] = {}

    @property
    def name(self) -> str:
        return self._judge.name

    def values(self, answers: Sequence[Case], drafts: Sequence[Case]) -> dict[str, dict[str, float]]:
        """By metric, then by case. A metric that one case has no score of is left out whole, and said to be."""
        if self.why_not:
            return {}
        asked = [(metric, answers) for metric in OF_ANSWERS] + [(metric, drafts) for metric in OF_DRAFTS]
        found = {}
        for metric, cases in asked:
            judged = judge_all(metric, cases, self._judge, self._embed, self._jobs)
            if judged.failed:
                first = next(iter(judged.failed.values()))
                self.left_out[metric] = f"{len(judged.failed)} of {len(cases)} cases have no score: {first}"
            elif cases:
                found[metric] = judged.values
        return {metric: scores for metric, scores in found.items() if metric not in self.left_out}

    @property
    def lines(self) -> tuple[str, ...]:
        if self.why_not:
            return (f"{self.name}: {self.why_not}",)
        first = f"Judged by {self.name}, which agrees with people in {self.agreement} of the labelled pairs"
        return (first, *(f"{metric} is left out: {why}" for metric, why in self.left_out.items()))


@contextmanager
def judging(
    settings: Settings,
    max_calls: int,
    embedder: Callable[[], Embedder] | None = None,
    pairs: Sequence[Pair] | None = None,
) -> Iterator[Judging | None]:
    """None where no judge is named: the model that writes does not judge itself here. Raises InputError."""
    if judge_settings(settings) is settings:
        yield None
        return
    with opened(settings, embedder) as live:
        yield Judging(live.judge(max_calls), live.embed, live.slots, load_pairs() if pairs is None else pairs)
