"""A fix that nobody looks at leaves no broken mark, no lost or doubled space, no doubled word and no wrong article."""

from collections.abc import Iterator

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tests.tools.grounding.numbers.test_grounding import TODAY
from tools.brand_rules import load_rules
from tools.check import BrandCheck, load_check
from tools.copy import Copy
from tools.fixes import SAFE_FAMILIES, apply, apply_safe
from tools.rules.definition import Rule
from tools.rules.ruleset import RuleSet
from tools.seams import edit

ORRELUNE = BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND)
RULES = load_rules(ORRELUNE, switched=False)
PLAIN = regex.compile(r"[\p{L}\p{N}'’ -]+")
BROKEN = regex.compile(
    r"[?!…]\.|(?<!\.)\.[?!,;:]|[,;:][.!?,;:]|,,"  # a mark after a mark
    r"|\s[.,](?:\s|$)|^\s*[.,;:!?]|¡\.|\.¡"  # one that stands by itself
    r"|[^\S\n]{2}|\s$|^\s"
    r"|(?<![\p{L}\p{N}])(?i:an)\ (?=[bcdfgjklmnpqrstvwxyz])|(?<![\p{L}\p{N}])(?i:a)\ (?=[aeio]\p{L}{3})"
)


@pytest.fixture(scope="module")
def check() -> BrandCheck:
    return load_check(ORRELUNE)


def fixed(check: BrandCheck, text: str, locale: str = "en") -> str:
    copy = Copy(fields={"text": text}, locale=locale)
    return apply_safe(copy, check.check(copy, today=TODAY).findings).draft.text


@pytest.mark.parametrize(
    ("locale", "text", "after"),
    [
        ("en", "Really?!", "Really?"),
        ("en", "Really!?", "Really?"),
        ("en", "At last!… Here.", "At last… Here."),
        ("en", "Here! !", "Here."),
        ("en", "(It is here!) The bottle.", "(It is here.) The bottle."),
        ("en", "“It is here!” The bottle.", "“It is here.” The bottle."),
        ("en", "“It is here!”, she said.", "“It is here”, she said."),
        ("en", "“It is here!”.", "“It is here”."),
        ("en", "“It is here!” she said.", "“It is here!” she said."),  # a comma would do; a person decides
        ("en", "! New", "! New"),
        ("en", "Yahoo! was here.", "Yahoo! was here."),
        ("en", "Here!Now.", "Here!Now."),
        ("en", "It is here — .", "It is here — ."),
        ("en", "— It is here.", "— It is here."),
        ("en", "It is here.— The bottle.", "It is here.— The bottle."),
        ("en", "It is here —\nin Ghent.", "It is here —\nin Ghent."),
        ("en", "Hay—and stone.", "Hay, and stone."),
        ("fr", "Merci !", "Merci."),
        ("fr", "Merci\u00a0!", "Merci."),
        ("fr", "La « maison » !", "La «\u00a0maison\u00a0»."),
        ("fr", "Le flacon à 118 €\u202f! Il est là.", "Le flacon à 118 €. Il est là."),
        ("es", "¡Ya está aquí!", "Ya está aquí."),
        ("es", "Ya, ¡de verdad!", "Ya, de verdad."),
        ("es", "¿De verdad?!", "¿De verdad?"),
        ("es", "Abre hoy a las 10:30!", "Abre hoy a las 10:30."),
        ("de", "Es ist da!", "Es ist da."),
        ("en", "🔥 New here", "New here"),
        ("en", "New 🔥, here", "New, here"),
        ("en", "New🔥Now", "New🔥Now"),
        ("en", "It has an added bonus.", "It has a bonus."),
        ("en", "From an atelier in Berlin.", "From a workshop in Berlin."),
        ("en", "It is an indulgent hour.", "It is a soft hour."),
        ("en", "It opens on the 3rd of June.", "It opens on 3 June."),
    ],
)
def test_a_fix_that_nobody_looks_at_fits_where_it_stands(check, locale, text, after):
    assert fixed(check, text, locale) == after


@pytest.mark.parametrize(
    "text",
    [
        "Guys, this is crazy.",
        "That's it, guys!",
        "Hello guys, you guys.",
        "Thanks, you guys.",
        "Hey boys!",
        "Order now before Sunday.",
        "Click here or regret it.",
        "For details see bio.",
        "The aforementioned bottle.",
        "The majority of the bottles.",
        "It weighs less, thereby saving fuel.",
    ],
)
def test_what_is_called_or_asked_of_somebody_is_not_replaced_unseen(check, text):
    words = regex.sub(r"[.!]", "", text)
    assert words in fixed(check, text)


