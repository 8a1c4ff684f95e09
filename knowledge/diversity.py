"""Maximal marginal relevance, so that five passages are not five copies of one (Carbonell, Goldstein 1998)."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from knowledge.lexical import words

SPREAD = 15  # first passages that are looked through for copies
COPY = 3.0  # what a copy of a passage before it loses, in the score's unit; half as alike, a quarter of that


def spread(scores: Mapping[int, float], text: Callable[[int], str]) -> dict[int, float]:
    """Best first, each with its score less what it loses for saying in the same words what stands before it.

    How alike two texts are is the share of words that both hold (Jaccard): it tells copies from texts that are merely
    about the same, which an embedder does not.
    """
    order = sorted(scores, key=lambda key: (-scores[key], key))
    left = order[:SPREAD]
    said = {key: _said(text(key)) for key in left}
    worth = dict(scores)
    while left:
        best = max(left, key=lambda key: worth[key])
        left.remove(best)
        for key in left:
            both = len(said[key] & said[best])
            alike = both / max(1, len(said[key]) + len(said[best]) - both)
            worth[key] = min(worth[key], scores[key] - COPY * alike**2)
    return dict(sorted(worth.items(), key=lambda pair: (-pair[1], pair[0])))


@lru_cache(4096)
def _said(text: str) -> frozenset[str]:
    return frozenset(words(text))
