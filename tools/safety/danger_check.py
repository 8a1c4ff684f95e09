"""What may hurt people, told in any order of words: a candle that burns while nobody is there, a flame beside a
curtain, a balm for open wounds, a child without a helmet. The words are data (`dangers.yaml`), for all languages alike;
what safety.yaml says in phrases is not told twice. A sentence that denies it, asks, or quotes somebody is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.text.guarded import Guarded
from knowledge.text.wordlist import alternatives
from tools.findings import Finding
from tools.text.placed import Reading

DANGER = "copydesk.DangerousAct"
_FILE = Path(__file__).with_name("dangers.yaml")
_MESSAGE = "'{span}' has people do something that may hurt them. It must not go out."
_CLAUSE = re.compile(r"[,;:()–—]\s|\s[–—-]\s")
# One "no" for all languages: in the clause of the danger a word of another language is rare.
_DENIED = re.compile(
    r"(?<!\w)(?:not|never|no|nowhere|nirgends|nobody|none|nor|neither|\w+n['’]t|cannot|away|far|stop|nicht|nie|niemals|niemand|kein\w*|weder"
    r"|fern|weit|pas|jamais|ni|aucune?|personne|loin|nunca|jamas|tampoco|nadie|ningun\w*|lejos|non|mai|nessun\w*|lontan[oa]"
    r"|niet|nooit|geen|niemand|nao|nem|ninguem|longe|asla|degil\w*|uzak\w*|\w+(?:mayin|meyin|mayiniz|meyiniz))(?!\w)"
)
_OWN_NO = re.compile(r"(?<!\w)(?:no helmets?|(?:nobody|niemand|keiner|personne|nadie|nessuno|ninguem) \w+)")


class _Danger(BaseModel):
    """One danger, as it is written."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parts: list[str]
    or_after: list[str] = []  # instead of the last part, where it stands behind the one before it
    before_too: str | None = None
    unless: str


@dataclass(frozen=True)
class _Pattern:
    thing: Guarded | None
    parts: tuple[Guarded, ...]
    or_after: Guarded | None
    unless: re.Pattern[str]


def dangers(reading: Reading) -> Iterator[Finding]:
    """Red, by danger and place."""
    for danger in _dangers():
        if any(not part.may_match(reading.folded) for part in danger.parts[:-1]):
            continue
        last, before = 0, (0, 0)
        while last < len(reading.text):
            sentence = reading.sentence(last)
            last = max(sentence[1], last + 1)
            span = _span(danger, reading, sentence, before)
            if span is not None and not reading.quoted(*span):
                message = _MESSAGE.replace("{span}", reading.text[span[0] : span[1]])
                yield reading.finding(DANGER, "safety", "red", span, message)
            before = sentence


def danger_digest() -> str:
    """SHA-256 of the file of dangers."""
    return sha256(_FILE.read_bytes()).hexdigest()


def _span(
    danger: _Pattern, reading: Reading, sentence: tuple[int, int], before: tuple[int, int]
) -> tuple[int, int] | None:
    start, end = sentence
    text = reading.folded[start:end]
    *first, last = danger.parts
    found = [part.search(text) for part in first]
    if not all(found):
        return None
    spans = [one.span() for one in found if one is not None]
    closing = last.search(text)
    if closing is None and danger.or_after is not None:
        closing = next((one for one in danger.or_after.finditer(text) if one.start() >= spans[-1][1]), None)
    if closing is None or text.rstrip().endswith("?"):
        return None
    if danger.thing is not None and not danger.thing.search(reading.folded[before[0] : end]):
        return None
    spans.append(closing.span())
    low, high = min(one[0] for one in spans), max(one[1] for one in spans)
    if danger.unless.search(text) or _DENIED.search(_OWN_NO.sub(" ", _clause(text, low, high))):
        return None
    return start + low, start + high


def _clause(text: str, low: int, high: int) -> str:
    """From the mark before the danger to the one behind it."""
    start = max((one.end() for one in _CLAUSE.finditer(text, 0, low)), default=0)
    behind = _CLAUSE.search(text, high)
    return text[start : behind.start() if behind else len(text)]


@cache
def _dangers() -> tuple[_Pattern, ...]:
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(_compiled(_Danger.model_validate(one)) for one in read.values())


def _compiled(one: _Danger) -> _Pattern:
    return _Pattern(
        thing=_guarded(one.before_too) if one.before_too else None,
        parts=tuple(_guarded(part) for part in one.parts),
        or_after=_guarded(one.or_after[0]) if one.or_after else None,
        unless=re.compile(rf"(?<!\w)(?:{alternatives(one.unless)})(?!\w)"),
    )


def _guarded(words: str) -> Guarded:
    return Guarded(rf"(?<!\w)(?:{alternatives(words)})(?!\w)")
