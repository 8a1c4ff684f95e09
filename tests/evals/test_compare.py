"""Two rule packs and two policy files at the same cases: what is told apart, counted, and refused."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from evals.brand.drafts import TODAY, Draft, load_drafts
from evals.brand.matching import Judged
from evals.compare import packs, policies
from evals.compare.sides import Side, sides
from evals.figures import rate_difference
from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from knowledge.embedding import HashEmbedder
from knowledge.errors import InputError
from tools.check import load_check

SAMPLE = BRANDS_SHIPPED / SAMPLE_BRAND
RULE = "extends: existence\nmessage: \"Not '%s'.\"\nlevel: error\ntokens: [candle]\n"


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The sample brand's rules and policy, to be changed."""
    folder = tmp_path / "other"
    shutil.copytree(SAMPLE / "rules", folder / "rules")
    shutil.copy(SAMPLE / "policy.yaml", folder / "policy.yaml")
    return folder


def pair(a: Path, b: Path) -> tuple[Side, Side]:
    found = sides((str(a), str(b)))
    assert found is not None
    return found


def test_sides_are_told_apart_by_what_they_are(other: Path, tmp_path: Path) -> None:
    whole, brand = pair(SAMPLE, other)
    assert (whole.kind, brand.kind) == ("a brand folder", "a brand folder")
    assert brand.rules == other / "rules"
    renamed = (other / "policy.yaml").rename(tmp_path / "mine.yaml")
    assert pair(SAMPLE, renamed)[1].policy == renamed
    own, foreign = pair(SAMPLE / "rules", vale(tmp_path))
    assert (own.kind, own.own, foreign.kind, foreign.own) == ("a rule pack", True, "a rule pack", False)
    assert pair(SAMPLE / "rules", (other / "rules").rename(tmp_path / "copied"))[1].own
    assert sides(("embedded", "Qwen/Qwen3")) is None


def vale(tmp_path: Path) -> Path:
    style = tmp_path / "Plain"
    style.mkdir()
    (style / "Candle.yml").write_text(RULE, encoding="utf-8")
    return style


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ("rules", "policy.yaml", r"A is a rule pack \(.*rules\), B is a policy file \(.*policy.yaml\): give two of"),
        ("rules", "nowhere/", "There is no file or folder .*nowhere"),
        ("rules", "embedded", "B is a model .embedded.: give two of the same kind"),
        ("policy.yaml", "policy.yaml", "Both are .*policy.yaml: name two"),
        ("policy.yaml", "brand.yaml", "brand.yaml is no policy file"),
        ("rules", "rules/Guys.yml", "Guys.yml is one rule: give the folder"),
        ("rules", "documents", "documents holds no rules"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(a: str, b: str, said: str) -> None:
    given = [name if name == "embedded" else str(SAMPLE / name) for name in (a, b)]
    with pytest.raises(InputError, match=said) as caught:
        sides((given[0], given[1]))
    assert "\n" not in str(caught.value)


def rules_alone(tmp_path: Path, drafts: Sequence[Draft]) -> packs.Checking:
    """The real rules without documents: what a pack finds does not need them."""

    def judged(side: Side) -> Sequence[Judged]:
        folder = tmp_path / f"made-{len(list(tmp_path.iterdir()))}"
        extra = packs.stand_in(side, folder)
        check = load_check(BrandFolder(folder), extra)
        return packs.judged_with(lambda one: check.check(one.as_copy, today=TODAY), drafts)

    return judged


@pytest.mark.slow
def test_a_rule_that_is_too_wide_makes_precision_worse_and_names_the_drafts(other: Path, tmp_path: Path) -> None:
    own = "copydesk:\n  family: claims\n  examples: {bad: The skin., good: Soft.}\n"
    wide = (
        RULE.replace("[candle]", "[the, and, die, der, le, la]").replace("error\n", "error\nignorecase: true\n") + own
    )
    (other / "rules" / "Wide.yml").write_text(wide, encoding="utf-8")
    english = [draft for draft in packs.tuning_drafts() if draft.language == "en"][:60]
    found = packs.compare(*pair(SAMPLE / "rules", other / "rules"), rules_alone(tmp_path, english))
    by_name = {row.name: row for row in found.figures}
    assert set(by_name) == {"red precision", "red recall", "amber precision", "amber recall", "ratings"}
    assert by_name["amber precision"].gap is not None
    assert by_name["amber precision"].gap.value < 0
    assert by_name["amber recall"].gap is not None
    assert len(found.of("worse")) > 10
    assert "now wrong amber claims" in found.of("worse")[0].line
    assert not {each.case for each in found.moved} & {draft.id for draft in load_drafts("test")}


def test_a_foreign_package_stands_in_for_the_brands_own_rules(tmp_path: Path) -> None:
    _, side = pair(SAMPLE / "rules", vale(tmp_path))
    folder = tmp_path / "made"
    extra = packs.stand_in(side, folder)
    names = load_check(BrandFolder(folder), extra).names
    assert "Plain.Candle" in names
    assert not any(name.startswith("orrelune.") for name in names)


def test_the_same_rules_show_no_difference(other: Path, tmp_path: Path) -> None:
    found = packs.compare(*pair(SAMPLE / "rules", other / "rules"), rules_alone(tmp_path, packs.tuning_drafts()[::150]))
    assert found.moved == ()
    assert all("no difference shown" in row.line for row in found.figures)


def test_a_rule_that_cannot_be_used_is_refused_before_anything_runs(other: Path) -> None:
    (other / "rules" / "Bad.yml").write_text("extends: nothing\nmessage: m\n", encoding="utf-8")

    def never(_: Side) -> Sequence[Judged]:
        raise AssertionError

    with pytest.raises(InputError, match=r"^B has rules that cannot be used: .*other/rules/Bad\.yml:\d+: extends") as e:
        packs.compare(*pair(SAMPLE / "rules", other / "rules"), never)
    assert "\n" not in str(e.value)


def test_policies_differ_case_by_case(other: Path) -> None:
    file = other / "policy.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("above: 100000", "above: 70000").replace("then: {also: [privacy]}", "then: {also: [brand]}"),
        encoding="utf-8",
    )
    table, drafts = policies.compare(*pair(SAMPLE / "policy.yaml", file)).asked
    more = {each.case: each for each in table.of_effect("stricter")}
    assert set(more) == {"offer-80000", "offer-100000", "offer-usd-110000"}
    assert more["offer-80000"].turn.startswith("Brand (email-brand) → Brand and the relationship manager")
    assert [line.partition(": Brand")[0] for line in table.lines("stricter")] == [
        "offer-80000, offer-100000, offer-usd-110000"
    ]
    assert table.of_effect("looser")
    assert table.cases == 50
    assert f"B asks more in 3, less in {len(table.of_effect('looser'))}" in table.line
    assert drafts.cases == len(packs.tuning_drafts())
    assert drafts.changed == ()
    assert f"the same in {drafts.cases}" in drafts.line
    assert "no difference shown" in drafts.line


