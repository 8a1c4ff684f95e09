"""Bytes to text, and plain text to paragraphs."""

import re
from contextlib import suppress

from knowledge.formats.blocks import Block, squeeze
from knowledge.formats.parsed import RefusedError

_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"\x1f\x8b", b"OggS", b"ID3")
_LOOKED_AT = 200_000  # bytes, to tell an encoding
_WESTERN = frozenset(
    "äöüÄÖÜßàâæçéèêëîïôœùûÿÀÂÆÇÉÈÊËÎÏÔŒÙÛŸáíóúñÁÍÓÚÑãõÃÕåøÅØìòÌÒðÐþÞýÝ€£¥§°®™©…–—‘’“”„«»‹›·•×±²³½¼¾¡¿ªº¹µ¶´\xa0\xad†‰"
)
# other code pages read as the western one: four strange letters in a row, a sign within a word
_UNLIKELY = re.compile(r"[À-ÖØ-öø-ÿŒœŸ]{4}|[a-zÀ-ÿ][³¹²¿¡£¥¾½¼±§¶µ][a-zà-ÿ]|^[³¹²][a-zà-ÿ]", re.M)
_CODE_PAGE = re.compile(  # what a file may declare: code pages, not Python's other codecs
    r"(?:iso[-_]?8859|latin|windows|cp|koi8|euc|gb|big5|shift[-_]?jis|iso-2022|tis|mac)[\w-]*", re.I
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")


def decode(data: bytes, declared: str | None = None) -> str:
    """Text from bytes in whatever encoding, with bare newlines; RefusedError where it is no text.

    `declared` is what the file says of its encoding, which is not always so.
    """
    if data.startswith(_BINARY):
        raise RefusedError("it is a binary file, whatever its name says")
    try:
        text = data.decode("utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig")
    except UnicodeDecodeError:
        text = _as_declared(data, declared) or _guess(data)
    if _CONTROL.search(text):
        raise RefusedError("it is not text: it holds control characters")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _as_declared(data: bytes, declared: str | None) -> str | None:
    if declared is None or not _CODE_PAGE.fullmatch(declared):
        return None
    try:
        return data.decode(declared)
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(data: bytes) -> str:
    if b"\x00" in data:
        return _unmarked_utf16(data)
    with suppress(UnicodeDecodeError):
        text = data.decode("cp1252")
        if _is_western(text[:_LOOKED_AT]):
            return text
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_LOOKED_AT], threshold=0.2).best()
    if best is None:
        raise RefusedError("its encoding cannot be told; save it as UTF-8")
    try:
        return str(data, best.encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise RefusedError("its encoding cannot be told; save it as UTF-8") from error


def _unmarked_utf16(data: bytes) -> str:
    """Of text in Latin letters every second byte is zero."""
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if zeros.count(0) > 0.4 * len(zeros):
            with suppress(UnicodeDecodeError):
                return data.decode(encoding)
    raise RefusedError("it is not text: it holds zero bytes")


def _is_western(text: str) -> bool:
    """Whether bytes read as Windows' western code page make words: what Excel writes there, and too short to guess."""
    beyond = {char for char in text if char > "\x7f"}
    return beyond <= _WESTERN and not _UNLIKELY.search(text)


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
