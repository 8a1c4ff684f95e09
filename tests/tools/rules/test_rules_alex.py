"""A public Vale package, used as it is."""

from pathlib import Path

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tools.brand_rules import load_rules, sentence_spans
from tools.rules.package import load_style
from tools.rules.ruleset import RuleSet

ALEX = Path(__file__).parents[3].parent / "shared" / "rules" / "alex"
pytestmark = pytest.mark.skipif(not ALEX.is_dir(), reason="the alex package is not on this machine")
# In Vale too: `\b` after a full stop wants a letter, and a shorter token that stands first takes the place.
NEVER = {"miss\\.", "mrs\\.", "coon ass", "coon asses", "gook eye", "gook eyes", "pommie grant", "pommie grants"}
SPELT = {"father of *": "father of", "\\bocd\\b|o\\.c\\.d\\.": "ocd"}


@pytest.fixture(scope="module")
def alex() -> RuleSet:
    levels = {"error": "amber", "warning": "amber", "suggestion": "advice"}
    return RuleSet([load_style(ALEX)], levels=levels, sentences=sentence_spans)


def test_it_loads_whole(alex):
    assert alex.problems == ()
    assert len(alex.rules) == 11


def test_every_token_is_caught_at_its_place_or_is_one_that_cannot_be(alex):
    missed = set()
    for rule in alex.rules:
        for token in rule.tokens or [left for left, _ in rule.pairs]:
            said = SPELT.get(token, token)
            found = alex.find(f"We wrote\n{said} here.")
            hits = [f for f in found if f.rule == rule.id and f.span.strip() == said]
            if [(f.line, f.column, f.start) for f in hits] != [(2, 1, 9)]:
                missed.add(token)
    assert missed == NEVER


def test_it_runs_beside_the_brands_own_rules_with_the_brands_levels():
    brand = BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)
    rules = load_rules(brand, [ALEX])
    assert rules.problems == ()
    two, *_ = rules.find("The housewife is obviously late.")
    assert (two.rule, two.family, two.severity) == ("alex.Gendered", "inclusive", "amber")
    assert "'homemaker' or 'homeworker'" in two.message
    assert two.fix is None, "which of two is a person's choice"
    one, *_ = rules.find("A gift for all mankind.")
    assert one.fix == "humankind"


CORPUS = Path(__file__).parents[3].parent / "shared" / "corpora" / "18f-content-guide"


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the 18F guide is not on this machine")
def test_positions_in_whole_documents(alex):
    total = 0
    for path in sorted(CORPUS.rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        lines = text.split("\n")
        for finding in alex.find(text):
            total += 1
            assert text[finding.start : finding.start + len(finding.span)] == finding.span
            assert lines[finding.line - 1][finding.column - 1 :].startswith(finding.span.split("\n")[0])
            before = text[: finding.start]
            assert (finding.line, finding.column) == (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)
    assert total > 50
