"""What a Word document holds and does not show: hidden, white and tiny letters, and comments."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from knowledge.formats.parsed import Hidden

if TYPE_CHECKING:
    from docx.document import Document
    from lxml.etree import _Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WHITE = frozenset({"FFFFFF", "FEFEFE", "FDFDFD", "FCFCFC"})


def unseen(run: "_Element") -> str | None:
    """Why a reader does not see this run, or None."""
    properties = run.find(f"{_W}rPr")
    if properties is None:
        return None
    vanish = properties.find(f"{_W}vanish")
    if vanish is not None and vanish.get(f"{_W}val", "1") not in ("0", "false"):
        return "hidden text"
    color, shade = properties.find(f"{_W}color"), properties.find(f"{_W}shd")
    white = color is not None and (color.get(f"{_W}val") or "").upper() in _WHITE
    if white and not any(_is_dark(one) for one in (shade, *_shades_around(run))):
        return "white text"
    size = properties.find(f"{_W}sz")
    if size is not None and (value := size.get(f"{_W}val") or "").isdecimal() and int(value) <= 4:  # half points
        return "text too small to read"
    return None


def _shades_around(run: "_Element") -> Iterator["_Element"]:
    """Of the paragraph and the table cell that the run stands in."""
    for around in run.iterancestors(f"{_W}p", f"{_W}tc"):
        yield from around.iterfind(f"{_W}pPr/{_W}shd")
        yield from around.iterfind(f"{_W}tcPr/{_W}shd")


def _is_dark(shade: "_Element | None") -> bool:
    return shade is not None and (shade.get(f"{_W}fill") or "auto").upper() not in (_WHITE | {"AUTO"})


def comments(document: "Document") -> Iterator[Hidden]:
    for comment in document.comments:
        if comment.text.strip():
            yield Hidden("a comment", "a comment", " ".join(comment.text.split()))
