"""The brand check over 1,000 drafts of 50 words: rules only, the whole report, sentence support, a foreign package.

Processor time, so that other work on the machine does not count.
"""

import random
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from knowledge.base import KnowledgeBase
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from knowledge.embedding import Embedder
from knowledge.passages import Passage
from tools.brand_rules import PACKS, sentence_spans
from tools.check import BrandCheck, load_check
from tools.copy import Copy
from tools.grounding.sentences.support import support
from tools.rules.package import load_style
from tools.rules.ruleset import RuleSet

pytestmark = pytest.mark.benchmark(timer=time.process_time, min_rounds=5)
BRAND = BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def drafts() -> list[Copy]:
    """Sentences of the brand's own documents, shuffled with a fixed seed and cut to 50 words."""
    words = [
        word
        for path in sorted(BRAND.documents.rglob("*.md"))
        for word in path.read_text(encoding="utf-8").split("---", 2)[-1].replace("|", " ").replace("#", " ").split()
    ]
    generator = random.Random(1)
    starts = [generator.randrange(len(words) - 50) for _ in range(1000)]
    return [Copy(fields={"caption": " ".join(words[at : at + 50])}, channel="instagram") for at in starts]


@pytest.fixture(scope="module")
def check() -> BrandCheck:
    return load_check(BRAND)


def test_rules_only(benchmark: BenchmarkFixture, check: BrandCheck, drafts: list[Copy]) -> None:
    found = benchmark(lambda: sum(len(check.rules.check(copy)) for copy in drafts))
    assert found > 0
    assert benchmark.stats is None or benchmark.stats.stats.median < 1.0


def test_the_whole_report(benchmark: BenchmarkFixture, check: BrandCheck, drafts: list[Copy]) -> None:
    benchmark(lambda: [check.check(copy, today=TODAY).rating for copy in drafts])


@pytest.fixture(scope="module")
def evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Passage, ...]]:
    """A dozen passages, as a search finds them."""
    base = KnowledgeBase(tmp_path_factory.mktemp("knowledge"), BRAND.brand, _no_embedder, lambda: TODAY)
    base.ingest([BRAND.documents])
    yield base.passages_of("product")[:12]
    base.close()


def _no_embedder() -> Embedder:
    raise AssertionError("nothing is searched here")


def test_sentence_support(benchmark: BenchmarkFixture, drafts: list[Copy], evidence: tuple[Passage, ...]) -> None:
    benchmark(lambda: [support(copy, evidence) for copy in drafts])


def test_loading(benchmark: BenchmarkFixture) -> None:
    levels = BRAND.brand.vale_levels
    folders = [*(path for path in sorted(PACKS.iterdir()) if path.is_dir()), BRAND.rules]

    def load() -> int:
        return len(RuleSet([load_style(path) for path in folders], levels=levels, sentences=sentence_spans).rules)

    assert benchmark(load) > 25


ALEX = Path(__file__).parents[2].parent / "shared" / "rules" / "alex"


@pytest.mark.skipif(not ALEX.is_dir(), reason="the alex package is not on this machine")
def test_with_a_foreign_package(benchmark: BenchmarkFixture, drafts: list[Copy]) -> None:
    check = load_check(BRAND, [ALEX])
    benchmark(lambda: sum(len(check.rules.check(copy)) for copy in drafts))
