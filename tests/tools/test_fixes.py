"""Fixes: one, all that are safe, and which of two that overlap wins."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.brand import BRANDS_SHIPPED, SAMPLE_BRAND, BrandFolder
from tools.check import copy_of, load_check
from tools.copy import Copy
from tools.findings import Finding
from tools.fixes import apply, apply_safe, is_safe

TODAY = date(2026, 11, 21)


def finding(text: str, span: str, fix: str | None, **more: object) -> Finding:
    start = text.index(span)
    values = {
        "rule": "R",
        "family": "wording",
        "severity": "amber",
        "field": "text",
        "line": 1,
        "column": start + 1,
        "start": start,
        "span": span,
        "message": "",
        "source": None,
        "fix": fix,
    }
    return Finding.model_validate(values | more)


@pytest.mark.parametrize(
    ("text", "span", "fix", "after"),
    [
        ("Grab it now", "Grab", "Choose", "Choose it now"),
        ("It is very good.", "very", "", "It is good."),
        ("It is good really.", "really", "", "It is good."),
        ("It is good really", "really", "", "It is good"),
        ("very good", "very ", "", "good"),
        ("one\u200btwo", "\u200b", "", "onetwo"),
        ("it !", " !", "!", "it!"),
    ],
)
def test_one_fix(text, span, fix, after):
    fixed = apply(Copy(fields={"text": text}), [finding(text, span, fix)])
    assert fixed.draft.fields == {"text": after}
    assert len(fixed.applied) == 1


def test_several_fixes_keep_their_places_in_every_field():
    subject, body = "Grab a bargain", "a bargain, a bargain"
    copy = Copy(fields={"subject": subject, "body": body}, channel="email")
    second = finding(body, "bargain", "price", field="body").model_copy(update={"start": 13, "column": 14})
    found = [
        finding(subject, "bargain", "price", field="subject"),
        finding(subject, "Grab", "Choose", field="subject"),
        second,
        finding(body, "bargain", "good price", field="body"),
    ]
    fixed = apply(copy, found)
    assert fixed.draft.fields == {"subject": "Choose a price", "body": "a good price, a price"}
    assert [(one.field, one.start) for one in fixed.applied] == [
        ("subject", 0),
        ("subject", 7),
        ("body", 2),
        ("body", 13),
    ]


def test_of_two_that_overlap_the_weightier_wins_and_that_is_said():
    text = "the world's best balm"
    amber, red = (
        finding(text, "world's best", "good", rule="A"),
        finding(text, "best", "fine", rule="B", severity="red"),
    )
    fixed = apply(Copy(fields={"text": text}), [amber, red])
    assert fixed.draft.fields["text"] == "the world's fine balm"
    assert [(one.finding.rule, one.why, one.winner) for one in fixed.left] == [("A", "overlaps", "B")]


def test_a_fix_for_a_text_that_has_changed_is_left_out():
    fixed = apply(Copy(fields={"text": "Choose it"}), [finding("Grab it", "Grab", "Choose")])
    assert fixed.draft.fields["text"] == "Choose it"
    assert [one.why for one in fixed.left] == ["text changed"]


@pytest.mark.parametrize(
    ("span", "fix", "family", "safe"),
    [
        ("Grab", "Choose", "wording", True),
        ("\u200b", "", "safety", True),
        ("of of", "of", "wording", True),
        ("  ", " ", "locale", True),
        ("!!!", "!", "wording", True),
        ("1,000", "1.000", "locale", True),
        ("bargain", None, "wording", False),
        ("actually", "", "wording", False),  # says less
        (" And one sentence more.", "", "channel", False),
        ("EUR 38", "EUR 118", "grounding", False),
        ("50 ml", "40 ml", "locale", False),
        ("the best", "one of the best", "claims", False),
        ("mara@example.com", "[e-mail]", "privacy", False),
    ],
)
def test_what_is_safe(span, fix, family, safe):
    assert is_safe(finding(span, span, fix, family=family)) is safe


def test_all_safe_fixes_of_a_real_report_and_the_result_checked_again():
    check = load_check(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))
    copy = copy_of("Treat yourself to this bar\u200bgain price. Grab this bargain, it cures eczema.")
    before = check.check(copy, today=TODAY)
    fixed = apply_safe(copy, before.findings)
    after = check.check(fixed.draft, today=TODAY)
    assert fixed.draft.text.startswith("Take this ")
    assert "Grab this" in fixed.draft.text, "two words may stand for it"
    assert "\u200b" not in fixed.draft.text
    assert {one.finding.rule for one in fixed.left if one.why == "no fix"} >= {"orrelune.HealthClaim"}
    assert {one.rule for one in after.findings if one.severity == "red"} == {"orrelune.HealthClaim"}
    assert after.score > before.score


@given(
    text=st.text(alphabet="ab \u200b.!1", max_size=40),
    places=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.sampled_from(["", "x", "yy", "1", None]))),
)
def test_whatever_the_findings_each_is_applied_or_left_and_the_rest_stays(text, places):
    found = [
        finding(text, text[start : start + size], fix).model_copy(
            update={"start": min(start, len(text)), "rule": str(n)}
        )
        for n, (start, size, fix) in enumerate(places)
    ]
    fixed = apply(Copy(fields={"text": text}), found)
    assert len(fixed.applied) + len(fixed.left) == len(found)
    for one, other in zip(fixed.applied, fixed.applied[1:], strict=False):
        assert one.start + len(one.span) <= other.start
    if not fixed.applied:
        assert fixed.draft.text == text


def test_a_fix_that_changes_nothing_is_not_safe():
    assert not is_safe(finding("IOS", "IOS", "IOS"))


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("We like **the** the cap.", "We like **the** the cap."),
        ("See [the](x) the end.", "See [the](x) the end."),
        ("Use the the cap.", "Use the cap."),
        ("He spoke of _the the_ cap.", "He spoke of _the_ cap."),
        ("Utilize the pump for her many purchases.", "Use the pump for her many purchases."),
    ],
)
def test_a_safe_fix_leaves_markup_whole_and_grammar_right(text, mended):
    check = load_check(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))
    copy = copy_of(text)
    assert apply_safe(copy, check.check(copy, today=TODAY).findings).draft.text == mended


@pytest.mark.parametrize("emoji", ["👨‍👩‍👧", "👍🏽", "🇩🇪", "❤️", "🏳️‍🌈", "🔥"])
def test_an_emoji_is_found_and_taken_out_whole(emoji):
    check = load_check(BrandFolder(BRANDS_SHIPPED / SAMPLE_BRAND))
    copy = copy_of(f"Evening Candle {emoji} here.")
    found = [one for one in check.check(copy, today=TODAY).findings if one.rule == "orrelune.EmojiKind"]
    assert [one.span for one in found] == [emoji]
    assert check.check(apply(copy, found).draft, today=TODAY).findings == ()


def test_a_guess_at_a_word_is_offered_and_never_safe():
    guess = finding("Lidel", "Lidel", "Libel").model_copy(update={"guessed": True})
    assert not is_safe(guess)
    assert apply(Copy(fields={"text": "Lidel"}), [guess]).draft.text == "Libel"
    assert "guessed" not in finding("Lidel", "Lidel", "Libel").model_dump()
    assert guess.model_dump()["guessed"] is True
