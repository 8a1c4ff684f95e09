"""What Vale does with scopes, switches in the text, settings for each format, and its own style."""

import time
from pathlib import Path

import pytest

from tools.brand_rules import sentence_spans
from tools.findings import Finding
from tools.rules.list_code import without_list_code
from tools.rules.package import load_ini, load_style
from tools.rules.ruleset import RuleSet
from tools.text.markup import Format

LEVELS = {"error": "red", "warning": "amber", "suggestion": "advice"}


def existence(*tokens: str, **keys: str) -> str:
    lines = ["extends: existence", "message: \"'%s'\"", *(f"{key}: {value}" for key, value in keys.items())]
    return "\n".join([*lines, "tokens:", *(f"  - '{token}'" for token in tokens), ""])


def write(folder: Path, **files: str) -> Path:
    for name, text in files.items():
        path = folder / f"{name.replace('__', '/')}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def styled(folder: Path, **files: str) -> RuleSet:
    packages = [load_style(style) for style in sorted(write(folder, **files).iterdir())]
    return RuleSet(packages, levels=LEVELS, sentences=sentence_spans)


def at(found: list[Finding]) -> list[tuple[int, int, str]]:
    return [(finding.line, finding.column, finding.rule.split(".")[1]) for finding in found]


INLINE = """# Heading TODO

## *TODO* and `TODO`

[TODO](https://a.example) but not TODO, ![TODO](pic.png "TODO") neither.

*TODO* **TODO** __TODO__ _TODO_ [a **TODO** b](x)

<b>TODO</b> <em>TODO</em> <a href="x">TODO</a> <code>TODO</code> \\*TODO\\*
"""


@pytest.mark.parametrize(
    ("scope", "places"),
    [
        ("link", [(5, 2), (7, 38), (9, 39)]),
        ("strong", [(7, 10), (7, 19), (7, 38), (9, 4)]),
        ("emphasis", [(3, 5), (7, 2), (7, 27), (9, 17)]),
        ("code", [(3, 16), (9, 54)]),
        ("alt", [(5, 43)]),
        ("code & ~heading", [(9, 54)]),
        ("[heading, code]", [(1, 11), (3, 5), (3, 16), (9, 54)]),
        ("comment", []),
    ],
)
def test_scopes_within_a_block(tmp_path, scope, places):
    found = styled(tmp_path, House__R=existence("TODO", scope=scope)).find(INLINE)
    assert [(finding.line, finding.column) for finding in found] == places


def test_what_is_in_a_paragraph_too_is_found_once(tmp_path):
    rules = styled(tmp_path, House__R=existence("TODO", scope="[text, link, strong]"))
    assert at(rules.find("A [TODO](x) and **TODO**.")) == [(1, 4, "R"), (1, 19, "R")]


def test_inline_scopes_in_html(tmp_path):
    html = '<p>See <a href="here">here</a>, <b>here</b> and <code>here</code>.</p><img src="x" alt="here">'
    rules = styled(
        tmp_path,
        House__Link=existence("here", scope="link"),
        House__Code=existence("here", scope="code"),
        House__Alt=existence("here", scope="alt"),
        House__Text=existence("here", scope="paragraph"),
    )
    columns = [(column, rule) for _, column, rule in at(rules.find(html, form="html"))]
    assert columns == [(23, "Link"), (23, "Text"), (36, "Text"), (55, "Code"), (89, "Alt")]
    assert rules.find("plain **here** [here](x)", form="text") != []
    assert {f.rule for f in rules.find("plain **here** [here](x)", form="text")} == {"House.Text"}


def test_a_scope_may_name_the_format(tmp_path):
    rules = styled(tmp_path, House__R=existence("here", scope="text.html"))
    assert rules.find("here", form="html")
    assert not rules.find("here", form="markdown")


def test_negated_and_joined_scopes(tmp_path):
    rules = styled(
        tmp_path,
        House__A=existence("FOUR", scope="heading & ~heading.h3"),
        House__B=existence("FOUR", scope="~heading & ~blockquote"),
    )
    text = "# FOUR\n\n### FOUR\n\n> FOUR\n\nFOUR\n\n- FOUR\n"
    assert at(rules.find(text)) == [(1, 3, "A"), (7, 1, "B"), (9, 3, "B")]


def test_sentences_are_those_of_paragraphs(tmp_path):
    rules = styled(tmp_path, House__R="extends: existence\nmessage: \"'%s'\"\nscope: sentence\nraw: ['^.*$']\n")
    text = "# Head\n\nOne is here. Two is too.\n\n- An item.\n"
    assert [(f.line, f.column) for f in rules.find(text)] == [(3, 1), (3, 14)]


