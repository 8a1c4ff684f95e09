"""Ragas' judged metrics, asked through our own judge, so that every call is bounded, kept and counted."""

import asyncio
import math
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, Literal, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict

from evals.live.judge import JudgeError

Metric = Literal[
    "faithfulness", "context precision", "context recall", "answer relevancy", "factual correctness", "on brand"
]
Form = TypeVar("Form", bound=BaseModel)
WELL = 4  # of 5: the lowest grade with which a text would go out as it is

RUBRIC = {
    "score1_description": (
        "Could come from any shop: hype, pressure or guilt (hurry, last chance, don't miss out), flattery, "
        "superlatives, promises of health, mood or a new life, or a stiff apology. Nothing one could point at."
    ),
    "score2_description": (
        "One fact among words the house never uses (luxury, premium, exclusive, indulge, unlock, curated, iconic, "
        "timeless, must-have, perfume, cheap, bargain), or with exclamation marks or capitals."
    ),
    "score3_description": (
        "Plain and mostly in the voice, but with a slip an editor would mend: a vague adjective, an apology for the "
        "price (only €…), a push to buy, two subjects in one piece."
    ),
    "score4_description": (
        "In the voice: the person behind the counter of a small workshop, who says what a thing smells of, does or "
        "costs, in short sentences, to one person, without pressure. Could go out as it is."
    ),
    "score5_description": (
        "In the voice and good: concrete, one thing, the price or the fact said early and without apology, perhaps a "
        "dry joke at the house's own expense."
    ),
}


class Case(BaseModel):
    """What is judged: an answer from contexts, held against a reference; for `on brand`, a text for a channel."""

    model_config = ConfigDict(frozen=True)

    id: str
    question: str
    answer: str = ""
    contexts: tuple[str, ...] = ()
    reference: str = ""
    own: bool = False  # in a model's words: the desk did not have to quote
    rating: str | None = None  # of a draft, by the brand check


class Asked(Protocol):
    """A judge, or a planner in its place."""

    def fill(self, question: str, form: type[Form], again: int = 0) -> Form: ...


Embed = Callable[[Sequence[str]], Sequence[Sequence[float]]]

_FIELDS: dict[Metric, dict[str, str]] = {  # Ragas' name → ours
    "faithfulness": {"user_input": "question", "response": "answer", "retrieved_contexts": "contexts"},
    "context precision": {"user_input": "question", "reference": "reference", "retrieved_contexts": "contexts"},
    "context recall": {"user_input": "question", "reference": "reference", "retrieved_contexts": "contexts"},
    "answer relevancy": {"user_input": "question", "response": "answer"},
    "factual correctness": {"response": "answer", "reference": "reference"},
    "on brand": {"user_input": "question", "response": "answer"},
}


def score(metric: Metric, case: Case, judge: Asked, embed: Embed | None = None) -> float:
    """From 0 to 1, of `on brand` 1 or 0. Raises JudgeError, also where Ragas comes to no number."""
    given: dict[str, Any] = {theirs: getattr(case, ours) for theirs, ours in _FIELDS[metric].items()}
    if "retrieved_contexts" in given:
        given["retrieved_contexts"] = list(case.contexts)
    missing = next((theirs for theirs, value in given.items() if not value), None)
    if missing is not None:
        raise JudgeError(f"{case.id} has no {_FIELDS[metric][missing]}.")
    value = asyncio.run(_made(metric, judge, embed).ascore(**given)).value
    low, high = (1.0, 5.0) if metric == "on brand" else (0.0, 1.0)
    if not isinstance(value, int | float) or math.isnan(value) or not low - 1e-6 <= value <= high + 1e-6:
        raise JudgeError(f"{case.id}: {metric} came to {value}, which is no score.")
    return float(value >= WELL) if metric == "on brand" else min(max(float(value), 0.0), 1.0)


def ready() -> None:
    """Imports Ragas, once, before several threads need it."""
    _ragas()


def _made(metric: Metric, judge: Asked, embed: Embed | None) -> Any:  # noqa: ANN401 - Ragas has no types
    ragas = _ragas()
    llm = ragas["llm"](judge)
    if metric == "answer relevancy":
        return ragas[metric](llm=llm, embeddings=ragas["embeddings"](embed))
    return ragas[metric](llm=llm, rubrics=RUBRIC) if metric == "on brand" else ragas[metric](llm=llm)


@cache
def _ragas() -> Mapping[str, Any]:
    """Its metrics by our names, and our judge and embeddings in the shape that it takes. Importing it takes seconds."""
    os.environ["RAGAS_DO_NOT_TRACK"] = "true"
    from ragas.embeddings.base import BaseRagasEmbedding
    from ragas.llms.base import InstructorBaseRagasLLM
    from ragas.metrics import collections

    class JudgeLlm(InstructorBaseRagasLLM):  # type: ignore[misc]
        """Of one case: the same question asked again gets another answer."""

        def __init__(self, judge: Asked) -> None:
            self._judge = judge
            self._seen: Counter[str] = Counter()

        def generate(self, prompt: str, response_model: type[Form]) -> Form:
            self._seen[prompt] += 1
            return self._judge.fill(prompt, response_model, self._seen[prompt] - 1)

        async def agenerate(self, prompt: str, response_model: type[Form]) -> Form:
            return self.generate(prompt, response_model)

    class Embeddings(BaseRagasEmbedding):  # type: ignore[misc]
        def __init__(self, embed: Embed) -> None:
            super().__init__()
            self._embed = embed

        def embed_text(self, text: str, **_: object) -> list[float]:
            return list(self._embed([text])[0])

        async def aembed_text(self, text: str, **_: object) -> list[float]:
            return self.embed_text(text)

    return {
        "llm": JudgeLlm,
        "embeddings": Embeddings,
        "faithfulness": collections.Faithfulness,
        "context precision": collections.ContextPrecision,
        "context recall": collections.ContextRecall,
        "answer relevancy": collections.AnswerRelevancy,
        "factual correctness": collections.FactualCorrectness,
        "on brand": collections.DomainSpecificRubrics,
    }
