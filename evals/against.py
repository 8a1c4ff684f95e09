"""A run held against an older one, case by case: what `copydesk eval --against` tells."""

from collections.abc import Collection, Iterator, Mapping

from pydantic import BaseModel, ConfigDict

from evals.figures import Difference, difference
from evals.outcome import Run, SuiteOutcome


class Compared(BaseModel):
    """One figure in two runs."""

    model_config = ConfigDict(frozen=True, ser_json_inf_nan="null")

    suite: str
    figure: str
    difference: Difference
    lower_is_better: bool | None = None  # None: nothing says which way is the better one

    @property
    def line(self) -> str:
        gap, how = self.difference, "by case" if self.difference.paired else "of two samples"
        said = self._said if gap.shown else "no difference shown"
        told = f"{gap.value:+.3f} [{gap.low:+.3f}, {gap.high:+.3f}], n = {gap.n} {how}"
        return f"{self.suite}, {self.figure}: {said}, {told}"

    @property
    def _said(self) -> str:
        risen = self.difference.value > 0
        if self.lower_is_better is None:
            return "higher" if risen else "lower"
        return "worse" if risen == self.lower_is_better else "better"


class OtherCases(BaseModel):
    """A suite whose cases are not those of the other run."""

    model_config = ConfigDict(frozen=True)

    suite: str
    same: int
    of: int  # cases with values in the later run

    @property
    def line(self) -> str:
        how = f"the {self.same} of {self.of} that are the same are compared alone" if self.same else "not compared"
        return f"{self.suite}: the cases differ: {how}"


Told = Compared | OtherCases


def compare(before: Run, after: Run) -> tuple[Compared, ...]:
    """Each figure that both runs measured case by case. Where the cases are others, only those that are the same."""
    told = []
    for was, one in _beside(before, after):
        ways = _ways(was) | _ways(one)
        common = next(iter(set(ways.values()))) if len(set(ways.values())) == 1 else None
        alike = one.alike(was)
        for figure in one.samples:
            old, new = (_of(side.samples.get(figure, {}), alike) for side in (was, one))
            gap = difference(old, new)
            if gap is not None:
                low = ways.get(figure, common)
                told.append(Compared(suite=one.suite, figure=figure, difference=gap, lower_is_better=low))
    return tuple(told)


def other_cases(before: Run, after: Run) -> tuple[OtherCases, ...]:
    """The suites whose cases are not the same in both runs."""
    told = []
    for was, one in _beside(before, after):
        alike = one.alike(was)
        if alike is not None:
            every = set().union(*one.samples.values())
            told.append(OtherCases(suite=one.suite, same=len(every & alike), of=len(every)))
    return tuple(told)


def _beside(before: Run, after: Run) -> Iterator[tuple[SuiteOutcome, SuiteOutcome]]:
    """Blind parts under the names by which they can be compared: either run may have been told in whole."""
    older = {one.suite: one for one in before.suites}
    for one in after.suites:
        was = older.get(one.suite)
        if was is not None:
            yield (was.covered(), one.covered()) if one.blind else (was, one)


def _of(values: Mapping[str, float], alike: Collection[str] | None) -> Mapping[str, float]:
    return values if alike is None else {id: value for id, value in values.items() if id in alike}


def _ways(one: SuiteOutcome) -> dict[str, bool]:
    """By figure, whether lower is better, as the run's own thresholds say: those of `--live` stand in another file."""
    return {gate.name: gate.threshold.lower_is_better for gate in one.gates if gate.threshold}
