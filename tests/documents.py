"""What the project's documents say, as a test can compare it: blocks, code spans, tables, links, headings."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).parent.parent


class Line(NamedTuple):
    number: int  # in the document, from 1
    text: str


class Document:
    """One Markdown file of the repository."""

    def __init__(self, name: str) -> None:
        self.path = ROOT / name
        self.tokens = MarkdownIt("commonmark").enable("table").parse(self.path.read_text(encoding="utf-8"))

    def blocks(self, language: str) -> list[str]:
        """What stands in fences of this language."""
        return [token.content for token in self.tokens if token.type == "fence" and token.info == language]

    def lines(self, language: str) -> list[Line]:
        """The same, line by line, without blank ones."""
        fences = [token for token in self.tokens if token.type == "fence" and token.info == language]
        return [
            Line(fence.map[0] + 2 + index, text)
            for fence in fences
            if fence.map
            for index, text in enumerate(fence.content.splitlines())
            if text.strip()
        ]

    def spans(self) -> list[str]:
        """What is set as code within a line."""
        return [token.content for token in self._inline() if token.type == "code_inline"]

    def links(self) -> list[str]:
        targets = (token.attrGet("href" if token.type == "link_open" else "src") for token in self._inline())
        return [str(target) for target in targets if target is not None]

    def anchors(self) -> set[str]:
        """Headings as GitHub turns them into anchors."""
        titles = [
            after.content
            for token, after in zip(self.tokens, self.tokens[1:], strict=False)
            if token.type == "heading_open"
        ]
        return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}

    def table(self, heading: str) -> dict[str, str]:
        """Rows of the table whose first column has this heading: the first cell, and the row as it is written."""
        text = self.path.read_text(encoding="utf-8").splitlines()
        start = next(number for number, line in enumerate(text) if line.startswith(f"| {heading} |"))
        rows: dict[str, str] = {}
        for line in text[start + 2 :]:
            if not line.startswith("|"):
                break
            rows[line.split("|")[1].strip().strip("`")] = line
        return rows

    def _inline(self) -> Iterator[Token]:
        for token in self.tokens:
            yield from token.children or ()


@cache
def document(name: str) -> Document:
    return Document(name)
