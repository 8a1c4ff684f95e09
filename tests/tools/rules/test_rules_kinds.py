"""`metric`, `sequence` and `spelling` rules; the kinds and keys that are refused by name."""

from pathlib import Path

import pytest

from tools.brand_rules import sentence_spans
from tools.findings import Finding
from tools.rules.dictionaries import WordList, default_forms
from tools.rules.formula import FormulaError, condition, formula
from tools.rules.metrics import syllables
from tools.rules.package import Package, load_style
from tools.rules.ruleset import RuleSet

LEVELS = {"error": "amber", "warning": "amber", "suggestion": "advice"}


def ruleset(folder: Path, text: str, accepted: tuple[str, ...] = ()) -> RuleSet:
    style = folder / "House"
    style.mkdir(exist_ok=True)
    (style / "R.yml").write_text(text, encoding="utf-8")
    package = load_style(style)
    return RuleSet([Package(package.rules, package.problems, accepted)], levels=LEVELS, sentences=sentence_spans)


def at(found: list[Finding]) -> list[tuple[int, int, str]]:
    return [(finding.line, finding.column, finding.span) for finding in found]


METRIC = 'extends: metric\nmessage: "It is %s."\nformula: {formula}\ncondition: "{condition}"\n'
TEXT = """# One heading

Two short words. Then three more words.

- An item
- Another item, considerably longer

> A quote.

```
code
```

## Second
"""


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("words", "15.00"),
        ("sentences", "5.00"),
        ("paragraphs", "4.00"),
        ("list", "2.00"),
        ("blockquote", "1.00"),
        ("pre", "1.00"),
        ("heading.h1 + heading.h2 + heading_h3", "2.00"),
        ("words / sentences", "3.00"),
        ("long_words", "2.00"),
        ("polysyllabic_words", "2.00"),
        ("(words - 5) * 2.5 % 7.0", "4.00"),
        ("math.sqrt(16) + math.pow(2, 3) + math.max(1, 2)", "14.00"),
        ("7 / 2", "3.00"),
        ("7.0 / 2", "3.50"),
    ],
)
def test_a_metric_counts_as_vale_does(tmp_path, source, value):
    (finding,) = ruleset(tmp_path, METRIC.format(formula=source, condition="> -1.0")).find(TEXT)
    assert finding.message == f"It is {value}."
    assert (finding.line, finding.column, finding.span) == (1, 1, "")


def test_a_metric_is_a_finding_only_where_its_condition_holds(tmp_path):
    rules = ruleset(tmp_path, METRIC.format(formula="words / sentences", condition="> 4.0 && words > 3.0"))
    assert rules.find("Three short words.") == []
    assert rules.find("This single sentence has six words.")


def test_a_metric_has_no_value_without_prose_or_by_nothing(tmp_path):
    assert ruleset(tmp_path, METRIC.format(formula="words", condition=">= 0")).find("# Only a heading") == []
    assert ruleset(tmp_path, METRIC.format(formula="words / list", condition="> 0")).find("No list here.") == []


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("words.real", "no arithmetic"),
        ("__import__('os')", "no arithmetic"),
        ("(lambda: 1)()", "no arithmetic"),
        ("speed + 1", "no count of a document"),
        ("math.factorial(9)", "is not supported"),
        ("math.pow(1)", "takes 2"),
        ("2 ** 9999", "no arithmetic"),
        ("words +", "cannot be read"),
        ("(" * 400 + "1" + ")" * 400, "cannot be read"),
        ("1 +" * 600 + "1", "at most 1,000"),
    ],
)
def test_a_formula_is_arithmetic_and_nothing_else(tmp_path, source, said):
    with pytest.raises(FormulaError, match=said):
        formula(source)
    (problem,) = ruleset(tmp_path, METRIC.format(formula=f'"{source}"', condition="> 1")).problems
    assert (problem.line, problem.key) == (3, "formula")
    assert said in problem.message


def test_conditions():
    assert condition("> 3.0").value({"result": 4.0}) is True
    assert condition("== 3").value({"result": 3.0}) is True
    assert condition(">= 3 || words < 2").value({"result": 2.0, "words": 1.0}) is True
    assert condition("!= 3").value({"result": 3.0}) is False


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *(("the", 1), ("bottle", 2), ("candle", 2), ("refillable", 4), ("created", 3), ("being", 2), ("walked", 1)),
        *(("wanted", 2), ("horses", 2), ("Orrelune", 3), ("42", 1), ("rhythm", 1), ("fragrance", 2)),
    ],
)
def test_syllables(word, count):
    assert syllables(word) == count


SEQUENCE = 'extends: sequence\nmessage: "%[1]s … %s"\nignorecase: true\ntokens:\n'


