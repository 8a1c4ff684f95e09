"""Whether copy sounds like the brand: its style held against copy that people labelled as on and off its voice."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from knowledge.passages import Passage
from tools.copy import Copy
from tools.findings import Finding, Severity
from tools.style_features import NAMES, style

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

Embed = Callable[[Sequence[str]], "NDArray[Any]"]  # texts as L2-normalised rows
Side = Literal["on", "off"]
OFF_VOICE = "voice.OffVoice"
NOT_MEASURED = "voice.NotMeasured"
VOICE_RULES: tuple[str, ...] = (OFF_VOICE,)
FEWEST = 8  # labelled pieces of each side, below which nothing is said
FEWEST_WORDS = 5  # of copy; less has no style
OFF_FROM = 0.6  # probability of off-voice from which it is amber
_QUOTED = 80  # characters of a piece in a message
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


class TooFew(BaseModel):
    """Why a brand's voice is not measured: how many pieces people have labelled."""

    model_config = ConfigDict(frozen=True)

    on: int
    off: int


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
        self._off = np.array([piece.side == "off" for piece in pieces])
        self._styles = np.array([style(piece.text, piece.locale) for piece in pieces])
        self._vectors = None if embed is None else np.asarray(embed([piece.text for piece in pieces]), dtype=float)
        self._mean, self._scale = self._styles.mean(axis=0), self._styles.std(axis=0) + 1e-9
        self._weights = _fitted(self._rows(), self._off)

    def _rows(self) -> "Matrix":
        likeness = None
        if self._vectors is not None:
            similar = self._vectors @ self._vectors.T
            np.fill_diagonal(similar, -np.inf)  # no piece is near itself
            likeness = _likeness(similar, self._off)
        return _standard(self._styles, self._mean, self._scale, likeness)

    def calibration(self) -> Calibration:
        """Leave one out: as many fits as there are pieces."""
        rows = self._rows()
        kept = ~np.eye(len(rows), dtype=bool)
        said = np.array([_off(row, _fitted(rows[keep], self._off[keep])) for row, keep in zip(rows, kept, strict=True)])
        amber = said >= OFF_FROM
        return Calibration(
            on=int((~self._off).sum()),
            off=int(self._off.sum()),
            right=int((amber == self._off).sum()),
            false_alarms=int((amber & ~self._off).sum()),
            missed=int((~amber & self._off).sum()),
        )

    def judge(self, text: str, locale: str = "en") -> Verdict:
        measured = np.array([style(text, locale)])
        likeness, similar = None, None
        if self._embed is not None and self._vectors is not None:
            similar = np.asarray(self._embed([text]), dtype=float) @ self._vectors.T
            likeness = _likeness(similar, self._off)
        row = _standard(measured, self._mean, self._scale, likeness)[0]
        own = (self._styles - self._mean) / self._scale
        near = -np.linalg.norm(own - row[: len(NAMES)], axis=1) if similar is None else similar[0]
        pulls = row[: len(NAMES)] * self._weights[1 : len(NAMES) + 1]
        most = [index for index in np.argsort(-pulls, kind="stable")[:3] if pulls[index] > 0.3]
        return Verdict(
            off=_off(row, self._weights),
            nearest_on=self._nearest(near, "on"),
            nearest_off=self._nearest(near, "off"),
            because=tuple(f"{'more' if row[index] > 0 else 'fewer'} {NAMES[index]}" for index in most),
        )

    def _nearest(self, near: "NDArray[Any]", side: Side) -> Piece:
        own = [index for index, piece in enumerate(self.pieces) if piece.side == side]
        return self.pieces[max(own, key=lambda index: (float(near[index]), -index))]


def fit_voice(on: Sequence[Passage], off: Sequence[Passage], embed: Embed | None = None) -> VoiceModel | TooFew:
    """From a brand's past copy, as `KnowledgeBase.past_copy` gives it. Pieces without a sentence don't count."""
    pieces = [
        Piece(text=passage.text, side=side, where=_where(passage), locale=passage.locale)
        for side, passages in (("on", on), ("off", off))
        for passage in passages
        if len(passage.text.split()) >= FEWEST_WORDS
    ]
    counts = {side: sum(piece.side == side for piece in pieces) for side in ("on", "off")}
    if min(counts.values()) < FEWEST:
        return TooFew(**counts)
    return VoiceModel(pieces, embed)


def check_voice(copy: Copy, voice: VoiceModel | TooFew | None) -> tuple[Finding, ...]:
    """Amber for the whole copy where it sounds off-voice; advice where too little is labelled to say."""
    if voice is None or not copy.text.strip():
        return ()
    if isinstance(voice, TooFew):
        told = f"Whether this sounds like the brand was not measured: {voice.on} on-voice and {voice.off} off-voice "
        return (_whole(copy, NOT_MEASURED, "advice", f"{told}pieces are labelled, {FEWEST} of each are needed."),)
    text = "\n".join(copy.fields.values())
    if len(text.split()) < FEWEST_WORDS:
        return ()
    verdict = voice.judge(text, copy.locale)
    if verdict.off < OFF_FROM:
        return ()
    why = f" ({', '.join(verdict.because)} than the brand's copy)" if verdict.because else ""
    told = f"This does not sound like the brand{why}. Nearest copy labelled off-voice: {_named(verdict.nearest_off)}. "
    return (_whole(copy, OFF_VOICE, "amber", f"{told}Nearest that is on-voice: {_named(verdict.nearest_on)}."),)


def _whole(copy: Copy, rule: str, severity: Severity, message: str) -> Finding:
    return Finding(
        rule=rule,
        family="voice",
        severity=severity,
        field=next(iter(copy.fields)),
        line=1,
        column=1,
        start=0,
        span="",
        message=message,
        source=None,
    )


def _named(piece: Piece) -> str:
    words = " ".join(piece.text.split())
    quote = words if len(words) <= _QUOTED else words[: _QUOTED - 1].rsplit(" ", 1)[0] + " …"
    return f"“{quote}”" + (f" ({piece.where})" if piece.where else "")


def _where(passage: Passage) -> str:
    return " › ".join((passage.document.rsplit("/", 1)[-1], *passage.heading[-1:]))


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
