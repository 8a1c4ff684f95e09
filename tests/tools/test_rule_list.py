"""The list of a brand's rules holds each of them once, as the brand weighs it and as it has switched it."""

from pathlib import Path

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from knowledge.check_settings import CheckSettings
from tools.brand_rules import load_rules
from tools.check import BrandCheck, load_check
from tools.rule_list import RuleView, chosen, reads, rules_of


@pytest.fixture(scope="module")
def folder() -> BrandFolder:
    return BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)


@pytest.fixture(scope="module")
def sample(folder: BrandFolder) -> tuple[RuleView, ...]:
    return rules_of(load_check(folder), load_rules(folder, switched=False))


def test_each_rule_stands_in_it_once(folder: BrandFolder, sample: tuple[RuleView, ...]) -> None:
    check = load_check(folder)
    names = [rule.rule for rule in sample]
    assert len(names) == len(set(names))
    assert check.names | {rule.id for rule in check.rules.rules} <= set(names)
    assert all(rule.family for rule in sample)
    assert {rule.rule for rule in sample if not rule.on} == {
        rule.id for rule in load_rules(folder, switched=False).rules
    } - {rule.id for rule in check.rules.rules}


def test_the_brands_own_come_first_with_their_examples(sample: tuple[RuleView, ...]) -> None:
    own = [rule for rule in sample if rule.pack == SAMPLE_BRAND]
    assert tuple(own) == sample[: len(own)]
    assert all(rule.asks and rule.bad and rule.good and rule.where for rule in own)


@pytest.mark.parametrize(
    "name",
    ["copydesk.PersonalEmail", "copydesk.DataSold", "copydesk.ReadsAsHealth", "inclusive.even-they", "locale.Price"],
)
def test_the_desks_own_checks_say_what_they_ask_for(sample: tuple[RuleView, ...], name: str) -> None:
    (rule,) = [one for one in sample if one.rule == name]
    assert rule.asks
    assert "{" not in rule.asks


def test_it_is_found_by_family_pack_language_and_words(sample: tuple[RuleView, ...]) -> None:
    german = chosen(sample, pack="copydesk-de", language="de-AT", words="schnäppchen")
    assert [rule.rule for rule in german] == ["copydesk-de.Bargain"]
    assert chosen(sample, pack="copydesk-de", language="fr") == ()
    assert {rule.family for rule in chosen(sample, family="privacy")} == {"privacy"}
    assert chosen(sample) == sample
    anywhere = next(rule for rule in sample if not rule.languages)
    assert reads(anywhere, "ja")


def test_what_a_brand_switches_off_is_listed_as_off(tmp_path: Path) -> None:
    (tmp_path / "brand.yaml").write_text("id: tiny\nname: Tiny\nabout: A brand.\n", encoding="utf-8")
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / ".vale.ini").write_text("[*]\ncopydesk-de.Bargain = NO\n", encoding="utf-8")
    folder = BrandFolder(tmp_path)
    every = load_rules(folder, switched=False)
    check = load_check(folder)
    assert every is not check.rules
    off = [rule.rule for rule in rules_of(check, every) if not rule.on]
    assert off == ["copydesk-de.Bargain"]


def test_a_rule_weighs_as_the_brand_says(folder: BrandFolder, sample: tuple[RuleView, ...]) -> None:
    known = load_check(folder)
    settings = CheckSettings(advisory=("claims",), rules={"copydesk-de.Bargain": "red"})
    check = BrandCheck(known.rules, known.channels, settings)
    weighed = {rule.rule: rule.severity for rule in rules_of(check, known.rules)}
    assert weighed["copydesk-de.Bargain"] == "red"
    usual = {rule.rule: rule for rule in sample}
    changed = [name for name, severity in weighed.items() if severity != usual[name].severity]
    assert changed == [
        rule.rule
        for rule in rules_of(check, known.rules)
        if (usual[rule.rule].family == "claims" and usual[rule.rule].severity == "amber")
        or rule.rule == "copydesk-de.Bargain"
    ]
    assert len(changed) > 5
