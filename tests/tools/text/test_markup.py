"""What is read of a text, and where each character of it came from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.text.markup import Lines
from tools.text.reading import read, summary


def texts(text: str, form: str = "markdown") -> list[str]:
    return [block.text for block in read(text, form)]


@pytest.mark.parametrize(
    ("source", "read_as"),
    [
        ("Plain text.", ["Plain text."]),
        ("", []),
        (" \n ", []),
        ("**Bold** and _it_ and snake_case", ["Bold and it and snake_case"]),
        ("a `code` b", ["a \ufffc b"]),
        ("see https://example.com/a_b. Then", ["see \ufffc. Then"]),
        ("see orrelune.example/refill now", ["see \ufffc now"]),
        ("mail me@example.com now", ["mail \ufffc now"]),
        ("[a link](http://x.com 't') here", ["a link here"]),
        ("![the alt](x.png)", ["the alt"]),
        ("fish &amp; chips", ["fish & chips"]),
        ("5 \\* 3", ["5 * 3"]),
        ("a <b class='x'>b</b> c <3 d", ["a b c <3 d"]),
        ("one\ntwo", ["one two"]),
        ("one\r\ntwo", ["one two"]),
        ("one\n\ntwo", ["one", "two"]),
        ("# Head #\ntext", ["Head", "text"]),
        ("Head\n====\ntext", ["Head", "text"]),
        ("- one\n- two\n  more", ["one", "two more"]),
        ("1. one\n2) two", ["one", "two"]),
        ("> quote\n> more", ["quote more"]),
        ("```\ncode\n```\ntext", ["text"]),
        ("text\n\n    code\n\ntext", ["text", "text"]),
        ("<!-- note -->text", ["text"]),
        ("| a | b |\n|---|---|\n| c | d |", ["a", "b", "c", "d"]),
        ("#hashtag is no heading", ["#hashtag is no heading"]),
        ("line\n***\nline", ["line", "line"]),
        ("- one\n\n    still one\n\ntext\n\n    code", ["one", "still one", "text"]),
        ("a | b\nno table", ["a | b no table"]),
    ],
)
def test_markdown(source, read_as):
    assert [" ".join(text.split()) for text in texts(source)] == read_as


@pytest.mark.parametrize(
    ("source", "read_as"),
    [
        ("    indented `words`", ["indented words"]),
        ("**Bold** _it_", ["Bold it"]),
        ("see www.example.com/x", ["see \ufffc"]),
        ("```\nwords\n```", ["words"]),
    ],
)
def test_plain_copy_hides_nothing_behind_markup(source, read_as):
    assert [text for text in (" ".join(text.split()) for text in texts(source, "text")) if text] == read_as


def test_html():
    html = "<html><style>p {}</style><h1>Head</h1><p>One <b>two</b>&nbsp;three<br>four</p><code>x</code><li>item</li>"
    blocks = read(html, "html")
    assert [" ".join(block.text.split()) for block in blocks] == ["Head", "One two three four", "item"]
    assert ["heading" in block.tags for block in blocks] == [True, False, False]


@given(st.text("ab *_`[]()<>&;\\\n\r\t#->|.:/é🌿w", max_size=60), st.sampled_from(["markdown", "text", "html"]))
def test_every_character_read_has_its_place_in_the_source(source, form):
    for block in read(source, form):
        last = 0
        for index, char in enumerate(block.text):
            start, end = block.place(index, index + 1)
            assert last <= start <= end <= len(source)
            if char not in " \ufffc" and end - start == 1:
                assert source[start:end] == char
            last = start
    whole = summary(read(source, form))
    assert whole is None or "".join(whole.text.split()) == "".join("".join(b.text for b in read(source, form)).split())


@given(st.text("a\n\ré", max_size=30))
def test_lines_and_columns(text):
    lines = Lines(text)
    rebuilt = text.replace("\r\n", "\n\n")  # the same length, and a line end each
    for offset in range(len(text)):
        line, column = lines.at(offset)
        assert line >= 1
        assert column >= 1
        assert offset == sum(len(part) for part in text.splitlines(keepends=True)[: line - 1]) + column - 1
    assert len(rebuilt) == len(text)


@pytest.mark.parametrize(
    ("source", "read_as"),
    [
        ("[foo]: http://foo.com 'foo'\n\ntext", ["text"]),
        ('[foo]: /url\n  "a title"\n[bar]: <b c>\ntext', ["text"]),
        ("text\n[foo]: stays, for a paragraph goes on", ["text [foo]: stays, for a paragraph goes on"]),
        ("[^1]: A footnote is read", ["A footnote is read"]),
        ("[foo]: not one with more words", ["[foo]: not one with more words"]),
        ("a [foo](<bar baz>) b", ["a foo b"]),
        ('a [foo](x(y(z)) "t") b', ["a foo b"]),
        ("a ![the alt](x.png) b", ["a b", "the alt"]),
        ("the <code>x</code> the", ["the \ufffc the"]),
        ("one\n<!-- note -->\ntwo", ["one", "two"]),
        ("one <!-- note -->\ntwo", ["one two"]),
        ("`<pre>` is a tag", ["\ufffc is a tag"]),
        ("`code`", []),
    ],
)
def test_markdown_that_is_not_prose(source, read_as):
    assert [" ".join(text.split()) for text in texts(source)] == read_as


def test_html_pictures_captions_and_code():
    html = "<figure><img src='a' alt='the alt'><figcaption>Words</figcaption></figure><p>a <kbd>b</kbd> c</p>"
    assert texts(html, "html") == ["the alt", "Words", "a \ufffc c"]
