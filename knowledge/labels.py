"""What a passage is: a person's label, else the vote of the labelled passages nearest to it, where they agree.

Two things are labelled: the kind of a passage whose document does not say it, and whether past copy is on or off the
brand's voice. A guess that is not sure waits for a person, with its nearest labelled examples beside it.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Literal, get_args

import numpy as np
from pydantic import BaseModel, ConfigDict

from knowledge.documents import DocumentKind
from knowledge.embedding import Vectors
from knowledge.passages import Passage

LabelField = Literal["kind", "voice"]
NEIGHBOURS = 7
SHARPNESS = 25.0  # a neighbour that is 0.04 nearer counts e times as much
SURE = 0.8  # of the votes, from which a guess is taken without asking
SHOWN = 3  # examples beside a passage that waits
LABELLED: tuple[LabelField, ...] = ("kind", "voice")
MACHINE = "copydesk"  # who labelled, where nobody did


class Example(BaseModel):
    """A labelled passage near the one in question; `similarity` is a cosine."""

    model_config = ConfigDict(frozen=True)

    passage: str
    citation: str
    text: str
    value: str
    similarity: float


class Unsure(BaseModel):
    """A passage that waits for a person's label."""

    model_config = ConfigDict(frozen=True)

    passage: str
    citation: str
    text: str
    field: LabelField
    guess: str | None  # None where there is nothing to compare with
    confidence: float  # share of the votes, 0 to 1
    nearest: tuple[Example, ...]


class Vote(BaseModel):
    model_config = ConfigDict(frozen=True)

    value: str
    confidence: float
    nearest: tuple[tuple[str, float], ...]  # ids and similarities of the labelled passages, the nearest first

    @property
    def is_sure(self) -> bool:
        return self.confidence >= SURE


def vote(vector: Vectors, examples: Mapping[str, Vectors], values: Mapping[str, str]) -> Vote | None:
    """The value that the nearest examples agree on most; None without two different values to choose between."""
    ids = [key for key in examples if key in values]
    if len({values[key] for key in ids}) < 2:
        return None
    similarity = np.stack([examples[key] for key in ids]) @ vector
    best = np.argsort(-similarity, kind="stable")[:NEIGHBOURS]
    weights = np.exp(SHARPNESS * (similarity[best] - similarity[best[0]]))
    votes: dict[str, float] = defaultdict(float)
    for position, weight in zip(best.tolist(), weights.tolist(), strict=True):
        votes[values[ids[position]]] += weight
    value = max(votes, key=lambda name: (votes[name], name))
    return Vote(
        value=value,
        confidence=round(votes[value] / float(weights.sum()), 3),
        nearest=tuple((ids[position], round(float(similarity[position]), 4)) for position in best.tolist()),
    )


def agreement(
    vectors: Mapping[str, Vectors], values: Mapping[str, str], group: Mapping[str, str]
) -> tuple[int, int, int]:
    """How the vote does on passages whose label is known, each without the others of its document (`group`).

    Returns (right among the sure, sure, all).
    """
    right = sure = 0
    for key, value in values.items():
        others = {one: vector for one, vector in vectors.items() if group[one] != group[key]}
        found = vote(vectors[key], others, values)
        if found is not None and found.is_sure:
            sure += 1
            right += found.value == value
    return right, sure, len(values)


class Guesser:
    """Guesses for the passages of one brand, over what people and documents say of the others."""

    def __init__(
        self,
        passages: Mapping[str, Passage],
        vectors: Mapping[str, Vectors],
        people: Mapping[LabelField, Mapping[str, str]],
        said: Collection[str],
        voices: Mapping[str, str | None],
    ) -> None:
        """`people`: labels by field and passage; `said`: documents whose kind is known; `voices`: by document."""
        self._passages = passages
        self._known: dict[LabelField, dict[str, str]] = {"kind": {}, "voice": {}}
        self._open: dict[LabelField, list[str]] = {"kind": [], "voice": []}
        for key, passage in passages.items():
            kind = people["kind"].get(key) or (passage.kind if passage.document in said else None)
            self._sort("kind", key, None if kind == "other" else kind, asked=passage.document not in said)
            voice = people["voice"].get(key) or voices.get(passage.document)
            self._sort("voice", key, voice, asked=kind == "past_copy")
        self._votes = {
            (field, key): vote(
                vectors[key], {one: vectors[one] for one in self._known[field] if one in vectors}, self._known[field]
            )
            for field in LABELLED
            for key in self._open[field]
            if key in vectors
        }

    def _sort(self, field: LabelField, key: str, value: str | None, *, asked: bool) -> None:
        if value is not None:
            self._known[field][key] = value
        elif asked:
            self._open[field].append(key)

    def sure(self, field: LabelField) -> dict[str, str]:
        return {key: its.value for (of, key), its in self._votes.items() if of == field and its and its.is_sure}

    def unsure(self) -> tuple[Unsure, ...]:
        """The least sure first."""
        open_ = [(field, key, its) for (field, key), its in self._votes.items() if not (its and its.is_sure)]
        found = [self._unsure(*one) for one in open_]
        return tuple(sorted(found, key=lambda one: (one.confidence, one.citation, one.field)))

    def _unsure(self, field: LabelField, key: str, found: Vote | None) -> Unsure:
        passage = self._passages[key]
        return Unsure(
            passage=key,
            citation=passage.citation,
            text=passage.text,
            field=field,
            guess=found.value if found else None,
            confidence=found.confidence if found else 0.0,
            nearest=tuple(
                Example(
                    passage=one,
                    citation=self._passages[one].citation,
                    text=self._passages[one].text,
                    value=self._known[field][one],
                    similarity=similarity,
                )
                for one, similarity in (found.nearest[:SHOWN] if found else ())
            ),
        )


def choices(field: LabelField) -> Sequence[str]:
    return tuple(kind for kind in get_args(DocumentKind) if kind != "other") if field == "kind" else ("on", "off")
