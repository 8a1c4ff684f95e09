"""`python -m evals.kinds.fit`: fits the classifier of sentences. With `--rounds` it also says how well it tells
sentences that it was not fitted to.

Positives of a kind are the sentences labelled so; all others are negatives, its near-misses and clean copy among them.
What it is told by: each round of drafts is read by a model fitted to what was written before anybody had read that
round (`after`): its drafts were written by one hand, and who has read them writes sentences like them. Rounds that were
read before the first sentence was labelled tell nothing.
"""

import math
import sys
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from evals.figures import share
from knowledge.sentence_encoder import SentenceEncoder
from tools.kinds.grams import rarities
from tools.kinds.grams import rows as gram_rows
from tools.kinds.likenesses import OF_GROUPS
from tools.kinds.model import (
    EMBEDDER,
    GAMMA,
    KINDS,
    MODEL,
    SCALE,
    WORDS,
    Fitted,
    Kind,
    Labelled,
    Reading,
    SentenceKinds,
    centred,
    labelled,
    sentences_digest,
)
from tools.kinds.readings import as_read, read_kinds

if TYPE_CHECKING:
    from numpy.typing import NDArray

# what the brands of the rounds sell: no names of persons
GOODS = (
    "Linden Hour", "Salt Meadow", "First Train", "Quiet Cedar", "Calm Balm", "Evening Candle", "Discovery Set",
    "Refill Pouch", "Refillable Bottle", "Kestrel Lock", "Night Lamp", "Rain Cape", "Full Check",
)  # fmt: skip
COST = 3.0
THRESHOLDS = (0.5, 0.4, 0.3, 0.2, 0.1, 0.0, -0.1, -0.2, -0.3)
ROUNDS = ("en", "f", "g", "h", "k", "l", "m", "o", "q", "p", "u", "v", "w", "a", "b", "c", "d")  # as they were read
FIRST = "k"  # of those that sentences were labelled before


def main() -> None:
    embedder = SentenceEncoder()
    if embedder.name != EMBEDDER:
        sys.exit(f"The model is made for {EMBEDDER}; the embedder is {embedder.name}.")
    rows = labelled()
    vectors = vectors_of(embedder, [as_read(row.text, row.language, GOODS) for row in rows])
    model = fitted(rows, vectors)
    np.savez_compressed(
        MODEL,
        mean=model.mean.astype(np.float32),
        vectors=np.round(model.vectors * SCALE).astype(np.int8),
        weights=model.weights.astype(np.float32),
        offsets=model.offsets.astype(np.float32),
        words=np.array(list(model.rarity)),
        rarity=np.array(list(model.rarity.values()), np.float32),
        grams=model.grams.astype(np.float32),
        fitted_to=sentences_digest(),
    )
    if "--rounds" not in sys.argv:
        return
    rounds = ROUNDS[ROUNDS.index(FIRST) :]
    told = {name: _told(fitted_before(name, rows, vectors), embedder, rows, name) for name in rounds}
    for index, kind in enumerate(KINDS):
        sys.stdout.write("\n".join((f"{kind}:", *_lines(kind, index, rows, told), "")))


def vectors_of(embedder: SentenceEncoder, texts: Sequence[str]) -> "NDArray[Any]":
    return np.asarray(embedder.passages(texts), dtype=float)


def fitted_before(name: str, rows: Sequence[Labelled], vectors: "NDArray[Any]") -> Fitted:
    """To what was labelled before the round of that name was read."""
    before = ROUNDS[: ROUNDS.index(name)]
    kept = [at for at, row in enumerate(rows) if (row.round or row.after) in before]
    return fitted([rows[at] for at in kept], vectors[kept])


def fitted(rows: Sequence[Labelled], vectors: "NDArray[Any]") -> Fitted:
    mean = vectors.mean(axis=0).astype(np.float32).astype(float)
    small = np.round(centred(vectors, mean) * SCALE).astype(np.int8) / SCALE
    texts = [as_read(row.text, row.language, GOODS) for row in rows]
    rarity = rarities(texts)
    words = sparse.csr_array(gram_rows(texts, rarity), shape=(len(rows), len(rarity)))
    alike = np.exp(-GAMMA * (2 - 2 * np.clip(small @ small.T, -1, 1))) + WORDS * (words @ words.T).toarray()
    weights, offsets = np.zeros((len(rows), len(KINDS)), np.float32), np.zeros(len(KINDS), np.float32)
    for index, kind in enumerate(KINDS):
        machine = _machine().fit(alike, np.array([row.label == kind for row in rows]))
        weights[machine.support_, index] = machine.dual_coef_[0]
        offsets[index] = machine.intercept_[0]
    exact = weights.astype(float)
    return Fitted(tuple(rows), mean, small, exact, offsets.astype(float), rarity, WORDS * (words.T @ exact))


def _machine() -> Any:  # noqa: ANN401 - scikit-learn has no types
    from sklearn.svm import SVC  # type: ignore[import-untyped]

    return SVC(C=COST, kernel="precomputed", class_weight="balanced")


_Told = tuple[list[str], "NDArray[Any]"]  # labels, and margins by kind


def _told(model: Fitted, embedder: SentenceEncoder, rows: Sequence[Labelled], name: str) -> _Told:
    """As the check reads them."""
    own = sorted((row for row in rows if row.round == name), key=lambda row: row.language)
    kinds = SentenceKinds(embedder.passages, model)
    readings = [
        reading
        for language, told in groupby(own, key=lambda row: row.language)
        for reading in read_kinds(kinds, [row.text for row in told], language, GOODS)
    ]
    return [row.label for row in own], np.array([_asked(one) for one in readings])


def _asked(reading: Reading | None) -> list[float]:
    """The margins by kind; least of all where the sentence is not read for it."""
    if reading is None:
        return [-math.inf] * len(KINDS)
    return [reading.margins[kind] if kind in OF_GROUPS or not reading.of_group else -math.inf for kind in KINDS]


def _lines(kind: Kind, index: int, rows: Sequence[Labelled], told: dict[str, _Told]) -> list[str]:
    lines = [f"  {sum(row.label == kind for row in rows)} of {len(rows)} sentences"]
    labels = [label for found, _ in told.values() for label in found]
    margins = np.concatenate([found[:, index] for _, found in told.values()]) if told else np.zeros(0)
    wanted = np.array([label == kind for label in labels], dtype=bool)
    for threshold in THRESHOLDS:
        said = margins >= threshold
        if said.any() and wanted.any():
            lines.append(
                f"  from {threshold}: precision {share(wanted[said].tolist())}, recall {share(said[wanted].tolist())}"
            )
    return lines


if __name__ == "__main__":
    main()
