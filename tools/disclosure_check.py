"""What copy has to say about itself: that a machine wrote it, that somebody was paid, how to unsubscribe."""

from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path

import regex
import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.disclosure_settings import DisclosureSettings
from tools.copy import Copy
from tools.findings import Finding
from tools.rules.required import Requirements, required
from tools.rules.safety import bounded
from tools.text.markup import Block
from tools.text.placed import Reading

DATA = Path(__file__).with_name("disclosure_check.yaml")
AI_LABEL, AI_LANGUAGE = "disclosure.AiLabel", "disclosure.AiLabelLanguage"
ADVERTISING, ADVERTISING_LATE = "disclosure.Advertising", "disclosure.AdvertisingLate"
UNSUBSCRIBE = "disclosure.Unsubscribe"
DISCLOSURE_RULES: tuple[str, ...] = (AI_LABEL, AI_LANGUAGE, ADVERTISING, ADVERTISING_LATE, UNSUBSCRIBE)
_ADVERTISING_SOURCE = "Directive 2005/29/EC, Article 7(2) (commercial intent that is not identified)"
_SEEN_FIRST = 100  # characters in which a label must begin: about what a phone shows before "more"
_AT_ONCE = 20  # and in which it may begin in a later sentence than the first
_SENTENCE_ENDS = regex.compile(r"[.!?…](?:\s|$)|\n")
_MOST_NEEDED = 400  # beginnings that are looked for before any pattern is run


