"""Where the steps of a graph stand on its map: rows from the top, the longest way in the first column. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from agents.views import WorkNode

Ways = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Lane:
    """A way that does not lead to the next row, drawn beside the boxes. `back`: it leads up."""

    start: str
    end: str
    back: bool
    number: int  # 0 is nearest to the boxes


@dataclass(frozen=True)
class Layout:
    """Rows and columns count from 0. A row of several steps is split into `columns`; others stand alone in theirs."""

    row: Mapping[str, int]
    column: Mapping[str, int]
    columns: int
    down: tuple[tuple[str, str], ...]  # ways to the next row
    left: tuple[Lane, ...]  # among the first column
    right: tuple[Lane, ...]  # from or to another

    @property
    def rows(self) -> int:
        return max(self.row.values()) + 1

    def of_row(self, row: int) -> list[str]:
        return sorted((name for name, at in self.row.items() if at == row), key=lambda name: self.column[name])


def layout(nodes: Sequence[WorkNode]) -> Layout:
    """The first step is where the graph begins. Ways that lead back to a step on the way to them count as back."""
    ways: Ways = {node.name: [way for way in node.ways if way] for node in nodes}
    back = _back(ways, nodes[0].name)
    ahead = {name: [way for way in to if (name, way) not in back] for name, to in ways.items()}
    row = _rows(ahead, nodes[0].name)
    column = _columns(ahead, row, _longest(ahead, row))
    down: list[tuple[str, str]] = []
    beside: list[tuple[str, str]] = []
    for name, to in ways.items():
        for way in to:
            near = row[way] == row[name] + 1 and (column[name] == column[way] or _alone(row, name) or _alone(row, way))
            (down if near else beside).append((name, way))
    in_first = [pair for pair in beside if column[pair[0]] == column[pair[1]] == 0]
    others = [pair for pair in beside if pair not in in_first]
    return Layout(
        row=row,
        column=column,
        columns=max(column.values()) + 1,
        down=tuple(down),
        left=_lanes(in_first, row, back),
        right=_lanes(others, row, back),
    )


def _back(ways: Ways, first: str) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    done: set[str] = set()

    def visit(name: str, above: tuple[str, ...]) -> None:
        for way in ways[name]:
            if way in above or way == name:
                found.add((name, way))
            elif way not in done:
                visit(way, (*above, way))
        done.add(name)

    visit(first, (first,))
    return found


def _rows(ahead: Ways, first: str) -> dict[str, int]:
    row = {first: 0}
    for _ in ahead:  # as often as there are steps: the longest way has no more
        for name, at in list(row.items()):
            for way in ahead[name]:
                row[way] = max(row.get(way, 0), at + 1)
    return row


def _longest(ahead: Ways, row: Mapping[str, int]) -> set[str]:
    """The steps of the longest way down."""
    at = max(row, key=lambda name: row[name])
    chain = {at}
    while row[at]:
        at = next(name for name in row if at in ahead[name] and row[name] == row[at] - 1)
        chain.add(at)
    return chain


def _columns(ahead: Ways, row: Mapping[str, int], main: set[str]) -> dict[str, int]:
    column = dict.fromkeys(main, 0)
    for name in sorted(row, key=lambda name: row[name]):
        if name in column:
            continue
        above = next((one for one in row if name in ahead[one] and one not in main), None)
        taken = {column[one] for one in column if row[one] == row[name]}
        wished = column[above] if above is not None else 1
        while wished in taken:
            wished += 1
        column[name] = wished
    return column


def _alone(row: Mapping[str, int], name: str) -> bool:
    return sum(at == row[name] for at in row.values()) == 1


def _lanes(pairs: Sequence[tuple[str, str]], row: Mapping[str, int], back: set[tuple[str, str]]) -> tuple[Lane, ...]:
    """The shorter the way, the nearer its lane; ways that would cross on one lane get two."""
    spans: list[list[tuple[int, int]]] = []
    lanes: list[Lane] = []
    for start, end in sorted(pairs, key=lambda pair: abs(row[pair[0]] - row[pair[1]])):
        low, high = sorted((row[start], row[end]))
        free = (n for n, taken in enumerate(spans) if all(high <= a or low >= b for a, b in taken))
        number = next(free, len(spans))
        if number == len(spans):
            spans.append([])
        spans[number].append((low, high))
        lanes.append(Lane(start, end, (start, end) in back, number))
    return tuple(lanes)
