"""What a passage is: a person's label, else a guess from the labelled passages and from what each kind is for.

Two things are labelled: the kind of a passage whose document does not say it, and whether past copy is on or off the
brand's voice. A guess that is not sure waits for a person, with its nearest labelled examples beside it.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from knowledge.documents import DocumentKind
from knowledge.embedding import Vectors
from knowledge.passages import Passage

Matrix = NDArray[np.float64]
LabelField = Literal["kind", "voice"]
# of a ridge regression over a passage's vector and that of its headings; chosen on the sample brand, leaving out one
# document after the other: 232 of the 237 passages (of 295) that it was sure of were right
SHRINKAGE = 1.0
SHARPNESS = 8.0  # of the regression's votes
DESCRIBED = 40.0  # how much a kind's description counts beside the examples
SURE = 0.8  # of the votes, from which a guess is taken without asking
NEAREST = 7  # examples that are remembered
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


KINDS: Mapping[str, str] = {
    "voice": "How the brand speaks: tone of voice, style guide, words we use and avoid",
    "product": "Product sheet: what it is, size, price, ingredients, how to use it",
    "claim": "Claim register: what may be said and must not be said, with the evidence",
    "persona": "Persona: who the customers are, their day, their needs and habits",
    "channel": "Channel guide: how to write for a channel, length, format, hashtags",
    "legal": "Legal notes: law, disclosure, consent, advertising rules",
    "past_copy": "Past copy: a finished caption, subject line or post",
    "research": "Research: a survey, test results, method, number of people asked",
    "campaign_result": "Campaign results: reach, opens, clicks, what worked",
}


def votes(
    features: Mapping[str, Vectors], values: Mapping[str, str], described: Mapping[str, Vectors] | None = None
) -> dict[str, Vote]:
    """A guess for each passage that has no value; nothing where there are no two values to choose between.

    `features` are of one length for all; `described` holds, by value, the vector (of the same length) of what it means.
    """
    known = [key for key in features if key in values]
    asked = [key for key in features if key not in values]
    names = sorted({values[key] for key in known})
    if len(names) < 2 or not asked:
        return {}
    examples, questions = (np.stack([features[key] for key in keys]).astype(np.float64) for keys in (known, asked))
    score = np.log(_regressed(examples, [values[key] for key in known], names, questions) + 1e-9)
    if described is not None:
        score += DESCRIBED * _described(np.concatenate([examples, questions]), described, names)[len(known) :]
    share = _softmax(score)
    length = np.linalg.norm(examples, axis=1)
    found = {}
    for row, key in enumerate(asked):
        near = examples @ questions[row] / (length * np.linalg.norm(questions[row]) + 1e-9)
        best = np.argsort(-near, kind="stable")[:NEAREST].tolist()
        found[key] = Vote(
            value=names[int(share[row].argmax())],
            confidence=round(float(share[row].max()), 3),
            nearest=tuple((known[at], round(float(near[at]), 4)) for at in best),
        )
    return found


def _regressed(examples: Matrix, values: Sequence[str], names: Sequence[str], questions: Matrix) -> Matrix:
    """Shares of the votes (questions × names). Each value counts the same, however many examples it has."""
    mean = examples.mean(axis=0)
    centred = examples - mean
    is_of = np.array([[value == name for name in names] for value in values], dtype=np.float64)
    weights = 1 / is_of.sum(axis=0)[is_of.argmax(axis=1)]
    weights /= weights.mean()
    base = is_of.mean(axis=0)
    gram = centred.T @ (weights[:, None] * centred) + SHRINKAGE * np.eye(examples.shape[1])
    slope = np.linalg.solve(gram, centred.T @ (weights[:, None] * (is_of - base)))
    return _softmax(SHARPNESS * ((questions - mean) @ slope + base))


def _described(features: Matrix, described: Mapping[str, Vectors], names: Sequence[str]) -> Matrix:
    """How much nearer than usual each passage lies to what each value means."""
    near = features @ np.stack([described[name] for name in names]).astype(np.float64).T
    result: Matrix = near - near.mean(axis=0)
    return result


def _softmax(score: Matrix) -> Matrix:
    power = np.exp(score - score.max(axis=1, keepdims=True))
    result: Matrix = power / power.sum(axis=1, keepdims=True)
    return result


def agreement(
    features: Mapping[str, Vectors],
    values: Mapping[str, str],
    group: Mapping[str, str],
    described: Mapping[str, Vectors] | None = None,
) -> tuple[int, int, int]:
    """How the guesses do on passages whose label is known, leaving out each document (`group`) in turn.

    Returns (right among the sure, sure, all).
    """
    right = sure = 0
    for document in sorted({group[key] for key in values}):
        others = {key: value for key, value in values.items() if group[key] != document}
        for key, found in votes({one: features[one] for one in values}, others, described).items():
            sure += found.is_sure
            right += found.is_sure and found.value == values[key]
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
        described: Mapping[str, Vectors] | None = None,
    ) -> None:
        """`people`: labels by field and passage; `said`: documents whose kind is known; `voices`: by document.

        `described`: as in `votes`, for the kinds.
        """
        self._passages = passages
        self._known: dict[LabelField, dict[str, str]] = {"kind": {}, "voice": {}}
        self._open: dict[LabelField, list[str]] = {"kind": [], "voice": []}
        for key, passage in passages.items():
            kind = people["kind"].get(key) or (passage.kind if passage.document in said else None)
            self._sort("kind", key, None if kind == "other" else kind, asked=passage.document not in said)
            voice = people["voice"].get(key) or voices.get(passage.document)
            self._sort("voice", key, voice, asked=kind == "past_copy")
        self._votes: dict[tuple[LabelField, str], Vote | None] = {}
        for field in LABELLED:
            asked = [key for key in self._open[field] if key in vectors]
            known = {key: vectors[key] for key in self._known[field] if key in vectors}
            meant = described if field == "kind" else None
            found = votes(known | {key: vectors[key] for key in asked}, self._known[field], meant)
            self._votes |= {(field, key): found.get(key) for key in asked}

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
