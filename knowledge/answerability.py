"""Is the evidence good enough to answer from?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.embedding import Vectors
from knowledge.lexical import Lexicon
from knowledge.retrieval import Candidate


@dataclass(frozen=True, slots=True)
class Evidence:
    """A question and what was found for it. `sample` holds vectors that stand for the whole brand."""

    query: str
    vector: Vectors
    found: Sequence[Candidate]
    sample: Vectors
    lexicon: Lexicon


def is_answerable(evidence: Evidence) -> bool:
    best = max((one.dense or 0.0 for one in evidence.found[:5]), default=0.0)
    usual = evidence.sample @ evidence.vector
    return best > float(np.median(usual)) + 2.0 * float(np.std(usual))
