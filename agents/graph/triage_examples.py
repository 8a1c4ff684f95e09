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
from agents.graph.example_vectors import embed
from knowledge.embedding import Embedder
from knowledge.errors import InputError

EXAMPLES_SHIPPED = Path(__file__).parent / "data" / "triage_examples.jsonl"
_ROUTES: tuple[Route, ...] = ("research", "copywriting", "brand_check", "escalation")
_STEPS, _RATE, _DECAY = 1500, 4.0, 5e-4
_SEVERITY: Mapping[Flag, CaseSeverity] = {
    "harm": "P1", "crisis": "P1", "legal_threat": "P2", "press": "P2", "complaint": "P3", "churn_risk": "P3",
}  # fmt: skip
_cache: dict[str, "_Fitted"] = {}
Matrix = NDArray[np.float64]


class Example(BaseModel):
    """A request with where it belongs; `flag` on escalations, and only there, says what kind of incident it is."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = Field(min_length=1)
    route: Route
    language: str = "en"
    flag: Flag | None = None
    severity: CaseSeverity | None = None  # of an escalation, where it is not the usual one of its flag

    @property
    def incident(self) -> tuple[Flag, CaseSeverity] | None:
        return (self.flag, self.severity or _SEVERITY.get(self.flag, "P2")) if self.flag else None


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
    severe: Mapping[Flag, float]  # of the incidents that are P1, the chance of each


class _Classifier(NamedTuple):
    labels: tuple[str, ...]
    matrix: Matrix
    bias: Matrix

    def chances(self, vector: Matrix) -> dict[str, float]:
        return dict(zip(self.labels, _softmax((vector @ self.matrix + self.bias)[None, :])[0].tolist(), strict=True))


class _Fitted(NamedTuple):
    mean: Matrix
    vectors: Matrix  # of the examples, centred
    routes: _Classifier
    incidents: _Classifier | None  # among escalations


class ExampleRouter:
    """Fitted on first use, once for the same examples and embedder."""

    def __init__(self, examples: Sequence[Example], embedder: Callable[[], Embedder]) -> None:
        self._examples = tuple(examples)
        self._embedder = embedder

    def guess(self, text: str, routes: Sequence[Route] = _ROUTES) -> Guess:
        """Among the given routes; the chance of an escalation is told in any case."""
        embedder = self._embedder()
        fitted = self._fitted(embedder)
        # requests are compared with requests, so both are embedded alike
        vector = np.asarray(embedder.passages([text])[0], dtype=np.float64) - fitted.mean
        chances = fitted.routes.chances(vector)
        allowed = [route for route in routes if route in chances] or list(_ROUTES)
        best = max(allowed, key=lambda route: chances[route])
        incidents = self._incidents(vector, fitted)
        flag, severity = max(incidents, key=lambda incident: incidents[incident])
        return Guess(
            route=best,
            probability=chances[best] / sum(chances[route] for route in allowed),
            escalation=chances.get("escalation", 0.0),
            nearest=self._nearest(vector, fitted, best),
            flag=flag,
            severity=severity,
            severe={flag: chance for (flag, severity), chance in incidents.items() if severity == "P1"},
        )

    def _incidents(self, vector: Matrix, fitted: _Fitted) -> dict[tuple[Flag, CaseSeverity], float]:
        """What an escalation would be, with its chance."""
        if fitted.incidents is None:
            return {("complaint", "P3"): 1.0}
        named = {_incident_name(*one): one for example in self._examples if (one := example.incident)}
        return {named[name]: chance for name, chance in fitted.incidents.chances(vector).items()}

    def _nearest(self, vector: Matrix, fitted: _Fitted, route: Route) -> str:
        order = np.argsort(-(fitted.vectors @ vector), kind="stable")
        return next(self._examples[int(i)].text for i in order if self._examples[int(i)].route == route)

    def _fitted(self, embedder: Embedder) -> _Fitted:
        content = json.dumps([embedder.name, [example.model_dump() for example in self._examples]], sort_keys=True)
        digest = hashlib.sha256(content.encode()).hexdigest()
        if digest not in _cache:
            _cache[digest] = _fit_all(self._examples, embedder)
        return _cache[digest]


def _fit_all(examples: Sequence[Example], embedder: Embedder) -> _Fitted:
    vectors = embed([example.text for example in examples], embedder)
    mean = vectors.mean(axis=0)
    centred = vectors - mean
    told = [(index, _incident_name(*one)) for index, example in enumerate(examples) if (one := example.incident)]
    kinds = [name for _, name in told]
    incidents = _fit(centred[[index for index, _ in told]], kinds) if len(set(kinds)) > 1 else None
    return _Fitted(mean, centred, _fit(centred, [example.route for example in examples]), incidents)


def _incident_name(flag: Flag, severity: CaseSeverity) -> str:
    return f"{severity} {flag}"


def _fit(vectors: Matrix, labels: Sequence[str]) -> _Classifier:
    """Each label weighs the same, however many examples it has."""
    names = tuple(sorted(set(labels)))
    scale = 1.0 / max(float(np.linalg.norm(vectors, axis=1).mean()), 1e-9)
    inputs = vectors * scale
    targets = np.zeros((len(labels), len(names)))
    targets[np.arange(len(labels)), [names.index(label) for label in labels]] = 1.0
    share = (targets / targets.sum(axis=0)).sum(axis=1, keepdims=True) / len(names)
    matrix, bias = np.zeros((inputs.shape[1], len(names))), np.zeros(len(names))
    for _ in range(_STEPS):
        error = (_softmax(inputs @ matrix + bias) - targets) * share
        matrix -= _RATE * (inputs.T @ error + _DECAY * matrix)
        bias -= _RATE * error.sum(axis=0)
    return _Classifier(names, matrix * scale, bias)


def _softmax(scores: Matrix) -> Matrix:
    raised = np.exp(scores - scores.max(axis=1, keepdims=True))
    result: Matrix = raised / raised.sum(axis=1, keepdims=True)
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
