"""The workflow as a drawing: inline SVG, made on the server from the graph's own steps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from agents.views import WorkNode
from ui.texts import say
from ui.web.html import Safe, el
from ui.web.render.workflow_layout import Lane, Layout, layout

ROW_GAP = 30


@dataclass(frozen=True)
class Measure:
    """Sizes in the drawing's own units. `bold` and `plain` are the width of one character of a title and a line."""

    width: int
    line: float
    pad: float
    gap: float  # between columns
    lane: float  # between two ways beside the boxes
    bold: float
    plain: float


WIDE = Measure(width=880, line=19, pad=14, gap=16, lane=16, bold=8.2, plain=7.0)
NARROW = Measure(width=360, line=16, pad=7, gap=8, lane=9, bold=6.8, plain=6.1)


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    width: float
    height: float
    title: tuple[str, ...]
    lines: tuple[str, ...]

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def right(self) -> float:
        return self.x + self.width


def drawing(
    nodes: Sequence[WorkNode], titles: Mapping[str, str], lines: Mapping[str, Sequence[str]], size: Measure
) -> Safe:
    """`titles` and `lines`: what stands in each box, in lines that are broken where they do not fit."""
    placed = layout(nodes)
    boxes = _boxes(placed, titles, lines, size)
    height = max(box.bottom for box in boxes.values()) + ROW_GAP
    kinds = {node.name: node.kind for node in nodes}
    ends = [node.name for node in nodes if "" in node.ways]
    return el(
        "svg.map",
        _start(boxes[nodes[0].name]),
        *(_down(boxes[start], boxes[end]) for start, end in placed.down),
        *(_beside(placed, boxes, side, size.lane) for side in ("left", "right")),
        *(_box(box, size, kinds[key], ends=key in ends) for key, box in boxes.items()),
        viewBox=f"0 0 {size.width} {round(height)}",
        role="img",
        aria_label=say("workflow.drawing"),
        data_key=f"map-{size.width}",
    )


def _boxes(
    placed: Layout, titles: Mapping[str, str], lines: Mapping[str, Sequence[str]], size: Measure
) -> dict[str, Box]:
    left = size.lane * (1 + max((lane.number + 1 for lane in placed.left), default=0))
    right = size.lane * (1 + max((lane.number + 1 for lane in placed.right), default=0))
    inner = size.width - left - right
    column = (inner - size.gap * (placed.columns - 1)) / placed.columns
    boxes: dict[str, Box] = {}
    y: float = ROW_GAP + size.line
    for row in range(placed.rows):
        names = placed.of_row(row)
        wide = inner if len(names) == 1 and placed.column[names[0]] == 0 else column
        told = {name: _wrapped(titles[name], lines.get(name, ()), wide - 2 * size.pad, size) for name in names}
        tall = max(size.line * (0.9 + len(head) + len(rest)) for head, rest in told.values())
        for name in names:
            x = left + placed.column[name] * (column + size.gap)
            boxes[name] = Box(x, y, wide, tall, *told[name])
        y += tall + ROW_GAP
    return boxes


def _wrapped(title: str, lines: Sequence[str], inside: float, size: Measure) -> tuple[tuple[str, ...], tuple[str, ...]]:
    rest = tuple(piece for line in lines for piece in wrapped(line, int(inside / size.plain)))
    return tuple(wrapped(title, int(inside / size.bold))), rest


def wrapped(text: str, most: int) -> Iterator[str]:
    """Lines of at most `most` characters; a longer word is cut with an ellipsis."""
    line = ""
    for word in text.split():
        short = word if len(word) <= most else f"{word[: most - 1]}…"
        if line and len(line) + 1 + len(short) > most:
            yield line
            line = short
        else:
            line = f"{line} {short}".strip()
    if line:
        yield line


