from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.formats.frontmatter import FrontMatterError, split_front_matter


def test_front_matter_is_read_and_the_body_begins_below_it():
    text = "---\ntitle: Care\nkind: voice\ntags: soft, warm\nvalid_from: 2026-01-12\n---\nBody"
    front = split_front_matter(text)
    assert (front.meta.title, front.meta.kind, front.meta.tags) == ("Care", "voice", ("soft", "warm"))
    assert front.meta.valid_from == date(2026, 1, 12)
    assert (text[front.end :], front.body_line) == ("Body", 7)


@pytest.mark.parametrize("text", ["", "Body", "---", "---\n\nA line above me\n", "----\nx: y\n----\n"])
def test_text_without_front_matter_is_all_body(text):
    assert split_front_matter(text).end == 0


def test_keys_of_other_programs_are_passed_over():
    front = split_front_matter("---\ntitle: Names\npermalink: /names/\nsubnav:\n  - text: x\n---\nBody")
    assert front.meta.title == "Names"


def test_facts_and_claims_know_their_lines():
    front = split_front_matter(
        "---\nfacts:\n  - {attribute: a, value: 1, statement: A.}\n\n"
        "  - attribute: b\n    value: 2\n    statement: B.\n"
        "claims:\n  - {claim: C., status: partly}\n---\n"
    )
    assert front.lines == {"facts": [3, 5], "claims": [9]}


@pytest.mark.parametrize(
    ("yaml", "words"),
    [
        ("kind: prodct", "key 'kind'.*'prodct'"),
        ("vaild_until: 2026-01-01", "'vaild_until' is not known; did you mean 'valid_until'"),
        ("status: live", "key 'status'"),
        ("facts:\n  - {attribute: a, value: 1}", r"key 'facts\.0\.statement'"),
        (
            "claims:\n  - {claim: x, status: perhaps}",
            "key 'claims', entry 1: the status 'perhaps' is not known; there are",
        ),
        ("valid_from: 2026-02-01\nvalid_until: 2026-01-01", "key 'valid_until': 2026-01-01 is before 2026-02-01"),
        ("valid_from: 2026-13-45", "not YAML"),
        ("title: [unclosed", r"not YAML: line \d"),
        ("- a\n- b", "not a list of `key: value` lines"),
        ("title: &a x\nowner: *a", "aliases"),
        ('title: "\\ud800"', "half characters|invalid Unicode character"),
        ("x: " + "[" * 3000, "nested too deeply"),
        ("x: " + "y" * 200_001, "longer than 200,000"),
    ],
)
def test_broken_front_matter_is_refused_by_key_or_line(yaml, words):
    with pytest.raises(FrontMatterError, match=words):
        split_front_matter(f"---\n{yaml}\n---\nBody")


def test_front_matter_that_never_ends_is_refused():
    with pytest.raises(FrontMatterError, match="no closing line"):
        split_front_matter("---\ntitle: x\nBody")


@given(st.text(max_size=200))
def test_any_text_is_split_or_refused(text):
    try:
        front = split_front_matter(f"---\n{text}\n---\nBody")
    except FrontMatterError:
        return
    assert front.end >= 0


@pytest.mark.parametrize(
    ("written", "locale"),
    [
        ("de", "de"),
        ("pt_br", "pt-BR"),
        ("EN-us", "en-US"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("no", "no"),
    ],
)
def test_a_language_is_written_as_its_tag(written, locale):
    assert split_front_matter(f"---\nlocale: {written}\n---\n").meta.locale == locale


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("locale: Deutsch", "key 'locale': 'Deutsch' is no language tag such as de or pt-BR"),
        ("valid_from: soon", "key 'valid_from': 'soon' is not a date such as 2026-12-31"),
        ("valid_from: 2026-05-01\nvalid_until: 2026-01-01", "2026-01-01 is before 2026-05-01, its valid_from"),
        ("title: !!python/name:os.system x", "not YAML: line 2: could not determine a constructor"),
    ],
)
def test_a_value_that_is_none_is_told_with_what_would_be_one(line, words):
    with pytest.raises(FrontMatterError, match=words):
        split_front_matter(f"---\n{line}\n---\n")


