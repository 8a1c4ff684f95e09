"""How wide the letters of a PDF's fonts are, by the codes with which they are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

USUAL = 500.0  # thousandths of an em
MOST_CODES = 70_000
_SPACE = 32
# Helvetica's, from the space on, as its metrics file gives them: for fonts that no file describes
_HELVETICA = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
)  # fmt: skip
_COURIER, _TIMES, _BOLD = 600.0, 0.9, 1.06  # a letter's width; and how wide the others are beside Helvetica


@dataclass(frozen=True)
class Font:
    widths: Mapping[int, float]
    other: float  # of codes that `widths` does not name
    bytes_a_code: int
    bold: bool = False

    def measure(self, raw: bytes) -> tuple[int, int, float]:
        """Codes, spaces among them, and their width in thousandths of an em."""
        if self.bytes_a_code == 2:
            codes = [int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw) - 1, 2)]
            return len(codes), 0, sum(self.widths.get(code, self.other) for code in codes)
        widths = self._of_bytes
        return len(raw), raw.count(_SPACE), sum(widths[code] for code in raw)

    @cached_property
    def _of_bytes(self) -> Sequence[float]:
        return [self.widths.get(code, self.other) for code in range(256)]


def resources_of(page: Any) -> Any:  # noqa: ANN401
    """A page's own, or those of the pages above it."""
    node = page
    for _ in range(50):
        found = node.get("/Resources")
        if found is not None:
            return found.get_object()
        parent = node.get("/Parent")
        if parent is None:
            break
        node = parent.get_object()
    return {}


def fonts_of(resources: Any) -> dict[str, Font]:  # noqa: ANN401
    named = resources.get("/Font")
    if named is None or not hasattr(named.get_object(), "items"):
        return {}
    return {str(name): _font(font.get_object()) for name, font in named.get_object().items()}


def _font(font: Any) -> Font:  # noqa: ANN401
    try:
        name = str(font.get("/BaseFont", "")).lower()
        bold = any(word in name for word in ("bold", "black", "heavy", "demi"))
        if font.get("/Subtype") == "/Type0":
            below = font["/DescendantFonts"].get_object()[0].get_object()
            widths = _widths_by_id(below["/W"].get_object() if "/W" in below else [])
            return Font(widths, float(below.get("/DW", 1000)), 2, bold)
        if "/Widths" not in font:
            return _standard(name, bold=bold)
        first = int(font.get("/FirstChar", 0))
        listed = [float(width.get_object()) for width in font["/Widths"].get_object()][:256]
        scale = abs(float(font["/FontMatrix"][0])) * 1000 if "/FontMatrix" in font else 1.0  # of letters that are drawn
        return Font({first + at: width * scale for at, width in enumerate(listed)}, USUAL, 1, bold)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):  # a font that is none
        return Font({}, USUAL, 1)


def _standard(name: str, *, bold: bool) -> Font:
    if "cour" in name:
        return Font({}, _COURIER, 1, bold)
    scale = (_TIMES if "times" in name else 1.0) * (_BOLD if bold else 1.0)
    return Font({_SPACE + at: width * scale for at, width in enumerate(_HELVETICA)}, 556 * scale, 1, bold)


def _widths_by_id(listed: Sequence[Any]) -> dict[int, float]:
    """`first [w w w]` and `first last w`, in any order (PDF 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    at = 0
    while at + 1 < len(listed) and len(widths) < MOST_CODES:
        first, second = int(listed[at].get_object()), listed[at + 1].get_object()
        if isinstance(second, list):
            widths |= {first + step: float(width.get_object()) for step, width in enumerate(second)}
            at += 2
        else:
            last = min(int(second), first + MOST_CODES)
            widths |= dict.fromkeys(range(first, last + 1), float(listed[at + 2].get_object()))
            at += 3
    return widths
