"""Office files are ZIP archives of XML: looked into before a library opens them."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Literal, TypeVar

from knowledge.formats.parsed import Limits, RefusedError

T = TypeVar("T")
Kind = Literal["wordprocessingml", "presentationml", "spreadsheetml"]
_KINDS: dict[Kind, tuple[str, str]] = {
    "wordprocessingml": ("a Word document", ".docx"),
    "presentationml": ("a PowerPoint file", ".pptx"),
    "spreadsheetml": ("an Excel file", ".xlsx"),
}
_MAIN = re.compile(rb"\b(wordprocessingml|presentationml|spreadsheetml)\.\w+\.main\+xml")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word 97 to 2003, and every office file with a password
MAX_PARTS = 10_000
MAX_RATIO = 200  # unpacked to packed, of one large part; real office files stay under 50
_LARGE = 10_000_000  # bytes
_ADDRESS = re.compile(r"(?:file )?'?<[\w.]+ object at 0x[0-9a-f]+>'?")
_CHUNK = 1 << 20
# pictures and the like, which nothing here opens; a printer's settings on a Mac declare a document type
_OPAQUE = re.compile(r"(?:^|/)(?:media|embeddings|fonts|printerSettings)/", re.I)
_LONGEST = 20  # bytes of a declaration's beginning
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\x00!\x00[DE]\x00|\x00<\x00!\x00[DE]")


def check_office(data: bytes, limits: Limits, kind: Kind) -> zipfile.ZipFile:
    """The archive, once it is known to be harmless, and a file of that kind. Raises RefusedError."""
    if data.startswith(_OLE):
        raise RefusedError("it has a password, or is of the kind before 2007; save it without one, in today's format")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise RefusedError(f"it is damaged, or not {_KINDS[kind][0]} at all: it cannot be unpacked") from error
    if len(parts) > MAX_PARTS:
        raise RefusedError(f"it holds {len(parts):,} parts, the limit is {MAX_PARTS:,}")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.max_unpacked:
        raise RefusedError(f"unpacked it would be {unpacked:,} bytes, the limit is {limits.max_unpacked:,}")
    for part in parts:
        if part.flag_bits & 0x1:
            raise RefusedError("it is encrypted; save it without a password")
        if part.file_size > _LARGE and part.file_size > MAX_RATIO * max(1, part.compress_size):
            raise RefusedError(f"it is packed {part.file_size // max(1, part.compress_size)} times over: a ZIP bomb")
        if not _OPAQUE.search(part.filename) and _declares(archive, part):
            raise RefusedError("it declares XML entities, which no office program writes")
    _check_kind(archive, kind)
    return archive


def _check_kind(archive: zipfile.ZipFile, kind: Kind) -> None:
    try:
        match = _MAIN.search(archive.read("[Content_Types].xml"))
    except KeyError as error:
        raise RefusedError("it is damaged, or no office file: the list of its parts is missing") from error
    found = match.group(1).decode() if match else kind
    if found != kind:
        name, suffix = _KINDS[found]  # type: ignore[index]
        raise RefusedError(f"it is {name}; give it the suffix {suffix}")


def _declares(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Looks through all of it: a long remark may stand before a declaration. Markup in a text is written `&lt;`."""
    end = b""
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                if _DECLARATION.search(end + chunk):
                    return True
                end = chunk[-_LONGEST:]
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise RefusedError(f"it is damaged: its part {part.filename} cannot be read") from error
    return False


def opened(open_it: Callable[[], T], what: str) -> T:
    """Calls a library that opens a file; whatever it stumbles over is a refusal, not a crash."""
    try:
        return open_it()
    except RefusedError:
        raise
    except Exception as error:  # the border to parsers of hostile files
        raise RefusedError(f"it is damaged, or no {what}: {_short(error)}") from error


def _short(error: Exception) -> str:
    words = " ".join(_ADDRESS.sub("it", str(error)).split()) or type(error).__name__
    return words if len(words) <= 120 else words[:117] + "…"
