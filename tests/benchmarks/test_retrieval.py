"""Retrieval over 1,000 and 10,000 real passages and 50,000 with made-up vectors: a whole search against what no search
can do without, the question's embedding and a raw vector query; indexing against the embedder's own rate.

The passages are sentences of the shipped corpora, shuffled into entries under headings of their own. The larger sizes
are marked slow: `pytest tests/benchmarks/test_retrieval.py --benchmark-only -m "slow or not slow"`. The passages and
their vectors are kept in pytest's cache folder, so that the second run need not wait for them.
"""

import random
import resource
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import count, cycle
from pathlib import Path

import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from evals.retrieval.questions import CORPORA, load_questions
from knowledge.base import KnowledgeBase
from knowledge.brand import Brand
from knowledge.chroma import BATCH, VectorStore
from knowledge.embedding import Embedder, HashEmbedder, Vectors
from knowledge.kindred import is_word
from knowledge.lexical import Lexicon
from knowledge.passages import Passage
from knowledge.sentence_encoder import PairedEmbedder, embedded
from knowledge.text.sentences import sentences
from knowledge.windows import nearest_heading, windows

BRAND = Brand(id="bench", name="Bench", about="")
WORDS = 75  # of a passage, the sample brand's mean
ROUNDS = 200
FRESH = 200  # passages that are indexed anew
QUESTIONS = [question.question for corpus in CORPORA for question in load_questions(corpus)]
SIZES = [
    pytest.param(1_000, id="1000"),
    pytest.param(10_000, id="10000", marks=pytest.mark.slow),
    pytest.param(50_000, id="50000-made-up", marks=pytest.mark.slow),
]


class MixedEmbedder(PairedEmbedder):
    """Made-up vectors for passages, which would take an hour; real ones for questions and words, which are measured."""

    def __init__(self, real: PairedEmbedder) -> None:
        super().__init__(real.first, real.second)
        self.name = f"made-up-{real.name}"
        self._random = np.random.default_rng(5)
        self._dimension = len(real.query("any"))

    def passages(self, texts: Sequence[str]) -> Vectors:
        made = self._random.normal(0, 1, (len(texts), self._dimension)).astype(np.float32)
        return np.asarray(made / np.linalg.norm(made, axis=1, keepdims=True), dtype=np.float32)


def write_documents(folder: Path, passages: int, seed: int = 1) -> None:
    """Entries of about `WORDS` words, twenty a document; every fourth document is legal, every fifth German."""
    rng = random.Random(seed)
    texts = [path.read_text(encoding="utf-8") for corpus in CORPORA.values() for path in sorted(corpus.rglob("*.md"))]
    body = [text.rpartition("\n---\n")[2] for text in texts]
    stock = [one.text for text in body for one in sentences(text) if len(one.text.split()) > 4 and "#" not in one.text]
    for number in range(passages // 20):
        kind, locale = ("legal" if number % 4 == 0 else "other"), ("de" if number % 5 == 0 else "en")
        parts = [f"---\ntitle: Document {number}\nkind: {kind}\nlocale: {locale}\n---"]
        for _ in range(20):
            said: list[str] = []
            while sum(len(one.split()) for one in said) < WORDS:
                said.append(" ".join(rng.choice(stock).split()).lstrip("-|>*0123456789. "))
            parts.append(f"## {' '.join(rng.choice(stock).split()[:4]).strip('#-|>*')}\n\n{' '.join(said)}")
        (folder / f"{number:05}.md").write_text("\n\n".join(parts), encoding="utf-8")


def opened(home: Path, embedder: Embedder) -> KnowledgeBase:
    return KnowledgeBase(home, BRAND, lambda: embedder, lambda: date(2026, 11, 2))


@pytest.fixture(scope="module")
def real() -> PairedEmbedder:
    return embedded()


@pytest.fixture(scope="module", params=SIZES)
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, real: PairedEmbedder
) -> Iterator[tuple[KnowledgeBase, Embedder, Path]]:
    size: int = request.param
    home = Path(str(request.config.cache.mkdir(f"retrieval-{size}")))  # type: ignore[union-attr]
    embedder = MixedEmbedder(real) if size > 10_000 else real
    documents = home / "documents"
    if not documents.exists():  # kept with their vectors: the shipped corpora change
        draft = tmp_path_factory.mktemp("documents")
        write_documents(draft, size)
        shutil.move(draft, documents)
    base = opened(home, embedder)
    base.ingest([documents])
    base.index()
    yield base, embedder, home
    base.close()


