"""What a foreign rule finds, and what it says, to the letter of Vale's own: counts, capitals, spellings, exceptions."""

import pytest

from tests.tools.rules.test_rules_vale import at, configured, existence, styled

CASED = """extends: capitalization
message: "'%s' or '%s'"
scope: heading
match: {}
indicators: [":"]
exceptions: [Orrelune, VAT]
"""


@pytest.mark.parametrize(
    ("match", "heading", "right"),
    [
        ("$sentence", "Four small words here", True),
        ("$sentence", "Four small Words here", False),
        ("$sentence", "Four of five words are Small", True),  # five of six are enough
        ("$sentence", "Filling a XYZ bottle", False),  # capitals are no excuse
        ("$sentence", "Paying VAT on it", True),
        ("$sentence", "small beginnings of it all", False),
        ("$sentence", "Care: Wash it warm", True),
        ("$sentence", "Care: wash it", False),
        ("$sentence", "1. Wash it", True),
        ("$title", "The Bottle of the House", True),
        ("$title", "The Bottle Of The House", False),
        ("$title", "Where To Go", True),
        ("$title", "Where to Go", True),
        ("$title", "ALL OF IT", True),
    ],
)
def test_how_headings_are_cased(tmp_path, match, heading, right):
    found = styled(tmp_path, House__R=CASED.format(match)).find(f"## {heading}\n")
    assert [(f.column, f.span) for f in found] == ([] if right else [(4, heading)])


def test_a_message_may_say_what_would_be_right(tmp_path):
    (finding,) = styled(tmp_path, House__R=CASED.format("$sentence")).find("# The Orrelune Bottle\n")
    assert finding.message == "'The Orrelune Bottle' or 'The Orrelune bottle'"
    cut = existence("[a-z]+ly-[a-z]+", nonword="true", action="{name: edit, params: [replace, '-', ' ']}")
    (finding,) = styled(tmp_path / "b", House__R=cut.replace("'%s'", "%s: %s")).find("A newly-filled jar.")
    assert (finding.message, finding.fix) == ("newly-filled: newly filled", "newly filled")


def test_what_has_too_few_of_something_is_about_the_whole_text(tmp_path):
    rule = "extends: occurrence\nmessage: \"%d here\"\nscope: {}\n{}: {}\ntoken: '{}'\n"
    few = styled(tmp_path / "a", House__R=rule.format("paragraph", "min", 1, "refill"))
    assert [(f.line, f.column, f.message) for f in few.find("\nAn empty jar.\n\nAnother jar.")] == [(2, 1, "0 here")]
    many = styled(tmp_path / "b", House__R=rule.format("heading", "max", 19, "."))
    (finding,) = many.find("# Jar\n\n## `fill --the --jar` now\n")
    assert (finding.line, finding.column, finding.message) == (3, 23, "20 here"), "code counts, and is not shown"


def test_two_spellings_are_told_of_once_a_block(tmp_path):
    rules = styled(tmp_path, House__R="extends: consistency\nmessage: \"'%s'\"\neither:\n  jars: pots\n")
    found = rules.find("jars only\n\npots and jars and pots\n\nnone\n\njars")
    assert [(f.line, f.column, f.span) for f in found] == [(3, 1, "pots"), (7, 1, "jars")]


def test_exceptions_are_words_and_phrases(tmp_path):
    listed = existence("jar", "glass jar lid", ignorecase="true") + "exceptions: [the jar, Jar]\n"
    rules = styled(tmp_path, House__R=listed)
    assert at(rules.find("A jar. The JAR. Jar. A glass jar lid.")) == [(1, 3, "R"), (1, 24, "R")]


def test_a_right_side_without_an_action_may_be_a_pattern(tmp_path):
    head = "extends: substitution\nmessage: \"'%s' for '%s'\"\nignorecase: true\nnonword: true\n{}swap:\n  '{}': '{}'\n"
    plain = styled(tmp_path / "a", House__R=head.format("", "re-?fill", "[Rr]efill|top up"))
    assert [(f.span, f.message, f.fix) for f in plain.find("Refill, re-fill")] == [
        ("re-fill", "'[Rr]efill|top up' for 're-fill'", None)
    ]
    literal = styled(tmp_path / "b", House__R=head.format("action: {name: replace}\n", ",{2,}", ","))
    assert [f.span for f in literal.find("one,, two,")] == [",,"]
    bar = styled(tmp_path / "c", House__R=head.format("action: {name: replace}\n", "pipe", r"a \| b"))
    assert [(f.message, f.fix) for f in bar.find("a pipe")] == [("'a | b' for 'pipe'", "a | b")]


def test_case_counts_in_a_condition(tmp_path):
    rule = "extends: conditional\nmessage: \"'%s'\"\nignorecase: true\n"
    rule += "first: '\\b([A-Z]{3})\\b'\nsecond: '\\(([A-Z]{3})\\)'\n"
    assert at(styled(tmp_path, House__R=rule).find("The jar of XYZ, an (ABC) for ABC.")) == [(1, 12, "R")]


