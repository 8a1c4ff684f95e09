"""Files in, documents out. What cannot be read is refused with a reason, one file at a time."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from pydantic import BaseModel, ConfigDict

from knowledge.documents import DocumentKind, DocumentMeta
from knowledge.errors import InputError, NotFoundError
from knowledge.formats.blocks import Block, squeeze
from knowledge.formats.frontmatter import FrontMatterError, split_front_matter
from knowledge.formats.markdown import markdown_blocks
from knowledge.formats.webpage import WebPage

MAX_BYTES = 5_000_000
MARKDOWN = frozenset({".md", ".markdown"})
HTML = frozenset({".html", ".htm"})
TEXT = frozenset({".txt"})
SUFFIXES = MARKDOWN | HTML | TEXT
# a folder's name gives the kind where front matter is silent: "products/", "past copy/", "channels"
_KINDS: dict[str, str] = {kind: kind for kind in get_args(DocumentKind)} | {
    "products": "product", "claims": "claim", "personas": "persona", "segments": "persona", "channels": "channel",
    "voices": "voice", "style": "voice", "tone": "voice", "policies": "legal", "copy": "past_copy",
    "past": "past_copy", "campaigns": "campaign_result", "campaign_results": "campaign_result",
    "results": "campaign_result",
}  # fmt: skip
_LOCALE_SUFFIX = re.compile(r"\.([a-z]{2}(?:-[A-Z]{2})?)$")  # care.de.md
_BINARY = (b"%PDF", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"\x1f\x8b", b"OggS", b"ID3")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")


class Refusal(BaseModel):
    """A file that was not taken, and why."""

    model_config = ConfigDict(frozen=True)

    path: str  # below the folder given
    reason: str


class RefusedError(Exception):
    """This file cannot be taken; the words say why."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read. `id` is its path below the folder that was given, with forward slashes."""

    id: str
    path: Path


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    id: str
    title: str
    meta: DocumentMeta
    sha256: str
    blocks: Sequence[Block]
    lines: dict[str, list[int]]  # of front matter lists: the line of each entry of `facts` and `claims`


def find_sources(paths: Sequence[Path]) -> list[Source]:
    """Every file below the paths, in order of id; links that lead outside and hidden files are left out."""
    found: dict[str, Source] = {}
    for path in paths:
        if path.is_dir():
            here = list(_walk(path))
            if not any(source.path.suffix.lower() in SUFFIXES for source in here):
                raise InputError(
                    f"{path} holds no documents. Copydesk reads Markdown, HTML and plain text ({_listed(SUFFIXES)})."
                )
        elif path.exists():
            here = [Source(path.name, path)]
        else:
            raise NotFoundError(f"{path} does not exist. Name a file, or a folder of documents.")
        for source in here:
            other = found.setdefault(source.id, source)
            if other.path.resolve() != source.path.resolve():
                raise InputError(
                    f"{other.path} and {source.path} would both be the document '{source.id}'. Ingest them one by one, "
                    "or give the folder above both."
                )
    return [found[key] for key in sorted(found)]


def _walk(folder: Path) -> Iterator[Source]:
    root = folder.resolve()
    for path in sorted(folder.rglob("*")):
        relative = path.relative_to(folder)
        if any(part.startswith(".") for part in relative.parts) or not path.is_file():
            continue
        if path.resolve().is_relative_to(root):
            yield Source(relative.as_posix(), path)


def load(
    source: Source, *, kind: DocumentKind | None = None, locale: str = "en", max_bytes: int = MAX_BYTES
) -> LoadedDocument:
    """Read one file. Front matter beats `kind`, `kind` beats the folder's name.

    Raises RefusedError with a reason that makes sense beside the file's name.
    """
    suffix = source.path.suffix.lower()
    if suffix not in SUFFIXES:
        raise RefusedError(f"{suffix or 'files without a suffix'} cannot be read; {_listed(SUFFIXES)} can")
    data = _bytes(source.path, max_bytes)
    text = decode(data)
    try:
        page = WebPage(text) if suffix in HTML else None
        front = split_front_matter("" if page else text)
        blocks = page.blocks() if page else _blocks(text[front.end :], suffix, front.body_line)
    except FrontMatterError as error:
        raise RefusedError(str(error)) from error
    except RecursionError as error:
        raise RefusedError("it is nested too deeply") from error
    if not blocks and not front.meta.facts and not front.meta.claims:
        raise RefusedError("it is empty")
    known = front.meta.model_fields_set
    silent = {
        "kind": kind or _kind_of(source.id),
        "locale": (page.language if page else None) or _locale_of(source.path) or locale,
    }
    meta = front.meta.model_copy(update={key: value for key, value in silent.items() if key not in known})
    title = meta.title or (page.title if page else None) or _title(blocks, source.path)
    return LoadedDocument(source.id, title, meta, hashlib.sha256(data).hexdigest(), blocks, front.lines)


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


def _bytes(path: Path, max_bytes: int) -> bytes:
    try:
        size = path.stat().st_size
        if size > max_bytes:
            raise RefusedError(f"it is too large: {size:,} bytes, the limit is {max_bytes:,}")
        data = path.read_bytes()
    except OSError as error:
        raise RefusedError(f"it cannot be opened: {error.strerror}") from error
    if not data.strip():
        raise RefusedError("it is empty")
    return data


def _blocks(text: str, suffix: str, first_line: int) -> list[Block]:
    return markdown_blocks(text, first_line) if suffix in MARKDOWN else _paragraphs(text, first_line)


def _paragraphs(text: str, first_line: int) -> list[Block]:
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


def _title(blocks: Sequence[Block], path: Path) -> str:
    first = next((block for block in blocks if block.kind == "heading"), None)
    name = _LOCALE_SUFFIX.sub("", path.stem).replace("-", " ").replace("_", " ").strip()
    return " ".join(first.text.split()) if first and first.level == 1 else name[:1].upper() + name[1:]


def _kind_of(document: str) -> str:
    for part in reversed(document.split("/")[:-1]):
        name = part.lower().replace("-", "_").replace(" ", "_")
        if name in _KINDS:
            return _KINDS[name]
    return "other"


def _locale_of(path: Path) -> str | None:
    match = _LOCALE_SUFFIX.search(path.stem)
    return match.group(1) if match else None


def _listed(suffixes: frozenset[str]) -> str:
    return ", ".join(sorted(suffixes))
