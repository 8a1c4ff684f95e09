"""Copy out of a word processor has characters that nobody sees; its sentences are read without them."""

from collections.abc import Sequence
from typing import Any

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tests.tools.grounding.numbers.test_grounding import TODAY
from tests.tools.test_kinds import fitted
from tools.check import BrandCheck, load_check
from tools.copy import Copy
from tools.kinds.model import SentenceKinds
from tools.text.markup import Format

TEXT = "Take the bottle on the train.{} It locks with a quarter turn. The luxurious one. Ready."
UNSEEN = ("\u200b", "\u00ad", "\ufeff", "\u200d", "\u200e", "\u2060", "\u202e\u202c", "\u200b\u200b\u200b")
RIGHT_TO_LEFT = "עברית כאן גבי guaranteed עוד. \u202eguaranteed\u202c العربية guaranteed 38 €."


@pytest.fixture(scope="module")
def check() -> BrandCheck:
    return load_check(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))


def alike(texts: Sequence[str]) -> Any:
    return fitted()[: len(texts)]


@pytest.mark.parametrize("form", [None, "text", "html"])
@pytest.mark.parametrize("text", [*(TEXT.format(each) for each in UNSEEN), TEXT.format("&shy;"), RIGHT_TO_LEFT])
def test_characters_that_nobody_sees_stop_no_check(check: BrandCheck, text: str, form: Format | None) -> None:
    report = check.check(Copy(fields={"text": text}), today=TODAY, form=form, kinds=SentenceKinds(alike))
    for one in report.findings:
        assert text[one.start : one.start + len(one.span)] == one.span


def test_what_is_found_behind_them_is_weighed_by_the_sentence_it_stands_in(check: BrandCheck) -> None:
    kinds = SentenceKinds(alike)
    text = "Soft light falls. Made in France and nowhere else on earth, we say. Paper, wood, and a quiet hour here."
    bare = check.check(Copy(fields={"text": text}), today=TODAY, kinds=kinds)
    worn = check.check(Copy(fields={"text": text.replace(". ", ".\u00ad ")}), today=TODAY, kinds=kinds)
    found = {(one.rule, one.severity) for one in bare.findings}
    assert found
    assert found <= {(one.rule, one.severity) for one in worn.findings}
