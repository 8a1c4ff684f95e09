"""Blocks to chunks: by heading, short enough to be cited, long enough to be understood alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from knowledge.formats.blocks import Block, count_words
from knowledge.text.sentences import sentences

TARGET_WORDS = 100  # a chunk is closed once it holds so many
MAX_WORDS = 130  # one more block may take it this far; longer blocks are cut at sentence ends
_PAGE = re.compile(r"(?:page|slide) \d+")


@dataclass(frozen=True, slots=True)
class Chunk:
    heading: tuple[str, ...]
    text: str
    line: int
    at: str = ""


def chunk_blocks(blocks: Sequence[Block]) -> list[Chunk]:
    """In document order. A heading with nothing below it is a chunk of its own: in a word list it is the entry."""
    chunks: list[Chunk] = []
    path: list[tuple[int, str]] = []
    section: list[Block] = []
    pending: Block | None = None  # a heading that nothing has followed yet

    def close() -> None:
        chunks.extend(_pack(section, tuple(text for _, text in path)))
        section.clear()

    for block in blocks:
        if block.kind != "heading":
            section.append(block)
            pending = None
            continue
        if pending and block.level <= pending.level:
            section.append(pending)
        close()
        path = [step for step in path if step[0] < block.level]
        path.append((block.level, " ".join(block.text.split())))
        pending = block
    if pending:
        section.append(pending)
    close()
    return chunks


def _pack(section: Sequence[Block], heading: tuple[str, ...]) -> Iterator[Chunk]:
    pieces: list[Block] = []
    words = 0
    for block in (piece for whole in section for piece in _cut(whole)):
        size = count_words(block.text)
        if pieces and (_parted(pieces[-1], block) or words + size > MAX_WORDS or words >= TARGET_WORDS):
            yield _chunk(pieces, heading)
            pieces, words = [], 0
        pieces.append(block)
        words += size
    if pieces:
        yield _chunk(pieces, heading)


def _parted(before: Block, block: Block) -> bool:
    """Whether one citation could not name both."""
    if "record" in (before.kind, block.kind) or _leaf(before.at) != _leaf(block.at):
        return True
    return before.kind == "row" != block.kind and before.at != block.at  # below a table, and in none of its rows


def _chunk(pieces: Sequence[Block], heading: tuple[str, ...]) -> Chunk:
    text = pieces[0].text
    for before, piece in pairwise(pieces):
        together = piece.kind == before.kind and piece.kind in ("item", "row")
        text += ("\n" if together else "\n\n") + piece.text
    return Chunk(heading, text, pieces[0].line, _span(pieces))


def _leaf(at: str) -> str:
    """The page or slide, so that no chunk runs over two of them: a citation names the one where its words stand."""
    found = _PAGE.match(at)
    return found.group() if found else ""


def _span(pieces: Sequence[Block]) -> str:
    """Where the pieces stand: "row 3", "rows 3 to 7", "sheet Prices, rows 3 to 7"."""
    first, last = pieces[0].at, pieces[-1].at
    before, row, number = first.rpartition("row ")
    if row and first != last and last.startswith(before + row):
        return f"{before}rows {number} to {last.removeprefix(before + row)}"
    return first


def _cut(block: Block) -> Iterator[Block]:
    """A block longer than a chunk may be, at sentence ends; a sentence longer than that, between words."""
    if count_words(block.text) <= MAX_WORDS:
        yield block
        return
    parts = (
        block.text.split("\n")
        if block.kind in ("code", "item")
        else [sentence.text for sentence in sentences(block.text)]
    )
    joiner = "\n" if block.kind in ("code", "item") else " "
    held: list[str] = []
    words = 0
    line = block.line
    for part in (short for long in parts for short in _cut_sentence(long)):
        size = count_words(part)
        if held and words + size > MAX_WORDS:
            yield Block(block.kind, joiner.join(held), line, at=block.at)
            line = block.line + (len(held) if block.kind == "code" else 0)
            held, words = [], 0
        held.append(part)
        words += size
    if held:
        yield Block(block.kind, joiner.join(held), line, at=block.at)


def _cut_sentence(sentence: str) -> Iterator[str]:
    if count_words(sentence) <= MAX_WORDS:
        yield sentence
        return
    words = sentence.split()
    if len(words) > MAX_WORDS // 2:
        step = MAX_WORDS
        yield from (" ".join(words[start : start + step]) for start in range(0, len(words), step))
    else:  # a script without spaces, or one endless word
        step = MAX_WORDS * 2
        yield from (sentence[start : start + step] for start in range(0, len(sentence), step))
