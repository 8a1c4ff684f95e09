"""What is found in a sentence that no passage carries, and in one that a passage does, measured on labelled pairs.

Four checks are measured together, as the desk runs them: sentence support, numbers, names, and what the documents tell
otherwise. A pair counts as declined where any of them finds something. What support alone declines is told beside it:
where a number or a name is wrong, it may leave that to the other three.

Beside them stands Ragas' SemanticSimilarity with the desk's own embeddings: how like its passage a carried sentence is,
and how well likeness alone would tell it from one that is not carried. It gates nothing.
"""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from agents.benches import make_embedder
from agents.settings import Settings
from evals.brand.drafts import TODAY
from evals.brand.remembered import Remembered
from evals.figures import Figure, share
from evals.grounding.pairs import Pair, load_pairs, load_passages
from evals.measured import Measured, Samples
from evals.ragas_offline import Grounded, Scored, semantic_similarity
from knowledge.embedding import Embedder
from knowledge.text.numerals import language_of
from tools.copy import Copy
from tools.grounding.numbers.check import check_numbers
from tools.grounding.sentences.support import Similarity, check_support, support
from tools.grounding.sentences.told_otherwise import check_told_otherwise
from tools.people.names_check import check_names


class Outcome(BaseModel):
    model_config = ConfigDict(frozen=True)

    pair: Pair
    carried: bool  # wholly: nothing was found in it
    by_support: bool = True  # by sentence support alone
    by_numbers: bool = True  # by its numbers alone

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
    likeness: Mapping[str, float] = {}  # by pair, to its passage, as Ragas measures it; empty: not measured
    unlike: tuple[str, ...] = ()  # pairs of which Ragas came to no number

    @property
    def samples(self) -> Samples:
        right = {one.pair.id: (one.pair.supported, float(one.right)) for one in self.outcomes}
        return {
            "carried": {id: value for id, (supported, value) in right.items() if supported},
            "declined": {id: value for id, (supported, value) in right.items() if not supported},
            "numbers": {
                one.pair.id: float(not one.by_numbers)
                for one in self.outcomes
                if one.pair.kind == "number" and not one.pair.supported
            },
            **(self._alike() if self.likeness else {}),
        }

    def _alike(self) -> Samples:
        pairs = [one.pair for one in self.outcomes]
        return {
            "likeness": {pair.id: self.likeness[pair.id] for pair in pairs if pair.supported},
            "told by likeness": told_by_likeness(pairs, self.likeness),
        }

    @property
    def misses(self) -> tuple[str, ...]:
        lost = tuple(f"{id}: Ragas came to no number" for id in self.unlike)
        return tuple(one.line for one in self.outcomes if not one.right) + lost

    @property
    def details(self) -> tuple[str, ...]:
        return tuple(f"{name:18}{one.line}" for name, one in self.scores.items())


def run(similarity: Similarity | None = None, pairs: Sequence[Pair] | None = None) -> SupportResult:
    """`similarity` stands in for the desk's embeddings, which compare sentences across languages."""
    embedder = desks_embedder() if similarity is None else None
    given = similarity or similarity_of(embedder or desks_embedder())
    rows = load_pairs() if pairs is None else pairs
    outcomes = [judge(pair, given) for pair in rows]
    test = [one for one in outcomes if one.pair.split == "test"]
    groups = {"test": test, "tuning": [one for one in outcomes if one.pair.split == "tuning"]}
    groups |= {f"test/{key}": [o for o in test if o.pair.language == key] for key in _keys(test, "language")}
    groups |= {f"test/{key}": [o for o in test if o.pair.kind == key] for key in _keys(test, "kind")}
    alike = _likeness(test, embedder) if embedder else Scored({}, ())
    return SupportResult(
        scores={name: score(group) for name, group in groups.items()},
        outcomes=tuple(test),
        rows=sum(pair.split == "test" for pair in rows),
        scored=len(test) - len(alike.failed),
        likeness=alike.values,
        unlike=alike.failed,
    )


def told_by_likeness(pairs: Sequence[Pair], likeness: Mapping[str, float]) -> dict[str, float]:
    """By sentence that is not carried: the share of carried ones of its passage that are more like it (half for a tie).

    Its mean is the area under the ROC curve within passages: at 0.5 likeness tells nothing.
    """
    carried: dict[str, list[float]] = {}
    for pair in pairs:
        if pair.supported and pair.id in likeness:
            carried.setdefault(pair.passage, []).append(likeness[pair.id])
    return {
        pair.id: sum((own > likeness[pair.id]) + (own == likeness[pair.id]) / 2 for own in others) / len(others)
        for pair in pairs
        if not pair.supported and pair.id in likeness and (others := carried.get(pair.passage))
    }


def judge(pair: Pair, similarity: Similarity) -> Outcome:
    """As the desk does: by words in English, by words and vectors in other languages; numbers and names one by one."""
    copy = Copy(fields={"text": pair.sentence}, locale=pair.language)
    passages = load_passages()
    found = support(copy, passages, None if language_of(pair.language) == "en" else similarity)
    unsupported = check_support(copy, found)
    numbers = check_numbers(copy, passages, (), TODAY)
    wrong = (
        *unsupported,
        *numbers,
        *check_names(copy, passages),
        *check_told_otherwise(copy, passages, ()),
    )
    return Outcome(pair=pair, carried=not wrong, by_support=not unsupported, by_numbers=not numbers)


def _likeness(outcomes: Sequence[Outcome], embedder: Embedder) -> Scored:
    texts = {passage.id: passage.text for passage in load_passages()}
    return semantic_similarity(
        {one.pair.id: Grounded(one.pair.sentence, [texts[one.pair.passage]]) for one in outcomes}, embedder
    )


def desks_embedder() -> Embedder:
    return Remembered(make_embedder(Settings.read({}))())


def desks_similarity() -> Similarity:
    return similarity_of(desks_embedder())


def similarity_of(embedder: Embedder) -> Similarity:
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
