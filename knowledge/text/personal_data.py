"""Personal data in a text: where it stands and what kind it is, and the text without it.

Rules only. What looks like a number of the desk's own trade (a price, a date, an order number, an EAN) is left alone.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from ipaddress import AddressValueError, IPv4Address, IPv6Address
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from knowledge.text.national_ids import NAMED_IDS, NATIONAL_IDS, nhs_number
from knowledge.text.phrase_index import PhraseIndex
from knowledge.text.phrases import Phrases, fold, load_lists, load_phrases

Kind = Literal["email", "phone", "iban", "card", "address", "national_id", "birth_date", "ip", "passport", "health_id"]

_LABELS: dict[Kind, str] = {
    "email": "[e-mail]",
    "phone": "[phone]",
    "iban": "[IBAN]",
    "card": "[card]",
    "address": "[address]",
    "national_id": "[national id]",
    "birth_date": "[date of birth]",
    "ip": "[IP address]",
    "passport": "[passport]",
    "health_id": "[health id]",
}
_ID_LIKE = re.compile(r"\d{2}(?:[ .-]?\d{2}|[A-Z]\d{2})")
_SENTENCE_ENDS = re.compile(r"[.!?](?=\s)|\n")
_FAR = 80  # characters from the name of a number to the number
_ANY_DIGIT = re.compile(r"\d")
_LABEL = re.compile("|".join(re.escape(label) for label in _LABELS.values()))
_WORDS = Path(__file__).parent / "data" / "personal_data.yaml"
_REGIONS = ("DE", "FR", "GB", "US", "ES", "IT", "NL", "BE", "PT", "JP", "AT", "CH", "BR")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}(?![\w@-])")
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?(?![A-Za-z0-9])")
_CARD = re.compile(r"(?<![\d.,-])\d(?:[ -]?\d){12,18}(?![\d]|[.,-]\d)")
# how many digits an issuer's cards have: fifteen are American Express's alone, else a telephone's IMEI would be one
_ISSUED = re.compile(r"3[47]\d{13}|3(?:0|[68])\d{12}|35\d{14}|4\d{15}(?:\d{3})?|[56]\d{15}(?:\d{3})?")
_IPV4 = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.]*\d)")
_IPV6 = re.compile(r"(?<![\w:])(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}(?![\w:])")
_DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}|\d{1,2}\.?(?: de| of)? [^\W\d_]{3,12}\.?(?: de)? \d{4}"
    r"|[^\W\d_]{3,12} \d{1,2}(?:st|nd|rd|th)?, \d{4}|\d{4}年\d{1,2}月\d{1,2}日)"
)
_AFTER_WORD = (
    r"[^\S\n]*(?:\([^)\n]{0,20}\))?[^\S\n]*[:#.=]?[^\S\n]*(?:(?:is|on|am|le|el|il|op|em|the|n[°ºr]\.?|no\.?)[^\S\n]+)*"
)
_VALUE_OF: dict[str, tuple[Kind, re.Pattern[str]]] = {  # what must follow a word of the list
    "national_id": (
        "national_id",
        re.compile(_AFTER_WORD + r"((?=[\w .-]{0,6}\d)[A-Z0-9](?:[ .\-/]?[A-Z0-9]){5,17})", re.I),
    ),
    "passport": ("passport", re.compile(_AFTER_WORD + r"((?=\w{0,5}\d)[A-Z0-9]{6,12})", re.I)),
    "health_id": ("health_id", re.compile(_AFTER_WORD + r"((?=[\w ]{0,6}\d)[A-Z0-9](?:[ -]?[A-Z0-9]){7,17})", re.I)),
    "birth_date": ("birth_date", re.compile(_AFTER_WORD + f"({_DATE})", re.I)),
}


class PersonalData(BaseModel):
    """One place in a text; offsets in code points. The data itself is not kept."""

    model_config = ConfigDict(frozen=True)

    kind: Kind
    start: int
    end: int


def find_personal_data(text: str, *, addresses: bool = True) -> tuple[PersonalData, ...]:
    """In the order of the text, without overlaps; where two kinds fit, the more certain one."""
    if "@" not in text and not _ANY_DIGIT.search(text):
        return ()
    finders: Sequence[Callable[[str], Iterator[PersonalData]]] = (
        _emails,
        _ibans,
        _identifiers,
        _after_words,
        _named_ids,
        _cards,
        _ips,
        _phones,
        *((_addresses,) if addresses else ()),
    )
    found: list[PersonalData] = []
    for finder in finders:
        for item in finder(text):
            if not any(item.start < other.end and other.start < item.end for other in found):
                found.append(item)
    return tuple(sorted(found, key=lambda item: item.start))


def mask(text: str, found: Sequence[PersonalData]) -> str:
    """The text with a label in each place."""
    parts, position = [], 0
    for item in sorted(found, key=lambda item: item.start):
        parts += [text[position : item.start], _LABELS[item.kind]]
        position = item.end
    return "".join((*parts, text[position:]))


def blank_labels(masked: str) -> str:
    """As long as before, without the labels' words: the "e-mail" of "[e-mail]" is nobody's wish for one."""
    return _LABEL.sub(lambda label: " " * len(label[0]), masked)


def _emails(text: str) -> Iterator[PersonalData]:
    return (_at("email", match) for match in _EMAIL.finditer(text)) if "@" in text else iter(())


def _ibans(text: str) -> Iterator[PersonalData]:
    if len(_ANY_DIGIT.findall(text)) < 8:
        return
    yield from (_at("iban", match) for match in _IBAN.finditer(text) if _iban_holds(match[0]))


def _iban_holds(text: str) -> bool:
    """ISO 13616: the first four characters moved to the end, letters as numbers, remainder 1 by 97."""
    compact = text.replace(" ", "")
    if not 15 <= len(compact) <= 34:
        return False
    return int("".join(str(int(char, 36)) for char in compact[4:] + compact[:4])) % 97 == 1


def _identifiers(text: str) -> Iterator[PersonalData]:
    if not _ID_LIKE.search(text):
        return
    for pattern, is_given in NATIONAL_IDS:
        yield from (_at("national_id", match) for match in pattern.finditer(text) if is_given(match[0]))


def _after_words(text: str) -> Iterator[PersonalData]:
    hits = sorted((name, match.end()) for match, name in _value_words().finditer(fold(text)))
    for name, end in hits:
        kind, value = _VALUE_OF[name]
        match = value.match(text, end)
        if match:
            yield PersonalData(kind=kind, start=match.start(1), end=match.end(1))


def _named_ids(text: str) -> Iterator[PersonalData]:
    """Behind their name in the sentence, and not right behind it: "the BSN that stands in her file, 111222333"."""
    for name, number, holds in NAMED_IDS:
        for named in name.finditer(text):
            until = _SENTENCE_ENDS.search(text, named.end(), named.end() + _FAR)
            match = number.search(text, named.end(), until.start() if until else named.end() + _FAR)
            if match and holds(match[0]):
                yield _at("health_id" if holds is nhs_number else "national_id", match)


def _cards(text: str) -> Iterator[PersonalData]:
    if len(_ANY_DIGIT.findall(text)) < 13:
        return
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if _ISSUED.fullmatch(digits) and _luhn(digits) and len(set(digits)) > 1:
            yield _at("card", match)


def _luhn(digits: str) -> bool:
    """ISO/IEC 7812: every second digit from the right doubled, the sum of all digits divisible by ten."""
    doubled = (int(d) * (1 + i % 2) for i, d in enumerate(reversed(digits)))
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def _ips(text: str) -> Iterator[PersonalData]:
    if text.count(".") < 3 and text.count(":") < 2:
        return
    for pattern, parse in ((_IPV4, IPv4Address), (_IPV6, IPv6Address)):
        for match in pattern.finditer(text):
            before = fold(text[max(0, match.start() - 12) : match.start()])
            numbered = re.search(r"(version|release|chapter|section|kapitel|abschnitt|chapitre|v|§)\.? ?$", before)
            if numbered or (re.fullmatch(r"\d(\.\d){3}", match[0]) and "ip" not in before):
                continue
            try:
                parse(match[0])
            except (AddressValueError, ValueError):
                continue
            if len(match[0]) > 6:
                yield _at("ip", match)


_NUMBER = re.compile(r"(?<![\w.,/@#-])(?:\+|00|\()?\d[\d ()./\u00a0-]{5,22}\d(?![\w%]|[.,]\d)")
_PLAIN_DATE = re.compile(
    r"(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{2}|\d{4})|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{4} ?[-/] ?\d{2,4})"
    r"(?:[ ,T]+\d{1,2}[.:]?\d{0,2})?"
)
_GROUPED = re.compile(r"\d{1,3}(?:[. \u00a0]\d{3})+")  # 140 000 or 1.250.000
_MONEY_AROUND = re.compile(r"(?:[$€£¥]|\b(?:eur|usd|gbp|chf|jpy|euros?|dollars?|pounds?)\b) ?$", re.I)
_MONEY_AFTER = re.compile(
    r" ?(?:[$€£¥%]|(?:eur|usd|gbp|chf|jpy|euros?|dollars?|pounds?|ml|g|kg|cm|mm|h|uhr|years?)\b)", re.I
)


def _phones(text: str) -> Iterator[PersonalData]:
    folded = fold(text)
    for match in _NUMBER.finditer(text):
        raw = match[0]
        digits = re.sub(r"\D", "", raw)
        if not 7 <= len(digits) <= 15 or _PLAIN_DATE.fullmatch(raw.strip("()")):
            continue
        before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 10]
        if _MONEY_AROUND.search(before) or _MONEY_AFTER.match(after):
            continue
        named = _words()["phone"].search(folded[max(0, match.start() - 40) : match.start()]) is not None
        if _words()["not_phone"].search(folded[max(0, match.start() - 28) : match.start()]) and not named:
            continue
        if named or _is_phone(raw):
            yield _at("phone", match)


def _is_phone(raw: str) -> bool:
    import phonenumbers

    international = raw.lstrip("(").startswith(("+", "00"))
    if international:
        try:
            parsed = phonenumbers.parse("+" + re.sub(r"^\(?(\+|00)", "", raw), None)
        except phonenumbers.NumberParseException:
            return False
        return bool(phonenumbers.is_possible_number(parsed))
    # without a country code only what is written as a telephone number: a leading 0 or an area code in brackets
    if not (re.match(r"\(?0[1-9]", raw) or re.match(r"\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}$", raw)) or _GROUPED.fullmatch(
        raw
    ):
        return False
    return any(_valid_in(raw, region) for region in _REGIONS)


def _valid_in(raw: str, region: str) -> bool:
    import phonenumbers

    try:
        return bool(phonenumbers.is_valid_number(phonenumbers.parse(raw, region)))
    except phonenumbers.NumberParseException:
        return False


def _addresses(text: str) -> Iterator[PersonalData]:
    folded = fold(text)
    for match in _words()["street"].finditer(folded):
        if re.search(r"[A-ZÀ-ÞŒ]|[^\x00-\u024f]", text[match.start() : match.end()]):  # streets are names
            yield _at("address", match)


def _at(kind: Kind, match: re.Match[str]) -> PersonalData:
    return PersonalData(kind=kind, start=match.start(), end=match.end())


@cache
def _value_words() -> PhraseIndex[str]:
    lists = load_lists(_WORDS)
    return PhraseIndex.of((phrase, name) for name in _VALUE_OF for by in lists[name].values() for phrase in by)


@cache
def _words() -> dict[str, Phrases]:
    return load_phrases(_WORDS)
