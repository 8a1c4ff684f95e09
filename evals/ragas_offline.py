"""Ragas' metrics that ask no model, case by case, with the desk's own embeddings where they need some.

Ragas hides failures: a metric without a value gives None or nan, and a row that raises is dropped with a warning. Here
every case that was given comes back with a number: what is none counts as 0, and is named in `failed`.
"""

import asyncio
import math
import os
import warnings
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, TypeVar

from agents.tracing import untraced
from knowledge.embedding import Embedder

Case = TypeVar("Case")


class Ids(NamedTuple):
    """Passages by id: those that were found, and those in which the answer stands."""

    found: Sequence[str]
    expected: Sequence[str]


class Grounded(NamedTuple):
    """What was said, and the passages that it is to rest on."""

    said: str
    passages: Sequence[str]


class Scored(NamedTuple):
    values: dict[str, float]  # by case, each of those that were given
    failed: tuple[str, ...]  # cases for which Ragas came to no number: 0 above


def context_precision(cases: Mapping[str, Ids]) -> Scored:
    """IDBasedContextPrecision: the share of what was found that is expected."""
    return _scored(cases, _by_ids("IDBasedContextPrecision"))


def context_recall(cases: Mapping[str, Ids]) -> Scored:
    """IDBasedContextRecall: the share of what is expected that was found."""
    return _scored(cases, _by_ids("IDBasedContextRecall"))


def quoted_spans(cases: Mapping[str, Grounded]) -> Scored:
    """QuotedSpansAlignment: the share of quotations of three words or more that the passages hold; 1 without any."""
    metric = _ragas()["QuotedSpansAlignment"]()
    return _scored(cases, lambda one: metric.ascore(response=one.said, retrieved_contexts=list(one.passages)))


def semantic_similarity(cases: Mapping[str, Grounded], embedder: Embedder) -> Scored:
    """SemanticSimilarity of what was said to the nearest of its passages, from -1 to 1."""
    metric = _ragas()["SemanticSimilarity"](embeddings=_ragas()["Embeddings"](embedder))

    async def nearest(one: Grounded) -> float:
        return max([float((await metric.ascore(reference=each, response=one.said)).value) for each in one.passages])

    return _scored(cases, nearest)


def _by_ids(name: str) -> Callable[[Ids], Awaitable[object]]:
    """Past `single_turn_ascore`, which keeps a user's id for Ragas' statistics in the home folder, asked or not."""
    metric, sample = _ragas()[name](), _ragas()["Sample"]
    return lambda one: metric._single_turn_ascore(
        sample(retrieved_context_ids=list(one.found), reference_context_ids=list(one.expected)), None
    )


def _scored(cases: Mapping[str, Case], ask: Callable[[Case], Awaitable[Any]]) -> Scored:
    async def everything() -> dict[str, float | None]:
        return {id: await _number(ask, one) for id, one in cases.items()}

    with untraced():
        found = asyncio.run(everything())
    return Scored(
        values={id: 0.0 if value is None else value for id, value in found.items()},
        failed=tuple(id for id, value in found.items() if value is None),
    )


async def _number(ask: Callable[[Case], Awaitable[Any]], one: Case) -> float | None:
    try:
        result = await ask(one)
    except (ValueError, TypeError, AssertionError, ArithmeticError):  # what Ragas raises for a row that it cannot score
        return None
    value = getattr(result, "value", result)
    return float(value) if isinstance(value, int | float) and math.isfinite(value) else None


@cache
def _ragas() -> Mapping[str, Any]:
    """Importing it takes seconds."""
    os.environ["RAGAS_DO_NOT_TRACK"] = "true"
    from ragas import SingleTurnSample
    from ragas.embeddings.base import BaseRagasEmbedding
    from ragas.metrics.collections import QuotedSpansAlignment, SemanticSimilarity

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the new place does not have these two
        from ragas.metrics import IDBasedContextPrecision, IDBasedContextRecall

    class Embeddings(BaseRagasEmbedding):  # type: ignore[misc]
        """The desk's embedder in the shape that Ragas takes."""

        def __init__(self, embedder: Embedder) -> None:
            super().__init__()
            self._embedder = embedder

        def embed_text(self, text: str, **_: object) -> list[float]:
            return [float(value) for value in self._embedder.passages([text])[0]]

        async def aembed_text(self, text: str, **_: object) -> list[float]:
            return self.embed_text(text)

    return {
        "Sample": SingleTurnSample,
        "Embeddings": Embeddings,
        "IDBasedContextPrecision": IDBasedContextPrecision,
        "IDBasedContextRecall": IDBasedContextRecall,
        "QuotedSpansAlignment": QuotedSpansAlignment,
        "SemanticSimilarity": SemanticSimilarity,
    }
