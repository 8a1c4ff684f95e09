"""One file's bytes to `Parsed`, by its suffix.

Markdown and plain text may carry front matter: `knowledge.loading` reads them.
"""

from pathlib import Path

from knowledge.formats.parsed import Limits, Parsed, RefusedError, tidied

HTML = frozenset({".html", ".htm"})
DELIMITED = frozenset({".csv", ".tsv"})
SUFFIXES = HTML | DELIMITED | {".pdf", ".docx", ".pptx", ".xlsx", ".eml"}
OLDER = {".doc": ".docx", ".xls": ".xlsx", ".ppt": ".pptx", ".msg": ".eml"}  # what to save them as


def read(path: Path, data: bytes, limits: Limits) -> Parsed:
    """Raises RefusedError. May take long, and much memory, over a hostile file: see `knowledge.formats.reader`."""
    suffix = path.suffix.lower()
    try:
        return tidied(_read(suffix, path.stem, data, limits))
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
    from knowledge.formats.plain import decode

    if suffix in DELIMITED:
        from knowledge.formats.delimited import read_delimited

        return read_delimited(decode(data), name, limits)
    from knowledge.formats.webpage import WebPage, declared_encoding

    page = WebPage(decode(data, declared_encoding(data)))
    return Parsed(blocks=page.blocks(), title=page.title, language=page.language, hidden=page.hidden())
