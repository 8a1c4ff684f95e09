"""Which parts of a page or file a package's rules read: elements of HTML, front matter, lines."""

import pytest

from tests.tools.rules.test_rules_vale import at, existence, styled

PAGE = """<ul>
<li>
<p>TODO in an item</p>
<p>TODO below it</p>
</li>
</ul>
<table><caption>TODO</caption><tr><td class="x"><p>TODO in a cell</p></td></tr></table>
<blockquote><h2>TODO quoted</h2></blockquote>
"""


def test_the_outermost_element_since_a_block_ended_gives_the_scope(tmp_path):
    rules = styled(
        tmp_path,
        House__Cell=existence("TODO", scope="[table.cell, table.caption]"),
        House__Head=existence("TODO", scope="heading"),
        House__List=existence("TODO", scope="list"),
        House__Para=existence("TODO", scope="paragraph"),
        House__Quote=existence("TODO", scope="blockquote"),
    )
    wanted = [(3, 4, "List"), (4, 4, "Para"), (7, 17, "Cell"), (7, 52, "Cell"), (8, 17, "Quote")]
    assert at(rules.find(PAGE, form="html")) == wanted
    assert at(rules.find("Words.\n\n" + PAGE + "\nTODO")) == [
        *[(line + 2, column, rule) for line, column, rule in wanted],
        (12, 1, "Para"),
    ]


def test_html_in_markdown_goes_on_to_the_next_blank_line(tmp_path):
    rules = styled(tmp_path, House__R=existence("TODO", scope="heading"), House__S=existence(r"a\s+b", scope="text"))
    text = "<div>\n# TODO\n</div>\n\n# TODO\n\nwords\n<p>a</p>\n<p>b</p>\n\n<span>a</span>\n<span>b</span>\n"
    assert at(rules.find(text)) == [(5, 3, "R"), (11, 7, "S")]


FRONT = """---
title: "The TODO jar"
summary: |
  Words on a TODO
  and a TODO.
tags: [TODO]
weight: 3
author: {name: TODO}
---

A TODO.
"""


def test_words_in_the_front_matter_are_read_too(tmp_path):
    rules = styled(
        tmp_path,
        House__All=existence("TODO", level="warning"),
        House__Para=existence("TODO", scope="paragraph"),
        House__Not=existence("TODO", scope="~frontmatter"),
        House__Title="extends: capitalization\nmessage: case\nmatch: $lower\nscope: text.frontmatter.Title\n",
    )
    found = at(rules.find(FRONT))
    assert [(line, column) for line, column, rule in found if rule == "All"] == [(2, 13), (4, 14), (5, 9), (11, 3)]
    assert [each for each in found if each[2] != "All"] == [(2, 9, "Title"), (11, 3, "Not"), (11, 3, "Para")]
    assert at(rules.find(FRONT, form="text"))[0] == (2, 13, "All"), "plain text has none"


@pytest.mark.parametrize("front", ["a: [", "- TODO", "a: &x [*x]", "TODO", "? [TODO]\n: TODO", "a: '" + "[" * 3000])
def test_front_matter_of_another_shape_is_left_alone(tmp_path, front):
    rules = styled(tmp_path, House__R=existence("TODO", level="warning"))
    assert at(rules.find(f"---\n{front}\n---\n\nA TODO.")) == [(4 + 1 + front.count("\n"), 3, "R")]


WRAPPED = "Jars and\npots and\n> jars and\n> pots\n\n<p>\n  Jars and\n  so\n</p>\n"


def test_a_package_asks_where_lines_begin_and_end(tmp_path):
    rules = styled(
        tmp_path,
        House__Begin=existence("^[Jj]ars", nonword="true"),
        House__End=existence("and$", nonword="true"),
        House__Sentence=existence("^(?:pots|so)$", nonword="true", scope="sentence"),
        House__Price=existence("\\$and", nonword="true"),
    )
    ends = [(1, 6, "End"), (2, 6, "End"), (3, 8, "End"), (7, 8, "End")]
    begins = [(1, 1, "Begin"), (3, 3, "Begin"), (7, 3, "Begin")]
    found = at(rules.find(WRAPPED))
    assert [each for each in found if each[2] != "Sentence"] == sorted([*ends, *begins])
    assert [each for each in found if each[2] == "Sentence"] == [(8, 3, "Sentence")]
    (finding,) = styled(tmp_path / "b", House__R=existence("jars\\s+and$")).find("all jars\nand\nmore")
    assert (finding.line, finding.column, finding.message) == (1, 5, "'jars and'")


def test_a_quote_right_below_a_paragraph_is_not_of_it(tmp_path):
    rules = styled(
        tmp_path, House__Para=existence("TODO", scope="paragraph & ~blockquote"), House__Q=existence("so TODO")
    )
    assert at(rules.find("A TODO so\n> TODO and\nTODO\n")) == [(1, 3, "Para")]
