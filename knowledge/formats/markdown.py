"""Markdown to blocks: headings, paragraphs, list items, table rows, code, and the HTML that stands among them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from knowledge.formats.blocks import Block, squeeze, table_row
from knowledge.formats.webpage import fragment_blocks

# a site generator's tags: "({{ site.url }}/page)" is an address, "{% include x %}" nothing to read
_LIQUID_ADDRESS = re.compile(r"\]\(\{\{[^\n}]*\}\}[^)\n]*\)")
_LIQUID = re.compile(r"\{%[^\n]*?%\}")
_ATTRIBUTES = re.compile(r"\s*\{[:#.][^}]*\}\s*$")  # kramdown's "{: .note}" and "{#anchor}"


def markdown_blocks(text: str, first_line: int = 1) -> list[Block]:
    """`first_line` is where `text` begins in its file."""
    text = _LIQUID.sub("", _LIQUID_ADDRESS.sub("](#)", text))
    tokens = _parser().parse(text)
    return [block for block in _walk(tokens, first_line) if block.text]


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(deflist_plugin)


def _walk(tokens: Sequence[Token], offset: int) -> Iterator[Block]:
    position = 0
    while position < len(tokens):
        token = tokens[position]
        line = (token.map[0] if token.map else 0) + offset
        end = _closing(tokens, position)
        inside = tokens[position + 1 : end]
        if token.type == "heading_open":
            yield Block("heading", _plain(inside), line, int(token.tag[1]))
        elif token.type == "paragraph_open":
            yield Block("paragraph", _plain(inside), line)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield from _items(inside, offset)
        elif token.type == "dl_open":
            yield from _definitions(inside, offset)
        elif token.type == "table_open":
            yield from _rows(inside, offset)
        elif token.type in ("fence", "code_block"):
            yield Block("code", token.content.strip("\n"), line)
        elif token.type == "html_block":
            yield from fragment_blocks(token.content, line)
        elif token.type == "blockquote_open":
            yield from _walk(inside, offset)
        position = end + 1


def _closing(tokens: Sequence[Token], position: int) -> int:
    """The index of the token that closes the one at `position`; the same index where nothing was opened."""
    depth = 0
    for index in range(position, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def _items(tokens: Sequence[Token], offset: int) -> Iterator[Block]:
    position = 0
    while position < len(tokens):
        end = _closing(tokens, position)
        line = (tokens[position].map or [0])[0] + offset
        parts = list(_walk(tokens[position + 1 : end], offset))
        yield Block("item", _item_text(parts), line)
        position = end + 1


def _item_text(parts: list[Block]) -> str:
    lines = []
    for number, part in enumerate(parts):
        nested = part.kind == "item" and number > 0
        text = part.text if part.kind != "item" else part.text.removeprefix("- ")
        lines.append(("  - " if nested else "- " if number == 0 else "  ") + text.replace("\n", "\n  "))
    return "\n".join(lines)


def _definitions(tokens: Sequence[Token], offset: int) -> Iterator[Block]:
    term, line, position = "", offset, 0
    while position < len(tokens):
        end = _closing(tokens, position)
        inside = tokens[position + 1 : end]
        if tokens[position].type == "dt_open":
            term, line = _plain(inside), (tokens[position].map or [0])[0] + offset
        else:
            meaning = "\n".join(block.text for block in _walk(inside, offset))
            yield Block("item", f"- {term}: {meaning}", line)
        position = end + 1


def _rows(tokens: Sequence[Token], offset: int) -> Iterator[Block]:
    header: list[str] = []
    cells: list[str] = []
    line = offset
    for position, token in enumerate(tokens):
        if token.type == "tr_open":
            cells, line = [], (token.map or [0])[0] + offset
        elif token.type in ("th_open", "td_open"):
            cells.append(_plain([tokens[position + 1]]))
        elif token.type == "tr_close":
            if header:
                yield Block("row", table_row(header, cells), line)
            else:
                header = cells


def _plain(tokens: Sequence[Token]) -> str:
    """The words of inline content: no marks, no addresses; pictures by their description."""
    parts: list[str] = []
    for token in tokens:
        for child in token.children or ():
            if child.type in ("text", "code_inline", "image"):
                parts.append(child.content)
            elif child.type == "softbreak":
                parts.append(" ")
            elif child.type == "hardbreak" or (child.type == "html_inline" and child.content.startswith("<br")):
                parts.append("\n")
    return squeeze(_ATTRIBUTES.sub("", "".join(parts)))
