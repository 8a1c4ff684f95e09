"""Words in disguise are read as what they look like, and said to be in disguise."""

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tools.brand_rules import load_rules
from tools.copy import Copy
from tools.disguise_check import check_disguises
from tools.markup import Block


def disguised(text: str) -> list[tuple[str, str, str | None]]:
    return [(f.rule.split(".")[1], f.span, f.fix) for f in check_disguises(Copy(fields={"text": text}))]


@pytest.mark.parametrize(
    ("text", "rule", "span", "fix"),
    [
        ("a bar\u200bgain", "HiddenCharacter", "\u200b", ""),
        ("a bar\u00adgain", "HiddenCharacter", "\u00ad", ""),
        ("a bar\u2060\ufeffgain", "HiddenCharacter", "\u2060\ufeff", ""),
        ("a \u202ebargain\u202c", "HiddenCharacter", "\u202e", ""),
        ("a b\u0430rgain", "MixedScript", "b\u0430rgain", "bargain"),
        ("a b\u03b1rg\u03b1in", "MixedScript", "b\u03b1rg\u03b1in", "bargain"),
        ("a 𝗯𝗮𝗿𝗴𝗮𝗶𝗻", "StyledLetters", "𝗯𝗮𝗿𝗴𝗮𝗶𝗻", "bargain"),
        ("a ｂａｒｇａｉｎ", "StyledLetters", "ｂａｒｇａｉｎ", "bargain"),
        ("a ⓑⓐⓡⓖⓐⓘⓝ", "StyledLetters", "ⓑⓐⓡⓖⓐⓘⓝ", "bargain"),
    ],
)
def test_each_disguise_is_a_finding_and_the_word_is_found(text, rule, span, fix):
    assert (rule, span, fix) in disguised(text)
    found = load_rules(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)).find(text)
    (bargain,) = [finding for finding in found if finding.rule == "orrelune.Bargain"]
    assert text[bargain.start : bargain.start + len(bargain.span)] == bargain.span
    assert bargain.span.strip("\u202e\u202c")[0] in "bｂ𝗯ⓑ"


@pytest.mark.parametrize(
    "text",
    [
        "Plain.",
        "Un été à l’ombre",
        "A family 👨‍👩‍👧 and a flag 🏴󠁧󠁢󠁥󠁮󠁧󠁿 and ❤️",
        "Только кириллица",
        "Μόνο ελληνικά",
        "می‌خواهم",
        "\u200fעברית\u200f",
        "Chanel № 5, 100 µg, CO₂, 25 °C",
    ],
)
def test_what_belongs_there_is_left_alone(text):
    assert disguised(text) == []


def test_a_decomposed_letter_is_its_letter():
    found = load_rules(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)).find(
        "neutre pour le climat, e\u0301cologique", locale="fr"
    )
    assert [f.span for f in found if f.severity == "red"] == ["neutre pour le climat", "e\u0301cologique"]


def test_a_block_of_ascii_is_not_copied():
    from tools.lookalikes import undisguised

    block = Block("plain", frozenset())
    assert undisguised(block) is block
