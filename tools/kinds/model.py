"""A classifier of single sentences: does it read like a health claim, like somebody's private matter?

A support vector machine for each kind over the embeddings and the words of labelled sentences (`sentences.jsonl`, in
nine languages: claims and other matters in a marketer's words, near-misses, clean copy, and the sentences of the drafts
that the check is tuned on); `python -m evals.kinds.fit` makes `model.npz` of them. It finds indirect ways of saying
something that no list of words holds, and is weak where one "not" turns the meaning: it counts only above thresholds
that were set on sentences it had not been fitted to. For some kinds the share that they have in the labelled sentences
nearest to it is added (`NEAR_KINDS`): a sentence far from all that was labelled reads like nothing.

Sources of the methods: C. Cortes, V. Vapnik, Support-vector networks, Machine Learning 20, 1995; S. A. Dudani, The
distance-weighted k-nearest-neighbor rule, IEEE Transactions on Systems, Man, and Cybernetics 6, 1976.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
from pydantic import BaseModel, ConfigDict

from tools.kinds.grams import weights as weighed

if TYPE_CHECKING:
    from numpy.typing import NDArray

Kind = Literal[
    "health",
    "environmental",
    "children",
    "private",
    "gift_hint",
    "praise",
    "danger",
    "news",
    "endorsement",
    "puffery",
    "injection",
    "property",
    "insult",
    "stereotype",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
Embed = Callable[[Sequence[str]], "NDArray[Any]"]  # texts as L2-normalised rows, by the embedder of EMBEDDER
EMBEDDER = "use-multilingual-3-int8"  # whose vectors the model was fitted to
GAMMA = 1.0  # of the radial basis function, on centred unit vectors
WORDS = 0.5  # the weight of the linear kernel over words beside it
NEIGHBOURS = 15
NEARNESS = 0.05  # the cosine that a neighbour's weight falls by e with
# the kinds that the share of the neighbours told better in rounds left out; what is said of people it told worse
NEAR_KINDS: frozenset[Kind] = frozenset({"health", "praise", "property", "news", "endorsement", "gift_hint", "puffery"})
SENTENCES = Path(__file__).with_name("sentences.jsonl")
MODEL = Path(__file__).with_name("model.npz")
SCALE = 127  # vectors are kept in 8 bits
_REMEMBERED = 4_096  # sentences


class Labelled(BaseModel):
    """A sentence that the model was fitted to. `near`: the kind that it nearly is. `round`: of the drafts that it is
    from (evals/brand/drafts.py), None of one written for the model, by somebody who had read the rounds up to `after`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    label: str
    near: str | None
    language: str
    round: str | None = None
    after: str | None = None


class Reading(BaseModel):
    """How a sentence reads. `margins`: by kind, how far beyond the decision boundary it lies; above 0 is inside."""

    model_config = ConfigDict(frozen=True)

    margins: dict[Kind, float]
    nearest: dict[Kind, str]  # by kind, the sentence labelled so that is most like it, if there is one in its language
    of_group: bool = False  # it speaks of a group of people


class SentenceKinds:
    """Thread-safe. The same sentence is read the same way each time: margins are rounded to two places."""

    def __init__(self, embed: Embed, fitted: "Fitted | None" = None) -> None:
        """`fitted` stands in for what the shipped files hold."""
        self._embed = embed
        self._fitted = fitted
        self._lock = threading.Lock()
        self._read: OrderedDict[tuple[str, str | None], Reading] = OrderedDict()

    def read(self, sentences: Sequence[str], language: str | None = None) -> tuple[Reading, ...]:
        """One reading for each sentence, in order. The nearest are of `language` where it is given."""
        wanted = tuple(dict.fromkeys(sentences))
        with self._lock:
            known = {text: self._read[text, language] for text in wanted if (text, language) in self._read}
        new = [text for text in wanted if text not in known]
        if new:
            model = self._fitted or shipped()
            vectors = np.asarray(self._embed(new), dtype=float)
            known |= zip(new, _readings(new, vectors, model, language), strict=True)
        with self._lock:
            for text in wanted:
                self._read[text, language] = known[text]
                self._read.move_to_end((text, language))
            while len(self._read) > _REMEMBERED:
                self._read.popitem(last=False)
        return tuple(known[text] for text in sentences)


def labelled() -> tuple[Labelled, ...]:
    return tuple(Labelled.model_validate_json(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines())


def centred(vectors: "NDArray[Any]", mean: "NDArray[Any]") -> "NDArray[Any]":
    """All vectors of the embedder point nearly one way: what tells them apart is left when their mean is taken off."""
    rows = vectors - mean
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True))


