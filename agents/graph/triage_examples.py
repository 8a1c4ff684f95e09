"""Routing by labelled examples: a linear classifier over embeddings, fitted when the desk starts.

A multinomial logistic regression on centred vectors, by plain gradient descent from zero: the same examples give the
same weights. It is asked only where no rule was sure.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.graph.brief import INCIDENT, CaseSeverity, Flag, Route
from knowledge.embedding import Embedder
from knowledge.errors import InputError

EXAMPLES_SHIPPED = Path(__file__).parent / "data" / "triage_examples.jsonl"
_ROUTES: tuple[Route, ...] = ("research", "copywriting", "brand_check", "escalation")
_STEPS, _RATE, _DECAY = 400, 4.0, 2e-3
_SEVERITY: Mapping[Flag, CaseSeverity] = {
    "harm": "P1", "crisis": "P1", "legal_threat": "P2", "press": "P2", "complaint": "P3", "churn_risk": "P3",
}  # fmt: skip
_cache: dict[str, "_Weights"] = {}


class Example(BaseModel):
    """A request with where it belongs; `flag` on escalations says what kind of incident it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1)
    route: Route
    language: str = "en"
    flag: Flag | None = None


class BrandTriage(BaseModel):
    """`triage.yaml`: what a brand adds to triage. Everything may be absent."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    examples: tuple[Example, ...] = ()
    segments: Mapping[str, tuple[str, ...]] = Field(default_factory=dict)  # a segment's name, its other names
    default_channel: str | None = None


class Guess(NamedTuple):
    """A route with its probability and the nearest example; `flag` and `severity` are what an escalation would be."""

    route: Route
    probability: float
    escalation: float  # the probability of an escalation, whatever the route
    nearest: str
    flag: Flag
    severity: CaseSeverity


class _Weights(NamedTuple):
    mean: NDArray[np.float64]
    matrix: NDArray[np.float64]
    bias: NDArray[np.float64]
    vectors: NDArray[np.float64]


class ExampleRouter:
    """Fitted on first use, once for the same examples and embedder."""

    def __init__(self, examples: Sequence[Example], embedder: Callable[[], Embedder]) -> None:
        self._examples = tuple(examples)
        self._embedder = embedder

    def guess(self, text: str) -> Guess:
        embedder = self._embedder()
        weights = self._weights(embedder)
        vector = np.asarray(embedder.passages([text])[0], dtype=np.float64) - weights.mean
        chances = _softmax((vector @ weights.matrix + weights.bias)[None, :])[0]
        best = int(np.argmax(chances))
        alarm = self._nearest(vector, weights, "escalation")
        flag = alarm.flag or "complaint"
        return Guess(
            route=_ROUTES[best],
            probability=float(chances[best]),
            escalation=float(chances[_ROUTES.index("escalation")]),
            nearest=self._nearest(vector, weights, _ROUTES[best]).text,
            flag=flag,
            severity=_SEVERITY.get(flag, "P2"),
        )

    def _nearest(self, vector: NDArray[np.float64], weights: _Weights, route: Route) -> Example:
        scores = weights.vectors @ vector
        order = np.argsort(-scores, kind="stable")
        return next(self._examples[int(i)] for i in order if self._examples[int(i)].route == route)

    def _weights(self, embedder: Embedder) -> _Weights:
        content = json.dumps([embedder.name, [example.model_dump() for example in self._examples]], sort_keys=True)
        digest = hashlib.sha256(content.encode()).hexdigest()
        if digest not in _cache:
            _cache[digest] = _fit(self._examples, embedder)
        return _cache[digest]


def _fit(examples: Sequence[Example], embedder: Embedder) -> _Weights:
    # requests are compared with requests, so all are embedded alike, in one go
    vectors = np.asarray(embedder.passages([example.text for example in examples]), dtype=np.float64)
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    scale = 1.0 / max(float(np.linalg.norm(centred, axis=1).mean()), 1e-9)
    inputs = centred * scale
    targets = np.zeros((len(examples), len(_ROUTES)))
    targets[np.arange(len(examples)), [_ROUTES.index(example.route) for example in examples]] = 1.0
    counts = targets.sum(axis=0)
    share = (targets / np.maximum(counts, 1.0)).sum(axis=1, keepdims=True) / np.count_nonzero(counts)
    matrix, bias = np.zeros((inputs.shape[1], len(_ROUTES))), np.zeros(len(_ROUTES))
    for _ in range(_STEPS):
        error = (_softmax(inputs @ matrix + bias) - targets) * share
        matrix -= _RATE * (inputs.T @ error + _DECAY * matrix)
        bias -= _RATE * error.sum(axis=0)
    return _Weights(mean, matrix * scale, bias, centred)


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: NDArray[np.float64] = raised / raised.sum(axis=1, keepdims=True)
    return result


@cache
def shipped_examples() -> tuple[Example, ...]:
    """The generic ones, of no brand in particular."""
    return read_examples(EXAMPLES_SHIPPED)


def read_examples(path: Path) -> tuple[Example, ...]:
    """JSON Lines of examples."""
    examples = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip():
            try:
                examples.append(_checked(Example.model_validate_json(line)))
            except (ValidationError, ValueError) as error:
                raise InputError(f"{path}, line {number} is no example: {_first_line(error)}") from error
    return tuple(examples)


def read_brand_triage(path: Path) -> BrandTriage:
    """The brand's `triage.yaml`; an absent file adds nothing."""
    if not path.is_file():
        return BrandTriage()
    try:
        triage = BrandTriage.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
        for example in triage.examples:
            _checked(example)
    except (yaml.YAMLError, ValidationError, UnicodeDecodeError, ValueError) as error:
        raise InputError(f"{path} is not a valid triage file: {_first_line(error)}") from error
    return triage


def _checked(example: Example) -> Example:
    if (example.flag in INCIDENT) != (example.route == "escalation"):
        raise ValueError(f"'{example.text}': an escalation names an incident as its flag, and nothing else does")
    return example


def _first_line(error: Exception) -> str:
    if isinstance(error, ValidationError):
        first = error.errors()[0]
        return f"key '{'.'.join(str(part) for part in first['loc'])}': {first['msg']}"
    return " ".join(str(error).split())
