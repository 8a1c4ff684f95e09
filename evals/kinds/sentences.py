"""The classifier of sentences as a desk has it, for suites that ask the check itself."""

from functools import cache

from knowledge.sentence_encoder import SentenceEncoder
from tools.kinds.model import SentenceKinds


@cache
def sentence_kinds() -> SentenceKinds:
    return SentenceKinds(SentenceEncoder().passages)
