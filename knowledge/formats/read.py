"""One file's bytes to `Parsed`, by its suffix.

Markdown and plain text may carry front matter: `knowledge.loading` reads that, here it is passed over.
"""

import re
from dataclasses import replace
from pathlib import Path

from knowledge.formats.parsed import Limits, Parsed, RefusedError, tidied

HTML = frozenset({".html", ".htm"})
DELIMITED = frozenset({".csv", ".tsv"})
TEXT = frozenset({".md", ".markdown", ".txt"})
SUFFIXES = HTML | DELIMITED | {".pdf", ".docx", ".pptx", ".xlsx", ".eml"}
OLDER = {".doc": ".docx", ".xls": ".xlsx", ".ppt": ".pptx", ".msg": ".eml"}  # what to save them as
AT_HAND = 50_000  # bytes of text or of a web page that take no second, whatever they are
_DEEPEST = 100  # tags within one another: parsing takes time that grows with their square
_MANY_RULES = 300  # of styles, each to be tried on each element
_TAG = re.compile(rb"<(/?)([a-z][a-z0-9]*)", re.I)
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())


def is_quick(path: Path, data: bytes) -> bool:
    """Whether it may be read in this process, without a clock."""
    return (
        path.suffix.lower() in TEXT | HTML
        and len(data) <= AT_HAND
        and data.count(b"{") < _MANY_RULES
        and not _is_deep(data)
    )


def _is_deep(data: bytes) -> bool:
    depth = 0
    for end, name in _TAG.findall(data):
        if name.lower() not in _VOID:
            depth = max(0, depth - 1) if end else depth + 1
        if depth > _DEEPEST:
            return True
    return False


def read(path: Path, data: bytes, limits: Limits) -> Parsed:
    """Raises RefusedError. May take long, and much memory, over a hostile file: see `knowledge.formats.reader`."""
    suffix = path.suffix.lower()
    try:
        return _read_text(suffix, data) if suffix in TEXT else tidied(_read(suffix, path.stem, data, limits))
    except RecursionError as error:
        raise RefusedError("it is nested too deeply") from error
    except MemoryError as error:
        raise RefusedError("reading it takes more memory than one file may have") from error


def _read(suffix: str, name: str, data: bytes, limits: Limits) -> Parsed:
    if suffix == ".pdf":
        from knowledge.formats.pdf import read_pdf

        return read_pdf(data, limits)
    if suffix == ".docx":
        from knowledge.formats.word import read_word

        return read_word(data, limits)
    if suffix == ".pptx":
        from knowledge.formats.slides import read_slides

        return read_slides(data, limits)
    if suffix == ".xlsx":
        from knowledge.formats.sheets import read_sheets

        return read_sheets(data, limits)
    if suffix == ".eml":
        from knowledge.formats.mail import read_mail

        return read_mail(data, limits)
    from knowledge.formats.plain import decode, decoded

    if suffix in DELIMITED:
        from knowledge.formats.delimited import read_delimited

        text, note = decoded(data)
        parsed = read_delimited(text, name, limits)
        return replace(parsed, notes=[*parsed.notes, note]) if note else parsed
    from knowledge.formats.webpage import WebPage, declared_encoding

    page = WebPage(decode(data, declared_encoding(data)))
    return Parsed(blocks=page.blocks(), title=page.title, language=page.language, hidden=page.hidden())


def _read_text(suffix: str, data: bytes) -> Parsed:
    from knowledge.formats.frontmatter import split_front_matter
    from knowledge.formats.markdown import markdown_blocks
    from knowledge.formats.plain import decoded, paragraphs
    from knowledge.formats.words import check_characters

    text, note = decoded(data)
    check_characters(text)
    front = split_front_matter(text)
    blocks = paragraphs if suffix == ".txt" else markdown_blocks
    return Parsed(blocks=blocks(text[front.end :], front.body_line), notes=[note] if note else ())
