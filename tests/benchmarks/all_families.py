"""What rates drafts by everything but embeddings, against what the sample brand's documents say; in any process."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from knowledge.base import KnowledgeBase
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from knowledge.embedding import Embedder
from tools.check import load_check
from tools.copy import Copy


@contextmanager
def all_families(folder: Path, today: date) -> Iterator[Callable[[Copy], str]]:
    """Ratings. `folder` is where each process keeps what it has read."""
    brand = BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)
    base = KnowledgeBase(folder / str(os.getpid()), brand.brand, no_embedder, lambda: today)
    base.ingest([brand.documents])
    known = {"facts": base.facts(), "claims": base.claims(), "products": base.products()}
    evidence, check = base.passages_of("product")[:12], load_check(brand)
    yield lambda copy: check.check(copy, evidence=evidence, today=today, **known).rating
    base.close()


def no_embedder() -> Embedder:
    raise AssertionError("nothing is searched here")
