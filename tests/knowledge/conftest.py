from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from knowledge.base import KnowledgeBase
from knowledge.brand import Brand
from knowledge.embedding import Embedder, HashEmbedder
from knowledge.formats.parsed import Limits

TODAY = date(2026, 11, 21)
Opener = Callable[..., KnowledgeBase]


@pytest.fixture
def open_base(tmp_path: Path) -> Iterator[Opener]:
    """Opens knowledge bases in a folder of the test's own, and closes them."""
    opened: list[KnowledgeBase] = []

    def open_one(
        brand: str = "acme",
        *,
        embedder: Callable[[], Embedder] = HashEmbedder,
        today: Callable[[], date] = lambda: TODAY,
        locale: str = "en",
        limits: Limits | None = None,
    ) -> KnowledgeBase:
        settings = Brand(id=brand, name=brand.title(), about="", default_locale=locale)
        opened.append(KnowledgeBase(tmp_path / "home", settings, embedder, today, limits))
        return opened[-1]

    yield open_one
    for base in opened:
        base.close()


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    return folder
