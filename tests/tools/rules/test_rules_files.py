"""Rule files that cannot be used say so in one line with file, line and key; the others still run."""

from pathlib import Path

import pytest

from tools.brand_rules import sentence_spans
from tools.rules.package import load_ini, load_style
from tools.rules.ruleset import RuleSet

GOOD = "extends: existence\nmessage: \"'%s'\"\ntokens: [cheap]\n"


def load(style: Path) -> RuleSet:
    return RuleSet(
        [load_style(style)],
        levels={"error": "amber", "warning": "amber", "suggestion": "advice"},
        sentences=sentence_spans,
    )


@pytest.mark.parametrize(
    ("text", "line", "key", "words"),
    [
        (GOOD + "colour: red\n", 4, "colour", "is not a key of existence rules"),
        (GOOD.replace("existence", "existance"), 1, "extends", "is no extension point"),
        (GOOD.replace("existence", "script"), 1, "extends", "'script' is not supported"),
        ("message: x\ntokens: [a]\n", 1, "extends", "is missing"),
        ("extends: existence\ntokens: [a]\n", 1, "message", "is missing"),
        ("extends: existence\nmessage: x\n", 1, "tokens", "is missing"),
        (GOOD.replace("[cheap]", "['(a+)+b']"), 3, "tokens", "can read the same text in several ways"),
        (GOOD.replace("[cheap]", "['ab(c']"), 3, "tokens", "never closed"),
        (GOOD.replace("[cheap]", "['*a']"), 3, "tokens", "nothing to repeat"),
        (GOOD.replace("[cheap]", "{a: b}"), 3, "tokens", "must be a list"),
        (GOOD + "level: fatal\n", 4, "level", "one of suggestion, warning, error"),
        (GOOD + "scope: coment\n", 4, "scope", "is not one of"),
        (GOOD + "ignorecase: perhaps\n", 4, "ignorecase", "must be true or false"),
        (GOOD + "copydesk:\n  famly: claims\n", 5, "copydesk.famly", "is not a key here"),
        (GOOD + "copydesk:\n  severity: pink\n", 5, "copydesk.severity", "one of red, amber, advice"),
        (GOOD + "copydesk:\n  locale: [en, klingon]\n", 5, "copydesk.locale", "'klingon' is no locale"),
        (GOOD + "copydesk:\n  locale:\n    - de\n    - xx\n", 7, "copydesk.locale", "'xx' is no locale"),
        (GOOD + "copydesk:\n  locale: german\n", 5, "copydesk.locale", "'german' is no locale"),
        (GOOD + "tokens: [b]\n", 4, "tokens", "stands here twice"),
        (GOOD + "  - : [\n", 4, "yaml", ""),
        ("- a\n- b\n", 1, "file", "must be a mapping"),
        ("", 1, "file", "must be a mapping"),
    ],
)
def test_one_line_each(tmp_path, text, line, key, words):
    style = tmp_path / "House"
    style.mkdir()
    (style / "Bad.yml").write_text(text)
    (style / "Good.yml").write_text(GOOD)
    rules = load(style)
    (problem,) = rules.problems
    assert (problem.line, problem.key) == (line, key)
    assert words in problem.message
    assert str(problem).startswith(f"{style / 'Bad.yml'}:{line}: {key}: ")
    assert "\n" not in str(problem)
    assert [finding.rule for finding in rules.find("cheap")] == ["House.Good"]


def test_a_file_that_is_no_text(tmp_path):
    (tmp_path / "Bad.yml").write_bytes(b"\xff\xfe\x00\x01")
    (problem,) = load(tmp_path).problems
    assert (problem.key, problem.message) == ("file", "is not UTF-8 text")


def test_two_rules_with_one_id(tmp_path):
    style = tmp_path / "House"
    (style / "more").mkdir(parents=True)
    (style / "Cheap.yml").write_text(GOOD)
    (style / "more" / "Cheap.yml").write_text(GOOD)
    rules = load(style)
    (problem,) = rules.problems
    assert problem.path == style / "more" / "Cheap.yml"
    assert f"House.Cheap already, in {style / 'Cheap.yml'}" in problem.message
    assert len(rules.find("cheap")) == 1


def test_words_that_yaml_takes_for_something_else_stay_words(tmp_path):
    (tmp_path / "R.yml").write_text(GOOD.replace("[cheap]", "[no, 1.0, 12]"))
    assert [finding.span for finding in load(tmp_path).find("no 1.0 12")] == ["no", "1.0", "12"]


INI = """StylesPath = styles
MinAlertLevel = warning
Vocab = House

[*.md]
BasedOnStyles = One, Vale
Vale.Spelling = NO
One.Off = NO
One.Raised = error
Two.Alone = YES

[*.py]
BasedOnStyles = Three
"""


@pytest.fixture
def styles(tmp_path):
    files = {
        "One/On": GOOD,
        "One/Off": GOOD,
        "One/Raised": GOOD + "level: suggestion\n",
        "One/Low": GOOD + "level: suggestion\n",
        "Two/Alone": GOOD,
        "Two/Other": GOOD,
        "Three/Python": GOOD,
    }
    for name, text in files.items():
        path = tmp_path / "styles" / f"{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    words = tmp_path / "styles" / "config" / "vocabularies" / "House"
    words.mkdir(parents=True)
    (words / "accept.txt").write_text("Orrelune\n# a comment\n")
    (words / "reject.txt").write_text("bargain\n")
    return tmp_path


