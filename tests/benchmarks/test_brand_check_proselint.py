"""The rules beside proselint, in one run, on the same text and in the same process: rules, and words per second.

A rule is what can raise a finding of its own: a check of proselint's registry, a rule of ours. An entry is a word,
pattern or pair in it. Both sides read each document of the text once; both have compiled their rules before.
"""

import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tools.check import BrandCheck, load_check
from tools.copy import Copy

pytestmark = pytest.mark.benchmark(timer=time.process_time, min_rounds=3)
BRAND = BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)
GUIDE = Path(__file__).parents[2].parent / "shared" / "corpora" / "18f-content-guide"
ROUNDS = 3
PAIRS = 9  # of both on one text, one after the other: how fast the machine is changes meanwhile
TODAY = date(2026, 11, 21)
AIM = 3.0  # times proselint's words per second, with more rules


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """The 18F guide where it is there, else the sample brand's own documents."""
    folder = GUIDE if GUIDE.is_dir() else BRAND.documents
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))]


def test_the_rules_beside_proselint(benchmark: BenchmarkFixture, texts: list[str]) -> None:
    lint, their_rules, their_entries = proselint()
    check = load_check(BRAND)
    words = sum(len(text.split()) for text in texts)
    rounds = [[f"{text}\n{number}\n" for text in texts] for number in range(PAIRS + ROUNDS)]  # nothing is read twice
    pairs = [
        (seconds(lint, given), seconds(lambda text: check.rules.check(of(text)), given)) for given in rounds[:PAIRS]
    ]
    ratios = sorted(theirs / ours for theirs, ours in pairs)
    theirs, ours = (words / median(each) for each in zip(*pairs, strict=True))
    benchmark.pedantic(
        lambda given: [check.rules.check(of(text)) for text in given],
        setup=lambda: ((rounds.pop(),), {}),
        rounds=ROUNDS,
    )
    whole = words / seconds(lambda text: check.check(of(text), today=TODAY), rounds[0])
    report = check.check(of(texts[0]), today=TODAY)
    benchmark.extra_info |= {
        "words": words,
        "rules": sum(check.rules.tried("en").values()),
        "rules of the whole check": sum(section.rules for section in report.sections),
        "proselint's rules": their_rules,
        "entries": entries(check),
        "proselint's entries": their_entries,
        "words per second": round(ours),
        "proselint's words per second": round(theirs),
        "words per second of the whole check": round(whole),
        "ratio": median(ratios),
        "lowest ratio": ratios[0],
        "highest ratio": ratios[-1],
        "pairs": PAIRS,
        "aim": AIM,
    }
    assert ours > theirs


def proselint() -> tuple[Callable[[str], object], int, int]:
    """What lints a text, its enabled checks, and their entries."""
    pytest.importorskip("proselint")
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    registry = CheckRegistry()
    if not registry.checks:
        registry.register_many(__register__)
    enabled = registry.get_all_enabled()
    return lambda text: LintFile("text", text).lint(), len(enabled), sum(entries_of(one.check_type) for one in enabled)


def entries_of(kind: Any) -> int:
    held = getattr(kind, "items", None)
    return len(held) if held is not None and not callable(held) else 1


def entries(check: BrandCheck) -> int:
    """Of all rules that are loaded: their words, patterns and pairs."""
    return sum(max(1, len(rule.tokens) + len(rule.pairs)) for rule in check.rules.rules)


def of(text: str) -> Copy:
    return Copy(fields={"text": text})


def seconds(work: Callable[[str], object], texts: Sequence[str]) -> float:
    """In processor time."""
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start
