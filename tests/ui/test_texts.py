"""The pages say only what the catalogue holds, and the catalogue holds only what they say."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ui import texts
from ui.texts import catalogue, say

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.stem for path in (texts.FOLDER / "en").glob("*.yaml"))


def said() -> Iterator[tuple[str, str]]:
    """File and key of each `say(…)`; what an f-string leaves open is a `*`."""
    for path in sorted((ROOT / "ui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                key = node.args[0]
                if isinstance(key, ast.Constant):
                    yield path.name, str(key.value)
                elif isinstance(key, ast.JoinedStr):
                    parts = (one.value if isinstance(one, ast.Constant) else "*" for one in key.values)
                    yield path.name, "".join(map(str, parts))


def test_every_key_that_is_said_is_written() -> None:
    written = {f"{page}.{name}" for page in PAGES for name in catalogue("en", page)}
    missing = [
        (file, key)
        for file, key in said()
        if not any(re.fullmatch(re.escape(key).replace(r"\*", ".+"), name) for name in written)
    ]
    assert missing == []
    assert len(list(said())) > 3


@pytest.mark.parametrize("page", PAGES)
def test_every_text_that_is_written_is_said(page: str) -> None:
    patterns = [re.compile(re.escape(key).replace(r"\*", ".+")) for _, key in said()]
    unused = [
        name for name in catalogue("en", page) if not any(pattern.fullmatch(f"{page}.{name}") for pattern in patterns)
    ]
    assert unused == []


def test_values_are_filled_in_and_numbers_are_grouped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "shop.yaml").write_text(
        'found: {one: "{n} bottle in {place}", many: "{n} bottles in {place}"}\n', encoding="utf-8"
    )
    monkeypatch.setattr(texts, "FOLDER", tmp_path)
    catalogue.cache_clear()
    assert say("shop.found", n=1, place="Porto") == "1 bottle in Porto"
    assert say("shop.found", n=12000, place="Porto") == "12,000 bottles in Porto"
    with pytest.raises(KeyError, match="place"):
        say("shop.found", n=1)
    with pytest.raises(KeyError, match="lost"):
        say("shop.lost")
    with pytest.raises(KeyError, match="en/nowhere"):
        say("nowhere.found")
    catalogue.cache_clear()
