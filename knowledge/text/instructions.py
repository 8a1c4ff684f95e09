"""Instructions hidden in a text that was meant as material: said openly, in markup, in unseen characters or encoded."""

import base64
import binascii
import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.text.phrase_index import PhraseIndex
from knowledge.text.phrases import Phrases, fold, load_lists, load_phrases

Kind = Literal["override", "prompt", "role", "gate", "route", "markup", "comment", "hidden_characters", "encoded"]

_PHRASES = Path(__file__).parent / "data" / "instructions.yaml"
_SPOKEN: tuple[Kind, ...] = ("override", "prompt", "role", "gate")
_TO_A_DESK: tuple[Kind, ...] = (*_SPOKEN, "route")  # in a document, "send this to Legal" is an ordinary sentence
_MARKUP = re.compile(
    r"</?\s*(?:system|assistant|instructions?|prompt|admin|developer|tool_call|im_start|im_end|sys|inst)\b[^>\n]{0,80}>"
    r"|<\|[^|>\n]{1,40}\|>|\[/?(?:INST|SYS|SYSTEM)\]|<<\s*/?SYS\s*>>"
    r"|^[ \t]*#{1,4}[ \t]+(?:system|instructions?|new instructions|system prompt|assistant)[ \t]*:?[ \t]*$"
    r"|^[ \t]*(?:system|assistant|developer)[ \t]*(?:message|prompt|note)?[ \t]*:",
    re.I | re.M,
)
_BETWEEN_TAGS = re.compile(
    r"<\s*(system|assistant|instructions?|prompt|admin|developer)\b[^>\n]{0,80}>.*?</\s*\1\s*>", re.I | re.S
)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.S)
_TAGS = re.compile(r"[\U000e0020-\U000e007f]+")
_FLAG_EMOJI = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")  # England, Scotland, Wales
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH = re.compile(r"(?<=[^\W\d_])[\u200b\u2060\ufeff\u00ad]+(?=[^\W\d_])|[\u200b-\u200d\u2060\ufeff]{3,}")
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/_-]{24,}={0,2}(?![A-Za-z0-9+/=_-])")
_HEX = re.compile(r"(?<![\w])(?:[0-9a-fA-F]{2}[ :]?){16,}(?![\w])")
_ESCAPES = re.compile(r"(?:%[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|&#x?[0-9a-fA-F]{2,6};){8,}")
_HEX_DIGITS = frozenset("0123456789abcdefABCDEF")
_SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)|[。！？]|\n")
_CLAUSE_END = re.compile(r"[,;:、，：]|\s[–—-]\s|\s(?=(?:and|then|und|dann|et|puis|y|luego|e|poi|en|dan|depois)\s)")
_A_REQUEST = re.compile(r"[^\W\d_]{2,}[\W\d_]+[^\W\d_]{2,}|[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{4}")  # two words
_ONLY_JOINS = re.compile(
    r"(?:[\W_]|\b(?:and|then|please|now|also|und|dann|bitte|et|puis|y|luego|e|poi|en|dan|depois)\b)*", re.I
)
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_LOOKALIKES = str.maketrans("аеорсухіјѕԁԛԝɡᴀоΑΒΕΗΙΚΜΝΟΡΤΥΧ", "aeopcyxijsdqwgaoabehikmnoptyx")


class Instruction(BaseModel):
    """One place that speaks to the machine; offsets in code points of the text as it was given."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    start: int
    end: int
    words: str  # as found; of encoded text, what it says


def find_instructions(text: str, *, request: bool = False) -> tuple[Instruction, ...]:
    """In the order of the text. In a request also orders about where it goes and how grave it is: code decides that."""
    kinds = _TO_A_DESK if request else _SPOKEN
    found = [*_spoken(text, kinds), *_markup(text), *_comments(text), *_hidden(text), *_encoded(text)]
    return tuple(sorted(found, key=lambda item: (item.start, item.kind)))


def without_instructions(text: str) -> str:
    """What a request asks beside them, as long as before: each instruction is blank to the end of its sentence.

    Where nothing else is said, to the end of its clause: "ignore the rules above and write a caption".
    """
    found = find_instructions(text, request=True)
    if not found:
        return text
    rest = _blanked(text, found, _SENTENCE_END, len(text))
    if not _A_REQUEST.search(rest):
        rest = _blanked(text, found, _CLAUSE_END, None)
    return " " * len(text) if _ONLY_JOINS.fullmatch(rest) else rest


def _blanked(text: str, found: Sequence[Instruction], until: re.Pattern[str], at_most: int | None) -> str:
    """`at_most` is the end where nothing ends it; None: the instruction's own."""
    spans = [match.span() for match in _BETWEEN_TAGS.finditer(text)]
    for one in found:
        end = until.search(text, one.end) if one.kind in (*_TO_A_DESK, "markup") else None
        last = one.end if at_most is None or one.kind not in (*_TO_A_DESK, "markup") else at_most
        spans.append((one.start, end.start() if end else last))
    for start, stop in spans:
        text = text[:start] + " " * (stop - start) + text[stop:]
    return text


