"""The structure of a document, whatever it was written in: a row of blocks, each with its line in the file."""

import re
from dataclasses import dataclass
from typing import Literal

# a record is a row that stands for itself (a product of a feed), and becomes a passage of its own
BlockKind = Literal["heading", "paragraph", "item", "row", "record", "code"]

# scripts written without spaces: two characters count as a word
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u0e00-\u0e7f]")
_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")


@dataclass(frozen=True, slots=True)
class Block:
    """`line` counts from 1 in the source file; `level` is a heading's, from 1.

    `at` says where it stands in a file that has no lines to count: "page 3", "slide 2", "sheet Prices, row 14".
    """

    kind: BlockKind
    text: str
    line: int
    level: int = 0
    at: str = ""


def count_words(text: str) -> int:
    unspaced = len(_UNSPACED.findall(text))
    if not unspaced:
        return len(_WORD.findall(text))
    return unspaced // 2 + len(_WORD.findall(_UNSPACED.sub(" ", text)))


def squeeze(text: str) -> str:
    """White space as a reader sees it: runs are one space, line breaks stay."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def table_row(header: list[str], cells: list[str]) -> str:
    """A row that can be read without its table: "Size: 50 ml; Price: €95"."""
    pairs = []
    for position, cell in enumerate(cells):
        name = header[position] if position < len(header) else ""
        if cell:
            pairs.append(f"{name}: {cell}" if name and name != cell else cell)
    return "; ".join(pairs)
