"""One browser for the tests of a file."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser.seats import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    with chromium() as browser:
        yield browser