class _Label(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    label: str
    known: tuple[str, ...]


class _Gift(BaseModel):
    """Who has an audience, and what is said of who was given something: patterns of one language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    people: tuple[str, ...]
    acts: tuple[str, ...]

    @property
    def told(self) -> tuple[str, str]:
        """Both near each other, in either order."""
        people, acts = f"(?:{'|'.join(self.people)})", f"(?:{'|'.join(self.acts)})"
        return (
            rf"{people}(?![\p{{L}}])[^\n]{{0,180}}?{acts}",
            rf"{acts}(?![\p{{L}}])[^\n]{{0,120}}?(?<![\p{{L}}]){people}",
        )


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str | None
    ai: dict[str, _Label]
    paid: dict[str, tuple[str, ...]]
    gifts: dict[str, _Gift]
    given: tuple[str, ...]
    advertising: dict[str, _Label]
    unsubscribe: tuple[str, ...]


def check_disclosure(
    copy: Copy, asked: Sequence[DisclosureSettings] = (), *, machine_made: bool = True, brand: str = ""
) -> tuple[Finding, ...]:
    """`asked` are the brand's wishes and the channel's. The AI label is only looked for where one of them asks for it
    and `machine_made` says that it is due; a label for paid copy wherever the copy itself says that it is paid, or that
    `brand` gave something.
    """
    readings = [Reading(name, text) for name, text in copy.fields.items() if text.strip()]
    if not readings:
        return ()
    wishes = [wish for wish in asked if wish.ai_label] if machine_made else []
    return (
        *(_ai_label(readings, copy, wishes[0]) if wishes else ()),
        *_advertising(readings, copy, brand),
        *(_unsubscribe(copy) if any(wish.unsubscribe for wish in asked) else ()),
    )


def says_advertising(copy: Copy) -> bool:
    """Whether it is labelled as advertising where a reader sees it first."""
    return any(not _late(text, found.start()) for text in copy.fields.values() for found in _first("advertising", text))


def _ai_label(readings: Sequence[Reading], copy: Copy, wish: DisclosureSettings) -> list[Finding]:
    language = _language(copy)
    label = wish.label.get(language) or _data().ai[language if language in _data().ai else "en"].label
    own = {*wish.label.values()}
    said = {
        name
        for name, pattern in _patterns("ai").items()
        for reading in readings
        if pattern.search(reading.source) or any(each in reading.source for each in own)
    }
    if not said:
        told = f"This copy was made with AI, and has to say so. A label that will do: “{label}”"
        return [_added(readings[-1], AI_LABEL, told, label, wish.source)]
    if language in _data().ai and language not in said:
        told = f"The AI label is in another language than the copy. In its own: “{label}”"
        return [readings[-1].stands(AI_LANGUAGE, "disclosure", "advice", (0, 0), told, source=wish.source)]
    return []


def _added(reading: Reading, rule: str, told: str, label: str, source: str | None) -> Finding:
    """At the end; the fix takes the last character along, since nothing is no place."""
    end = len(reading.source.rstrip())
    fix = f"{reading.source[end - 1 : end]}\n\n{label}"
    return reading.stands(rule, "disclosure", "amber", (end - 1, end), told, source=source, fix=fix)


def _advertising(readings: Sequence[Reading], copy: Copy, brand: str) -> list[Finding]:
    paid = [
        (reading, found) for reading in readings for found in (*_first("paid", reading.source), *_given(reading, brand))
    ]
    labels = [(reading, found) for reading in readings for found in _first("advertising", reading.source)]
    if not paid:
        labels = [(reading, found) for reading, found in labels if found.group().startswith("#")]
    if not labels:
        return [_unlabelled(readings[0], paid, copy)] if paid else []
    if all(_late(reading.source, found.start()) for reading, found in labels):
        reading, found = labels[0]
        told = f"'{found.group()}' stands where few see it: after the copy, or where a phone cuts it off. Put it first."
        return [reading.stands(ADVERTISING_LATE, "disclosure", "amber", found.span(), told, source=_ADVERTISING_SOURCE)]
    return []


def _unlabelled(first: Reading, told_by: Sequence[tuple[Reading, "regex.Match[str]"]], copy: Copy) -> Finding:
    own = _data().advertising
    label = own[_language(copy) if _language(copy) in own else "en"].label
    until = max((found.end() for reading, found in told_by if reading is first), default=0)
    told = f"'{told_by[0][1].group().strip()}' says that somebody was paid or given something; then it needs a label. "
    told += f"Begin with “{label.strip(' :')}”; #sp or #collab are not plain enough."
    return _before(first, ADVERTISING, told, label, until)


def _late(text: str, at: int) -> bool:
    """Whether a label stands behind the first sentence, or behind what a phone shows."""
    return at > _SEEN_FIRST or (at > _AT_ONCE and _SENTENCE_ENDS.search(text, 0, at) is not None)


def _given(reading: Reading, brand: str) -> list["regex.Match[str]"]:
    """What the brand, by its name, gave to somebody who writes."""
    if not brand or brand.lower() not in reading.source.lower():
        return []
    patterns = _given_by(brand)
    able = sorted(_needed_of_gifts().standing_in(Block(reading.source, frozenset()).lower))
    found = [match for number in able if (match := patterns[number].search(reading.source)) is not None]
    return sorted(found, key=lambda match: match.start())[:1]


@lru_cache(maxsize=64)
def _given_by(brand: str) -> "tuple[regex.Pattern[str], ...]":
    named = (one.replace("{brand}", regex.escape(brand)) for one in _data().given)
    return tuple(regex.compile(rf"(?<![\p{{L}}\d_@])(?:{one})", regex.IGNORECASE) for one in named)


@cache
def _needed_of_gifts() -> Requirements:
    """What is in every text that the patterns match, beside the brand's name."""
    trees = (bounded(one.replace("{brand}", r"\w"), ignore_case=True).pattern.tree for one in _data().given)
    return Requirements([required([tree], _MOST_NEEDED) for tree in trees])


def _before(reading: Reading, rule: str, told: str, label: str, until: int) -> Finding:
    """From the beginning to the words that tell of it, or the first character; the fix takes them along."""
    text = reading.source
    start = len(text) - len(text.lstrip())
    place = (start, max(until, start + 1))
    fix = label + text[start : place[1]]
    return reading.stands(rule, "disclosure", "amber", place, told, source=_ADVERTISING_SOURCE, fix=fix)


def _first(kind: str, text: str) -> list["regex.Match[str]"]:
    """Each language's first place, in the order of the text."""
    phrases = _phrases(kind)
    first: dict[str, regex.Match[str]] = {}
    for number in sorted(_needed(kind).standing_in(Block(text, frozenset()).lower)):
        language, pattern = phrases[number]
        match = pattern.search(text)
        if match is not None and (language not in first or match.start() < first[language].start()):
            first[language] = match
    return sorted(first.values(), key=lambda match: match.start())


def _unsubscribe(copy: Copy) -> list[Finding]:
    body = copy.fields.get("body", "")
    if copy.channel != "email" or not body.strip() or _patterns("unsubscribe")["all"].search(body):
        return []
    told = "The e-mail does not say how to unsubscribe."
    return [Reading("body", body).stands(UNSUBSCRIBE, "disclosure", "amber", (0, 0), told)]


def _language(copy: Copy) -> str:
    return copy.locale.split("-")[0].lower()


@cache
def _data() -> _Data:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return _Data.model_validate(yaml.load(DATA.read_text(encoding="utf-8"), Loader=loader))  # noqa: S506


@cache
def _needed(kind: str) -> Requirements:
    """What is in every text that one of the phrases matches, in their order."""
    trees = (bounded(one, ignore_case=True).pattern.tree for phrases in _words(kind).values() for one in phrases)
    return Requirements([required([tree], _MOST_NEEDED) for tree in trees])


@cache
def _phrases(kind: str) -> "tuple[tuple[str, regex.Pattern[str]], ...]":
    """Each with its language."""
    return tuple(
        (language, regex.compile(rf"(?<![\p{{L}}\d_])(?:{one})(?![\p{{L}}\d_])", regex.IGNORECASE))
        for language, phrases in _words(kind).items()
        for one in phrases
    )


@cache
def _patterns(kind: str) -> dict[str, "regex.Pattern[str]"]:
    return {
        language: regex.compile(rf"(?<![\p{{L}}\d_])(?:{'|'.join(patterns)})(?![\p{{L}}\d_])", regex.IGNORECASE)
        for language, patterns in _words(kind).items()
    }


def _words(kind: str) -> dict[str, tuple[str, ...]]:
    data = _data()
    words: dict[str, dict[str, tuple[str, ...]]] = {
        "ai": {language: label.known for language, label in data.ai.items()},
        "paid": {language: (*gift.told, *data.paid.get(language, ())) for language, gift in data.gifts.items()},
        "advertising": {language: label.known for language, label in data.advertising.items()},
        "unsubscribe": {"all": data.unsubscribe},
    }
    return words[kind]
