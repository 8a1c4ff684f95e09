"""The engine: each kind of rule, scopes, positions, messages and fixes."""

from pathlib import Path

import pytest
import regex
from hypothesis import example, given
from hypothesis import strategies as st

from tools.brand_rules import sentence_spans
from tools.findings import Finding
from tools.rules.definition import Rule
from tools.rules.package import Package, load_style
from tools.rules.ruleset import RuleSet
from tools.text.set_apart import set_apart

LEVELS = {"error": "amber", "warning": "amber", "suggestion": "advice"}


def ruleset(tmp_path: Path, **files: str) -> RuleSet:
    style = tmp_path / "House"
    style.mkdir(exist_ok=True)
    for name, text in files.items():
        (style / f"{name}.yml").write_text(text, encoding="utf-8")
    return RuleSet([load_style(style)], levels=LEVELS, sentences=sentence_spans)


def spans(found: list[Finding]) -> list[str]:
    return [finding.span for finding in found]


def existence(*tokens: str, **keys: str) -> str:
    lines = ["extends: existence", "message: \"Not '%s'.\""]
    lines += [f"{key}: {value}" for key, value in keys.items()]
    return "\n".join([*lines, "tokens:", *(f"  - '{token}'" for token in tokens)])


def test_a_word_is_found_whole_and_at_its_place(tmp_path):
    rules = ruleset(tmp_path, Cheap=existence("cheap"))
    (finding,) = rules.find("Cheapest?\nNo: cheap, not cheapish.")
    assert (finding.line, finding.column, finding.start, finding.span) == (2, 5, 14, "cheap")
    assert (finding.rule, finding.family, finding.severity) == ("House.Cheap", "wording", "amber")
    assert finding.message == "Not 'cheap'."


def test_columns_count_code_points_not_bytes(tmp_path):
    rules = ruleset(tmp_path, Cheap=existence("cheap"))
    (finding,) = rules.find("Été 🕯️ cheap")
    assert (finding.column, finding.start) == (8, 7)


@pytest.mark.parametrize("text", ["Cheap", "CHEAP", "cheap"])
def test_ignorecase(tmp_path, text):
    assert spans(ruleset(tmp_path, R=existence("cheap", ignorecase="true")).find(text)) == [text]
    assert spans(ruleset(tmp_path, R=existence("cheap")).find(text)) == [t for t in [text] if t == "cheap"]


def test_the_first_token_wins_and_matches_do_not_overlap(tmp_path):
    rules = ruleset(tmp_path, R=existence("coon", "coon ass", "as?s", "a.s"))
    assert spans(rules.find("coon ass axs")) == ["coon", "ass", "axs"]


def test_nonword_tokens_match_inside_words(tmp_path):
    assert spans(ruleset(tmp_path, R=existence("!+", nonword="true")).find("Hi!! You!")) == ["!!", "!"]


def test_a_phrase_is_found_over_a_line_end_and_a_hard_space(tmp_path):
    rules = ruleset(tmp_path, R=existence("last chance"))
    assert spans(rules.find("The last\nchance and the last\u00a0chance")) == ["last\nchance", "last\u00a0chance"]


def test_typographic_apostrophes_are_apostrophes(tmp_path):
    rules = ruleset(tmp_path, R=existence("don''t miss"))
    assert spans(rules.find("don't miss, don’t miss")) == ["don't miss", "don’t miss"]


def test_flags_hold_for_their_own_token(tmp_path):
    rules = ruleset(tmp_path, R=existence("(?i)a\\.k\\.a|aka", "dev", "x(?:(?i)y|z)x"))
    assert spans(rules.find("AKA Dev dev aka XYX xYx xZx")) == ["AKA", "dev", "aka", "xYx", "xZx"]


def test_back_references_and_raw(tmp_path):
    rules = ruleset(tmp_path, R=existence("(\\w+) and \\1", "(?<w>\\w+) or \\k<w>", "a|b"))
    assert spans(rules.find("x and x, y and z, u or u, a")) == ["x and x", "u or u", "a"]
    raw = "extends: existence\nmessage: x\nraw: ['\\b(?:is|are) ']\ntokens: [made, '[a-z]+ed']"
    assert spans(ruleset(tmp_path, R=raw).find("It is made, we are loved, made.")) == ["is made", "are loved"]
    raw = raw.replace("'\\b(?:is|are) '", "' (?:is|are)'") + "\nappend: true"
    assert spans(ruleset(tmp_path, R=raw).find("Made is, loved are so")) == ["loved are"]


def test_exceptions(tmp_path):
    rules = ruleset(tmp_path, R=existence("essential", exceptions="[essential oils?]"))
    assert [f.start for f in rules.find("An essential oil is essential")] == [20]


def test_limit(tmp_path):
    assert len(ruleset(tmp_path, R=existence("a", limit="2")).find("a a a a")) == 2


