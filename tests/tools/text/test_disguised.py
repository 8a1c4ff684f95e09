"""Hidden characters and borrowed letters save no copy from any check, and every place is the given copy's own."""

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tests.tools.grounding.numbers.test_grounding import TODAY
from tools.check import BrandCheck, load_check
from tools.copy import Copy
from tools.text.disguised import disguised
from tools.text.seen import Seen

TWINS = str.maketrans("aeopcx", "аеорсх")
WEIGHT = {"green": 0, "amber": 1, "red": 2}
CLAIMS = (
    ("en", "The most luxurious perfume in the world."),
    ("en", "Clinically proven to calm every skin."),
    ("de", "Der beste Balsam der Welt."),
    ("fr", "Le meilleur baume du monde."),
    ("es", "El mejor bálsamo del mundo."),
)


@pytest.fixture(scope="module")
def check() -> BrandCheck:
    return load_check(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))


def hidden(text: str) -> str:
    return "\u200b".join(text)


def borrowed(text: str) -> str:
    return text.translate(TWINS)


@pytest.mark.parametrize("disguise", [hidden, borrowed])
@pytest.mark.parametrize(("locale", "text"), CLAIMS)
def test_a_disguise_betters_no_rating_and_loses_no_rule(check, disguise, locale, text):
    bare = check.check(Copy(fields={"text": text}, locale=locale), today=TODAY)
    worn = check.check(Copy(fields={"text": disguise(text)}, locale=locale), today=TODAY)
    assert WEIGHT[worn.rating] >= WEIGHT[bare.rating]
    claims = {one.rule for one in bare.findings if one.family == "claims"}
    assert claims <= {one.rule for one in worn.findings}


@pytest.mark.parametrize("disguise", [hidden, borrowed])
def test_each_finding_stands_where_it_says_in_the_copy_as_given(check, disguise):
    text = disguise("The most luxurious perfume in the world.")
    report = check.check(Copy(fields={"text": text}), today=TODAY)
    assert any(one.family == "claims" for one in report.findings)
    for one in report.findings:
        assert text[one.start : one.start + len(one.span)] == one.span
        assert (one.line, one.column) == (1, one.start + 1)


@pytest.mark.parametrize(
    "text", ["Plain words.", "Déjà vu — “quoted” 👩‍👩‍👧 ❤️", "Ελληνικά και μόνο.", "Только по-русски."]
)
def test_copy_that_is_what_it_seems_is_left_alone(text):
    copy = Copy(fields={"text": text}, locale="el" if "Ε" in text else "ru" if "Т" in text else "en")
    assert disguised(Seen(copy, copy)) is None


def test_only_the_disguised_fields_are_read_otherwise():
    copy = Copy(fields={"subject": "Plain", "body": "cu\u200bres"})
    found = disguised(Seen(copy, copy))
    assert found is not None
    assert found.copy.fields == {"subject": "Plain", "body": "cures"}