def milliseconds(work: Callable[[str], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Median and 95th percentile."""
    questions = cycle(QUESTIONS)
    taken = []
    for _ in range(rounds):
        question = next(questions)
        start = time.perf_counter()
        work(question)
        taken.append((time.perf_counter() - start) * 1000)
    return float(np.median(taken)), float(np.percentile(taken, 95))


def test_search(benchmark: BenchmarkFixture, filled: tuple[KnowledgeBase, Embedder, Path]) -> None:
    """At most twice the raw query and the question's embedding; filters are told, not held to it."""
    base, embedder, home = filled
    for question in QUESTIONS:  # each language is learnt when it is first asked in
        base.search(question)
    store = VectorStore(home / "chroma", "bench", embedder.name)
    questions = cycle(QUESTIONS)
    benchmark.pedantic(lambda: base.search(next(questions)), rounds=ROUNDS)
    told = {
        "raw": milliseconds(lambda question: store.passages.nearest(embedder.query(question), 5)),
        "search": milliseconds(base.search),
        "raw again": milliseconds(lambda question: store.passages.nearest(embedder.query(question), 5)),
        "legal only": milliseconds(lambda question: base.search(question, kinds=["legal"])),
        "German only": milliseconds(lambda question: base.search(question, locale="de")),
        "legal and German": milliseconds(lambda question: base.search(question, kinds=["legal"], locale="de")),
    }
    store.close()
    for name, (median, p95) in told.items():
        benchmark.extra_info[f"{name} ms"] = f"{median:.1f} (p95 {p95:.1f})"
    raw = (told["raw"][0] + told["raw again"][0]) / 2
    benchmark.extra_info["ratio of medians"] = told["search"][0] / raw
    benchmark.extra_info["passages"] = base.report().passages
    assert told["search"][0] <= 2 * raw


def test_words_and_memory(benchmark: BenchmarkFixture, filled: tuple[KnowledgeBase, Embedder, Path]) -> None:
    """BM25 is rebuilt when the catalogue has changed: with the first question after an ingest, a label, a retirement,
    or by `index`. What that costs, and what a process holds that has searched. Words are learnt once and kept."""
    base, embedder, home = filled
    texts = [one.indexed_text for kind in ("legal", "other") for one in base.passages_of(kind)]
    benchmark.pedantic(lambda: Lexicon(texts), rounds=1)
    start = time.perf_counter()
    again = opened(home, embedder)
    again.search("price")
    benchmark.extra_info["opening until the first answer s"] = time.perf_counter() - start
    again.close()
    benchmark.extra_info["most memory held, MiB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_indexing_keeps_the_embedders_rate(benchmark: BenchmarkFixture, tmp_path: Path, real: PairedEmbedder) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    write_documents(documents, FRESH, seed=2)
    base = opened(tmp_path / "home", real)
    base.ingest([documents])
    passages = [one for kind in ("legal", "other") for one in base.passages_of(kind)]
    whole = embedding_seconds(real, [one.indexed_text for one in passages])
    before = own_seconds(real, passages)
    start = time.perf_counter()
    benchmark.pedantic(base.index, rounds=1)
    taken = time.perf_counter() - start
    own = (before + own_seconds(real, passages)) / 2
    base.close()
    benchmark.extra_info["passages a second"] = len(passages) / taken
    benchmark.extra_info["of the embedder's own rate"] = own / taken
    benchmark.extra_info["of its rate over whole passages"] = whole / taken
    assert own / taken >= 0.9


def own_seconds(embedder: PairedEmbedder, passages: Sequence[Passage]) -> float:
    """What embedding takes by itself: windows and headings, and each word once."""
    texts = window_texts(passages)
    headings = list({nearest_heading(one) for one in passages})
    vocabulary = [one for one in Lexicon([one.indexed_text for one in passages]).vocabulary() if is_word(one)]
    start = time.perf_counter()
    embedder.words(vocabulary)
    return time.perf_counter() - start + embedding_seconds(embedder, texts) + embedding_seconds(embedder, headings)


def window_texts(passages: Sequence[Passage]) -> list[str]:
    return [text for one in passages for text in windows(one).values()]


def embedding_seconds(embedder: Embedder, texts: Sequence[str]) -> float:
    ordered = sorted(set(texts), key=len)
    start = time.perf_counter()
    for at in range(0, len(ordered), BATCH):
        embedder.passages(ordered[at : at + BATCH])
    return time.perf_counter() - start


def test_ingest_into_the_catalogue(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    write_documents(documents, 1_000)
    homes = count()

    def ingest() -> int:
        base = opened(tmp_path / str(next(homes)), HashEmbedder())
        report = base.ingest([documents])
        base.close()
        return report.passages

    benchmark.extra_info["passages"] = benchmark.pedantic(ingest, rounds=3)


def test_ingest_again_unchanged(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    write_documents(documents, 1_000)
    base = opened(tmp_path / "home", HashEmbedder())
    base.ingest([documents])
    assert not benchmark.pedantic(lambda: base.ingest([documents]), rounds=3).changed
    base.close()