def test_a_vale_ini_switches_rules(styles):
    (styles / ".vale.ini").write_text(INI)
    package = load_ini(styles / ".vale.ini")
    assert package.problems == ()
    assert [(rule.id, rule.level) for rule in package.rules] == [
        ("One.On", "warning"),
        ("One.Raised", "error"),
        ("Vale.Repetition", "error"),
        ("Vale.Terms", "error"),
        ("Vale.Avoid", "error"),
        ("Two.Alone", "warning"),
    ]
    rules = RuleSet(
        [package], levels={"error": "red", "warning": "amber", "suggestion": "advice"}, sentences=sentence_spans
    )
    assert [(f.rule, f.severity, f.fix) for f in rules.find("orrelune has no bargain")] == [
        ("Vale.Terms", "red", "Orrelune"),
        ("Vale.Avoid", "red", None),
    ]


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("Colour = red\n", 1, "Colour"),
        ("[*]\nBasedOnStyles = One\nOne.Nothing = NO\n", 3, "One.Nothing"),
        ("[*]\nBasedOnStyles = One\nOne.On = PERHAPS\n", 3, "One.On"),
        ("StylesPath = styles\n[*]\nBasedOnStyles = Missing\n", 3, "BasedOnStyles"),
        ("StylesPath = styles\nVocab = Missing\n[*]\nBasedOnStyles = One\n", 2, "Vocab"),
        ("MinAlertLevel = loud\n", 1, "MinAlertLevel"),
        ("nonsense\n", 1, "nonsense"),
    ],
)
def test_a_bad_ini_says_where(styles, text, line, key):
    path = styles / ".vale.ini"
    path.write_text(text if "StylesPath" in text else "StylesPath = styles\n" + text if line == 0 else text)
    problems = load_ini(path).problems
    assert (line, key) in [(problem.line, problem.key) for problem in problems]


def test_every_error_of_a_file_has_its_line(tmp_path):
    style = tmp_path / "House"
    style.mkdir()
    (style / "Bad.yml").write_text(
        "extends: existence\n"
        "colour: red\n"
        "level: fatal\n"
        "ignorecase: perhaps\n"
        "scope: coment\n"
        "tokens:\n"
        "  - jar\n"
        "  - '(a+)+b'\n"
        "  - 'x(y'\n"
        "exceptions: ['*z']\n"
        "copydesk:\n"
        "  famly: claims\n"
        "  severity: pink\n"
        "  examples: {bad: {}, ugly: x}\n",
        encoding="utf-8",
    )
    (style / "Pairs.yml").write_text(
        "extends: substitution\nmessage: x\nmessage: y\nswap:\n  '(b+)+c': d\n  jar: pot\n  'e(': f\n", encoding="utf-8"
    )
    (style / "Needs.yml").write_text("extends: occurrence\nmax: many\nsize: 3\n", encoding="utf-8")
    found = [(p.path.name, p.line, p.key) for p in load(style).problems]
    assert found == [
        ("Bad.yml", 1, "message"),
        ("Bad.yml", 2, "colour"),
        ("Bad.yml", 3, "level"),
        ("Bad.yml", 4, "ignorecase"),
        ("Bad.yml", 5, "scope"),
        ("Bad.yml", 8, "tokens"),
        ("Bad.yml", 9, "tokens"),
        ("Bad.yml", 10, "exceptions"),
        ("Bad.yml", 12, "copydesk.famly"),
        ("Bad.yml", 13, "copydesk.severity"),
        ("Bad.yml", 14, "copydesk.examples.bad"),
        ("Bad.yml", 14, "copydesk.examples.ugly"),
        ("Needs.yml", 1, "message"),
        ("Needs.yml", 1, "token"),
        ("Needs.yml", 2, "max"),
        ("Needs.yml", 3, "size"),
        ("Pairs.yml", 3, "message"),
        ("Pairs.yml", 5, "swap"),
        ("Pairs.yml", 7, "swap"),
    ]


def test_errors_of_a_file_that_loads_are_all_told_with_their_lines(tmp_path):
    (tmp_path / "Bad.yml").write_text(GOOD.replace("[cheap]", "\n- cheap\n- '(a+)+b'\n- '[c'"), encoding="utf-8")
    assert [(p.line, p.key) for p in load(tmp_path).problems] == [(5, "tokens"), (6, "tokens")]


def test_a_bad_pattern_is_told_once_however_many_sections_use_its_rule(tmp_path):
    style = tmp_path / "styles" / "T"
    style.mkdir(parents=True)
    (style / "Bad.yml").write_text(GOOD.replace("[cheap]", "['(a+)+b']"))
    (tmp_path / ".vale.ini").write_text(
        "StylesPath = styles\n[*.md]\nBasedOnStyles = T\n[*.txt]\nBasedOnStyles = T\nT.Bad = error\n"
    )
    rules = RuleSet(
        [load_ini(tmp_path / ".vale.ini")],
        levels={"error": "amber", "warning": "amber", "suggestion": "advice"},
        sentences=sentence_spans,
    )
    assert [(problem.path.name, problem.line) for problem in rules.problems] == [("Bad.yml", 3)]
