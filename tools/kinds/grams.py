"""Words and pairs of words of a sentence, weighed by how rare they are.

Beside the embedding they tell what it blurs: "the best", "gave me", "voted us". Weights are term frequency, by its
logarithm, times inverse document frequency, each sentence at length 1.

Source: G. Salton, C. Buckley, Term-weighting approaches in automatic text retrieval, Information Processing &
Management 24, 1988.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

_WORD = re.compile(r"\w+")
FEWEST = 2  # sentences that a gram is kept from


def grams(sentence: str) -> list[str]:
    words = _WORD.findall(sentence.lower().replace("’", "'"))
    return [*words, *(f"{one} {two}" for one, two in pairwise(words))]


def rarities(sentences: Iterable[str]) -> dict[str, float]:
    """The inverse document frequency of each gram of at least `FEWEST` sentences, sorted by gram."""
    texts = [set(grams(one)) for one in sentences]
    counts = Counter(gram for text in texts for gram in text)
    return {
        gram: 1 + math.log((1 + len(texts)) / (1 + count)) for gram, count in sorted(counts.items()) if count >= FEWEST
    }


def weights(sentence: str, rarity: Mapping[str, float]) -> Mapping[str, float]:
    """By gram; empty where none is known."""
    counts = Counter(gram for gram in grams(sentence) if gram in rarity)
    raw = {gram: (1 + math.log(count)) * rarity[gram] for gram, count in counts.items()}
    length = math.sqrt(sum(value * value for value in raw.values()))
    return {gram: value / length for gram, value in raw.items()}


def rows(sentences: Sequence[str], rarity: Mapping[str, float]) -> tuple[list[float], list[int], list[int]]:
    """The sentences as a sparse matrix: values, columns by the order of `rarity`, and where each row begins."""
    place = {gram: at for at, gram in enumerate(rarity)}
    values: list[float] = []
    columns: list[int] = []
    starts = [0]
    for sentence in sentences:
        for gram, value in weights(sentence, rarity).items():
            values.append(value)
            columns.append(place[gram])
        starts.append(len(values))
    return values, columns, starts
