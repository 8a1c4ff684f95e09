"""Whether copy sounds like the brand: its style held against copy that people labelled as on and off its voice."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from knowledge.passages import Passage
from tools.copy import Copy
from tools.findings import Finding, on_whole
from tools.voice.model import FEWEST, Embed, Piece, VoiceModel

OFF_VOICE = "voice.OffVoice"
NOT_MEASURED = "voice.NotMeasured"
VOICE_RULES: tuple[str, ...] = (OFF_VOICE,)
_FEWEST_WORDS = 5  # of copy or a piece; less has no style
_MOST_WORDS = 5  # of a strange register, in a message
_QUOTED = 80  # characters of a piece in a message


class TooFew(BaseModel):
    """Why a brand's voice is not measured: how many pieces people have labelled."""

    model_config = ConfigDict(frozen=True)

    on: int
    off: int


def fit_voice(on: Sequence[Passage], off: Sequence[Passage], embed: Embed | None = None) -> VoiceModel | TooFew:
    """From a brand's past copy, as `KnowledgeBase.past_copy` gives it. What has no sentence, or introduces a page, is
    no piece.
    """
    headed = {passage.document for passage in (*on, *off) if len(passage.heading) > 1}
    pieces = [
        Piece(text=passage.text, side=side, where=_where(passage), locale=passage.locale)
        for side, passages in (("on", on), ("off", off))
        for passage in passages
        if len(passage.text.split()) >= _FEWEST_WORDS and (len(passage.heading) > 1 or passage.document not in headed)
    ]
    counts = {side: sum(piece.side == side for piece in pieces) for side in ("on", "off")}
    if min(counts.values()) < FEWEST:
        return TooFew(**counts)
    return VoiceModel(pieces, embed)


def check_voice(copy: Copy, voice: VoiceModel | TooFew | None) -> tuple[Finding, ...]:
    """Amber for the whole copy where it sounds off-voice; advice where too little is labelled to say."""
    if voice is None or not copy.text.strip():
        return ()
    first = next(iter(copy.fields))
    if isinstance(voice, TooFew):
        told = f"Whether this sounds like the brand was not measured: {voice.on} on-voice and {voice.off} off-voice "
        return (
            on_whole(
                first, NOT_MEASURED, "voice", "advice", f"{told}pieces are labelled, {FEWEST} of each are needed."
            ),
        )
    text = "\n".join(copy.fields.values())
    if len(text.split()) < _FEWEST_WORDS:
        return ()
    if not voice.sounds_off(text, copy.locale):
        return ()
    verdict = voice.judge(text, copy.locale)
    words = tuple(dict.fromkeys(voice.foreign_words(text, copy.locale)))[:_MOST_WORDS]
    style = f"{', '.join(verdict.because)} than the brand's copy" if verdict.because else ""
    stock = "words that it does not use: " + ", ".join(f"“{word}”" for word in words) if words else ""
    why = f" ({'; '.join(part for part in (style, stock) if part)})" if style or stock else ""
    told = f"This does not sound like the brand{why}. Nearest copy labelled off-voice: {_named(verdict.nearest_off)}. "
    return (
        on_whole(first, OFF_VOICE, "voice", "amber", f"{told}Nearest that is on-voice: {_named(verdict.nearest_on)}."),
    )


def _named(piece: Piece) -> str:
    words = " ".join(piece.text.split())
    quote = words if len(words) <= _QUOTED else words[: _QUOTED - 1].rsplit(" ", 1)[0] + " …"
    return f"“{quote}”" + (f" ({piece.where})" if piece.where else "")


def _where(passage: Passage) -> str:
    return " › ".join((passage.document.rsplit("/", 1)[-1], *passage.heading[-1:]))