SWAP = """
extends: substitution
message: "Use '%s' instead of '%s'."
ignorecase: true
action: {name: replace}
swap:
  leverage: use
  master: primary|hub|reference
  'e-?mail': e-mail
  '(\\d+) %': $1%
"""


def test_substitution_says_what_and_fixes_it(tmp_path):
    found = ruleset(tmp_path, R=SWAP).find("Leverage the master, by email, and e-mail.")
    assert [(f.span, f.fix) for f in found] == [("Leverage", "Use"), ("master", None), ("email", "e-mail")]
    assert found[0].message == "Use 'use' instead of 'Leverage'."
    assert found[1].message == "Use 'primary', 'hub', or 'reference' instead of 'master'."


def test_a_replacement_may_take_up_what_a_group_matched(tmp_path):
    swap = SWAP.replace("ignorecase: true", "nonword: true")
    (finding,) = ruleset(tmp_path, R=swap).find("62 % less")
    assert (finding.span, finding.fix) == ("62 %", "62%")


def test_the_longest_swap_wins(tmp_path):
    swap = 'extends: substitution\nmessage: "%s, not %s"\nswap: {maiden: first, maiden name: birth name}'
    (finding,) = ruleset(tmp_path, R=swap).find("her maiden name")
    assert (finding.span, finding.fix) == ("maiden name", "birth name")


@pytest.mark.parametrize(("text", "hits"), [("No!", 0), ("No! No!", 0), ("No! No! No!", 1)])
def test_occurrence_counts(tmp_path, text, hits):
    rule = "extends: occurrence\nmessage: Too many\nscope: summary\ntoken: '!'\nmax: 2"
    assert len(ruleset(tmp_path, R=rule).find(text)) == hits


def test_occurrence_with_a_minimum(tmp_path):
    rule = "extends: occurrence\nmessage: None\ntoken: 'refill'\nmin: 1"
    assert len(ruleset(tmp_path, R=rule).find("A bottle.")) == 1
    assert ruleset(tmp_path, R=rule).find("A refill.") == []


def test_repetition(tmp_path):
    rule = "extends: repetition\nmessage: \"'%s' twice\"\nalpha: true\ntokens: ['[^\\s]+']"
    found = ruleset(tmp_path, R=rule).find("It is is here. Here. Here we go")
    assert [(f.span, f.message) for f in found] == [("is is", "'is' twice")]


def test_conditional_wants_a_definition_or_a_presence(tmp_path):
    defined = "extends: conditional\nmessage: \"'%s'?\"\nfirst: '\\b([A-Z]{3,5})\\b'\n"
    defined += "second: '(?:\\b[A-Z][a-z]+ )+\\(([A-Z]{3,5})\\)'\nscope: text"
    rules = ruleset(tmp_path, R=defined)
    assert spans(rules.find("World Health Organization (WHO). The WHO and the DEA.")) == ["DEA"]
    present = "extends: conditional\nmessage: x\nfirst: sensitive skin\nsecond: 52 adults\nscope: summary"
    assert spans(ruleset(tmp_path, R=present).find("For sensitive skin.")) == ["sensitive skin"]
    assert ruleset(tmp_path, R=present).find("For sensitive skin.\n\nTested on 52 adults.") == []


def test_consistency_finds_the_second_spelling(tmp_path):
    rule = "extends: consistency\nmessage: \"'%s'?\"\neither: {advisor: adviser}"
    assert spans(ruleset(tmp_path, R=rule).find("An advisor.\n\nAn adviser.")) == ["adviser"]
    assert ruleset(tmp_path, R=rule).find("An adviser and an adviser.") == []


@pytest.mark.parametrize(
    ("match", "right", "wrong"),
    [
        ("$title", "How to Refill a Bottle", "How to refill a bottle at home"),
        ("$sentence", "How to refill a Bottle", "How To Refill A Bottle"),
        ("$lower", "all small", "Not small"),
        ("$upper", "ALL BIG", "Not big"),
        ("^[A-Z]", "Begins big", "begins small"),
    ],
)
def test_capitalization(tmp_path, match, right, wrong):
    rule = f"extends: capitalization\nmessage: \"'%s'\"\nscope: heading\nmatch: '{match}'\nthreshold: 0.7"
    rules = ruleset(tmp_path, R=rule)
    assert rules.find(f"# {right}\n\nwrong everywhere ELSE") == []
    assert spans(rules.find(f"# {wrong}\n\nText.")) == [wrong]


MARKDOWN = """---
title: cheap
---

# A cheap heading

A **cheap** paragraph with `cheap code`, https://example.com/cheap and [cheap](http://cheap.com "cheap").
<!-- cheap --> An &amp; <b title="cheap">cheap</b> one.

```
cheap
```

- a cheap item

> a cheap quote

| cheap head | x |
|---|---|
| a | cheap cell |

    cheap code
"""


