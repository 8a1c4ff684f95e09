"""A rule of the brand is proved by its own examples before it runs; rules from elsewhere are never lost in silence."""

from pathlib import Path

import pytest

from knowledge.brand import BrandFolder
from tools.brand_rules import load_rules
from tools.rules.definition import Problem

RULE = """extends: existence
message: "Not '%s'."
tokens: [hay]
copydesk:
  severity: amber
  examples:
    bad:
      - Smells of hay.
      - {bad}
    good:
      - Smells of linden.
      - {good}
"""
FOREIGN = "extends: existence\nmessage: x\ntokens: [hay]\n"


@pytest.fixture
def brand(tmp_path):
    (tmp_path / "brand").mkdir()
    (tmp_path / "brand" / "brand.yaml").write_text("id: plain\nname: Plain\nabout: A brand.\n")
    (tmp_path / "brand" / "rules").mkdir()
    return tmp_path / "brand"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problems(brand: Path, *extra: Path) -> list[tuple[str, int, str]]:
    found: tuple[Problem, ...] = load_rules(BrandFolder(brand), extra).problems
    return [(problem.path.name, problem.line, problem.key) for problem in found]


@pytest.mark.parametrize(
    ("bad", "good", "line", "key", "said"),
    [
        ("Fresh straw.", "Straw.", 9, "copydesk.examples.bad", "'Fresh straw.' does not trip the rule"),
        ("Hay? No, hay.", "Our hay.", 12, "copydesk.examples.good", "'Our hay.' trips the rule, at 'hay'"),
    ],
)
def test_examples_that_do_not_hold(brand, bad, good, line, key, said):
    write(brand / "rules" / "Hay.yml", RULE.format(bad=bad, good=good))
    rules = load_rules(BrandFolder(brand))
    (problem,) = rules.problems
    assert (problem.path.name, problem.line, problem.key) == ("Hay.yml", line, key)
    assert said in problem.message
    assert rules.find("hay") == []


def test_examples_that_hold(brand):
    write(brand / "rules" / "Hay.yml", RULE.format(bad="More hay.", good="Straw."))
    assert problems(brand) == []
    assert [f.rule for f in load_rules(BrandFolder(brand)).find("hay")] == ["plain.Hay"]


@pytest.mark.parametrize("examples", ["", "copydesk:\n  examples: {bad: [hay]}\n", "copydesk:\n  severity: red\n"])
def test_a_rule_of_the_brand_without_both_kinds_of_examples(brand, examples):
    write(brand / "rules" / "Hay.yml", FOREIGN + examples)
    assert problems(brand) == [("Hay.yml", 5 if examples else 1, "copydesk")]
    assert load_rules(BrandFolder(brand)).find("hay") == []


def test_foreign_rules_need_no_examples_but_ours_do_wherever_they_are(brand, tmp_path):
    write(brand / "rules" / "Foreign" / "Hay.yml", FOREIGN)
    write(brand / "rules" / "Mixed" / "Hay.yml", RULE.format(bad="Straw.", good="Straw."))
    style = write(tmp_path / "House" / "Hay.yml", RULE.format(bad="Straw.", good="Straw.")).parent
    assert problems(brand, style) == [("Hay.yml", 9, "copydesk.examples.bad")] * 2
    assert [f.rule for f in load_rules(BrandFolder(brand), [style]).find("hay")] == ["Foreign.Hay"]


def test_a_rule_that_is_put_right_runs(brand):
    path = write(brand / "rules" / "Hay.yml", RULE.format(bad="Straw.", good="Straw."))
    assert problems(brand)
    path.write_text(RULE.format(bad="Old hay.", good="Straw."))
    assert problems(brand) == []
    assert load_rules(BrandFolder(brand)).find("hay")


def test_the_brands_own_settings(brand):
    write(brand / "rules" / "Hay.yml", RULE.format(bad="Old hay.", good="Straw."))
    write(brand / "rules" / "Foreign" / "Hay.yml", FOREIGN)
    write(brand / "rules" / ".vale.ini", "[*.html]\nForeign.Hay = NO\n[*]\nplain.Hay = suggestion\n")
    rules = load_rules(BrandFolder(brand))
    assert rules.problems == ()
    assert [(f.rule, f.severity) for f in rules.find("hay", form="html")] == [("plain.Hay", "advice")]
    assert [f.rule for f in rules.find("hay", form="text")] == ["Foreign.Hay", "plain.Hay"]


