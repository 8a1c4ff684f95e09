"""The sheets of all pages are loaded by each of them: none may reach into another by accident."""

import re

import pytest

from ui.web.menu import ENTRIES
from ui.web.theme import STATIC

PAGES = ("chat", "approvals", *(entry.name for entry in ENTRIES))  # the class of a whole page


@pytest.mark.parametrize("page", PAGES)
def test_nothing_on_a_page_is_styled_by_the_name_of_a_whole_page(page: str) -> None:
    """A part of a card with the class `people` once pushed the People page down."""
    bare = re.compile(rf"(?:^|[}},{{])\s*\.{page}\s*(?=[,{{])", re.MULTILINE)
    found = [path.name for path in sorted(STATIC.glob("*.css")) if bare.search(path.read_text(encoding="utf-8"))]
    assert set(found) <= {f"{page}.css"}


def test_that_would_be_seen() -> None:
    sheet = (STATIC / "knowledge.css").read_text(encoding="utf-8")
    assert re.search(r"(?:^|[},{])\s*\.knowledge\s*(?=[,{])", sheet, re.MULTILINE)
