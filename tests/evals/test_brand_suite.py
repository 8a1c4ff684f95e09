"""The suite counts what it says it counts, and its drafts are well-formed and parted by their id."""

import math
from collections import Counter

import pytest

from evals.brand.drafts import BRANDS, Draft, Expected, load_drafts
from evals.brand.matching import judge, ratings, score
from evals.brand.suite import run
from evals.thresholds import OWN_CASES, thresholds
from knowledge.brand import BRANDS_SHIPPED, BrandFolder
from tools.channels import Channels
from tools.findings import BrandReport, Finding

DRAFTS = (*load_drafts("tuning"), *load_drafts("test"))
_WEIGHT = {"green": 0, "amber": 1, "red": 2}


def finding(draft: Draft, span: str, family: str, severity: str, rule: str = "t.Rule") -> Finding:
    field, text = next((name, text) for name, text in draft.fields.items() if span in text)
    return Finding(
        rule=rule,
        family=family,
        severity=severity,
        field=field,
        line=1,
        column=1,
        start=text.index(span),
        span=span,
        message="m",
        source=None,
    )


def report(rating: str, *findings: Finding) -> BrandReport:
    return BrandReport(rating=rating, score=0, sections=(), findings=findings, rules_digest="")


def draft(*expected: tuple[str, str, str], text: str = "The best bargain in Ghent, for 12 euros.") -> Draft:
    return Draft(
        id="t-1",
        split="tuning",
        language="en",
        topic="claims",
        brand="orrelune",
        channel="text",
        locale="en",
        fields={"text": text},
        evidence="all",
        rating=max((severity for _, severity, _ in expected), key=_WEIGHT.__getitem__, default="green"),
        expected=tuple(
            Expected(family=family, severity=severity, field="text" if span else "", start=text.find(span), span=span)
            for family, severity, span in expected
        ),
    )


def test_the_drafts_are_many_parted_by_their_round_and_half_of_them_clean():
    assert len(DRAFTS) >= 800
    assert len({one.id for one in DRAFTS}) == len({str(one.fields) for one in DRAFTS}) == len(DRAFTS)
    assert all(one.split == ("test" if one.id.startswith("t-") else "tuning") for one in DRAFTS)
    languages = Counter(one.language for one in DRAFTS)
    assert all(languages[language] >= 40 for language in ("en", "de", "fr", "es"))
    assert {one.channel for one in DRAFTS} >= set(Channels.load().ids) - {"text"}
    assert {one.brand for one in DRAFTS} == set(BRANDS)
    for part in ("tuning", "test"):
        rows = [one for one in DRAFTS if one.split == part]
        assert 0.4 <= sum(one.rating == "green" for one in rows) / len(rows) <= 0.6


def test_each_label_stands_where_it_says_and_makes_the_rating():
    for one in DRAFTS:
        weights = [wanted.severity for wanted in one.expected]
        assert one.rating == max(weights, key=_WEIGHT.__getitem__, default="green"), one.id
        for wanted in one.expected:
            if wanted.span:
                assert one.fields[wanted.field][wanted.start :].startswith(wanted.span), one.id


def test_the_second_brand_has_no_rules_and_no_claims():
    folder = BrandFolder(BRANDS["kestrelway"])
    assert not folder.rules.exists()
    assert not (BRANDS["kestrelway"] / "documents" / "claims").exists()
    assert BRANDS["orrelune"].parent == BRANDS_SHIPPED


def test_a_finding_counts_by_family_weight_and_place():
    given = draft(("claims", "red", "The best"), ("wording", "amber", "bargain"), ("voice", "amber", ""))
    found = (
        finding(given, "best bargain", "claims", "red"),
        finding(given, "bargain", "grounding", "amber", "t.Beside"),
        finding(given, "12 euros", "grounding", "amber", "t.False"),
        finding(given, "Ghent", "voice", "amber"),
        finding(given, "Ghent", "wording", "advice"),
    )
    judged = judge(given, "red", found)
    assert [one.family for one in judged.right] == ["claims", "voice"]
    assert [one.rule for one in judged.beside] == ["t.Beside"]
    assert [one.rule for one in judged.false] == ["t.False"]
    assert [one.span for one in judged.missed] == ["bargain"]
    amber = score([judged], severity="amber")
    assert (amber.recall.value, amber.precision.value) == (0.5, 0.5)
    assert amber.strict.value == pytest.approx(1 / 3)
    assert math.isnan(score([judged], family="locale").recall.value)
    assert judged.confusions[0] == "t-1 (claims): missed amber wording “bargain”"


def test_what_is_heavier_than_an_approver_would_have_it_is_false():
    given = draft(("wording", "amber", "bargain"))
    judged = judge(given, "red", [finding(given, "bargain", "wording", "red")])
    assert len(judged.false) == len(judged.missed) == 1
    assert ratings([judged])["amber"] == {"green": 0, "amber": 0, "red": 1}


def test_a_check_that_finds_all_is_perfect_and_one_that_finds_nothing_falls_under_its_floors():
    def exact(one: Draft) -> BrandReport:
        spans = [wanted for wanted in one.expected if wanted.span]
        return report(one.rating, *(finding(one, each.span, each.family, each.severity) for each in spans))

    made = [draft(("claims", "red", "The best")), draft(("wording", "amber", "bargain")), draft()]
    rows = [one.model_copy(update={"id": f"t-{number}"}) for number, one in enumerate(made)]
    result = run(exact, rows)
    assert result.ok
    assert [figure.value for figure in result.figures.values()] == [1, 1, 1, 1, 1]
    assert result.confusions == ()
    silent = run(lambda _: report("green"), rows)
    assert silent.scores["red"].recall.value == 0
    assert silent.figures["ratings"].value == pytest.approx(1 / 3)
    assert not silent.ok
    assert len(silent.confusions) == 2
    assert {*silent.figures, OWN_CASES} == set(thresholds("brand"))


@pytest.mark.slow
def test_the_desks_check_stays_above_its_floors():
    assert run().below == ()