def test_a_folder_without_a_rule_is_said(brand, tmp_path):
    nothing = write(tmp_path / "given" / "deep" / "deeper" / "note.yaml.md", "text").parents[2]
    write(nothing / "empty" / "old.ymlx", "text")
    (nothing / ".vale.ini").write_text("StylesPath = .\n[*]\nBasedOnStyles = empty\n")
    assert problems(brand, nothing) == [(".vale.ini", 3, "empty")]
    (nothing / ".vale.ini").write_text("StylesPath = .\n")
    assert problems(brand, nothing) == [(".vale.ini", 1, "BasedOnStyles")]
    (nothing / ".vale.ini").write_text("[*.py]\nBasedOnStyles = deep\n")
    assert problems(brand, nothing) == [(".vale.ini", 1, "BasedOnStyles")]


def test_a_rule_file_is_read_again_only_when_it_changes(brand, monkeypatch):
    path = write(brand / "rules" / "Hay.yml", RULE.format(bad="Old hay.", good="Straw."))
    first = load_rules(BrandFolder(brand))
    read = []
    kept = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda self: (read.append(self), kept(self))[1])
    assert load_rules(BrandFolder(brand)) is first
    assert [file for file in read if file.suffix == ".yml"] == []
    path.write_text(RULE.format(bad="Old hay!!", good="Straw."))
    assert load_rules(BrandFolder(brand)) is not first
    assert path in read


def test_styles_outside_the_folder_of_their_settings_are_read_again_too(brand, tmp_path):
    rule = write(tmp_path / "styles" / "House" / "R.yml", FOREIGN)
    ini = write(tmp_path / "given" / ".vale.ini", "StylesPath = ../styles\n[*]\nBasedOnStyles = House\n")
    assert load_rules(BrandFolder(brand), [ini]).find("hay")
    rule.write_text(FOREIGN.replace("hay", "straw"))
    assert load_rules(BrandFolder(brand), [ini]).find("hay") == []


STANCE = """extends: existence
message: "Not '%s'."
ignorecase: true
tokens: [magic]
copydesk:
  family: {family}
  {unless}
  examples: {{bad: It is magic., good: It is wax.}}
"""


SAID = "It is magic."
DENIED = "It isn't magic."
ASKED = "Is it magic? It is wax."
REPORTED = "Others call it magic."


@pytest.mark.parametrize(
    ("family", "unless", "found"),
    [
        ("claims", "", [SAID]),
        ("claims", "unless: []", [SAID, DENIED, ASKED, REPORTED]),
        ("wording", "", [SAID, DENIED, ASKED, REPORTED]),
        ("wording", "unless: [denied]", [SAID, ASKED, REPORTED]),
        ("wording", "unless: [denied, reported, asked]", [SAID]),
    ],
)
def test_a_rule_leaves_alone_what_is_only_denied_or_spoken_of(brand, family, unless, found):
    write(brand / "rules" / "Magic.yml", STANCE.format(family=family, unless=unless))
    rules = load_rules(BrandFolder(brand))
    texts = (SAID, DENIED, ASKED, REPORTED)
    assert [text for text in texts if any(one.rule == "plain.Magic" for one in rules.find(text))] == found


def test_a_question_may_be_answered_in_the_next_paragraph(brand):
    write(brand / "rules" / "Magic.yml", STANCE.format(family="claims", unless=""))
    rules = load_rules(BrandFolder(brand))
    assert rules.find("Are you magic?\n\nWe don't use the word, because we can't prove it.") == []
    assert len(rules.find("Are you magic?\n\nYes. It is wax.")) == 1


def test_an_unknown_stance_is_said(brand):
    path = write(brand / "rules" / "Magic.yml", STANCE.format(family="claims", unless="unless: [sung]"))
    (problem,) = load_rules(BrandFolder(brand)).problems
    assert (problem.path, problem.key) == (path, "copydesk.unless")
    assert "is 'sung'; one of denied, reported, asked, referred" in problem.message
