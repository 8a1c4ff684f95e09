"""An embedder that keeps each text's vector: the same passages and questions come again, case after case.

It stands in for one embedder under its name, so that a desk pairs it with the second one as it would the first itself.
A pair is not to be remembered whole: the desk would not know it for one.
"""

from collections.abc import Sequence

import numpy as np

from knowledge.embedding import Embedder, Vectors
from knowledge.sentence_encoder import PairedEmbedder


class Remembered:
    """In place of the embedder it is given."""

    def __init__(self, embedder: Embedder) -> None:
        if isinstance(embedder, PairedEmbedder):
            raise TypeError(f"{embedder.name} is a pair: remember its first.")
        self._embedder = embedder
        self._kept: dict[str, Vectors] = {}
        self._asked: dict[str, Vectors] = {}
        self.name = embedder.name

    def passages(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._kept]
        if new:
            self._kept.update(zip(new, self._embedder.passages(new), strict=True))
        return np.stack([self._kept[text] for text in texts]) if texts else self._embedder.passages(texts)

    def query(self, text: str) -> Vectors:
        if text not in self._asked:
            self._asked[text] = self._embedder.query(text)
        return self._asked[text]
