"""Words in disguise are read as what they look like, and said to be in disguise."""

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tools.brand_rules import load_rules
from tools.copy import Copy
from tools.disguise_check import check_disguises
from tools.text.lookalikes import undisguised
from tools.text.markup import Block


def disguised(text: str, locale: str = "en") -> list[tuple[str, str, str | None]]:
    return [(f.rule.split(".")[1], f.span, f.fix) for f in check_disguises(Copy(fields={"text": text}, locale=locale))]


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
    block = Block("plain", frozenset())
    assert undisguised(block) is block


@pytest.mark.parametrize(
    ("text", "rule", "span", "fix"),
    [
        ("The new \u0441\u043e\u0441\u043e scent", "ForeignScript", "\u0441\u043e\u0441\u043e", "coco"),
        ("\u0441\u043e\u0441\u043e", "ForeignScript", "\u0441\u043e\u0441\u043e", "coco"),
        ("Hi \u0581uys, hello", "MixedScript", "\u0581uys", "guys"),
        ("Say \u0570\u0578 to it", "ForeignScript", "\u0570\u0578", "hn"),
        ("A \u03a1\u0391\u03a5 day for everybody here, Ωmega", "ForeignScript", "\u03a1\u0391\u03a5", "PAY"),
        (
            "Our shop in Moskau is called Привет and the scent \u0441\u043e\u0441\u043e is new there since May",
            "ForeignScript",
            "\u0441\u043e\u0441\u043e",
            "coco",
        ),
    ],
)
def test_a_whole_word_of_lookalikes_is_found(text, rule, span, fix):
    assert (rule, span, fix) in disguised(text)


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Привет, \u0441\u043e\u0441\u043e", "en"),
        ("\u0441\u043e\u0441\u043e", "ru"),
        ("\u0430\u0441\u0441\u043e\u0440\u0442\u0438 \u0441\u043e\u043a", "en"),
        ("το νερο και ο αερας", "en"),
        ("νικα", "el"),
        ("10 kΩ, 5 μg and ΔT", "en"),
        ("α-Pinene and β-Caryophyllene", "en"),
        ("Բարեւ ձեզ", "en"),
        ("ＡＢＣホテル", "ja"),
        ("שמן בושם Orrelune חדש ב-38 אירו", "he"),
        ("عطر \u2067Linden Hour\u2069 جديد، ٥٠ مل", "ar"),
        ("\u202bשלום\u202c", "he"),
        ("خرید ۵۰ میلی‌لیتر", "fa"),
        ("Tシャツ", "en"),
    ],
)
def test_texts_of_other_scripts_raise_no_alarm(text, locale):
    assert disguised(text, locale) == []


def test_an_override_is_hidden_also_in_a_text_from_right_to_left():
    assert [rule for rule, _, _ in disguised("\u202eשלום\u202c", "he")] == ["HiddenCharacter"]


def test_a_banned_word_of_lookalikes_only_is_found():
    text = "grab a \u0441\u043e\u0441\u043e now"
    block = undisguised(Block(text, frozenset()))
    assert block.text == "grab a coco now"
    assert block.place(7, 11) == (7, 11)
