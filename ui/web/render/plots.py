"""Plots as inline SVG, made here: bars that start at zero, with their unit, their intervals and a line for a target."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from ui.web.html import Child, Safe, el

WIDTH, HEIGHT = 320, 140
LEFT, RIGHT, TOP, BOTTOM = 44, 4, 22, 20
_ACROSS, _DOWN = WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
_NICE = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True)
class Bar:
    """`when` stands below it; `said` is told on hover. No value: there was nothing."""

    when: str
    said: str
    value: float | None
    low: float | None = None
    high: float | None = None


def bars(
    given: Sequence[Bar],
    *,
    name: str,
    unit: str,
    tick: Callable[[float], str],
    top: float | None = None,
    line: tuple[str, float] | None = None,
) -> Safe:
    """`name` is what a screen reader hears; `top` fixes the scale, which else ends at a round number above all;
    `line` is a value with its name."""
    most = top or nice(max([one.high or one.value or 0.0 for one in given] + [line[1] if line else 0.0]))
    return el(
        "svg",
        *_scale(most, unit, tick),
        *(_bar(one, number, len(given), most) for number, one in enumerate(given)),
        *(_target(*line, most) if line is not None else ()),
        *_ends(given),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=name,
        class_="plot",
    )


def nice(most: float) -> float:
    """The next round number: 36 → 50, 0.7 → 1; 1 where there is nothing."""
    if most <= 0:
        return 1.0
    size = 10.0 ** floor(log10(most))
    return next(step * size for step in _NICE if step * size >= most * (1 - 1e-9))


def _scale(most: float, unit: str, tick: Callable[[float], str]) -> list[Safe]:
    made = [_text(unit, LEFT, 12, "start", "unit")]
    for share in (0.0, 0.5, 1.0):
        y = _y(share * most, most)
        made.append(_line(LEFT, y, WIDTH - RIGHT, y, "base" if share == 0 else "grid"))
        made.append(_text(tick(share * most), LEFT - 6, y + 4, "end", "tick"))
    return made


def _bar(one: Bar, number: int, count: int, most: float) -> Safe:
    step = _ACROSS / count
    width = min(step * 0.66, 34)
    x = LEFT + step * number + (step - width) / 2
    children: list[Child] = [el("title", one.said)]
    # what is hovered over is the whole height, so that a low bar can be found
    children.append(_rect(LEFT + step * number, TOP, step, _DOWN, "reach"))
    if one.value is not None:
        y = _y(one.value, most)
        children.append(_rect(x, y, width, _y(0, most) - y, "bar"))
    if one.low is not None and one.high is not None:
        middle = x + width / 2
        children.append(_line(middle, _y(one.high, most), middle, _y(one.low, most), "whisker"))
    return el("g", *children)


def _target(name: str, value: float, most: float) -> tuple[Safe, Safe]:
    y = _y(value, most)
    return _line(LEFT, y, WIDTH - RIGHT, y, "target"), _text(name, WIDTH - RIGHT, y - 5, "end", "target-name")


def _ends(given: Sequence[Bar]) -> list[Safe]:
    """The first and the last: the table beside it has the others."""
    if not given:
        return []
    last = _text(given[-1].when, WIDTH - RIGHT, HEIGHT - 6, "end", "tick")
    return [last] if len(given) == 1 else [_text(given[0].when, LEFT, HEIGHT - 6, "start", "tick"), last]


def _y(value: float, most: float) -> float:
    return TOP + _DOWN * (1 - min(value, most) / most)


def _rect(x: float, y: float, width: float, height: float, kind: str) -> Safe:
    return el("rect", x=_n(x), y=_n(y), width=_n(width), height=_n(max(0.0, height)), class_=kind)


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Safe:
    return el("line", x1=_n(x1), y1=_n(y1), x2=_n(x2), y2=_n(y2), class_=kind)


def _text(said: str, x: float, y: float, anchor: str, kind: str) -> Safe:
    return el("text", said, x=_n(x), y=_n(y), class_=f"{kind} {anchor}")


def _n(value: float) -> str:
    return f"{ceil(value * 10) / 10:g}"