def test_you_guys_that_do_something_are_you(check):
    assert fixed(check, "We made it for you guys in Ghent.") == "We made it for you in Ghent."


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Made in Germany.", "Blended, aged and filled in our workshop in Berlin."),
        ("Made in Germany, in our workshop in Berlin.", "Blended, aged and filled, in our workshop in Berlin."),
        ("Made in Germany, at a bench in Berlin.", "Blended, aged and filled, at a bench in Berlin."),
        ("Made in Germany. Sold in Berlin.", "Blended, aged and filled in our workshop in Berlin. Sold in Berlin."),
    ],
)
def test_a_place_that_the_copy_says_is_not_said_again(text, after):
    copy = Copy(fields={"text": text})
    found = [one for one in RULES.check(copy) if one.rule == "orrelune.Partly"]
    assert apply(copy, found).draft.text == after


def _said(rule: Rule) -> Iterator[str]:
    """Its bad examples; and what it replaces, in the middle, at the head and at the end of a sentence."""
    assert rule.own is not None
    yield from rule.own.bad
    for left, _ in rule.pairs:
        if PLAIN.fullmatch(left):
            yield f"Linden {left} Berlin."
            yield f"{left[0].upper()}{left[1:]}, Berlin."
            yield f"A Berlin {left}!"


WITH_FIX = [rule for rule in RULES.rules if rule.own is not None and rule.family in SAFE_FAMILIES]


@pytest.mark.parametrize("rule", WITH_FIX, ids=[rule.id for rule in WITH_FIX])
def test_no_safe_fix_of_a_shipped_rule_breaks_a_sentence_or_trips_a_rule(rule):
    locale = (rule.own.locale or ("en",))[0]
    for text in _said(rule):
        copy = Copy(fields={"text": text}, locale=locale)
        before = RULES.check(copy)
        done = apply_safe(copy, before).draft
        assert not _broken(done.text, text), f"{text!r} became {done.text!r}"
        assert _worse(RULES, done) <= _worse(RULES, copy), f"{text!r} became {done.text!r}"


def _broken(done: str, text: str) -> set[str]:
    return {found.group() for found in BROKEN.finditer(done)} - {found.group() for found in BROKEN.finditer(text)}


def _worse(rules: RuleSet, copy: Copy) -> set[str]:
    """The rules about how something is said; what is claimed may only be seen where its words are spelt rightly."""
    return {one.rule for one in rules.check(copy) if one.severity != "advice" and one.family in SAFE_FAMILIES}


@pytest.mark.parametrize(
    ("text", "span", "fix", "made", "clean"),
    [
        ("on by 12/18.", "12/18", "18.12.", "on by 18.12.", True),
        ("the whole", "whole", "the rest", "the the rest", False),
        ("in order to to go", "in order to", "to", "to to go", True),  # "to" stood twice before
        ("an hour", "hour", "evening", "an evening", True),
        ("a one-off", "one-off", "idea", "an idea", True),
        ("a user", "user", "owner", "an owner", True),
        ("an unimpressed", "unimpressed", "calm", "a calm", True),
        ("a idea", "idea", "plan", "a plan", True),
        ("An atelier", "atelier", "workshop", "A workshop", True),
    ],
)
def test_seams(text, span, fix, made, clean):
    start = text.index(span)
    one = edit(text, start, start + len(span), fix)
    assert text[: one.start] + one.text + text[one.end :] == made
    assert one.clean is clean


_AROUND = st.text("aB1 .?!…,:;“”()\n\u00a0", max_size=7)
_BESIDE = regex.compile(r"[?!…,:;][.,]|(?<!\.)\.[?!…,:;]|\s[.,]|^[.,]")


@given(_AROUND, _AROUND, st.sampled_from([".", ", ", ""]))
def test_whatever_stands_around_a_mark_a_clean_fix_puts_none_beside_another(before, after, fix):
    text = f"{before}!{after}"
    one = edit(text, len(before), len(before) + 1, fix)
    made = text[: one.start] + one.text + text[one.end :]
    assert made.startswith(before.rstrip(" \u00a0"))
    assert made.endswith(after.lstrip(" "))
    if one.clean and fix:
        assert len(_BESIDE.findall(made)) <= len(_BESIDE.findall(text)), f"{text!r} became {made!r}"
