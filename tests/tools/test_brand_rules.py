import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tests.tools.grounding.numbers.test_grounding import TODAY
from tools.brand_rules import load_rules
from tools.check import load_check
from tools.copy import Copy


def test_who_asks_at_once_shares_one_reading_of_the_files(tmp_path: Path) -> None:
    folder = BrandFolder(Path(shutil.copytree(BRANDS_SHIPPED / SAMPLE_BRAND, tmp_path / SAMPLE_BRAND)))
    start = threading.Barrier(4)

    def load(_: int) -> int:
        start.wait()
        return id(load_rules(folder))

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(load, range(4)))) == 1


RULE = """extends: existence
message: "'%s' is no word of ours."
tokens: [amazing]
copydesk:
  source: null
  {own}
  examples: {{bad: It is amazing., good: It is here.}}
"""


@pytest.fixture
def brand(tmp_path: Path) -> BrandFolder:
    return BrandFolder(Path(shutil.copytree(BRANDS_SHIPPED / SAMPLE_BRAND, tmp_path / SAMPLE_BRAND)))


def test_a_rule_for_a_channel_that_nobody_has_says_so(brand: BrandFolder) -> None:
    path = brand.rules / "Amazing.yml"
    path.write_text(RULE.format(own="channels: [email, text, instagrm]"))
    check = load_check(brand)
    (problem,) = check.problems
    assert str(problem) == (f"{path}:6: copydesk.channels: 'instagrm' is no channel; did you mean instagram?")
    copy = Copy(fields={"text": "It is amazing."})
    assert [one.rule for one in check.check(copy.model_copy(update={"channel": "text"}), today=TODAY).findings]


def test_each_line_of_a_list_of_channels_is_named(brand: BrandFolder) -> None:
    path = brand.rules / "Amazing.yml"
    path.write_text(RULE.format(own="channels:\n    - email\n    - myspace"))
    assert [str(one) for one in load_check(brand).problems] == [f"{path}:8: copydesk.channels: 'myspace' is no channel"]


def test_a_channel_of_the_brand_itself_is_one(brand: BrandFolder) -> None:
    with brand.channels.open("a") as file:
        file.write("\nposter:\n  name: Poster\n  fields:\n    text: {}\n")
    (brand.rules / "Amazing.yml").write_text(RULE.format(own="channels: [poster]"))
    assert load_check(brand).problems == ()


def test_a_rule_for_a_locale_that_nobody_has_does_not_run(brand: BrandFolder) -> None:
    path = brand.rules / "Amazing.yml"
    path.write_text(RULE.format(own="locale: [klingon]"))
    rules = load_rules(brand)
    assert [str(one) for one in rules.problems] == [
        f"{path}:6: copydesk.locale: 'klingon' is no locale: write a language such as en or de, or with a region, pt-BR"
    ]
    assert "orrelune.Amazing" not in {rule.id for rule in rules.rules}


def test_a_locale_may_be_written_as_people_write_it(brand: BrandFolder) -> None:
    (brand.rules / "Amazing.yml").write_text(RULE.format(own="locale: EN_gb"))
    found = load_rules(brand).find("It is amazing.", locale="en-GB")
    assert "orrelune.Amazing" in {one.rule for one in found}


def test_two_files_whose_names_differ_in_capitals_alone_are_one_rule_twice(brand: BrandFolder) -> None:
    first, second = brand.rules / "Amazing.yml", brand.rules / "amazing.yaml"
    for path in (first, second):
        path.write_text(RULE.format(own="locale: en"))
    rules = load_rules(brand)
    assert [str(one) for one in rules.problems] == [
        f"{second}:1: name: there is a rule orrelune.Amazing already, in {first}"
    ]
    found = [one.rule for one in rules.find("It is amazing.") if one.rule.startswith("orrelune.")]
    assert found == ["orrelune.Amazing"]