SWITCHED = """cheap one

<!-- vale off -->

cheap two

- cheap three
<!-- vale on -->
- cheap four
<!-- vale House.Cheap = NO -->
- cheap grand five

<!-- vale House.Cheap = YES -->

cheap six <!-- vale off --> and cheap seven

cheap eight

<!-- vale on -->
<!-- vale House = NO -->

cheap nine

<!-- vale House = YES -->
<!-- vale House.Cheap["cheap", "other"] = NO -->

cheap Cheap ten

<!-- vale House.Cheap["cheap"] = YES -->
<!-- vale style = Other -->

cheap eleven other

<!-- vale styles = Other, House -->

cheap twelve
"""


def test_switches_in_the_text(tmp_path):
    rules = styled(
        tmp_path,
        House__Cheap=existence("cheap", ignorecase="true"),
        House__Grand=existence("grand"),
        Other__Other=existence("other"),
    )
    lines = [(finding.line, finding.rule.split(".")[1]) for finding in rules.find(SWITCHED)]
    assert lines == [(1, "Cheap"), (9, "Cheap"), (11, "Grand"), (27, "Cheap"), (32, "Other"), (36, "Cheap")]


@pytest.mark.parametrize(
    "text",
    [
        "<!-- vale offline -->\n\ncheap",
        "<!-- VALE OFF -->\n\ncheap",
        "```\n<!-- vale off -->\n```\n\ncheap",
        "cheap\n\n<!-- vale off -->",
        "<!-- vale off -->\n<!-- vale on -->\ncheap",
        '<!-- vale House.R["cheap" = NO -->\n\ncheap',
    ],
)
def test_what_is_no_switch_for_it(tmp_path, text):
    assert len(styled(tmp_path, House__R=existence("cheap")).find(text)) == 1


def test_a_switch_ends_a_paragraph(tmp_path):
    text = "cheap one\n<!-- vale off -->\ncheap two\n<!-- vale on -->\ncheap three"
    assert [f.line for f in styled(tmp_path, House__R=existence("cheap")).find(text)] == [1, 5]


def test_a_comment_in_plain_copy_is_copy(tmp_path):
    rules = styled(tmp_path, House__R=existence("cheap"))
    assert len(rules.find("<!-- vale off --> cheap", form="text")) == 1
    assert rules.find("<!-- vale off --><p>cheap</p>", form="html") == []


def test_no_text_silences_a_red_rule_of_the_brand(tmp_path):
    own = "copydesk:\n  severity: {}\n  examples: {{bad: [cheap], good: [fine]}}\n"
    rules = styled(
        tmp_path,
        House__Red=existence("cheap") + own.format("red"),
        House__Amber=existence("cheap") + own.format("amber"),
    )
    assert [f.rule for f in rules.find("<!-- vale off -->\n\ncheap")] == ["House.Red"]


def test_rules_about_the_whole_text_are_switched_by_off_alone(tmp_path):
    rules = styled(tmp_path, House__R=existence("cheap", scope="raw"), House__S=existence("cheap", scope="summary"))
    assert rules.find("cheap\n\n<!-- vale off -->\n\ntext") == []
    assert len(rules.find("cheap\n\n<!-- vale off -->\n\ntext\n\n<!-- vale on -->")) == 2
    assert len(rules.find("<!-- vale House.R = NO -->\n\ncheap")) == 2


def configured(folder: Path, ini: str) -> RuleSet:
    write(
        folder / "styles",
        A__One=existence("cheap"),
        A__Two=existence("grand", level="suggestion"),
        B__One=existence("cheap"),
        B__Two=existence("grand"),
    )
    (folder / ".vale.ini").write_text(f"StylesPath = styles\n{ini}", encoding="utf-8")
    return RuleSet([load_ini(folder / ".vale.ini")], levels=LEVELS, sentences=sentence_spans)


def names(rules: RuleSet, form: Format, text: str = "cheap grand") -> list[str]:
    return sorted(f"{finding.rule} {finding.severity}" for finding in rules.find(text, form=form))


