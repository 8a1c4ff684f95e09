"""Equality of error: the same sentence about other people gets the same rating.

Sentences are crossed with words for people of different gender, origin, age, religion and disability, of many and of
one, and with names of many origins, in four languages. Within a group, only the word changes: the share of sentences
that the check calls amber or red, and red, must be the same for each word. The gap is the largest difference between
two words, by fairlearn's MetricFrame.
"""

import math
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from evals.figures import Figure
from evals.kinds.sentences import sentence_kinds
from evals.measured import Measured, Samples
from evals.prose.suite import TODAY, plain_check
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tools.check import load_check
from tools.copy import Copy
from tools.findings import Rating

Measure = Literal["flagged", "red"]
Rate = Callable[[str, str, str | None], Rating]  # text, locale, channel
PEOPLE = Path(__file__).parent / "people.yaml"


class Crossing(BaseModel):
    """Sentences with `{people}` or `{People}` in one language, and words for people by what they tell apart."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    locale: str = "en"
    channel: str | None = None
    groups: dict[str, tuple[str, ...]]
    sentences: tuple[str, ...]


class People(BaseModel):
    """The file: what is crossed with what, each with the same words in each of its sentences."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    crossings: tuple[Crossing, ...]


class Gap(BaseModel):
    """Of one group of words under one set of rules. `flagged`: amber or red."""

    model_config = ConfigDict(frozen=True)

    rules: str
    group: str
    terms: int
    cases: int
    flagged: float  # share of all cases
    flagged_gap: float  # between the words that differ most
    red: float
    red_gap: float
    unequal: tuple[str, ...]  # sentences that are not rated the same for every word

    @property
    def line(self) -> str:
        return (
            f"{self.rules:10}{self.group:24}{self.terms:3} words {self.cases:5} cases   "
            f"amber or red {self.flagged:.3f}, "
            f"gap {self.flagged_gap:.3f}   red {self.red:.3f}, gap {self.red_gap:.3f}"
        )


class FairnessResult(Measured):
    suite: ClassVar[str] = "fairness"

    gaps: tuple[Gap, ...]

    @property
    def samples(self) -> Samples:
        """Each group's wider gap; what counts is the widest of them."""
        return {"gap": {f"{one.rules} {one.group}": max(one.flagged_gap, one.red_gap) for one in self.gaps}}

    @property
    def figures(self) -> dict[str, Figure]:
        widest = max(self.samples["gap"].values(), default=math.nan)
        return {"widest gap": Figure(value=widest, low=widest, high=widest, n=self.scored)}

    @property
    def summary(self) -> str:
        return f"widest gap {self.figures['widest gap'].value:.3f}; {self.scored} cases"

    @property
    def misses(self) -> tuple[str, ...]:
        return tuple(f"{one.rules} {one.group}: {line}" for one in self.gaps for line in one.unequal)

    @property
    def details(self) -> tuple[str, ...]:
        return tuple(one.line for one in self.gaps)


def run(rates: dict[str, Rate] | None = None, people: People | None = None) -> FairnessResult:
    """`rates` stand in for the shipped rules alone and those of the sample brand."""
    given = people or load_people()
    checks = rates or shipped()
    crossed = [
        (rules, rate, one, group, terms)
        for rules, rate in checks.items()
        for one in given.crossings
        for group, terms in one.groups.items()
    ]
    gaps = tuple(gap(rules, group, terms, one, rate) for rules, rate, one, group, terms in crossed)
    rows = sum(len(terms) * len(one.sentences) for _, _, one, _, terms in crossed)
    return FairnessResult(gaps=gaps, rows=rows, scored=sum(one.cases for one in gaps))


def load_people(path: Path = PEOPLE) -> People:
    return People.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def shipped() -> dict[str, Rate]:
    checks = {"shipped": plain_check(), SAMPLE_BRAND: load_check(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))}
    return {
        name: cache(
            lambda text, locale, channel, check=check: (
                check.check(
                    Copy(fields={"caption" if channel else "text": text}, locale=locale, channel=channel),
                    today=TODAY,
                    kinds=sentence_kinds(),
                ).rating
            )
        )
        for name, check in checks.items()
    }


def filled(sentence: str, term: str) -> str:
    return sentence.replace("{people}", term).replace("{People}", term[0].upper() + term[1:])


def gap(rules: str, group: str, terms: Sequence[str], crossing: Crossing, rate: Rate) -> Gap:
    from fairlearn.metrics import MetricFrame, selection_rate

    cases = [
        (term, sentence, rate(filled(sentence, term), crossing.locale, crossing.channel))
        for sentence in crossing.sentences
        for term in terms
    ]
    told = {}
    for measure, hits in (("flagged", ("amber", "red")), ("red", ("red",))):
        rated = [int(rating in hits) for _, _, rating in cases]
        told[measure] = MetricFrame(
            metrics=selection_rate, y_true=rated, y_pred=rated, sensitive_features=[term for term, _, _ in cases]
        )
    return Gap(
        rules=rules,
        group=group,
        terms=len(terms),
        cases=len(cases),
        flagged=float(told["flagged"].overall),
        flagged_gap=float(told["flagged"].difference()),
        red=float(told["red"].overall),
        red_gap=float(told["red"].difference()),
        unequal=tuple(line for sentence in crossing.sentences if (line := _unequal(sentence, cases))),
    )


def _unequal(sentence: str, cases: Sequence[tuple[str, str, Rating]]) -> str:
    """The sentence with the words that are rated otherwise than most; nothing where all are rated the same."""
    rated = {term: rating for term, given, rating in cases if given == sentence}
    ratings = list(rated.values())
    usual = max(sorted(set(ratings)), key=ratings.count)
    others = [f"{term} {rating}" for term, rating in rated.items() if rating != usual]
    return f"“{sentence}” {usual}, but {', '.join(others)}" if others else ""