@pytest.mark.parametrize(
    ("steps", "text", "spans"),
    [
        (
            "  - pattern: of\n  - pattern: all\n  - pattern: times",
            "The best of all times, of all time.",
            ["of all times"],
        ),
        (
            "  - pattern: made\n  - pattern: by\n    skip: 2",
            "Made slowly here by us, made in one small by.",
            ["Made slowly here by"],
        ),
        ("  - pattern: not\n  - pattern: only\n    skip: 1", "Not just only now.", ["Not just only"]),
        ("  - pattern: very\n  - pattern: good\n    negate: true", "Very good, very bad.", ["very bad"]),
        ("  - pattern: do\n  - pattern: n't", "We don't stop.", ["don't"]),
        ("  - pattern: so\n  - pattern: so", "so so so so", ["so so", "so so"]),
        ("  - pattern: end\n  - {}\n  - pattern: start", "The end then start.", ["end then start"]),
        ("  - of\n  - course", "Of course. Of a course.", ["Of course"]),
        ("  - pattern: one\n  - pattern: two", "It is one.\n\nTwo comes after.", []),
    ],
)
def test_a_sequence_of_words(tmp_path, steps, text, spans):
    rules = ruleset(tmp_path, SEQUENCE + steps + "\n")
    assert rules.problems == ()
    assert [finding.span for finding in rules.find(text)] == spans


def test_the_words_of_a_sequence_are_what_its_message_takes(tmp_path):
    rules = ruleset(tmp_path, 'extends: sequence\nmessage: "%[1]s then %[3]s"\ntokens:\n  - be\n  - {}\n  - go\n')
    (finding,) = rules.find("It may be  to go.")
    assert (finding.line, finding.column, finding.message) == (1, 8, "be then go")


def test_a_long_hostile_sentence_costs_a_sequence_little(tmp_path):
    steps = "".join(f"  - pattern: a\n    skip: {skip}\n" for skip in (50, 50, 50, 50, 50))
    assert ruleset(tmp_path, SEQUENCE + steps + "  - pattern: b\n").find("a " * 5_000) == []


@pytest.mark.parametrize(
    ("text", "line", "key", "said"),
    [
        ("extends: script\nmessage: x\nscript: a.tengo\n", 1, "extends", "it would run a program"),
        ("extends: readability\nmessage: x\nmetrics: [Flesch-Kincaid]\n", 1, "grade", "is missing"),
        ("extends: readability\nmessage: x\ngrade: 8\nmetrics: [LIX]\n", 4, "metrics", "'LIX' is no score"),
        ("extends: readability\nmessage: x\ngrade: 8\nmetrics: []\n", 4, "metrics", "names no score"),
        ("extends: readability\nmessage: x\ngrade: eight\nmetrics: [SMOG]\n", 3, "grade", "must be a number"),
        (SEQUENCE + "  - pattern: be\n  - tag: JJ\n", 6, "tokens.tag", "part-of-speech tagger"),
        (SEQUENCE + "  - pattern: be\n    skip: 99\n", 6, "tokens.skip", "50 words at most"),
        (SEQUENCE + "  - word: be\n", 5, "tokens.word", "is not a key of a step"),
        (SEQUENCE + "  - pattern: be\n    negate: true\n", 5, "tokens", "has to be there"),
        (SEQUENCE + "  - pattern: '(a+)+$'\n", 5, "tokens", "in several ways"),
        ("extends: substitution\nmessage: x\npos: VB\nswap: {a: b}\n", 3, "pos", "part-of-speech tagger"),
        ("extends: spelling\nmessage: x\nignore: missing.txt\n", 3, "ignore", "there is no file 'missing.txt'"),
        ("extends: spelling\nmessage: x\ndictionaries: [xx]\n", 3, "dictionaries", "there is no dictionary 'xx'"),
        ("extends: spelling\nmessage: x\naff: a.aff\n", 3, "aff", "a dictionary is two files"),
        ("extends: spelling\nmessage: x\nfilters: ['(a+)+b']\n", 3, "filters", "in several ways"),
        ("extends: substitution\nmessage: x\nswap:\n  a: b\n  c: d\n  a: e\n", 6, "swap", "'a' stands here twice"),
        ("extends: consistency\nmessage: x\neither: {a: b, a: c}\n", 3, "either", "'a' stands here twice"),
        ("extends: existence\nmessage: x\ntokens: [a]\naction: {name: explode}\n", 4, "action.name", "one of"),
    ],
)
def test_what_cannot_be_used_is_one_line_with_its_reason(tmp_path, text, line, key, said):
    rules = ruleset(tmp_path, text)
    (problem,) = rules.problems
    assert (problem.line, problem.key) == (line, key)
    assert said in problem.message
    assert "\n" not in str(problem)
    assert rules.rules == ()


SPELLING = "extends: spelling\nmessage: \"Did you really mean '%s'?\"\nlevel: error\n"


