"""A word whose letters are set apart is read as the word; abbreviations, initials, codes and lists stay as they are."""

import pytest

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tests.tools.grounding.numbers.test_grounding import TODAY
from tools.check import BrandCheck, load_check
from tools.copy import Copy
from tools.disguise_check import check_disguises
from tools.fixes import apply_safe
from tools.text.lookalikes import undisguised
from tools.text.markup import Block

RULE = "copydesk.LettersApart"


@pytest.fixture(scope="module")
def check() -> BrandCheck:
    return load_check(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))


def read(text: str) -> str:
    return undisguised(Block(text, frozenset())).text


def apart(text: str, locale: str = "en") -> list[tuple[str, str | None]]:
    copy = Copy(fields={"text": text}, locale=locale)
    return [(one.span, one.fix) for one in check_disguises(copy) if one.rule == RULE]


@pytest.mark.parametrize(
    ("text", "span", "word"),
    [
        ("It c.u.r.e.s acne", "c.u.r.e.s", "cures"),
        ("It c u r e s acne", "c u r e s", "cures"),
        ("It c-u-r-e-s acne", "c-u-r-e-s", "cures"),
        ("It c_u_r_e_s acne", "c_u_r_e_s", "cures"),
        ("It c*u*r*e*s acne", "c*u*r*e*s", "cures"),
        ("It c•u·r|e/s acne", "c•u·r|e/s", "cures"),
        ("It c. u. r. e. s acne", "c. u. r. e. s", "cures"),
        ("It c\u00a0u\u2009r e s acne", "c\u00a0u\u2009r e s", "cures"),
        ("It C.u.R.e.S acne", "C.u.R.e.S", "CuReS"),
        ("It с.u.r.е.s acne", "с.u.r.е.s", "cures"),  # two of them are Cyrillic
        ("It c.u.r.e.s. Really.", "c.u.r.e.s", "cures"),
        ("All f.r.e.e. Really.", "f.r.e.e", "free"),
        ("It is a c u r e for all", "a c u r e", "a cure"),
        ("It c u r e s a c n e", "c u r e s a c n e", "cures acne"),
        ("It c u r e s  a c n e", "c u r e s", "cures"),
        ("So a m a z i n g", "a m a z i n g", "amazing"),
        ("Er h.e.i.l.t Akne", "h.e.i.l.t", "heilt"),
        ("Il g u é r i t", "g u é r i t", "guérit"),
    ],
)
def test_letters_set_apart_are_read_as_their_word_and_said_to_be(text, span, word):
    assert read(text) == text.replace(span, word).replace("a c n e", "acne")
    assert apart(text)[0] == (span, word)


@pytest.mark.parametrize(
    ("text", "locale", "found"),
    [
        ("Get a b.a.r.g.a.i.n today", "en", [("b.a.r.g.a.i.n", "bargain")]),
        ("I c-u-r-e-d it", "en", [("c-u-r-e-d", "cured")]),
        ("A b.a.r.g.a.i.n a day", "en", [("b.a.r.g.a.i.n", "bargain")]),
        ("It c.u.r.e.s a c n e now", "en", [("c.u.r.e.s", "cures"), ("a c n e", "acne")]),
        ("It c u r e s a.c.n.e now", "en", [("c u r e s", "cures"), ("a.c.n.e", "acne")]),
        ("c.u.r.e.s a.c.n.e", "en", [("c.u.r.e.s", "cures"), ("a.c.n.e", "acne")]),
        ("It c.u r.e s acne", "en", [("c.u r.e s", "cures")]),
        ("Precio y g.a.n.g.a y m.á.s", "es", [("g.a.n.g.a", "ganga")]),
        ("Il y a m-a-g-i-e", "fr", [("m-a-g-i-e", "magie")]),
    ],
)
def test_a_short_word_beside_letters_set_apart_is_not_one_of_them(text, locale, found):
    assert apart(text, locale) == found


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        ("Get a b.a.r.g.a.i.n today", "Get a bargain today"),
        ("It is a c u r e for all", "It is a cure for all"),
        ("Un aroma y o r r e l u n e", "Un aroma y o r r e l u n e"),  # "yorrelune" would be no mending
        ("Get a o r r e l u n e balm", "Get a o r r e l u n e balm"),
    ],
)
def test_letters_are_joined_unseen_only_where_it_is_certain_what_they_spell(text, fixed):
    copy = Copy(fields={"text": text})
    assert apply_safe(copy, check_disguises(copy)).draft.text == fixed


def test_a_bargain_with_its_letters_set_apart_is_a_bargain(check):
    found = check.check(Copy(fields={"text": "Get a b.a.r.g.a.i.n today"}), today=TODAY).findings
    assert ("orrelune.Bargain", "b.a.r.g.a.i.n") in {(one.rule, one.span) for one in found}


@pytest.mark.parametrize("text", ["IT C U R E S ACNE", "It C.U.R.E.S acne", "It C-U-R-E-S acne"])
def test_capitals_are_read_as_their_word_but_may_be_a_design(text):
    assert "CURES" in read(text)
    assert apart(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Made in the U.S.A. and the U.S.S.R.",
        "D.I.Y., e.g. a shelf, i.e. this one, a.k.a. the plank",
        "R.S.V.P. by Y.M.C.A. rules, A.S.A.P.",
        "r.s.v.p. an uns",
        "Sizes S M L XL, XS S M L, S/M/L",
        "J. R. R. Tolkien, J. K. Rowling and J. S. G. B. Shaw",
        "Tracks A B C D E and A-B-C-D, a.b.c.d",
        "Kisses x x x x and z-z-z-z",
        "Code A-1-B-2-C-3, model X-5-R-S",
        "Vitamins A, D, E and K",
        "Write to a.b.c.d@example.com or see a.b.c.d.example.com and https://a.b.e.f/g/h",
        "Guitar G D G B D and Q W R T",
        "I a y o u",  # vowels alone
        "T E\nS T A\nB",
        "u.s.w., z.B., i.d.R. und u.v.m.",
        "東 京 都 内",
        "Option a or b, then c.",
    ],
)
def test_what_is_no_word_is_left_alone(text):
    assert read(text) == text
    assert apart(text) == []


@pytest.mark.parametrize("written", ["c.u.r.e.s", "c u r e s", "c-u-r-e-s", "C.U.R.E.S", "c. u. r. e. s", "с.u.r.е.s"])
def test_a_forbidden_claim_is_red_however_its_letters_are_set(check, written):
    text = f"Calm Balm {written} ec-ze-ma."
    report = check.check(Copy(fields={"text": text}), today=TODAY)
    assert report.rating == "red"
    assert ("orrelune.HealthClaim", written) in {(one.rule, one.span) for one in report.findings}
    assert all(text[one.start : one.start + len(one.span)] == one.span for one in report.findings)


def test_abbreviations_and_sizes_in_copy_raise_no_alarm(check):
    text = "Calm Balm is made in the U.S.A. In sizes S M L XL, e.g. for D.I.Y. gifts."
    report = check.check(Copy(fields={"text": text}), today=TODAY)
    assert RULE not in {one.rule for one in report.findings}