def test_more_signatures_are_shown_and_another_rule_is_no_other_signature(other: Path) -> None:
    file = other / "policy.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("when: {rating: amber}", "when: {rating: red}"), encoding="utf-8")
    table, _ = policies.compare(*pair(SAMPLE / "policy.yaml", file)).asked
    assert not table.of_effect("other")
    assert "amber-instagram" in table.same_signatures["amber-brand → no-rule-matched"]
    rule = "  - id: all\n    because: All.\n    when: {}\n    then: {also: [legal]}\n"
    file.write_text(text.replace("rules:\n", f"rules:\n{rule}", 1), encoding="utf-8")
    _, drafts = policies.compare(*pair(SAMPLE / "policy.yaml", file)).asked
    told = drafts.lines("stricter")
    assert 0 < len(told) < 20 < len(drafts.of_effect("stricter"))
    shown = re.compile(r"\d+ cases, such as \S+, \S+, \S+: Brand \(\S+\) → Brand and Legal \(\S+\): ")
    assert any(map(shown.match, told))
    assert drafts.gap is not None
    assert drafts.gap.shown
    assert "B asks for more, +" in drafts.line


def test_a_policy_that_cannot_be_read_is_told_in_one_line(other: Path) -> None:
    (other / "policy.yaml").write_text("version: 1\ncurrency: EUR\nrules: []\nruls: []\n", encoding="utf-8")
    with pytest.raises(InputError, match="unknown key 'ruls'"):
        policies.compare(*pair(SAMPLE / "policy.yaml", other / "policy.yaml"))


def test_a_rates_difference_is_drawn_by_case() -> None:
    before = {str(n): (2, 4) for n in range(20)}
    gap = rate_difference(before, dict.fromkeys(before, (3, 4)))
    assert gap is not None
    assert (gap.value, gap.low, gap.high, gap.n, gap.paired) == (0.25, 0.25, 0.25, 20, True)
    mixed = rate_difference(before, {key: (4 if int(key) % 2 else 1, 4) for key in before})
    assert mixed is not None
    assert not mixed.shown
    assert mixed.low < 0.125 < mixed.high
    fewer = rate_difference(before, {key: (1, 1) if key == "0" else (0, 0) for key in before})
    assert fewer is not None
    assert fewer.value == 0.5
    assert rate_difference(before, dict.fromkeys(before, (0, 0))) is None
    assert rate_difference(before, {"other": (1, 1)}) is None


@pytest.mark.slow
def test_a_desk_checks_drafts_with_the_pack_and_with_the_brands_documents(tmp_path: Path) -> None:
    drafts = packs.tuning_drafts()[::30]
    own, foreign = pair(SAMPLE / "rules", vale(tmp_path))
    judged = packs.at_a_desk(own, HashEmbedder(), drafts)
    assert [one.draft.id for one in judged] == [draft.id for draft in drafts]
    found = {one.rule for each in judged for one in (*each.right, *each.false, *each.beside)}
    assert any(rule.startswith("orrelune.") for rule in found)
    assert sum(one.rating == one.draft.rating for one in judged) > 0.7 * len(drafts)
    plain = packs.at_a_desk(foreign, HashEmbedder(), drafts)
    others = {one.rule for each in plain for one in (*each.right, *each.false, *each.beside)}
    assert not any(rule.startswith("orrelune.") for rule in others)