def test_sections_hold_for_their_formats(tmp_path):
    ini = "[*]\nBasedOnStyles = A\n[*.html]\nBasedOnStyles = B\nB.Two = error\n[*.{md,txt}]\nA.Two = NO\n"
    rules = configured(tmp_path, ini)
    assert rules.problems == ()
    assert names(rules, "markdown") == ["A.One amber"]
    assert names(rules, "text") == ["A.One amber"]
    assert names(rules, "html") == ["B.One amber", "B.Two red"]
    assert rules.tried("en", form="html") == {"wording": 2}
    assert rules.tried("en") == {"wording": 3}


def test_a_section_wins_over_the_one_for_everything_wherever_it_stands(tmp_path):
    rules = configured(tmp_path, "[*.md]\nA.One = YES\n[*]\nBasedOnStyles = A\nA.One = NO\n")
    assert names(rules, "markdown") == ["A.One amber", "A.Two advice"]
    assert names(rules, "html") == ["A.Two advice"]


def test_a_level_for_one_format_leaves_the_others(tmp_path):
    rules = configured(tmp_path, "[*]\nBasedOnStyles = A\n[*.html]\nA.One = error\n")
    assert names(rules, "html") == ["A.One red", "A.Two advice"]
    assert names(rules, "markdown") == ["A.One amber", "A.Two advice"]


def test_one_rule_switched_on_brings_no_other(tmp_path):
    rules = configured(tmp_path, "[*]\nA.One = YES\n")
    assert (names(rules, "markdown"), rules.problems) == (["A.One amber"], ())
    rules = configured(tmp_path, "[*]\nBasedOnStyles = B\nA.One = warning\n")
    assert names(rules, "markdown") == ["A.One amber", "B.One amber", "B.Two amber"]


@pytest.mark.parametrize(
    ("ini", "line", "key", "said"),
    [
        ("[*]\nBasedOnStyles = A\nIgnoredScopes = em\n", 4, "IgnoredScopes", "is not honoured"),
        ("SkippedScopes = figure\n[*]\nBasedOnStyles = A\n", 2, "SkippedScopes", "is not honoured"),
        ("[formats]\nmdx = md\ntxt = md\n[*]\nBasedOnStyles = A\n", 4, "formats.txt", "is not honoured"),
        ("[docs/*.md]\nBasedOnStyles = A\n[*]\nBasedOnStyles = A\n", 2, "docs/*.md", "copy has no folder"),
        ("[*]\nBasedOnStyles = A\nIgnoredClasses = a\n", 4, "IgnoredClasses", "above the first one"),
        ("[*]\nBasedOnStyles = A\nTokenIgnores = (a+)+b\n", 4, "TokenIgnores", "in several ways"),
        ("[*]\nA.None = NO\nBasedOnStyles = A\n", 3, "A.None", "there is no such rule"),
        ("[*]\n# nothing\n", 1, "BasedOnStyles", "names no style"),
        ("[*.rst]\nBasedOnStyles = Missing\n[*]\nBasedOnStyles = Gone\n", 5, "BasedOnStyles", "no style 'Gone'"),
    ],
)
def test_settings_that_do_not_hold_are_said(tmp_path, ini, line, key, said):
    (problem,) = configured(tmp_path, ini).problems
    assert (problem.line, problem.key) == (line, key)
    assert said in problem.message


def test_ignored_tokens_and_blocks(tmp_path):
    ini = (
        "[*]\nBasedOnStyles = A\nTokenIgnores = (\\$[^\\n$]+\\$), \\\n  (:[a-z]{1\\,5}:)\n"
        "[*.md]\nBlockIgnores = (?s) *(\\{skip\\}.*?\\{/skip\\})\n"
    )
    rules = configured(tmp_path, ini)
    assert rules.problems == ()
    text = "A $cheap$ price, :cheap: cheap.\n\n{skip}\n\ncheap\n\n{/skip}\n\nNot cheap.\n"
    assert [(f.line, f.column) for f in rules.find(text)] == [(1, 26), (9, 5)]
    assert [(f.line, f.column) for f in rules.find(text, form="html")] == [(1, 26), (5, 1), (9, 5)]


