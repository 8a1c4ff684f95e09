"""A count alone says nothing; the brand's own short lines do."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from knowledge.embedding import HashEmbedder
from tools.check import load_check
from tools.copy import Copy
from tools.grounding.numbers.fragment_check import RULE, check_fragments

BRAND = BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)


def caption(text: str, locale: str = "en") -> Copy:
    return Copy(fields={"caption": text}, channel="instagram", locale=locale)


@pytest.mark.parametrize(
    ("text", "locale", "span"),
    [
        ("52 adults. Calm Balm costs €32 for 40 g.\n\n#orrelune", "en", "52 adults."),
        ("Fifty-two adults. Calm Balm costs €32 for 40 g.", "en", "Fifty-two adults."),
        ("Hello,\n\n52 adults. Calm Balm costs €32 for 40 g.", "en", "52 adults."),
        ("52 adults.\n\n#orrelune", "en", "52 adults."),
        ("52 Erwachsene. Calm Balm kostet 32 € für 40 g.", "de", "52 Erwachsene."),
        ("52 adultes. Calm Balm est vendu 32 € les 40 g.", "fr", "52 adultes."),
    ],
)
def test_a_count_alone_is_amber(text: str, locale: str, span: str) -> None:
    (finding,) = check_fragments(caption(text, locale))
    assert (finding.rule, finding.family, finding.severity, finding.span) == (RULE, "wording", "amber", span)
    assert text[finding.start :].startswith(span)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#orrelune #refill",
        "Doors closing, one hand free. A quarter turn locks the cap.",
        "Yours for €64. It can be refilled 25 times.",
        "25 times. That's how often the bottle can be refilled.",
        "Three shops. Porto, Lisbon, Paris.",
        "Four months. One filling lasts from March to July.",
        "500 sprays. The small bottle in your bag holds that many sprays.",
        "52 adults used Calm Balm for four weeks. It costs €32 for 40 g.",
        "The bottle can be refilled again and again. 25 times.",
        "- 52 adults\n- four weeks\n- no fragrance at all in any of them",
    ],
)
def test_short_lines_that_say_something_pass(text: str) -> None:
    assert check_fragments(caption(text)) == ()


def test_a_headline_may_be_a_count() -> None:
    assert check_fragments(Copy(fields={"title": "500 sprays.", "body": "One filling lasts about four months."})) == ()


def test_the_brand_check_says_so() -> None:
    text = "52 adults. Calm Balm costs €32 for 40 g.\n\n#orrelune"
    report = load_check(BRAND).check(caption(text), today=date(2026, 11, 21))
    assert RULE in {finding.rule for finding in report.findings}


def test_the_sample_brands_past_copy_raises_nothing(tmp_path: Path) -> None:
    base = KnowledgeBase(tmp_path, BRAND.brand, HashEmbedder, lambda: date(2026, 11, 21))
    base.ingest([BRAND.documents])
    past = base.past_copy("on")
    assert len(past) > 10
    for each in past:
        assert [found.span for found in check_fragments(caption(each.text, each.locale))] == []
    base.close()
