"""What counts as a problem of a page; no browser is needed for that."""

from tests.ui.browser.seats import grave

STYLE = "script: Unable to preload CSS for /people/assets/Example-1.css"


def test_a_style_that_was_on_its_way_when_the_page_was_left_is_no_problem_unless_it_is_missing() -> None:
    others = ["script: x is not defined", "outside: http://example.org/", "dialog: sure?"]
    assert grave([STYLE, *others], lambda path: path == "/people/assets/Example-1.css") == others
    assert grave([STYLE, *others], lambda _: False) == [STYLE, *others]
