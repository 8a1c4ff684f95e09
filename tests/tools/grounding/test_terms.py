"""A brand's terms: what is wrong with one is told in a line, and the others are held against drafts all the same."""

from datetime import date
from pathlib import Path

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tests.tools.grounding.numbers.test_grounding import passage
from tools.check import load_check
from tools.copy import Copy
from tools.grounding.numbers.check import check_numbers
from tools.grounding.terms import load_terms

TODAY = date(2026, 11, 21)
LOAF = "  loaf:\n    words: {en: 'rye (?:loaf|loaves)', de: 'roggenbrot\\w*'}\n    kinds: [price, g]\n"
SHOP = passage("A rye loaf costs €6 and weighs 900 g. A tart costs €24. The deposit for a basket is €5.")


def file(folder: Path, terms: str) -> Path:
    path = folder / "terms.yaml"
    path.write_text(terms, encoding="utf-8")
    return path


def reds(text: str, path: Path | None, locale: str = "en") -> list[str]:
    copy = Copy(channel="instagram", locale=locale, fields={"caption": text})
    found = check_numbers(copy, (SHOP,), (), TODAY, (), load_terms(path))
    return [one.span for one in found if one.severity == "red"]


@pytest.mark.parametrize(
    ("text", "locale", "span"),
    [
        ("Our rye loaf is €24.", "en", ["€24"]),
        ("Unser Roggenbrot kostet 24 €.", "de", ["24 €"]),
        ("Our rye loaf is €6, the tart €24.", "en", []),
        ("A tart is €24.", "en", []),
        ("The deposit is €24.", "en", ["€24"]),
    ],
)
def test_a_number_of_a_brands_term(tmp_path: Path, text: str, locale: str, span: list[str]) -> None:
    assert reds(text, file(tmp_path, f"terms:\n{LOAF}"), locale) == span


def test_without_the_file_only_the_desks_are_known() -> None:
    assert reds("Unser Roggenbrot kostet 24 €.", None, "de") == []
    assert reds("The deposit is €24.", None) == ["€24"]
    assert set(load_terms().keys) == {"hiring", "deposit"}


@pytest.mark.parametrize(
    ("term", "said"),
    [
        (
            "  tart:\n    words: {en: tarts?}\n    kinds: [price]\n    ovr: [loaf]\n",
            "8: terms.tart: unknown key 'terms.tart.ovr'. Did you mean 'over'?",
        ),
        ("  tart:\n    words: {en: tarts?}\n", "5: terms.tart: the key 'terms.tart.kinds' is missing. Add it."),
        (
            "  tart:\n    words: {en: tarts?}\n    kinds: [cost]\n",
            "7: terms.tart: 'terms.tart.kinds': 'cost' is no kind of number; known: count, date,",
        ),
        ("  tart:\n    words: {en: tarts?}\n    kinds: [kg]\n", "'kg' is no kind of number; write 'g'"),
        ("  tart:\n    words: {en: 'tart('}\n    kinds: [price]\n", "the words in 'en' cannot be used:"),
        (
            "  tart:\n    words: {en: '(?:t+)+a'}\n    kinds: [price]\n",
            "the words in 'en' cannot be used: a repetition",
        ),
        ("  tart:\n    words: {en: 'tarts?|'}\n    kinds: [price]\n", "they fit where there is no word at all"),
        ("  tart:\n    words: {en: '\\w+'}\n    kinds: [price]\n", "they fit any word"),
        ("  tart:\n    words: {English: tarts?}\n    kinds: [price]\n", "'English' is no language"),
        ("  tart: 4\n", "5: terms.tart: 'terms.tart': Input should be a valid dictionary"),
        ("  tart:\n    words: {en: a, en: b}\n    kinds: [g]\n", "6: terms.tart: the key 'en' is there twice"),
        ("  loaf:\n    words: {en: tarts?}\n    kinds: [price]\n", "5: terms.loaf: this is there twice; the first"),
        (
            "  tart:\n    words: {en: tarts?}\n    kinds: [price]\n    over: [pie]\n",
            "5: terms.tart: it stands over 'pie', and there is no such term",
        ),
        (
            "  bread:\n    words: {de: 'brot|roggenbrot\\w*'}\n    kinds: [price]\n",
            "5: terms.bread: 'roggenbrot\\w*' is a word of 'loaf' already",
        ),
        ("tarts: {}\n", "5: tarts: unknown key. Known here: terms."),
    ],
)
def test_what_is_wrong_with_one_is_told_and_the_others_count(tmp_path: Path, term: str, said: str) -> None:
    path = file(tmp_path, f"terms:\n{LOAF}{term}")
    (problem,) = map(str, load_terms(path).problems)
    assert problem.startswith(f"{path}:")
    assert said in problem
    assert "\n" not in problem
    assert reds("Unser Roggenbrot kostet 24 €.", path, "de") == ["24 €"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"terms:\n  loaf: [x\n", "3: terms: this is not valid YAML"),
        (b"terms: \xff", "1: terms: is not UTF-8 text (byte 7). Save it as UTF-8."),
        (b"- loaf\n", "expected keys and values"),
        (b"#" * 1_000_001, "1: terms: has 1,000,001 bytes"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_the_desks(tmp_path: Path, text: bytes, said: str) -> None:
    path = tmp_path / "terms.yaml"
    path.write_bytes(text)
    (problem,) = map(str, load_terms(path).problems)
    assert said in problem
    assert reds("The deposit is €24.", path) == ["€24"]


def test_nothing_in_it_is_no_problem(tmp_path: Path) -> None:
    assert load_terms(file(tmp_path, "# later\n")).problems == ()
    assert load_terms(file(tmp_path, "terms:\n")).problems == ()


def test_a_term_of_the_desks_name_replaces_it(tmp_path: Path) -> None:
    path = file(tmp_path, "terms:\n  deposit:\n    words: {en: bail}\n    kinds: [price]\n")
    assert reds("The deposit is €24.", path) == []


def test_the_templates_examples_can_be_used(tmp_path: Path) -> None:
    text = (BRANDS_SHIPPED / "_template" / "terms.yaml").read_text(encoding="utf-8")
    assert load_terms(file(tmp_path, text)).own == 0
    shown = text[text.index("terms: {}") :].replace("{}", "").replace("\n#", "\n")
    terms = load_terms(file(tmp_path, shown))
    assert terms.problems == ()
    assert set(terms.keys) == {"hiring", "deposit", "rye loaf", "last orders"}


def test_a_report_rests_on_the_brands_terms(tmp_path: Path) -> None:
    sample = load_check(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))
    assert sample.problems == ()
    assert [(pack.rules, len(pack.digest)) for pack in sample.packs if pack.name == "terms"] == [(8, 64)]
    (tmp_path / "brand.yaml").write_text("id: tiny\nname: Tiny\nabout: A brand.\n", encoding="utf-8")
    without = load_check(BrandFolder(tmp_path))
    assert not [pack for pack in without.packs if pack.name == "terms"]
    path = file(tmp_path, f"terms:\n{LOAF}  tart: {{}}\n")
    check = load_check(BrandFolder(tmp_path))
    assert check.rules_digest != without.rules_digest
    assert [str(one).split(":")[:3] for one in check.problems] == [[str(path), "5", " terms.tart"]]
