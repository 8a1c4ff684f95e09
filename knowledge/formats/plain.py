"""Bytes to text, and plain text to paragraphs."""

import re
from contextlib import suppress

from knowledge.formats.blocks import Block, squeeze
from knowledge.formats.parsed import RefusedError

_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"\x1f\x8b", b"OggS", b"ID3")
_MARKS = (  # UTF-32's little-endian mark begins with that of UTF-16
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_LOOKED_AT = 200_000  # bytes, to tell an encoding
_WESTERN = frozenset(
    "äöüÄÖÜßàâæçéèêëîïôœùûÿÀÂÆÇÉÈÊËÎÏÔŒÙÛŸáíóúñÁÍÓÚÑãõÃÕåøÅØìòÌÒðÐþÞýÝ€£¥§°®™©…–—‘’“”„«»‹›·•×±²³½¼¾¡¿ªº¹µ¶´\xa0\xad†‰"
)
# other code pages read as the western one: four strange letters in a row, a sign within a word
_UNLIKELY = re.compile(r"[À-ÖØ-öø-ÿŒœŸ]{4}|[a-zÀ-ÿ][³¹²¿¡£¥¾½¼±§¶µ][a-zà-ÿ]|^[³¹²][a-zà-ÿ]", re.M)
_CODE_PAGE = re.compile(  # what a file may declare: code pages, not Python's other codecs
    r"(?:iso[-_]?8859|latin|windows|cp|koi8|euc|gb|big5|shift[-_]?jis|iso-2022|tis|mac)[\w-]*", re.I
)
_BEYOND = re.compile(rb"[\x80-\xff]")
_BEYOND_RUN = re.compile(rb"[\x80-\xff]+")
_UTF8 = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|(?:\xe0[\xa0-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]|\xed[\x80-\x9f])[\x80-\xbf]"
    rb"|(?:\xf0[\x90-\xbf]|[\xf1-\xf3][\x80-\xbf]|\xf4[\x80-\x8f])[\x80-\xbf]{2}"
)
_USUAL_LEADS = frozenset((b"\xc2", b"\xc3", b"\xe2"))  # of western letters, quotation marks and signs
_CONTROLS = frozenset(bytes((0xC2, low)) for low in range(0x80, 0xA0))
_MANY = 10  # so many whole characters for each broken place: it is UTF-8
_STRAY = 0.02  # share of bytes beyond ASCII: fewer are a slip, in no language's code page
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")


def decode(data: bytes, declared: str | None = None) -> str:
    """Text from bytes in whatever encoding, with bare newlines; RefusedError where it is no text.

    `declared` is what the file says of its encoding, which is not always so.
    """
    return decoded(data, declared)[0]


def decoded(data: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """Beside the text a note, where its encoding had to be guessed."""
    if data.startswith(_BINARY):
        raise RefusedError("it is a binary file, whatever its name says")
    note = None
    try:
        text = data.decode(next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8-sig"))
    except UnicodeDecodeError:
        if (said := _as_declared(data, declared)) is not None:
            text = said
        else:
            text, encoding = _guess(data)
            note = f"it is not UTF-8: it was read as {encoding}; look at its accents"
    if _CONTROL.search(text):
        raise RefusedError("it is not text: it holds control characters")
    return text.replace("\r\n", "\n").replace("\r", "\n"), note


def _as_declared(data: bytes, declared: str | None) -> str | None:
    if declared is None or not _CODE_PAGE.fullmatch(declared):
        return None
    try:
        return data.decode(declared)
    except (UnicodeDecodeError, LookupError):
        return None


def _guess(data: bytes) -> tuple[str, str]:
    """The text, and the encoding it is taken to be in."""
    if b"\x00" in data:
        return _unmarked_utf16(data)
    if _is_glued(data):
        raise RefusedError(_broken(data))
    with suppress(UnicodeDecodeError):
        text = data.decode("cp1252")
        if _is_western(text[:_LOOKED_AT]):
            return text, "cp1252"
    if len(_BEYOND.findall(data)) < _STRAY * len(data):
        raise RefusedError(_broken(data))
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_LOOKED_AT], threshold=0.2).best()
    if best is None:
        raise RefusedError("its encoding cannot be told; save it as UTF-8")
    try:
        return str(data, best.encoding), best.encoding
    except (UnicodeDecodeError, LookupError) as error:
        raise RefusedError("its encoding cannot be told; save it as UTF-8") from error


def _is_glued(data: bytes) -> bool:
    """Whether it is UTF-8 but for a few places: by chance alone, code pages hold few characters that are."""
    whole = _UTF8.findall(data)
    broken = len(_BEYOND_RUN.findall(_UTF8.sub(b" ", data)))
    usual = sum(one[:1] in _USUAL_LEADS and one[:2] not in _CONTROLS for one in whole)
    plain = len(data) - len(_BEYOND.findall(data))
    return len(whole) >= _MANY * broken or (plain > len(data) / 2 and usual >= max(1, broken))


def _broken(data: bytes) -> str:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return f"it is broken UTF-8 at byte {error.start + 1:,}: mend it there, or save it anew as UTF-8"
    return "its encoding cannot be told; save it as UTF-8"


def _unmarked_utf16(data: bytes) -> tuple[str, str]:
    """Of text in Latin letters every second byte is zero."""
    for encoding, zeros in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if zeros.count(0) > 0.4 * len(zeros):
            with suppress(UnicodeDecodeError):
                return data.decode(encoding), encoding
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
