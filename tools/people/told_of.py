"""What is told of somebody elsewhere in the sentence that names them, what copy says it gathers about its reader, and
pictures of people who were not asked.

A name wants a title, a listed given name or words before it that speak of a person: two capitals alone are none here.
In Japanese a name in a sentence with a number to reach them, a home or an illness is enough. The words are in
told_of.yaml.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from knowledge.text.guarded import Guarded
from tools.findings import Finding
from tools.people.japanese_names import japanese_persons
from tools.people.named_children import GDPR, PERSON
from tools.people.person_names import persons
from tools.people.private_person import condition
from tools.text.placed import Reading

INFERRED = "copydesk.GatheredAboutYou"
UNASKED = "copydesk.PicturesUnasked"
TOLD_RULES = (INFERRED, UNASKED)
_FILE = Path(__file__).with_name("told_of.yaml")
_GDPR_SPECIAL = "Regulation (EU) 2016/679 (GDPR), Article 9"
_GDPR_INFORM = "Regulation (EU) 2016/679 (GDPR), Articles 5 and 6"
_SAYS_HEALTH = "This tells of the health of somebody who is named ({who}). Take it out, or have their explicit consent."
_SAYS_PRIVATE = "This tells of the private matters of somebody who is named ({who}). Take it out."
_SAYS_INFERRED = "This tells readers what was read out of their data, and it is sensitive: don't ask, don't infer it."
_SAYS_UNASKED = "'{span}': what people post is theirs. Ask them before it is shown."
# a telephone, a home, an illness, a marriage, money, work
_JAPANESE = re.compile(
    r"\d{2,4}-\d{2,4}-\d{3,4}|\d+-\d+-\d+|[町丁目]\d+|番地|住所|電話|携帯|メール|@|生年月日|\d+歳"
    r"|うつ|鬱|癌|がん(?!ば)|病気|持病|入院|通院|手術|妊娠|流産|不妊|障害|糖尿病|アトピー|ぜんそく|喘息|認知症|依存症|休職"
    r"|離婚|別居|不倫|浮気|破産|借金|滞納|未払い|失業|解雇|クビ|逮捕|前科|飲酒運転"
)

_REFUSED = re.compile(
    r"\b(?:never|not|don't|won't|nothing|nie|niemals|nicht|nichts|jamais|pas|rien|nunca|jamas|nada|non|mai|niente|niet|nooit"
    r"|niets|ne|no)\b"
)


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    theirs: str
    private: str
    gathered: dict[str, str]
    sensitive: dict[str, str]
    unasked: dict[str, str]
    pictures: str


def told_of(reading: Reading, language: str, found: Sequence[Finding]) -> Iterator[Finding]:
    """`found` is what the reading's other rules of privacy have told already: nothing is told twice."""
    for first, last in _sentences(reading):
        yield from _of_named(reading, language, (first, last), found)
        yield from _gathered(reading, language, (first, last))
        yield from _unasked(reading, language, (first, last))


def _of_named(reading: Reading, language: str, place: tuple[int, int], found: Sequence[Finding]) -> Iterator[Finding]:
    first, last = place
    text = reading.text[first:last]
    if language == "ja":
        yield from _of_japanese(reading, first, text)
        return
    folded = reading.folded[first:last]
    told = [(match, says) for match, says in _matches(folded) if not _is_told(reading, first, match, found)]
    if not told:
        return
    who = next((one for one in persons(text, language) if one.sure and one.full), None)
    if who is None:
        return
    for match, says in told[:1]:
        start, end = min(who.start, match.start()), max(who.end, match.end())
        if _is_told(reading, first, match, found):
            continue
        message = says.replace("{who}", f"{text[who.start]}…")
        source = _GDPR_SPECIAL if says is _SAYS_HEALTH else GDPR
        yield reading.finding(PERSON, "privacy", "red", (first + start, first + end), message, source=source)


def _matches(folded: str) -> Iterator[tuple["re.Match[str]", str]]:
    for pattern, says in ((_theirs(), _SAYS_HEALTH), (_private(), _SAYS_PRIVATE)):
        if (match := pattern.search(folded)) is not None:
            yield match, says


def _is_told(reading: Reading, first: int, match: "re.Match[str]", found: Sequence[Finding]) -> bool:
    start, end = first + match.start(), first + match.end()
    return any(
        one.field == reading.name and one.severity == "red" and one.start < end and start < one.start + len(one.span)
        for one in found
    )


def _of_japanese(reading: Reading, first: int, text: str) -> Iterator[Finding]:
    match = _JAPANESE.search(text)
    who = next(iter(japanese_persons(text)), None)
    if match is None or who is None:
        return
    start, name = who
    span = (first + min(start, match.start()), first + max(start + len(name), match.end()))
    message = _SAYS_PRIVATE.replace("{who}", f"{name[0]}…")
    yield reading.finding(PERSON, "privacy", "red", span, message, source=GDPR)


def _gathered(reading: Reading, language: str, place: tuple[int, int]) -> Iterator[Finding]:
    pair = _pair(language)
    if pair is None:
        return
    first, last = place
    folded = reading.folded[first:last]
    source, about = pair
    one = source.search(folded)
    other = about.search(folded, one.end()) if one is not None else None
    if one is None or other is None or reading.text[first:last].rstrip().endswith("?"):
        return
    span = (first + one.start(), first + other.end())
    yield reading.finding(INFERRED, "privacy", "amber", span, _SAYS_INFERRED, source=_GDPR_SPECIAL)


def _unasked(reading: Reading, language: str, place: tuple[int, int]) -> Iterator[Finding]:
    pattern = _without_asking(language)
    first, last = place
    if pattern is None or (match := pattern.search(reading.folded, first, last)) is None:
        return
    if _REFUSED.search(reading.folded, first, match.start()):
        return
    before = reading.sentence(first - 1)[0] if first else first
    if not _pictures().search(reading.folded, before, last):
        return
    message = _SAYS_UNASKED.replace("{span}", reading.text[match.start() : match.end()])
    yield reading.finding(UNASKED, "privacy", "amber", match.span(), message, source=_GDPR_INFORM)


def _sentences(reading: Reading) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(reading.text):
        first, last = reading.sentence(at)
        yield first, last
        at = max(last, at + 1)


@cache
def _words() -> _Words:
    return _Words.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


@cache
def _theirs() -> Guarded:
    return Guarded(_any_of(_words().theirs))


@cache
def _private() -> Guarded:
    return Guarded(_any_of(_words().private))


@cache
def _pictures() -> "re.Pattern[str]":
    return re.compile(_any_of(_words().pictures))


@cache
def _without_asking(language: str) -> "re.Pattern[str] | None":
    listed = _words().unasked.get(language)
    return None if listed is None else re.compile(_any_of(listed))


@cache
def _pair(language: str) -> "tuple[re.Pattern[str], re.Pattern[str]] | None":
    """Where something is read from, and what it is about the reader."""
    words = _words()
    if language not in words.gathered:
        return None
    return re.compile(_any_of(words.gathered[language])), re.compile(rf"\b(?:{_any_of(words.sensitive[language])})")


def _any_of(listed: str) -> str:
    parts = [part.strip() for part in re.split(r" ; |\n", listed) if part.strip()]
    return "|".join(f"(?:{part})" for part in parts).replace("{condition}", condition())