def _box(box: Box, size: Measure, kind: str, *, ends: bool) -> Safe:
    first, x = box.y + size.line * 1.2, box.x + size.pad
    title = (_text(x, first + size.line * n, text, "title") for n, text in enumerate(box.title))
    below = first + size.line * len(box.title)
    rest = (_text(x, below + size.line * n, text, "line") for n, text in enumerate(box.lines))
    corner = {"machine": 8, "person": 18, "clock": 3}[kind]
    return el(
        f"g.by-{kind}",
        el("rect", **_at(x=box.x, y=box.y, width=box.width, height=box.height, rx=corner)),
        *title,
        *rest,
        _end(box) if ends else None,
    )


def _end(box: Box) -> Safe:
    """A run can end here."""
    at = _at(cx=box.right - 13, cy=box.y + 13)
    return el("g.end", el("circle", **at, r=6), el("circle.dot", **at, r=3))


def _start(first: Box) -> Safe:
    x, top = first.x + 40, first.y - ROW_GAP
    return el("g.way", _line(f"M {_n(x)} {_n(top + 8)} V {_n(first.y)}"), _tip(x, first.y), _request(x - 30, top))


def _request(x: float, y: float) -> Safe:
    return _text(x, y, say("workflow.request"), "line")


def _down(start: Box, end: Box) -> Safe:
    narrow = start if start.width < end.width else end
    x = narrow.x + min(40.0, narrow.width / 2)
    return el("g.way", _line(f"M {_n(x)} {_n(start.bottom)} V {_n(end.y)}"), _tip(x, end.y))


def _beside(placed: Layout, boxes: Mapping[str, Box], side: str, step: float) -> Safe:
    lanes = placed.left if side == "left" else placed.right
    ports = _ports(lanes, placed, boxes)
    if side == "left":
        edge, away = min(box.x for box in boxes.values()), -step
    else:
        edge, away = max(box.right for box in boxes.values()), step
    return el("g.ways", *(_lane(lane, boxes, ports, side, edge + away * (lane.number + 1)) for lane in lanes))


def _lane(lane: Lane, boxes: Mapping[str, Box], ports: Mapping[tuple[Lane, str], float], side: str, x: float) -> Safe:
    start, end = boxes[lane.start], boxes[lane.end]
    a, b = (start.x, end.x) if side == "left" else (start.right, end.right)
    at = ports[lane, "end"]
    path = f"M {_n(a)} {_n(ports[lane, 'start'])} H {_n(x)} V {_n(at)} H {_n(b)}"
    return el("g.way", _line(path, back=lane.back), _tip(b, at, "right" if side == "left" else "left"))


def _line(path: str, *, back: bool = False) -> Safe:
    return el("path", d=path, class_="back" if back else None)


def _tip(x: float, y: float, to: Literal["down", "left", "right"] = "down") -> Safe:
    """Where a way arrives."""
    if to == "down":
        path = f"M {_n(x - 4)} {_n(y - 8)} L {_n(x)} {_n(y)} L {_n(x + 4)} {_n(y - 8)} z"
    else:
        back = x - 8 if to == "right" else x + 8
        path = f"M {_n(back)} {_n(y - 4)} L {_n(x)} {_n(y)} L {_n(back)} {_n(y + 4)} z"
    return el("path.arrives", d=path)


def _ports(lanes: Sequence[Lane], placed: Layout, boxes: Mapping[str, Box]) -> dict[tuple[Lane, str], float]:
    """How high on its box each way begins and ends: what leads up above what leads down."""
    found: dict[tuple[Lane, str], float] = {}
    for name, box in boxes.items():
        here = [(lane, "start", lane.end) for lane in lanes if lane.start == name]
        here += [(lane, "end", lane.start) for lane in lanes if lane.end == name]
        here.sort(key=lambda one: (placed.row[one[2]], -one[0].number))
        for number, (lane, role, _) in enumerate(here):
            found[lane, role] = box.y + box.height * (number + 1) / (len(here) + 1)
    return found


def _text(x: float, y: float, text: str, kind: str) -> Safe:
    return el(f"text.{kind}", text, **_at(x=x, y=y))


def _at(**numbers: float) -> dict[str, str]:
    return {name: _n(value) for name, value in numbers.items()}


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
