"""No two fixes contradict each other, and a fix is not lost to a rule that has none."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tests.tools.grounding.numbers.test_grounding import EVIDENCE, FACTS, PRODUCTS, TODAY
from tools.agreeing import agreeing
from tools.check import load_check
from tools.copy import Copy
from tools.findings import Family, Finding, Severity

BRAND = BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)


def finding(rule: str, fix: str | None, severity: Severity, family: Family = "wording", span: str = "38 €") -> Finding:
    return Finding(
        rule=rule,
        family=family,
        severity=severity,
        field="text",
        line=1,
        column=1,
        start=0,
        span=span,
        message="",
        source=None,
        fix=fix,
    )


def nothing(_text: str) -> Iterable[Finding]:
    return ()


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ((("a", "€118", "red", "grounding"), ("b", "€38", "amber", "locale")), ["€118", None]),
        ((("b", "€38", "amber", "locale"), ("a", "€118", "amber", "grounding")), [None, "€118"]),
        ((("a", "€118", "red", "grounding"), ("b", "€118", "amber", "locale")), ["€118", "€118"]),
        ((("a", "use", "amber", "wording"), ("b", "employ", "amber", "wording")), ["use", "employ"]),
        ((("a", None, "red", "grounding"), ("b", "€38", "amber", "locale")), [None, "€38"]),
    ],
)
def test_of_two_fixes_for_the_same_words_the_graver_stays(
    given: tuple[tuple[str, str | None, Severity, Family], ...], kept: list[str | None]
) -> None:
    assert [one.fix for one in agreeing([finding(*each) for each in given], nothing)] == kept


def test_a_wrong_price_has_one_fix() -> None:
    copy = Copy(fields={"text": "The refillable bottle costs 38 €, filled with 50 ml."})
    report = load_check(BRAND).check(copy, evidence=EVIDENCE, facts=FACTS, products=PRODUCTS, today=TODAY)
    at_price = [one for one in report.findings if one.span == "38 €"]
    assert len(at_price) > 1
    assert [one.fix for one in at_price if one.fix] == ["€118"]


@pytest.fixture
def package(tmp_path: Path) -> Path:
    style = tmp_path / "styles" / "Very"
    style.mkdir(parents=True)
    (style / "Twice.yml").write_text(
        "extends: existence\nmessage: \"No '%s'.\"\nlevel: error\ntokens:\n  - very unique\n", encoding="utf-8"
    )
    ini = tmp_path / ".vale.ini"
    ini.write_text(
        "StylesPath = styles\nMinAlertLevel = suggestion\n[*]\nBasedOnStyles = Vale, Very\n", encoding="utf-8"
    )
    return ini


def test_what_a_rule_changes_is_not_changed_back(package: Path) -> None:
    check = load_check(BRAND, (package,))
    text = "They met at the centre and the center."
    report = check.check(Copy(fields={"text": text}), today=date(2026, 11, 21))
    fixes = {one.rule: one.fix for one in report.findings if one.span in ("centre", "center")}
    assert fixes == {"Vale.Spelling": None, "orrelune.BritishSpelling": "centre"}


def test_a_rule_without_a_fix_takes_none_away(package: Path) -> None:
    check = load_check(BRAND, (package,))
    text = "This is very unique. That is very unique."
    report = check.check(Copy(fields={"text": text}), today=date(2026, 11, 21))
    assert [one.fix for one in report.findings if one.span == "very unique" and one.fix] == ["unique", "unique"]