def test_terms_of_a_vocabulary_may_be_patterns(tmp_path):
    folder = tmp_path / "styles" / "config" / "vocabularies" / "House"
    folder.mkdir(parents=True)
    (folder / "accept.txt").write_text("[Rr]efill\nmea culpa\nKvell\n", encoding="utf-8")
    rules = configured(tmp_path, "Vocab = House\n[*]\nBasedOnStyles = Vale\n")
    found = rules.find("Refill, refill, reFill. A mea culpa, a culpa. A kvell's end.")
    assert [(f.column, f.rule) for f in found] == [(17, "Vale.Terms"), (40, "Vale.Spelling"), (49, "Vale.Terms")]


def test_a_replacement_may_take_the_case_of_what_it_replaces(tmp_path):
    rule = (
        "extends: substitution\nmessage: \"%s for '%s'\"\nignorecase: true\nmatchcase: true\n"
        "action: {name: replace}\nswap:\n  top up: Re-Fill\ntests: {fail: [top up]}\n"
    )
    found = styled(tmp_path, House__R=rule).find("Top up, TOP UP, top up")
    assert [f.fix for f in found] == ["Re-Fill", "RE-FILL", "re-fill"]


def test_an_action_is_about_the_whole_match(tmp_path):
    rule = (
        "extends: repetition\nmessage: \"'%s' twice\"\nignorecase: true\ntokens: ['\\w+']\n"
        "action: {name: edit, params: [truncate, ' ']}\n"
    )
    (finding,) = styled(tmp_path, House__R=rule).find("The the jar.")
    assert (finding.span, finding.message, finding.fix) == ("The the", "'the' twice", "The")
    silenced = '<!-- vale Other.R["Big Jar"] = NO -->\n\n# Big Jar\n\n# Big Lid\n'
    heads = styled(tmp_path / "b", Other__R=CASED.format("$sentence")).find(silenced)
    assert [f.span for f in heads] == ["Big Lid"]


SPELT = """extends: substitution
message: "Use '%s' instead of '%s'."
ignorecase: true
action: {name: replace}
swap: {'ORR[ -]?3(?:\\.1)?': ORR 3.1}
"""


def test_the_longer_of_two_spellings_is_taken_where_the_token_prefers_it(tmp_path):
    rules = styled(tmp_path, House__R=SPELT)
    found = rules.find("An orr 3.1, an ORR3.1, an ORR 3.1, an ORR 3.")
    assert [(f.column, f.span) for f in found] == [(4, "orr 3.1"), (16, "ORR3.1"), (39, "ORR 3")]
    lazy = styled(tmp_path / "b", House__R=existence("refills?? pouch|refill"))
    assert [f.span for f in lazy.find("One refill, two refills pouch.")] == ["refill", "refills pouch"]


def test_code_in_a_heading_is_a_word(tmp_path):
    rules = styled(tmp_path, House__R=CASED.format("$sentence"))
    assert rules.find("# `refill` is a word\n\n## The `refill` word, https://orrelune.example here\n") == []
    (finding,) = rules.find("# `fill` the Three Jars\n")
    assert (finding.column, finding.span) == (3, "`fill` the Three Jars")
    assert finding.message == "'**** the Three Jars' or '**** the three jars'", "as Vale reads it"
    lower = styled(tmp_path / "b", House__R="extends: capitalization\nmessage: low\nscope: heading\nmatch: $lower\n")
    assert [f.fix for f in lower.find("# `Fill` The jar\n\n# The jar\n")] == [None, "the jar"]


def test_a_vocabularys_pattern_is_named_as_it_would_be_spelt(tmp_path):
    folder = tmp_path / "styles" / "config" / "vocabularies" / "House"
    folder.mkdir(parents=True)
    listed = "ORRpay2?\nRefill(ery|able)\n[Kk]vell\nBo+om\nWrap\\-It\n"
    (folder / "accept.txt").write_text(listed, encoding="utf-8")
    rules = configured(tmp_path, "StylesPath = styles\nVocab = House\n\n[*]\nVale.Terms = YES\n")
    found = rules.find("orrpay2, ORRPAY, refillery, KVELL, kvell, boom, wrap-it, ORRpay2 and Refillable.")
    assert [(f.column, f.message.split("'")[1], f.fix) for f in found] == [
        (1, "ORRpay2", "ORRpay2"),
        (10, "ORRpay", "ORRpay"),
        (18, "Refillery", "Refillery"),
        (29, "[Kk]vell", None),
        (43, "Bo+om", None),
        (49, "Wrap-It", "Wrap-It"),
    ], "a pattern is no fix"
    cut = "extends: substitution\nmessage: cut\naction: {name: replace}\nswap: {very: ''}\n"
    assert [f.fix for f in styled(tmp_path / "b", House__R=cut).find("A very new jar.")] == [""]


@pytest.mark.parametrize(
    ("right", "action", "fix"),
    [("colou?r", "", None), ("jar (glass)", "", "jar (glass)"), ("colou?r", "action: {name: replace}\n", "colou?r")],
)
def test_a_right_side_that_may_be_a_pattern_is_no_fix(tmp_path, right, action, fix):
    rule = f"extends: substitution\nmessage: \"'%s'\"\n{action}swap: {{kolor: '{right}'}}\n"
    (finding,) = styled(tmp_path, House__R=rule).find("A kolor.")
    assert (finding.span, finding.fix) == ("kolor", fix)
