"""PDF to blocks: lines put together from where they stand, headings told by their letters, tables row by row."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from knowledge.formats.office import opened
from knowledge.formats.parsed import Hidden, Limits, Parsed, RefusedError
from knowledge.formats.pdf_blocks import blocks_of
from knowledge.formats.pdf_lines import Line
from knowledge.formats.pdf_tables import Grid, laid_out

if TYPE_CHECKING:
    from pypdf import PdfReader

FEWEST_PAGES = 3  # on so many, and on most, a line must stand that is a running header or footer
FEWEST_CONTENTS = 4  # lines
MARGIN = 0.1  # of a page's height
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|seite|página|pagina|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|de|sur|di|van)\s*\d{1,4})?", re.I
)
_NUMBER = re.compile(r"^\d+(?=\s)|(?<=[|·•–-])\s*\d+$|\d+(?:\s*(?:/|of|von|de|sur|di|van)\s*\d+)?$", re.I)
_CONTENTS = re.compile(r"(?:[.…·_]\s?){5,}\s*(?:\d{1,4}|[ivxlc]{1,6})$")  # a line of a table of contents
# what programs write where nobody gave a title
_NO_TITLE = re.compile(
    r"microsoft \w+ - .*|untitled.*|unbenannt.*|document\d*|.*\.(?:docx?|pptx?|xlsx?|indd|ai|pdf|md)", re.I
)


def read_pdf(data: bytes, limits: Limits) -> Parsed:
    """Raises RefusedError: with a password, damaged, too many pages, blank, or pictures of text without text."""
    return opened(lambda: _read(data, limits), "PDF file")


def _read(data: bytes, limits: Limits) -> Parsed:
    from pypdf import PdfReader

    from knowledge.formats.pdf_page import drawn_on, is_painted

    reader = PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise RefusedError("it has a password; save it without one")
    count = len(reader.pages)
    if count > limits.max_pages:
        raise RefusedError(f"it has {count:,} pages, the limit is {limits.max_pages:,}")
    drawn = [drawn_on(page) for page in reader.pages]
    pages = [_seen_scan(laid_out(page, number)) for number, page in enumerate(drawn, start=1)]
    shown = [[one for one in page if isinstance(one, Grid) or not one.hidden] for page in pages]
    seen = _without_margins(shown, [(page.bottom, page.top) for page in drawn])
    contents = sum(_is_contents(one) for page in seen for one in page)
    if contents >= FEWEST_CONTENTS:
        seen = [[one for one in page if not _is_contents(one)] for page in seen]
    if not any(seen) and not any(is_painted(page) for page in reader.pages):
        raise RefusedError("it holds no words: its pages are blank")
    if not any(seen):
        raise RefusedError("it holds pictures of text, and no text: run text recognition (OCR) over it first")
    empty = [str(number) for number, page in enumerate(seen, start=1) if not page]
    hidden = [one for page in pages for one in page if isinstance(one, Line) and one.hidden]
    return Parsed(
        blocks=list(blocks_of(seen)),
        title=_title(reader),
        language=_language(reader),
        hidden=[Hidden(f"page {line.page}", line.hidden or "", line.text) for line in hidden],
        notes=[*_notes(empty, contents)],
    )


def _notes(empty: Sequence[str], contents: int) -> Iterator[str]:
    if empty:
        yield f"{len(empty)} pages without text: {', '.join(empty[:10])}"
    if contents >= FEWEST_CONTENTS:
        yield "its table of contents was not read"


def _seen_scan(page: list[Line | Grid]) -> list[Line | Grid]:
    """A scan carries its recognised text unseen below the picture: where a page has nothing else, that is its text."""
    if any(isinstance(one, Grid) or one.hidden != "invisible text" for one in page):
        return page
    return [Line(one.cells, one.y, one.size, one.page, one.bold) for one in page if isinstance(one, Line)]


def _without_margins(
    pages: Sequence[Sequence[Line | Grid]], ends: Sequence[tuple[float, float]]
) -> list[list[Line | Grid]]:
    """Without page numbers, and without the headers and footers that stand at one height on most pages.

    `ends` are the heights of each page's bottom and top.
    """
    edges = [_edges(page, *between) for page, between in zip(pages, ends, strict=True)]
    keys = Counter(key for page in edges for key in {_key(line) for line in page})
    outer = {_key(line) for page, lines in zip(pages, edges, strict=True) for line in _outermost(page, lines)}
    usual = {key for key, count in keys.items() if count >= FEWEST_PAGES and (count > len(pages) / 2 or key in outer)}
    gone = {
        id(line) for page in edges for line in page if _key(line) in usual or _PAGE_NUMBER.fullmatch(line.text.strip())
    }
    return [[one for one in page if id(one) not in gone] for page in pages]


def _is_contents(part: Line | Grid) -> bool:
    return isinstance(part, Line) and _CONTENTS.search(part.text) is not None


def _edges(page: Sequence[Line | Grid], bottom: float, top: float) -> list[Line]:
    """The lines in the margins at its top and bottom, where anything stands between them."""
    margin = MARGIN * (top - bottom)
    lines = [one for one in page if isinstance(one, Line)]
    found = [line for line in lines if line.y > top - margin or line.y < bottom + margin]
    return found if len(found) < len(page) else []


def _outermost(page: Sequence[Line | Grid], edges: Sequence[Line]) -> Iterator[Line]:
    heights = [one.y for one in page if isinstance(one, Line)]
    yield from (line for line in edges if line.y in (min(heights), max(heights)))


def _key(line: Line) -> tuple[str, int]:
    """A footer is the same on every page but for the page's number."""
    return _NUMBER.sub("0", line.text.strip()), round(line.y / 8)


def _title(reader: "PdfReader") -> str | None:
    title = str((reader.metadata.title if reader.metadata else None) or "").strip()
    return title if title and not _NO_TITLE.fullmatch(title) else None


def _language(reader: "PdfReader") -> str | None:
    language = reader.root_object.get("/Lang")
    return str(language).strip() or None if language else None
