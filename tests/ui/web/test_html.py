from hypothesis import given
from hypothesis import strategies as st

from ui.web.html import Safe, el, join


def test_text_is_escaped_and_markup_is_not_escaped_twice() -> None:
    assert el("p", "a < b & c", el("b", '"x"')) == "<p>a &lt; b &amp; c<b>&quot;x&quot;</b></p>"


def test_attributes_are_escaped_and_named_as_html_names_them() -> None:
    made = el("a.one.two", "x", href='"><script>', data_id=3, hidden=True, title=None, class_="three", for_="f")
    assert made == ('<a class="one two three" href="&quot;&gt;&lt;script&gt;" data-id="3" hidden for="f">x</a>')


def test_void_elements_have_no_end() -> None:
    assert el("input", value="x") == '<input value="x">'


@given(st.text())
def test_no_text_becomes_a_tag(text: str) -> None:
    made = str(el("p", text, el("q", [text, None, 3]), title=text))
    inner = made.replace("<p", "", 1).replace("<q>", "", 1).replace("</q>", "", 1).replace("</p>", "", 1)
    assert inner.count("<") == 0
    assert isinstance(join([text]), Safe)
