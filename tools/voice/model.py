"""A brand's voice as a model: copy that people labelled as on and off it, told apart by style and by likeness."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from tools.voice.registers import register_words, too_many
from tools.voice.style_features import NAMES, style

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

Embed = Callable[[Sequence[str]], "NDArray[Any]"]  # texts as L2-normalised rows
Side = Literal["on", "off"]
FEWEST = 8  # labelled pieces of each side, below which nothing is said
OFF_FROM = 0.6  # probability of off-voice from which it is amber
OFF_UNMARKED = 0.8  # and from which it is where nothing stands out: long words and no figures are no offence
_MARKED = [
    NAMES.index(name) for name in ("exclamation marks", "emoji", "words in capitals", "hype words", "dashes and dots")
]
_RIDGE = 1.0
_STEPS = 25
_NEAR = 3  # pieces of each side that similarity is taken over


class Piece(BaseModel):
    """A piece of past copy. `where` is how it is named in a message: "off-voice.md › Instagram, pitch"."""

    model_config = ConfigDict(frozen=True)

    text: str
    side: Side
    where: str = ""
    locale: str = "en"


class Calibration(BaseModel):
    """How well the labels are told apart, each piece judged by the others alone."""

    model_config = ConfigDict(frozen=True)

    on: int
    off: int
    right: int
    false_alarms: int  # on-voice pieces that would have been amber
    missed: int  # off-voice pieces that would not

    @property
    def accuracy(self) -> float:
        return self.right / (self.on + self.off)


class Verdict(BaseModel):
    """`off` is the probability of off-voice; the nearest of each side; what of the style speaks most for off-voice."""

    model_config = ConfigDict(frozen=True)

    off: float
    nearest_on: Piece
    nearest_off: Piece
    because: tuple[str, ...]


class VoiceModel:
    """Fitted to one brand's labelled copy: ridge logistic regression over style, and over likeness where `embed` is
    given. The same pieces in the same order give the same model.
    """

    def __init__(self, pieces: Sequence[Piece], embed: Embed | None = None) -> None:
        """Raises ValueError with fewer than FEWEST pieces of a side."""
        counts = [sum(piece.side == side for piece in pieces) for side in ("on", "off")]
        if min(counts) < FEWEST:
            raise ValueError(f"{counts[0]} on-voice and {counts[1]} off-voice pieces; at least {FEWEST} of each")
        self.pieces = tuple(pieces)
        self._embed = embed
        self._labels = np.array([piece.side == "off" for piece in pieces])
        self._styles = np.array([style(piece.text, piece.locale) for piece in pieces])
        self._vectors = None if embed is None else np.asarray(embed([piece.text for piece in pieces]), dtype=float)
        self._mean, self._scale = self._styles.mean(axis=0), self._styles.std(axis=0) + 1e-9
        self._weights = _fitted(self._rows(), self._labels)
        self._registers = [len(register_words(piece.text, piece.locale)) for piece in pieces]

    def _rows(self) -> "Matrix":
        likeness = None
        if self._vectors is not None:
            similar = self._vectors @ self._vectors.T
            np.fill_diagonal(similar, -np.inf)  # no piece is near itself
            likeness = _likeness(similar, self._labels)
        return _standard(self._styles, self._mean, self._scale, likeness)

    def calibration(self) -> Calibration:
        """Leave one out: as many fits as there are pieces."""
        rows = self._rows()
        kept = ~np.eye(len(rows), dtype=bool)
        said = np.array(
            [_off(row, _fitted(rows[keep], self._labels[keep])) for row, keep in zip(rows, kept, strict=True)]
        )
        amber = said >= np.array([_threshold(measured) for measured in self._styles])
        amber |= np.array([self._strange(index) for index in range(len(self.pieces))])
        return Calibration(
            on=int((~self._labels).sum()),
            off=int(self._labels.sum()),
            right=int((amber == self._labels).sum()),
            false_alarms=int((amber & ~self._labels).sum()),
            missed=int((~amber & self._labels).sum()),
        )

    def sounds_off(self, text: str, locale: str = "en") -> bool:
        if self.foreign_words(text, locale):
            return True
        measured = style(text, locale)
        return _off(self._row(text, measured)[0], self._weights) >= _threshold(measured)

    def foreign_words(self, text: str, locale: str = "en") -> tuple[str, ...]:
        """Of a register that the brand never uses, where a copy has more of them than any that is on its voice."""
        words = register_words(text, locale)
        return words if too_many(text, len(words), self._most_on()) else ()

    def _most_on(self, without: int = -1) -> int:
        """The most words of such a register in one on-voice piece; `without` leaves a piece out."""
        counts = [
            count for index, count in enumerate(self._registers) if self.pieces[index].side == "on" and index != without
        ]
        return max(counts, default=0)

    def _strange(self, index: int) -> bool:
        piece = self.pieces[index]
        return too_many(piece.text, self._registers[index], self._most_on(index))

    def judge(self, text: str, locale: str = "en") -> Verdict:
        row, similar = self._row(text, style(text, locale))
        own = (self._styles - self._mean) / self._scale
        near = -np.linalg.norm(own - row[: len(NAMES)], axis=1) if similar is None else similar
        pulls = row[: len(NAMES)] * self._weights[1 : len(NAMES) + 1]
        most = [index for index in np.argsort(-pulls, kind="stable")[:3] if pulls[index] > 0.3]
        return Verdict(
            off=_off(row, self._weights),
            nearest_on=self._nearest(near, "on"),
            nearest_off=self._nearest(near, "off"),
            because=tuple(f"{'more' if row[index] > 0 else 'fewer'} {NAMES[index]}" for index in most),
        )

    def _row(self, text: str, measured_style: Sequence[float]) -> "tuple[Matrix, NDArray[Any] | None]":
        """The text measured as the pieces were, and how like each piece it is where that can be said."""
        measured = np.array([measured_style])
        if self._embed is None or self._vectors is None:
            return _standard(measured, self._mean, self._scale, None)[0], None
        similar = np.asarray(self._embed([text]), dtype=float) @ self._vectors.T
        return _standard(measured, self._mean, self._scale, _likeness(similar, self._labels))[0], similar[0]

    def _nearest(self, near: "NDArray[Any]", side: Side) -> Piece:
        own = [index for index, piece in enumerate(self.pieces) if piece.side == side]
        return self.pieces[max(own, key=lambda index: (float(near[index]), -index))]


def _threshold(measured: "Sequence[float] | Matrix") -> float:
    return OFF_FROM if any(measured[index] > 0 for index in _MARKED) else OFF_UNMARKED


def _standard(styles: "Matrix", mean: "Matrix", scale: "Matrix", likeness: "Matrix | None") -> "Matrix":
    rows = np.clip((styles - mean) / scale, -3, 3)
    return rows if likeness is None else np.column_stack([rows, likeness])


def _likeness(similar: "NDArray[Any]", off: "NDArray[np.bool_]") -> "Matrix":
    """How much nearer the nearest off-voice pieces are than the nearest on-voice ones; one number a row."""

    def near(side: "NDArray[np.bool_]") -> "Matrix":
        best = np.sort(similar[:, side], axis=1)[:, -_NEAR:]
        return np.asarray(best.mean(axis=1), dtype=float)

    return 10 * (near(off) - near(~off))


def _fitted(rows: "Matrix", off: "NDArray[np.bool_]") -> "Matrix":
    """Newton's method on the logistic loss with a ridge; both sides weigh the same, however many there are."""
    given = np.column_stack([np.ones(len(rows)), rows])
    target = off.astype(float)
    balance = np.where(off, 0.5 / off.sum(), 0.5 / (~off).sum()) * len(off)
    ridge = np.diag([1e-6] + [_RIDGE] * rows.shape[1])
    weights = np.zeros(given.shape[1])
    for _ in range(_STEPS):
        said = 1 / (1 + np.exp(-np.clip(given @ weights, -30, 30)))
        slope = given.T @ (balance * (said - target)) + ridge @ weights
        curve = (given * (balance * said * (1 - said))[:, None]).T @ given + ridge
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-8:
            break
    return weights


def _off(row: "Matrix", weights: "Matrix") -> float:
    return float(1 / (1 + np.exp(-np.clip(weights[0] + row @ weights[1:], -30, 30))))
