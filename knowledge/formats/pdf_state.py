"""The state in which a page of a PDF is drawn, where pypdf does not tell it: colours, widths, the place of the pen."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from knowledge.formats.pdf_fonts import Font
from knowledge.formats.pdf_geometry import Matrix

COLOURS = frozenset({b"g", b"rg", b"k", b"sc", b"scn"})  # of letters and areas


@dataclass(frozen=True, slots=True)
class State:
    """What q keeps and Q brings back, as far as pypdf does not do it."""

    font: Font | None = None
    size: float = 12.0
    spacing: float = 0.0  # after each letter
    word_spacing: float = 0.0  # after each space
    stretch: float = 1.0
    mode: int = 0
    white: bool = False
    clear: bool = False  # painted with no ink


@dataclass(slots=True)
class Frame:
    """The page, or a form drawn on it."""

    base: Matrix
    resources: Any
    fonts: dict[str, Font]
    state: State = field(default_factory=State)
    kept: list[State] = field(default_factory=list)
    pen: float = 0.0  # how far the current string has come since the last move


def follow(frame: Frame, operator: bytes, operands: Sequence[Any]) -> None:
    state = frame.state
    if operator == b"q":
        frame.kept.append(state)
    elif operator == b"Q" and frame.kept:
        frame.state = frame.kept.pop()
    elif operator == b"Tf":
        frame.state = replace(state, font=frame.fonts.get(str(operands[0])), size=float(operands[1]))
    elif operator == b"Tc":
        frame.state = replace(state, spacing=float(operands[0]))
    elif operator == b"Tw":
        frame.state = replace(state, word_spacing=float(operands[0]))
    elif operator == b"Tz":
        frame.state = replace(state, stretch=float(operands[0]) / 100)
    elif operator == b"Tr":
        frame.state = replace(state, mode=int(operands[0]))
    elif operator in COLOURS:
        frame.state = replace(state, white=_is_white(operator, operands))
    elif operator == b"gs":
        ink = frame.resources["/ExtGState"].get_object()[operands[0]].get_object().get("/ca")
        frame.state = state if ink is None else replace(state, clear=float(ink) <= 0.01)


def advance(state: State, string: Any) -> float:  # noqa: ANN401
    raw = (
        string
        if isinstance(string, bytes)
        else getattr(string, "original_bytes", str(string).encode("latin-1", "replace"))
    )
    if state.font is None:
        return len(raw) * state.size * 0.5 * state.stretch
    count, spaces, width = state.font.measure(raw)
    return (width / 1000 * state.size + count * state.spacing + spaces * state.word_spacing) * state.stretch


def _is_white(operator: bytes, operands: Sequence[Any]) -> bool:
    try:
        values = [float(value) for value in operands]
    except (TypeError, ValueError):  # a pattern
        return False
    if operator == b"k" or len(values) == 4:
        return bool(values) and all(value <= 0.01 for value in values)
    return bool(values) and all(value >= 0.99 for value in values)