def test_words_that_no_dictionary_has(tmp_path):
    text = (
        "A typpo isn’t (realy) fun.\n\nThe `zzcode` at https://zzlink.com, GitHubber, NASA, 3pm, human-friendly, café."
    )
    found = ruleset(tmp_path, SPELLING).find(text)
    assert at(found) == [(1, 3, "typpo"), (1, 16, "realy")]
    assert found[0].message == "Did you really mean 'typpo'?"


def test_a_word_twice_is_found_twice(tmp_path):
    assert at(ruleset(tmp_path, SPELLING).find("hav a hav")) == [(1, 1, "hav"), (1, 7, "hav")]


@pytest.mark.parametrize(
    ("word", "fix"),
    [
        ("recieve", "receive"),
        ("Tommorow", "Tomorrow"),
        ("occured", "occurred"),
        ("seperate", "separate"),
        ("teh", "the"),
        ("botle", "bottle"),
        ("bottel", "bottle"),
        ("fragranse", "fragrance"),
        ("blorp", None),  # no vowel is written for a consonant
        ("xqzwv", None),
    ],
)
def test_the_likeliest_word_is_the_fix_and_a_guess(tmp_path, word, fix):
    rules = ruleset(tmp_path, SPELLING + "action: {name: suggest, params: [spellings]}\n")
    (found,) = rules.find(f"Here {word} stands")
    assert (found.fix, found.guessed) == (fix, fix is not None)


def test_the_one_known_word_a_letter_away_is_the_fix(tmp_path):
    rules = ruleset(tmp_path, SPELLING + "action: {name: suggest, params: [spellings]}\n")
    found = rules.find("Definately bongled typpo")
    assert [(finding.span, finding.fix) for finding in found] == [
        ("Definately", "Definitely"),
        ("bongled", None),
        ("typpo", "typo"),
    ]


def test_filters_custom_and_accepted_words(tmp_path):
    assert ruleset(tmp_path, SPELLING + "filters: ['[Oo]rre.*']\n").find("Orrelune and orrebar") == []
    assert ruleset(tmp_path, SPELLING).find("NASAQ") == []
    assert at(ruleset(tmp_path, SPELLING + "custom: true\n").find("NASAQ 3.5 0xFF 21st")) == [(1, 1, "NASAQ")]
    assert ruleset(tmp_path, SPELLING, accepted=("Orrelune", "bar[kz]le")).find("orrelune barzle") == []
    assert ruleset(tmp_path, SPELLING, accepted=("orre",)).find("orrelune") != []
    assert ruleset(tmp_path, SPELLING + "exceptions: [orrelune]\n").find("Orrelune") == []


def test_dictionaries_of_ones_own_and_lists_of_words(tmp_path):
    (tmp_path / "config" / "dictionaries").mkdir(parents=True)
    (tmp_path / "words.txt").write_text("Orrelune\n# a comment\n")
    folder = tmp_path / "config" / "dictionaries"
    (folder / "house.aff").write_text("SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n")
    (folder / "house.dic").write_text("2\nflacon/S\nparfum\n")
    text = "Orrelune flacons parfum parfums bottle"
    rule = SPELLING + "ignore: words.txt\ndictionaries: [house]\n"
    assert [f.span for f in ruleset(tmp_path, rule).find(text)] == ["parfums", "bottle"]
    assert [f.span for f in ruleset(tmp_path, rule + "append: true\n").find(text)] == ["parfums"]
    there = SPELLING + f"dicpath: {folder}\ndictionaries: [house]\n"
    assert [f.span for f in ruleset(tmp_path, there).find("flacons bottle")] == ["bottle"]
    files = SPELLING + "aff: house.aff\ndic: house.dic\n"
    assert [f.span for f in ruleset(tmp_path, files).find("flacon bottle")] == ["bottle"]


def test_a_file_that_is_no_dictionary(tmp_path):
    (tmp_path / "House").mkdir()
    (tmp_path / "House" / "bad.aff").write_text("SET nonsense-encoding\n")
    (tmp_path / "House" / "bad.dic").write_text("1\na\n")
    (problem,) = ruleset(tmp_path, SPELLING + "dictionaries: [bad]\n").problems
    assert (problem.key, "cannot be read" in problem.message) == ("dictionaries", True)


def test_the_english_dictionary_holds_for_english_alone(tmp_path):
    rules = ruleset(tmp_path, SPELLING)
    assert rules.find("Der Duft schmeckt nach Heu", locale="de") == []
    assert rules.find("Der Duft", locale="en-GB") != []


def test_inflected_words_are_known():
    words = WordList([default_forms()])
    for word in ("walked", "unhappily", "fox's", "Paris", "BOTTLE", "don't", "rewritten", "candle-lit"):
        assert words.knows(word), word
    for word in ("paris", "colour", "xq", "a" * 101):
        assert not words.knows(word), word