@pytest.mark.parametrize(
    ("scope", "lines"),
    [
        ("text", [2, 5, 7, 7, 8, 14, 16, 18, 20]),
        ("heading", [5]),
        ("heading.h2", []),
        ("list", [14]),
        ("blockquote", [16]),
        ("paragraph & ~blockquote", [7, 7, 8]),
        ("~heading", [2, 7, 7, 8, 14, 16, 18, 20]),
        ("table.cell", [20]),
        ("[heading, list]", [5, 14]),
        ("sentence", [7, 7, 8]),
        ("raw", [2, 5, 7, 7, 7, 7, 7, 7, 8, 8, 8, 11, 14, 16, 18, 20, 22]),
    ],
)
def test_scopes_in_markdown(tmp_path, scope, lines):
    value = scope if scope.startswith("[") else f"'{scope}'"
    found = ruleset(tmp_path, R=existence("cheap", scope=value)).find(MARKDOWN)
    assert [finding.line for finding in found] == lines
    assert all(finding.span == "cheap" for finding in found)


def test_markup_inside_a_phrase_belongs_to_the_span(tmp_path):
    (finding,) = ruleset(tmp_path, R=existence("very cheap")).find("A **very** cheap one")
    assert (finding.start, finding.span) == (4, "very** cheap")


def test_levels_map_to_severities_and_links_to_sources(tmp_path):
    text = existence("a", level="suggestion", link="https://example.com/a")
    (finding,) = ruleset(tmp_path, R=text).find("a")
    assert (finding.severity, finding.source) == ("advice", "https://example.com/a")


OWN = """extends: existence
message: "'%s' is forbidden."
level: error
tokens: [klimaneutral]
copydesk:
  severity: red
  family: claims
  locale: [de]
  channels: [instagram]
  source: "claims/register.md"
  fix: ""
  examples: {bad: Klima, good: Ja}
"""


def test_our_own_keys(tmp_path):
    rules = ruleset(tmp_path, R=OWN)
    (finding,) = rules.find("ganz klimaneutral", locale="de-AT", channel="instagram")
    assert (finding.severity, finding.family, finding.source, finding.fix) == (
        "red",
        "claims",
        "claims/register.md",
        "",
    )
    assert rules.find("ganz klimaneutral", locale="en", channel="instagram") == []
    assert rules.find("ganz klimaneutral", locale="de", channel="x") == []
    assert rules.tried("de", "instagram") == {"claims": 1}
    assert rules.tried("en", "instagram") == {}


@pytest.mark.parametrize(
    ("action", "fix"),
    [
        ("{name: remove}", ""),
        ("{name: replace, params: [less]}", "less"),
        ("{name: edit, params: [trim_right, '!']}", "No"),
        ("{name: edit, params: [replace, '!+', '.']}", "No."),
        ("{name: suggest, params: [spellings]}", None),
    ],
)
def test_actions_become_fixes(tmp_path, action, fix):
    rules = ruleset(tmp_path, R=existence("No!+", nonword="true", action=action))
    assert rules.find("No!!")[0].fix == fix


def test_the_digest_tells_rules_apart(tmp_path):
    one = ruleset(tmp_path, R=existence("a")).digest
    assert ruleset(tmp_path, R=existence("a")).digest == one
    assert ruleset(tmp_path, R=existence("b")).digest != one


def test_the_same_text_gives_the_same_findings(tmp_path):
    files = {f"R{n}": existence("cheap", "ch.ap") for n in range(5)}
    rules = ruleset(tmp_path, **files)
    assert rules.find("cheap cheap") == rules.find("cheap cheap")
    assert [f.rule for f in rules.find("cheap")] == [f"House.R{n}" for n in range(5)]


def test_an_empty_package_finds_nothing():
    rules = RuleSet([Package(())], levels=LEVELS, sentences=sentence_spans)
    assert rules.find("anything") == []
    assert all(isinstance(rule, Rule) for rule in rules.rules)


_WORDS = st.lists(
    st.text("ab -'", min_size=1, max_size=5).filter(lambda t: t[0] in "ab" and t[-1] in "ab"), min_size=1, max_size=5
)


# letters that are set apart ("A.A.B.a") are read as one word
_PLAIN = st.text("abAB -'.", max_size=30).filter(lambda text: not any(set_apart(text)))


@given(_WORDS, st.booleans(), _PLAIN)
@example(["a"], False, "A.A.a")
def test_looking_words_up_finds_what_one_pattern_would_find(tokens, ignore_case, text):
    rule = Rule("S.R", "existence", "%s", Path("R.yml"), 1, "", tokens=tuple(tokens), ignorecase=ignore_case)
    rules = RuleSet([Package((rule,))], levels=LEVELS, sentences=sentence_spans)
    flags = regex.IGNORECASE if ignore_case else 0
    expected = [found.span() for found in regex.finditer(rf"\b(?:{'|'.join(tokens)})\b", text, flags)]
    assert [(f.start, f.start + len(f.span)) for f in rules.find(text, form="text")] == expected