@dataclass(frozen=True, eq=False)
class Fitted:
    """What `model.npz` holds, with the sentences that it was fitted to."""

    rows: tuple[Labelled, ...]
    mean: "NDArray[Any]"
    vectors: "NDArray[Any]"  # centred, of the labelled sentences, in their order
    weights: "NDArray[Any]"  # (sentences, kinds)
    offsets: "NDArray[Any]"  # (kinds,)
    rarity: Mapping[str, float]  # by gram
    grams: "NDArray[Any]"  # (grams, kinds): the weights of the words

    @cached_property
    def place(self) -> dict[str, int]:
        return {gram: at for at, gram in enumerate(self.rarity)}

    def margins(self, texts: Sequence[str], cosines: "NDArray[Any]") -> "NDArray[Any]":
        """(texts, kinds), of `cosines` between the texts' centred vectors and the fitted ones."""
        likeness = np.exp(-GAMMA * (2 - 2 * np.clip(cosines, -1, 1)))
        machine = likeness @ self.weights + np.stack([self._worded(one) for one in texts]) + self.offsets
        return np.asarray(machine + self._near(cosines))

    def _near(self, cosines: "NDArray[Any]") -> "NDArray[Any]":
        """(texts, kinds): the share of each of `NEAR_KINDS` in the nearest sentences, 0 of the others."""
        count = min(NEIGHBOURS, cosines.shape[1])
        places = np.argpartition(cosines, -count, axis=1)[:, -count:]
        weight = np.exp((np.take_along_axis(cosines, places, axis=1) - 1) / NEARNESS)
        shares = np.einsum("tn,tnk->tk", weight / weight.sum(axis=1, keepdims=True), self.labels[places])
        return np.asarray(shares)

    def _worded(self, text: str) -> "NDArray[Any]":
        found = weighed(text, self.rarity)
        places = [self.place[gram] for gram in found]
        return np.asarray(np.fromiter(found.values(), float, len(found)) @ self.grams[places])

    @cached_property
    def labels(self) -> "NDArray[Any]":
        """(sentences, kinds): 1 where a sentence is labelled as one of `NEAR_KINDS`."""
        return np.array([[float(row.label == kind and kind in NEAR_KINDS) for kind in KINDS] for row in self.rows])

    @cached_property
    def of_kind(self) -> dict[tuple[Kind, str | None], "NDArray[Any]"]:
        """By kind and language, the places of the sentences labelled so; by None of those in any language."""
        places: dict[tuple[Kind, str | None], list[int]] = {}
        for at, row in enumerate(self.rows):
            for kind in (each for each in KINDS if each == row.label):
                places.setdefault((kind, None), []).append(at)
                places.setdefault((kind, row.language), []).append(at)
        return {key: np.array(own) for key, own in places.items()}


@lru_cache(maxsize=1)
def shipped() -> Fitted:
    with np.load(MODEL) as held:
        mean, weights, offsets, grams = (held[name].astype(float) for name in ("mean", "weights", "offsets", "grams"))
        rarity = dict(zip(held["words"].tolist(), held["rarity"].astype(float).tolist(), strict=True))
        return Fitted(labelled(), mean, held["vectors"].astype(float) / SCALE, weights, offsets, rarity, grams)


def _readings(texts: Sequence[str], vectors: "NDArray[Any]", model: Fitted, language: str | None) -> list[Reading]:
    cosines = centred(vectors, model.mean) @ model.vectors.T
    margins = np.round(model.margins(texts, cosines), 2)
    return [_reading(row, near, model, language) for row, near in zip(margins, cosines, strict=True)]


def _reading(margins: "NDArray[Any]", cosines: "NDArray[Any]", model: Fitted, language: str | None) -> Reading:
    said: dict[Kind, float] = {kind: float(value) for kind, value in zip(KINDS, margins, strict=True)}
    nearest: dict[Kind, str] = {
        kind: model.rows[int(places[np.argmax(cosines[places])])].text
        for (kind, of), places in model.of_kind.items()
        if of == language
    }
    return Reading(margins=said, nearest=nearest)


def sentences_digest() -> str:
    """SHA-256 of the labelled sentences as they stand; `model.npz` names those that it was fitted to."""
    return sha256(SENTENCES.read_bytes()).hexdigest()


@lru_cache(maxsize=1)
def digest() -> str:
    """SHA-256 over the labelled sentences and what was fitted to them."""
    return sha256(SENTENCES.read_bytes() + MODEL.read_bytes()).hexdigest()
