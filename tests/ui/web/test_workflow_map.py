"""The map's drawing: each step has a place of its own, each way a line, whatever the graph is."""

import re
from collections.abc import Mapping, Sequence

import pytest

from agents.graph.build import WAYS
from agents.graph.chart import nodes
from agents.graph.nodes import TITLES
from agents.views import WorkNode
from ui.web.render.workflow_drawing import NARROW, WIDE, Measure, drawing, wrapped
from ui.web.render.workflow_layout import Layout, layout

SPLIT = {"a": ("b", "c", "d"), "b": ("e",), "c": ("e", ""), "d": ("a", ""), "e": ("b", "f"), "f": ("",)}
LINE = {"a": ("b",), "b": ("a", "")}
GRAPHS: Sequence[Mapping[str, Sequence[str]]] = (
    {node.name: node.ways for node in nodes(TITLES, {})},
    SPLIT,
    LINE,
    {"a": ("",)},
)


def steps(ways: Mapping[str, Sequence[str]]) -> list[WorkNode]:
    return [WorkNode(name=name, title=name, kind="machine", ways=tuple(to)) for name, to in ways.items()]


@pytest.mark.parametrize("ways", GRAPHS)
def test_every_step_has_a_place_of_its_own_and_every_way_a_line(ways: Mapping[str, Sequence[str]]) -> None:
    placed = layout(steps(ways))
    places = {(placed.row[name], placed.column[name]) for name in ways}
    assert len(places) == len(ways)
    drawn = [*placed.down, *((lane.start, lane.end) for lane in (*placed.left, *placed.right))]
    assert sorted(drawn) == sorted((name, way) for name, to in ways.items() for way in to if way)


def test_the_longest_way_stands_in_the_first_column_and_ways_back_are_known() -> None:
    placed = layout(list(nodes(TITLES, {})))
    first = [name for name in WAYS if placed.column[name] == 0]
    assert first == [
        *("intake", "triage", "retrieve", "copywriting", "brand_check", "choose", "file", "approval"),
        *("schedule", "publish"),
    ]
    back = {(lane.start, lane.end) for lane in (*placed.left, *placed.right) if lane.back}
    assert {("brand_check", "copywriting"), ("approval", "copywriting"), ("handoff", "triage")} <= back
    assert back == {(name, way) for name, to in WAYS.items() for way in to if _leads_up(placed, name, way)}


def _leads_up(placed: Layout, name: str, way: str) -> bool:
    return way != name and way in placed.row and placed.row[way] <= placed.row[name]


@pytest.mark.parametrize("size", [WIDE, NARROW])
@pytest.mark.parametrize("ways", GRAPHS)
def test_boxes_lie_inside_the_drawing_and_never_over_each_other(
    ways: Mapping[str, Sequence[str]], size: Measure
) -> None:
    told = {name: [f"some words about {name} that are long enough to be broken"] for name in ways}
    svg = str(drawing(steps(ways), {name: name for name in ways}, told, size))
    height = float(re.search(rf'viewBox="0 0 {size.width} (\d+)"', svg)[1])  # type: ignore[index]
    number = r'="([\d.]+)"'
    found = re.findall(f"<rect x{number} y{number} width{number} height{number}", svg)
    boxes = [tuple(map(float, each)) for each in found]
    assert len(boxes) == len(ways)
    for n, (x, y, width, tall) in enumerate(boxes):
        assert 0 <= x < x + width <= size.width
        assert 0 <= y < y + tall <= height
        for a, b, w, t in boxes[:n]:
            assert x + width <= a or a + w <= x or y + tall <= b or b + t <= y
    assert svg.count('<path class="arrives"') == 1 + sum(way != "" for to in ways.values() for way in to)
    across = [float(x) for x in re.findall(r"H ([\d.]+)", svg)]
    assert all(0 < x < size.width for x in across)


def test_text_is_broken_at_words_and_a_long_word_is_cut() -> None:
    assert list(wrapped("looking up what the brand knows", 13)) == ["looking up", "what the", "brand knows"]
    assert list(wrapped("extraordinarily so", 8)) == ["extraor…", "so"]
    assert list(wrapped("", 8)) == []
