"""`python -m evals.grounding.fit`: what each threshold of sentence support comes to.

For tools/grounding/sentences/support.py, on the tuning pairs. The test part is not looked at. The thresholds stay where
they are: this says what to set them to.
"""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from evals.grounding.pairs import Pair, load_pairs
from evals.grounding.suite import Score, desks_similarity, judge, score
from tools.grounding.sentences import support
from tools.grounding.sentences.support import Similarity

WORDS = (0.40, 0.50, 0.55, 0.60, 0.65, 0.70, 0.75, 0.80, 0.85)  # of CARRIES, in English
PARTS = (0.45, 0.50, 0.55, 0.62, 0.70, 0.80)  # of CARRIES_PART, in English
COSINES = (
    0.80,
    0.82,
    0.84,
    0.85,
    0.86,
    0.87,
    0.88,
    0.89,
    0.90,
    0.92,
)  # where a vector alone carries, in other languages


@contextmanager
def thresholds(values: dict[str, float]) -> Iterator[None]:
    """With other values of the module's constants."""
    before = {name: getattr(support, name) for name in values}
    try:
        for name, value in values.items():
            setattr(support, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(support, name, value)


def at(values: dict[str, float], pairs: Sequence[Pair], similarity: Similarity) -> Score:
    with thresholds(values):
        return score([judge(pair, similarity) for pair in pairs])


def alike_for(cosine: float) -> dict[str, float]:
    """The span from unlike to alike that lets a vector of this cosine carry a sentence, and none below."""
    width = 0.15
    unlike = cosine - support.CARRIES * width
    return {"_UNLIKE": unlike, "_ALIKE": unlike + width}


def main() -> None:
    similarity = desks_similarity()
    tuning = [one for one in load_pairs() if one.split == "tuning"]
    english = [one for one in tuning if one.language == "en"]
    others = [one for one in tuning if one.language != "en"]
    for value in WORDS:
        _tell(f"CARRIES {value:.2f}, English", at({"CARRIES": value}, english, similarity))
    for value in PARTS:
        _tell(f"CARRIES_PART {value:.2f}, English", at({"CARRIES_PART": value}, english, similarity))
    for value in COSINES:
        _tell(f"cosine {value:.2f}, other languages", at(alike_for(value), others, similarity))


def _tell(name: str, found: Score) -> None:
    mean = (found.carried.value + found.declined.value) / 2
    sys.stdout.write(f"{name:32}{found.line}   mean {mean:.3f}\n")


if __name__ == "__main__":
    main()