def test_a_claims_status_may_be_said_in_the_registers_own_words():
    text = (
        "---\nclaims:\n- {claim: A, status: Approved}\n- {claim: B, status: in review, note: Ask Ana.}\n"
        "- {claim: C, status: no}\n---\n"
    )
    assert [(one.status, one.note) for one in split_front_matter(text).meta.claims] == [
        ("substantiated", None),
        ("forbidden", "Not approved yet: the register has it as “in review”. Ask Ana."),
        ("forbidden", None),
    ]
    with pytest.raises(
        FrontMatterError, match="key 'claims', entry 2: the status 'aproved' is not known; did you mean"
    ):
        split_front_matter(text.replace("in review", "aproved"))


@pytest.mark.parametrize(
    ("value", "text"),
    [("2027-04-01", "2027-04-01"), ("2027-04-01 09:30:00", "2027-04-01 09:30:00"), ("yes", "yes"), ("40", 40)],
)
def test_a_fact_may_be_a_date_or_a_number_without_quotation_marks(value, text):
    front = split_front_matter(f"---\nfacts:\n  - {{attribute: a, value: {value}, statement: 12}}\n---\n")
    assert (front.meta.facts[0].value, front.meta.facts[0].statement) == (text, "12")


def test_what_yaml_reads_as_a_date_or_a_number_is_text_where_text_belongs():
    front = split_front_matter(
        "---\ntitle: 2026\nowner: 7\nproduct: 2026-05-01\ntags: [2026, 1.5, soft]\naliases: 4711\n"
        "valid_from: 2026-05-01\nclaims:\n  - {claim: 100, status: partly, evidence: 2026-05-01, note: 3}\n---\n"
    )
    meta = front.meta
    assert (meta.title, meta.owner, meta.product, meta.aliases) == ("2026", "7", "2026-05-01", ("4711",))
    assert (meta.tags, meta.valid_from) == (("2026", "1.5", "soft"), date(2026, 5, 1))
    claim = meta.claims[0]
    assert (claim.claim, claim.evidence, claim.note) == ("100", "2026-05-01", "3")


@pytest.mark.parametrize(
    ("yaml", "words"),
    [
        ("title: [a, b]", r"key 'title': \['a', 'b'\] is not text$"),
        ("facts: [{attribute: a, value: {b: c}, statement: s}]", r"key 'facts\.0\.value': \{'b': 'c'\} is not text$"),
    ],
)
def test_a_list_where_text_belongs_is_refused_in_plain_words(yaml, words):
    with pytest.raises(FrontMatterError, match=words):
        split_front_matter(f"---\n{yaml}\n---\n")


def test_a_second_front_matter_is_read_with_the_same_care():
    deep = "---\nkind: legal\n---\n---\ntitle: " + "[" * 100_000 + "\n---\nBody"
    assert split_front_matter(deep).meta.kind == "legal"


@pytest.mark.parametrize(
    ("yaml", "words"),
    [
        ("kind: product\nowner: ana\nkind: legal", "its front matter gives the key 'kind' twice, on lines 2 and 4"),
        (
            "facts:\n  - {attribute: a, value: 1, value: 2, statement: s}",
            "gives the key 'value' twice, on lines 3 and 3",
        ),
    ],
)
def test_a_key_that_is_given_twice_is_refused(yaml, words):
    with pytest.raises(FrontMatterError, match=words):
        split_front_matter(f"---\n{yaml}\n---\nBody\n")
    row = "- {attribute: a, value: 1, statement: s}\n"
    assert len(split_front_matter(f"---\nfacts:\n{row}{row}---\n").meta.facts) == 2
