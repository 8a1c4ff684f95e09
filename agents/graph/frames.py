"""What each part of a request does: orders copy, brings copy to be checked, asks, or tells what happened.

"Write a caption about our balm for sensitive skin" and "your balm gave me a rash" share their words and differ in this.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from knowledge.text.personal_data import blank_labels
from knowledge.text.phrases import Phrases, fold, load_phrases

Frame = Literal["write", "check", "ask", "suppose", "tell"]

_FRAMES = Path(__file__).parent / "data" / "frames.yaml"
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"')\]]*\s+|(?<=[。！？])|\n+")
_QUOTED = re.compile(
    r"\"([^\"\n]{2,}?)\"|“([^”]{2,}?)”|„([^“”]{2,}?)[“”]|«\s?([^»]{2,}?)\s?»|「([^」]{2,}?)」|『([^』]{2,}?)』"
    r"|(?<![\w])'([^'\n]{2,}?(?:'\w[^'\n]*?)*)'(?!\w)|‘([^’\n]{2,}?(?:’\w[^’\n]*?)*)’(?!\w)"
)
_OPENING = re.compile(r"[\s,.:;!?–—>*•\"'()\-]*")
_WORD = re.compile(r"[\w'&/+-]+")
_NAME = r"[^\W\d_][\w'-]*"
_VOCATIVE = re.compile(
    rf"\s*(?:(?:hi|hello|dear|hallo|liebe|lieber|bonjour|hola|ciao|beste|olá)\s+)?{_NAME}(?:\s+{_NAME})?[,!]\s+"
)
_COUNT = re.compile(r"\(?\d{1,2}[x×)]?|[abAB]/[abAB]")
_STEMS_OF_VERBS_AT_THE_END = ("de", "nl")


class Part(NamedTuple):
    """A stretch of the request with what it does; `quoted` marks words that somebody brought along."""

    text: str
    folded: str
    frame: Frame
    quoted: bool
    own: bool  # the frame is its own, not taken over from the part before


def parts(text: str, language: str) -> tuple[Part, ...]:
    """The request in order. A part without a sign of its own goes on with what the part before it did."""
    text = blank_labels(text)
    quotes = [match.span() for match in _QUOTED.finditer(text) if _is_brought(text, match)]
    outside = _blank(text, quotes)
    found: list[Part] = []
    current: Frame = "tell"
    asked = False  # a question comes before the quotation that it is about
    for start, end in _sentences(outside):
        for piece_start, piece_end, frame in _pieces(outside, start, end, language):
            current = frame or ("write" if current == "write" else "check" if current == "check" else "tell")
            asked = asked or frame == "ask"
            piece = outside[piece_start:piece_end]
            if _WORD.search(piece):
                found.append(Part(piece, fold(piece), current, quoted=False, own=frame is not None))
        for quote_start, quote_end in quotes:
            if start <= quote_start < end:
                words = text[quote_start + 1 : quote_end - 1]
                brought: Frame = "ask" if asked and current == "tell" else current
                found.append(Part(words, fold(words), brought, quoted=True, own=False))
    return tuple(found)


def _is_brought(text: str, match: re.Match[str]) -> bool:
    """A quotation rather than a name in quotes."""
    words = next(group for group in match.groups() if group is not None)
    return len(words.split()) >= 2 or bool(re.search(r"[\u3040-\u9fff]{4}", words)) or match[0] == text.strip()


def _blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "·" * (end - start) + text[end:]
    return text


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.end()
            start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _pieces(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int, Frame | None]]:
    """A sentence, cut where an order or a question begins in its middle: "my son got burned, please write a reply"."""
    folded = fold(text)
    opening = _opening_frame(folded, start, end, language)
    if opening:
        yield start, end, opening
        return
    inner = _inner_frame(folded[start:end], language)
    if inner is None:
        yield start, end, "ask" if _is_question(text[start:end], folded[start:end], language) else None
        return
    frame, offset = inner
    head = folded[start : start + offset]
    if len(_WORD.findall(head)) >= 3:
        # what comes first tells something, unless it only supposes: "When a customer reports a rash, what do we say?"
        supposed = _list("hypothetical").search(head, language)
        yield start, start + offset, "suppose" if supposed else "tell"
        yield start + offset, end, frame
    else:
        yield start, end, frame


def _is_question(sentence: str, folded: str, language: str) -> bool:
    """By its mark; a Japanese one by its ending, wherever its question word stands."""
    marked = sentence.rstrip("\"')]» \n\t").endswith(("?", "？"))
    return marked or (language == "ja" and _list("ask_start").search(folded, language) is not None)


def _opening_frame(folded: str, start: int, end: int, language: str) -> Frame | None:
    position = _after_leads(folded, start, end, language)
    leading: tuple[tuple[str, Frame], ...] = (("check", "check"), ("guidance", "ask"))
    for name, frame in leading:
        if _list(name).match(folded, position, language):
            return frame
    orders = _list("write_verb").match(folded, position, language)
    asks = _list("ask_start").match(folded, position, language)
    if asks and not (orders and orders.end() > asks.end()):
        polite = _list("write_ask").search(folded[start:end], language)
        return "write" if polite and polite.start() <= position - start + 1 else "ask"
    if orders and orders.end() <= end:
        return "write"
    return "write" if _names_a_deliverable(folded, position, end, language) else None


def _after_leads(folded: str, start: int, end: int, language: str) -> int:
    """Past "Hello team, could you please"."""
    position = _skip(folded, start)
    vocative = _VOCATIVE.match(folded, position, end)
    if vocative:
        position = _skip(folded, vocative.end())
    for _ in range(6):
        lead = _list("lead").match(folded, position, language)
        if not lead or lead.end() >= end:
            break
        position = _skip(folded, lead.end())
    return position


def _skip(folded: str, position: int) -> int:
    match = _OPENING.match(folded, position)
    return match.end() if match else position


def _names_a_deliverable(folded: str, start: int, end: int, language: str) -> bool:
    """The part begins with the thing to be written: "Three warm captions for …", "Newsletter: …"."""
    words = list(_WORD.finditer(folded, start, end))[:6]
    if not words and not re.search(r"[\u3040-\u9fff]", folded[start:end]):
        return False
    for word in words:
        thing = _list("deliverable").match(folded, word.start(), language)
        if thing and thing.end() <= end:
            rest = _skip(folded, thing.end())
            return not _list("not_after").match(folded, rest, language)
        if _list("not_before").match(folded, word.start(), language):
            return False
    return False


def _inner_frame(sentence: str, language: str) -> tuple[Frame, int] | None:
    """The first order or question inside a sentence that does not begin with one."""
    signs: tuple[tuple[str, Frame], ...] = (
        ("check", "check"),
        ("write_ask", "write"),
        ("guidance", "ask"),
        ("reply_to", "write"),
    )
    found = [
        (match.start(), index, frame)
        for index, (name, frame) in enumerate(signs)
        if (match := _list(name).search(sentence, language))
    ]
    if found:
        offset, _, frame = min(found)
        return frame, offset
    return _after_a_pause(sentence, language)


def _after_a_pause(sentence: str, language: str) -> tuple[Frame, int] | None:
    for pause in re.finditer(r"[,;:–—(]\s*", sentence):
        frame = _opening_frame(sentence, pause.end(), len(sentence), language)
        if frame:
            return frame, pause.end()
    return None


@cache
def _lists() -> dict[str, Phrases]:
    return load_phrases(_FRAMES)


def _list(name: str) -> Phrases:
    return _lists()[name]


def says(name: str, folded: str, language: str) -> str | None:
    """The words by which `folded` shows the named sign of `frames.yaml`."""
    match = _list(name).search(folded, language)
    return match[0] if match else None
