"""One finding a matter, the rating and the score."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.copy import Copy
from tools.findings import Finding
from tools.rating import counted, distinct, rate, score


def finding(start: int, span: str, severity: str = "amber", **more: object) -> Finding:
    values = {
        "rule": "R",
        "family": "claims",
        "field": "text",
        "line": 1,
        "column": start + 1,
        "message": "",
        "source": None,
    }
    return Finding.model_validate(values | {"start": start, "span": span, "severity": severity} | more)


@pytest.mark.parametrize(
    ("severities", "rating", "points"),
    [
        ([], "green", 100),
        (["advice"] * 5, "green", 100),
        (["amber"], "amber", 90),
        (["amber"] * 3, "amber", 80),
        (["amber"] * 30, "amber", 50),
        (["red"], "red", 45),
        (["red", "amber"], "red", 43),
        (["red"] * 9, "red", 0),
    ],
)
def test_rate_and_score(severities, rating, points):
    findings = [finding(n, "x", severity) for n, severity in enumerate(severities)]
    assert (rate(findings), score(findings)) == (rating, points)


def test_of_several_findings_about_the_same_words_one_stays():
    copy = Copy(fields={"text": "the world's best balm"})
    narrow, wide, red, other = (
        finding(12, "best", rule="A"),
        finding(4, "world's best", rule="B", fix="x"),
        finding(12, "best balm", "red", rule="C"),
        finding(12, "best", rule="D", family="wording"),
    )
    assert distinct([narrow, wide], copy) == (wide,)  # it has a fix
    assert distinct([narrow, wide, red, other], copy) == (red, other)
    assert distinct([narrow, narrow], copy) == (narrow,)
    sourced, built_in = finding(12, "best", rule="Z", source="guide.md"), finding(4, "world's best", rule="copydesk.A")
    assert distinct([narrow, wide.model_copy(update={"fix": None}), sourced, built_in], copy) == (sourced,)
    assert distinct([narrow, built_in], copy) == (narrow,)


def test_a_law_objects_to_the_same_words_once():
    copy = Copy(fields={"text": "Frag deine Mama, ob sie es kauft."})
    law, cited = "Directive 2005/29/EC, Annex I, point 28", "Richtlinie 2005/29/EG, Anhang I, Nummer 28"
    red = finding(0, "Frag deine Mama, ob sie es kauft", "red", rule="C", family="safety", source=law)
    same = finding(0, "Frag deine Mama", rule="P", family="wording", source=cited)
    other = same.model_copy(update={"source": "Richtlinie 2005/29/EG, Anhang I, Nummer 7"})
    assert distinct([red, same], copy) == (red,)
    assert set(distinct([red, other], copy)) == {red, other}
    assert distinct([same], copy) == (same,)


def test_a_claim_nobody_substantiated_gives_way_to_a_rule_about_the_same_words():
    copy = Copy(fields={"text": "a bargain"})
    claim = finding(2, "bargain", rule="copydesk.UnsubstantiatedClaim")
    wording = finding(2, "bargain", rule="House.Bargain", family="wording")
    assert distinct([claim, wording], copy) == (wording,)
    graver = claim.model_copy(update={"severity": "red"})
    assert distinct([graver, wording], copy) == (wording, graver)


_FINDINGS = st.lists(
    st.builds(
        finding,
        st.integers(0, 12),
        st.text("ab", max_size=4),
        st.sampled_from(["red", "amber", "advice"]),
        rule=st.sampled_from("RST"),
        family=st.sampled_from(["claims", "wording"]),
        field=st.sampled_from(["text", "more"]),
    ),
    max_size=12,
)


@given(_FINDINGS, st.randoms())
def test_what_stays_does_not_overlap_and_does_not_depend_on_the_order(findings, random):
    copy = Copy(fields={"text": "", "more": ""})
    kept = distinct(findings, copy)
    mixed = list(findings)
    random.shuffle(mixed)
    assert distinct(mixed, copy) == kept
    assert rate(kept) == rate(findings)
    for one in kept:
        for other in kept:
            if one is not other and (one.field, one.family) == (other.field, other.family) and one.span and other.span:
                assert one.start + len(one.span) <= other.start or other.start + len(other.span) <= one.start


def test_a_number_says_more_than_its_whole_sentence():
    copy = Copy(fields={"text": "It costs 12 euros."})
    number = finding(9, "12 euros", rule="copydesk.UngroundedMeasure", family="grounding")
    sentence = finding(0, "It costs 12 euros.", rule="copydesk.UnsupportedSentence", family="grounding")
    assert distinct([sentence, number], copy) == (number,)


def test_what_a_rule_from_a_file_finds_is_listed_whatever_overlaps_it():
    text = "A bargain, a steal, a bargain."
    whole = finding(0, text, "amber", rule="House.Long", family="wording", fix="x")
    word = finding(2, "bargain", "red", rule="House.Words", family="wording")
    advice = finding(13, "steal", "advice", rule="Pack.Words", family="wording")
    own = finding(13, "steal", rule="copydesk.A", family="wording")
    other = finding(11, "a steal", rule="copydesk.B", family="wording")
    filed = {"House.Long", "House.Words", "Pack.Words"}
    kept = distinct([whole, word, advice, own, other, word], Copy(fields={"text": text}), filed)
    assert kept == (whole, word, other, advice)
    assert counted(kept) == (word, other)


def test_a_finding_about_a_paragraph_takes_nothing_from_the_score_of_its_words():
    whole = finding(0, "a b c", rule="House.Long")
    words = [finding(start, letter, rule="House.Words") for start, letter in ((0, "a"), (2, "b"), (4, "c"))]
    assert counted([whole, *words]) == tuple(words)
    assert score(counted([whole, *words])) == score(words)


def test_who_is_quoted_has_to_be_known_whatever_the_quoted_words_are():
    text = '"I wear it daily," says Birgitte.'
    quoted = finding(0, text[:-1], rule="copydesk.UnsubstantiatedClaim")
    name = finding(24, "Birgitte", rule="copydesk.UnknownName", family="grounding")
    number = finding(3, "wear", rule="copydesk.UngroundedCount", family="grounding")
    assert distinct([quoted, name, number], Copy(fields={"text": text})) == (quoted, name)
    read = finding(0, text, rule="copydesk.ReadsAsEnvironmental")
    assert distinct([read, name, number], Copy(fields={"text": text})) == (read, name)
