"""Bytes to text, and plain text to paragraphs."""

import re

from knowledge.formats.blocks import Block, squeeze
from knowledge.formats.parsed import RefusedError

_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"\x1f\x8b", b"OggS", b"ID3")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")


def decode(data: bytes) -> str:
    """Text from bytes in whatever encoding, with bare newlines; RefusedError where it is no text."""
    if data.startswith(_BINARY):
        raise RefusedError("it is a binary file, whatever its name says")
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        text = _guess(data)
    if _CONTROL.search(text):
        raise RefusedError("it is not text: it holds control characters")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _guess(data: bytes) -> str:
    if b"\x00" in data:
        raise RefusedError("it is not text: it holds zero bytes")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], threshold=0.2).best()
    if best is None:
        raise RefusedError("its encoding cannot be told; save it as UTF-8")
    try:
        return str(data, best.encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise RefusedError("its encoding cannot be told; save it as UTF-8") from error


def paragraphs(text: str, first_line: int) -> list[Block]:
    blocks: list[Block] = []
    held: list[str] = []
    start = first_line
    for number, line in enumerate([*text.split("\n"), ""], start=first_line):
        if line.strip():
            start = start if held else number
            held.append(line)
        elif held:
            blocks.append(Block("paragraph", squeeze("\n".join(held)), start))
            held = []
    return blocks