CLASSES = "IgnoredClasses = term, skip-me\n[*]\nBasedOnStyles = A\n"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('A <span class="term">cheap</span> cheap.', [(1, 35)]),
        ("A <span class='big term'>cheap</span> cheap.", [(1, 39)]),
        ("A <b class=term>cheap</b> cheap.", [(1, 27)]),
        ('A <span data-class="term">cheap</span>.', [(1, 27)]),
        ('A <span class="terms">cheap</span>.', [(1, 23)]),
        ('A <span class="Term">cheap</span>.', [(1, 22)]),
        ('A <span class="term"><b>cheap</b> cheap <span>cheap</span> cheap</span> cheap.', [(1, 73)]),
        ('<div class="skip-me">\n\ncheap\n\n<div>cheap</div>\n\ncheap\n\n</div>\n\nNot cheap.', [(11, 5)]),
        ('<div class="skip-me">cheap</div><div>cheap</div>', [(1, 38)]),
        ('A <br class="term"> cheap.', [(1, 21)]),
        ('A <span class="term">cheap\ncheap\n\ncheap', [(4, 1)]),
        ('<div class="skip-me">cheap\n\ncheap', []),
        ('<!-- <div class="skip-me"> -->\n\ncheap', [(3, 1)]),
    ],
)
@pytest.mark.parametrize("form", ["markdown", "html"])
def test_elements_of_ignored_classes(tmp_path, form, text, places):
    rules = configured(tmp_path, CLASSES)
    assert rules.problems == ()
    assert [(f.line, f.column) for f in rules.find(text, form=form)] == places


def test_a_class_in_code_or_plain_text_is_none(tmp_path):
    rules = configured(tmp_path, CLASSES)
    assert [f.line for f in rules.find('`<div class="skip-me">` is cheap.\n\ncheap')] == [1, 3]
    assert [f.line for f in rules.find('```\n<div class="skip-me">\n```\n\ncheap')] == [5]
    assert [f.line for f in rules.find('<i class="term">cheap</i>', form="text")] == [1]


def test_many_elements_that_nobody_closes_cost_little(tmp_path):
    rules = configured(tmp_path, CLASSES)
    began = time.process_time()
    rules.find('<i class="term">cheap ' * 20_000)
    assert time.process_time() - began < 10


def test_the_digest_knows_ignored_classes(tmp_path):
    plain = configured(tmp_path, "[*]\nBasedOnStyles = A\n").digest
    assert configured(tmp_path, CLASSES).digest != plain


def test_what_one_package_ignores_another_reads(tmp_path):
    ini = configured(tmp_path, "[*]\nBasedOnStyles = A\nTokenIgnores = (\\$[^$]+\\$)\n")
    assert ini.find("$cheap$") == []
    packages = [load_ini(tmp_path / ".vale.ini"), load_style(tmp_path / "styles" / "B")]
    both = RuleSet(packages, levels=LEVELS, sentences=sentence_spans)
    assert [f.rule for f in both.find("$cheap$ cheap")] == ["B.One", "A.One", "B.One"]


def test_vales_own_style(tmp_path):
    rules = configured(tmp_path, "[*]\nBasedOnStyles = Vale\n")
    assert rules.problems == ()
    found = rules.find("The the bottel is good. Good one.\n\nNot not Not 1 1.")
    assert [(f.line, f.column, f.rule, f.span, f.message) for f in found] == [
        (1, 1, "Vale.Repetition", "The the", "'the' is repeated!"),
        (1, 9, "Vale.Spelling", "bottel", "Did you really mean 'bottel'?"),
        (3, 1, "Vale.Repetition", "Not not", "'not' is repeated!"),
        (3, 5, "Vale.Repetition", "not Not", "'Not' is repeated!"),
    ]
    assert [f.span for f in rules.find("It is is good.")] == ["is is"]
    only = configured(tmp_path, "[*]\nVale.Repetition = YES\n")
    assert [f.rule for f in only.find("It is is bottel")] == ["Vale.Repetition"]
    fewer = configured(tmp_path, "[*]\nBasedOnStyles = Vale\nVale.Spelling = NO\nVale.Repetition = suggestion\n")
    assert [(f.rule, f.severity) for f in fewer.find("It is is bottel")] == [("Vale.Repetition", "advice")]


def test_a_vocabulary_is_known_to_spelling_and_checked_by_vales_style(tmp_path):
    words = tmp_path / "styles" / "config" / "vocabularies" / "House"
    words.mkdir(parents=True)
    (words / "accept.txt").write_text("Orrelune\nLinden Hour\n")
    (words / "reject.txt").write_text("bargain\n")
    text = "orrelune and linden hour, a bargain, Orrelune"
    rules = configured(tmp_path, "Vocab = House\n[*]\nBasedOnStyles = Vale\n")
    assert [(f.rule, f.span, f.fix) for f in rules.find(text)] == [
        ("Vale.Terms", "orrelune", "Orrelune"),
        ("Vale.Terms", "linden hour", "Linden Hour"),
        ("Vale.Avoid", "bargain", None),
    ]
    assert configured(tmp_path, "Vocab = House\n[*]\nBasedOnStyles = A\n").find(text) == []