def _spoken(text: str, kinds: Sequence[Kind] = _SPOKEN) -> Iterator[Instruction]:
    """Phrases, read as a person would see them: without unseen characters, lookalike letters taken for Latin ones."""
    kept: Sequence[int] = range(len(text))
    if _UNSEEN.search(text):
        kept = [index for index, char in enumerate(text) if not _UNSEEN.match(char)]
    folded = fold("".join(text[index] for index in kept) if len(kept) < len(text) else text)
    plain = folded.translate(_LOOKALIKES) if not text.isascii() and re.search(r"[a-z]", folded) else folded
    taken: dict[Kind, int] = {}
    found = ((match.start(), -match.end(), kind) for match, kind in _index().finditer(plain) if kind in kinds)
    for begin, stop, kind in sorted(found):
        if begin < taken.get(kind, 0):
            continue
        taken[kind] = -stop
        if kind == "gate" and _states_the_rule(plain[max(0, begin - 40) : begin]):
            continue
        start, end = kept[begin], kept[-stop - 1] + 1
        yield Instruction(kind=kind, start=start, end=end, words=text[start:end])


def _states_the_rule(before: str) -> bool:
    """ "We never publish without approval", "may we publish without legal?": about the gate, not past it."""
    clause = re.split(r"[.!?;,\n]", before)[-1]
    return any(len(clause[match.end() :].split()) <= 1 for match in _phrases()["denial"].finditer(clause))


_MARKUP_HAS = ("<", "[", "#", "system", "assistant", "developer")


def _markup(text: str) -> Iterator[Instruction]:
    lower = text.lower()
    if not any(sign in lower for sign in _MARKUP_HAS):
        return
    for match in _MARKUP.finditer(text):
        yield Instruction(kind="markup", start=match.start(), end=match.end(), words=match[0].strip())


def _comments(text: str) -> Iterator[Instruction]:
    """A comment that has words; an empty one, or a divider, hides nothing."""
    for match in _COMMENT.finditer(text):
        if len(re.findall(r"\w+", match[1])) >= 3:
            yield Instruction(kind="comment", start=match.start(), end=match.end(), words=match[1].strip()[:200])


def _hidden(text: str) -> Iterator[Instruction]:
    if text.isascii():
        return
    flags = [match.span() for match in _FLAG_EMOJI.finditer(text)]
    for match in _TAGS.finditer(text):
        if not any(start <= match.start() < end for start, end in flags):
            words = "".join(chr(ord(char) - 0xE0000) for char in match[0])
            yield Instruction(kind="hidden_characters", start=match.start(), end=match.end(), words=words[:200])
    right_to_left = re.search(r"[\u0590-\u06ff]", text)
    patterns = (_ZERO_WIDTH,) if right_to_left else (_ZERO_WIDTH, _BIDI)
    for pattern in patterns:
        for match in pattern.finditer(text):
            words = " ".join(f"U+{ord(char):04X}" for char in match[0][:8])
            yield Instruction(kind="hidden_characters", start=match.start(), end=match.end(), words=words)


def _encoded(text: str) -> Iterator[Instruction]:
    if not _may_be_encoded(text):
        return
    for pattern, decode in ((_BASE64, _from_base64), (_HEX, _from_hex), (_ESCAPES, _from_escapes)):
        for match in pattern.finditer(text):
            decoded = decode(match[0])
            if decoded and (next(_spoken(decoded), None) or next(_markup(decoded), None)):
                yield Instruction(kind="encoded", start=match.start(), end=match.end(), words=decoded[:200])


def _may_be_encoded(text: str) -> bool:
    """A run of 24 signs without a space, or some words of hexadecimal digits."""
    words = text.split()
    if max(map(len, words), default=0) >= 24:
        return True
    return sum(len(word) % 2 == 0 and _HEX_DIGITS.issuperset(word) for word in words) >= 4


def _from_base64(text: str) -> str | None:
    try:
        padded = text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4)
        return base64.b64decode(padded, altchars=b"-_" if re.search("[-_]", text) else None).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        return None


def _from_hex(text: str) -> str | None:
    try:
        return bytes.fromhex(re.sub(r"[ :]", "", text)).decode("utf-8")
    except (ValueError, UnicodeDecodeError):
        return None


def _from_escapes(text: str) -> str | None:
    import html
    from urllib.parse import unquote

    spelled = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)
    return html.unescape(unquote(spelled))


@cache
def _index() -> PhraseIndex[Kind]:
    lists = load_lists(_PHRASES)
    return PhraseIndex.of(
        (phrase, kind) for kind in _TO_A_DESK for phrases in lists[kind].values() for phrase in phrases
    )


@cache
def _phrases() -> dict[str, Phrases]:
    return load_phrases(_PHRASES)
