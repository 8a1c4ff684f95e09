"""What is found in a sentence that no passage carries, and in one that a passage does, measured on labelled pairs.

Four checks are measured together, as the desk runs them: sentence support, numbers, names, and what the documents tell
otherwise. A pair counts as declined where any of them finds something. What support alone declines is told beside it:
where a number or a name is wrong, it may leave that to the other three.
"""

from collections.abc import Sequence
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from agents.benches import make_embedder
from agents.settings import Settings
from evals.brand.drafts import TODAY
from evals.brand.remembered import Remembered
from evals.figures import Figure, share
from evals.grounding.pairs import Pair, load_pairs, load_passages
from evals.measured import Measured, Samples
from knowledge.text.numerals import language_of
from tools.copy import Copy
from tools.grounding import check_numbers
from tools.names_check import check_names
from tools.support import Similarity, check_support, support
from tools.told_otherwise import check_told_otherwise


class Outcome(BaseModel):
    model_config = ConfigDict(frozen=True)

    pair: Pair
    carried: bool  # wholly: nothing was found in it
    by_support: bool = True  # by sentence support alone

    @property
    def right(self) -> bool:
        return self.carried == self.pair.supported

    @property
    def line(self) -> str:
        verdict = "missed" if self.pair.supported else "carried, and must not be"
        return f"{self.pair.id} {self.pair.language} {self.pair.kind}: {verdict}: “{self.pair.sentence}”"


class Score(BaseModel):
    model_config = ConfigDict(frozen=True)

    carried: Figure  # supported sentences that were carried
    declined: Figure  # others that were not
    declined_by_support: Figure | None = None  # by sentence support alone

    @property
    def line(self) -> str:
        alone = f"  by support alone {_told(self.declined_by_support)}" if self.declined_by_support else ""
        return f"carried {_told(self.carried):30}declined {_told(self.declined)}{alone}"


class SupportResult(Measured):
    """Scores by group: `test`, `tuning`, and of the test part by language and kind."""

    suite: ClassVar[str] = "grounding"
    blind: ClassVar[bool] = True

    scores: dict[str, Score]
    outcomes: tuple[Outcome, ...]  # of the test part

    @property
    def samples(self) -> Samples:
        right = {one.pair.id: (one.pair.supported, float(one.right)) for one in self.outcomes}
        return {
            "carried": {id: value for id, (supported, value) in right.items() if supported},
            "declined": {id: value for id, (supported, value) in right.items() if not supported},
        }

    @property
    def misses(self) -> tuple[str, ...]:
        return tuple(one.line for one in self.outcomes if not one.right)

    @property
    def details(self) -> tuple[str, ...]:
        return tuple(f"{name:18}{one.line}" for name, one in self.scores.items())


def run(similarity: Similarity | None = None, pairs: Sequence[Pair] | None = None) -> SupportResult:
    """`similarity` stands in for the desk's embeddings, which compare sentences across languages."""
    given = similarity or desks_similarity()
    rows = load_pairs() if pairs is None else pairs
    outcomes = [judge(pair, given) for pair in rows]
    test = [one for one in outcomes if one.pair.split == "test"]
    groups = {"test": test, "tuning": [one for one in outcomes if one.pair.split == "tuning"]}
    groups |= {f"test/{key}": [o for o in test if o.pair.language == key] for key in _keys(test, "language")}
    groups |= {f"test/{key}": [o for o in test if o.pair.kind == key] for key in _keys(test, "kind")}
    return SupportResult(
        scores={name: score(group) for name, group in groups.items()},
        outcomes=tuple(test),
        rows=sum(pair.split == "test" for pair in rows),
        scored=len(test),
    )


def judge(pair: Pair, similarity: Similarity) -> Outcome:
    """As the desk does: by words in English, by words and vectors in other languages; numbers and names one by one."""
    copy = Copy(fields={"text": pair.sentence}, locale=pair.language)
    passages = load_passages()
    found = support(copy, passages, None if language_of(pair.language) == "en" else similarity)
    unsupported = check_support(copy, found)
    wrong = (
        *unsupported,
        *check_numbers(copy, passages, (), TODAY),
        *check_names(copy, passages),
        *check_told_otherwise(copy, passages, ()),
    )
    return Outcome(pair=pair, carried=not wrong, by_support=not unsupported)


def desks_similarity() -> Similarity:
    embedder = Remembered(make_embedder(Settings.read({}))())
    return lambda texts, others: embedder.passages(texts) @ embedder.passages(others).T


def score(outcomes: Sequence[Outcome]) -> Score:
    return Score(
        carried=share([one.carried for one in outcomes if one.pair.supported]),
        declined=share([not one.carried for one in outcomes if not one.pair.supported]),
        declined_by_support=share([not one.by_support for one in outcomes if not one.pair.supported]),
    )


def _keys(outcomes: Sequence[Outcome], name: str) -> list[str]:
    return sorted({str(getattr(one.pair, name)) for one in outcomes})


def _told(figure: Figure) -> str:
    return f"{figure.value:.2f} [{figure.low:.2f}, {figure.high:.2f}] n = {figure.n}" if figure.n else "–"