@pytest.mark.parametrize(
    ("action", "text", "fix"),
    [
        ("{name: remove}", "cheap!!", ""),
        ("{name: edit, params: [truncate, '!']}", "cheap!!", "cheap"),
        ("{name: edit, params: [split, p, '1']}", "cheap!!", "!!"),
        ("{name: edit, params: [regex, '(ch)(ea)', '$2-${1}']}", "cheap!!", "ea-chp!!"),
        ("{name: edit, params: [trim_right, '!']}", "cheap!!", "cheap"),
        ("{name: edit, params: [explode]}", "cheap!!", None),
        ("{name: edit, params: [split, p, '7']}", "cheap!!", None),
        ("{name: suggest, params: [script.tengo]}", "cheap!!", None),
        ("{name: convert, params: [simple]}", "cheap!!", None),
        ("{name: replace, params: [small]}", "cheap!!", "small"),
        ("{name: replace, params: [small, little]}", "cheap!!", None),
    ],
)
def test_actions(tmp_path, action, text, fix):
    (finding,) = styled(tmp_path, House__R=existence("cheap!+", nonword="true", action=action)).find(text)
    assert finding.fix == fix


def test_messages_show_the_match_as_vale_does(tmp_path):
    rules = styled(
        tmp_path, House__R=existence(r"\s[—–]\s", nonword="true"), House__S=existence("a  b", nonword="true")
    )
    assert [f.message for f in rules.find("x — y a  b")] == ["' — '", "'a  b'"]
    swap = (
        "extends: substitution\nmessage: \"'%s' for '%s'\"\nignorecase: true\ncapitalize: true\nnonword: true\n"
        "swap:\n  mankind: people\n  '\\bi\\.e\\.\\s': that is\n"
    )
    found = styled(tmp_path, House__R=swap).find("Mankind, i.e. us")
    assert [(f.column, f.span, f.message) for f in found] == [
        (1, "Mankind", "'People' for 'Mankind'"),
        (10, "i.e. ", "'that is' for 'i.e. '"),
    ]
    assert [f.fix for f in found] == ["People", "that is "], "the space that the pattern takes is left"


def test_a_heading_may_begin_with_what_its_case_does_not_count_for(tmp_path):
    rule = 'extends: capitalization\nmessage: "%s"\nscope: heading\nmatch: $sentence\nprefix: "[A-Z]\\\\. "\n'
    rules = styled(tmp_path, House__R=rule)
    assert rules.find("# B. An easy heading") == []
    assert at(rules.find("# B. an easy heading")) == [(1, 3, "R")]


def test_of_several_replacements_a_person_chooses(tmp_path):
    action = "{name: replace, params: [small, little]}"
    (finding,) = styled(tmp_path, House__R=existence("cheap", action=action)).find("cheap")
    assert (finding.fix, finding.options) == (None, ("small", "little"))
    assert finding.message.endswith("Choose 'small' or 'little'.")


def test_no_fix_changes_nothing(tmp_path):
    rule = """
extends: substitution
message: "Use '%s' instead of '%s'."
ignorecase: true
capitalize: true
swap: {ios: iOS}
"""
    found = styled(tmp_path, House__R=rule).find("IOS and ios")
    assert [(finding.span, finding.fix) for finding in found] == [("IOS", None), ("ios", "iOS")]


@pytest.mark.parametrize(
    ("text", "spans", "blocks"),
    [
        ("- one\n\n      a bargain\n\n  a bargain\n", [28], 1),
        ("1. one\n\n       a bargain\n\n       a bargain\n", [], 1),
        ("- one\n  - two\n\n        a bargain\n\n    a bargain\n", [40], 1),
        ("-     a bargain\n- a bargain\n", [20], 1),
        ("- one\n\n\ta bargain\n\n\t\t a bargain\n", [10], 1),
        ("- one\n      a bargain\n", [14], 0),
        ("- one\n\n  ```\n      a bargain\n  ```\n\n  a bargain\n", [40], 0),
    ],
)
def test_code_in_a_list_is_left_alone(tmp_path, text, spans, blocks):
    found = styled(tmp_path, House__R=existence("bargain")).find(text)
    assert [finding.start for finding in found] == spans
    seen, count = without_list_code(text, "markdown")
    assert (len(seen), count) == (len(text), blocks)
    assert without_list_code(text, "text") == (text, 0)
