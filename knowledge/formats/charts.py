"""Charts and SmartArt of office files: their words and numbers lie beside the slide or page, in parts of their own."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from knowledge.formats.blocks import Block, table_row
from knowledge.formats.sheets import shown_number

if TYPE_CHECKING:
    from lxml.etree import _Element

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_D = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_LATER = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"  # funnels, maps and the like, from 2016 on
_DEEPEST = 20  # points of a SmartArt below one another
DRAWN = (f"{_C}chart", f"{_D}relIds", _LATER)  # what in a slide or page stands for a drawing


def drawn_blocks(drawing: "_Element", part: Any, number: int, at: str) -> Iterator[Block]:  # noqa: ANN401
    """`drawing` is one of DRAWN within `part`; gives nothing where its part is missing or cannot be read."""
    is_chart = drawing.tag == f"{_C}chart"
    root = _related(part, drawing.get(f"{_R}id" if is_chart else f"{_R}dm"))
    if root is not None:
        for kind, text in _chart(root) if is_chart else _diagram(root):
            yield Block(kind, text, number, at=at)  # type: ignore[arg-type]


def _related(part: Any, key: str | None) -> "_Element | None":  # noqa: ANN401
    from lxml import etree

    if key is None or key not in part.rels or part.rels[key].is_external:
        return None
    try:
        return etree.fromstring(part.rels[key].target_part.blob, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return None


def _chart(root: "_Element") -> Iterator[tuple[str, str]]:
    """A row for each category, which says the chart's title and each series' name and value."""
    title = _words(root.find(f"{_C}chart/{_C}title"))
    axes = {one.get("val"): axis for axis in root.iter() for one in axis.findall(f"{_C}axId") if _is_axis(axis)}
    from_1904 = (date := root.find(f"{_C}date1904")) is not None and date.get("val", "1") not in ("0", "false")
    names: list[str] = []
    rows: dict[str, dict[int, str]] = {}
    for series in root.iter(f"{_C}ser"):
        plot = series.getparent()
        own = (
            [axes[one.get("val")] for one in plot.findall(f"{_C}axId") if one.get("val") in axes]
            if plot is not None
            else []
        )
        scale = next((axis for axis in reversed(own) if axis.tag == f"{_C}valAx"), None)
        name = " ".join(one.text or "" for one in series.findall(f"{_C}tx//{_C}v")).strip()
        unit = _words(scale.find(f"{_C}title")) if scale is not None else ""
        names.append(f"{name} ({unit})" if name and unit else name or unit)
        labels = _labels(series, from_1904=from_1904)
        for at, value in _values(series, scale).items():
            rows.setdefault(labels.get(at, str(at + 1)), {})[len(names) - 1] = value
    if title and not rows:
        yield "paragraph", title
    for label, values in rows.items():
        yield "row", table_row([title, *names], [label, *(values.get(at, "") for at in range(len(names)))])


def _is_axis(element: "_Element") -> bool:
    return isinstance(element.tag, str) and element.tag.startswith(_C) and element.tag.endswith("Ax")


def _values(series: "_Element", scale: "_Element | None") -> dict[int, str]:
    """As the chart shows them: in the format of its axis where that is its own, else in that of the cells."""
    values = next((one for name in ("val", "yVal") if (one := series.find(f"{_C}{name}")) is not None), None)
    form = scale.find(f"{_C}numFmt") if scale is not None else None
    own = form.get("formatCode") if form is not None and form.get("sourceLinked") in ("0", "false") else None
    shown = own or (values.findtext(f".//{_C}formatCode") if values is not None else None) or "General"
    return {at: _number(text, shown) for at, text in _points(values).items()}


def _labels(series: "_Element", *, from_1904: bool) -> dict[int, str]:
    where = next((one for name in ("cat", "xVal") if (one := series.find(f"{_C}{name}")) is not None), None)
    if where is None:
        return {}
    levels = [
        _points(level) for level in where.iter(f"{_C}lvl")
    ]  # the innermost first; an outer one holds until the next
    if len(levels) > 1:
        return {
            at: ", ".join(level[max(known)] for level in reversed(levels) if (known := [n for n in level if n <= at]))
            for at in levels[0]
        }
    shown = where.findtext(f".//{_C}formatCode") or "General"
    return {at: _day(text, shown, from_1904=from_1904) for at, text in _points(where).items()}


def _points(where: "_Element | None") -> dict[int, str]:
    found = where.iter(f"{_C}pt") if where is not None else ()
    texts = ((one.get("idx", ""), one.findtext(f"{_C}v")) for one in found)
    return {int(at): " ".join(text.split()) for at, text in texts if at.isdecimal() and text and text.strip()}


def _number(text: str, shown: str) -> str:
    try:
        return shown_number(float(text), shown)
    except (ValueError, OverflowError):
        return text


def _day(text: str, shown: str, *, from_1904: bool) -> str:
    from openpyxl.styles.numbers import is_date_format
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

    if not is_date_format(shown):
        return _number(text, shown)
    try:
        day = from_excel(float(text), CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900)
    except (ValueError, OverflowError):
        return text
    return day.date().isoformat() if isinstance(day, datetime) else str(day)


def _diagram(root: "_Element") -> Iterator[tuple[str, str]]:
    """The points that a person wrote, each below the one it hangs on."""
    texts = {
        one.get("modelId"): _words(one)
        for one in root.iter(f"{_D}pt")
        if one.get("type", "node") in ("doc", "node", "asst")
    }
    below: dict[str | None, list[tuple[int, str | None]]] = {}
    for one in root.iter(f"{_D}cxn"):
        order = one.get("srcOrd", "0")
        if one.get("type", "parOf") == "parOf" and one.get("destId") in texts:
            below.setdefault(one.get("srcId"), []).append((int(order) if order.isdecimal() else 0, one.get("destId")))

    def walk(key: str | None, depth: int) -> Iterator[tuple[str, str]]:
        text = texts.pop(key, "")  # each point once, whatever leads to it
        if text:
            yield "item", "  " * max(0, depth - 1) + f"- {text}"
        for _, child in sorted(below.get(key, []), key=lambda one: one[0]) if depth < _DEEPEST else ():
            if child in texts:
                yield from walk(child, depth + 1)

    tops = [one.get("modelId") for one in root.iter(f"{_D}pt") if one.get("type") == "doc"]
    for key in (*tops, *tuple(texts)):
        if key in texts:
            yield from walk(key, 0 if key in tops else 1)


def _words(element: "_Element | None") -> str:
    """Of all paragraphs in it; a space between two."""
    if element is None:
        return ""
    paragraphs = ("".join(one.text or "" for one in text.iter(f"{_A}t")) for text in element.iter(f"{_A}p"))
    return " ".join(" ".join(paragraphs).split())
