"""How a locale writes numbers, prices, dates, hours, and the marks around words."""

from collections.abc import Callable, Iterator
from functools import cache

import regex

from tools.findings import Finding, Severity
from tools.locale.habits import Written, written
from tools.text.placed import Reading

PRICE, DECIMAL, DATE, CLOCK = "locale.Price", "locale.Decimal", "locale.Date", "locale.Clock"
SPACE, QUOTES, OPENING, APOSTROPHES = "locale.Space", "locale.Quotes", "locale.OpeningMark", "locale.Apostrophes"
THOUSANDS = "locale.Thousands"
WRITTEN_RULES: tuple[str, ...] = (PRICE, DECIMAL, THOUSANDS, DATE, CLOCK, SPACE, QUOTES, OPENING, APOSTROPHES)
_Match = "regex.Match[str]"
_NUMBER = r"\d{1,3}(?:[.,'’\u202f\u00a0 ]\d{3}(?!\d))*+(?:[.,]\d{1,2}(?!\d))?|\d{1,9}(?:[.,]\d{1,2}(?!\d))?"
_BEFORE = regex.compile(rf"(?<![\p{{L}}\d.,])([€£$])[ \u00a0\u202f]?({_NUMBER})(?![\d\p{{L}}])")
_AFTER = regex.compile(rf"(?<![\d.,€£$])({_NUMBER})([ \u00a0\u202f]?)(€)")
_UNIT = r"(?:ml|cl|l|mg|g|kg|mm|cm|m|km|%|°C|Euro|euros?|Liter|litres?|Gramm|grammes?|gramos?)"
_MEASURE = regex.compile(rf"(?<![\d.,])(\d{{1,4}})([.,])(\d{{1,2}})(?=[ \u00a0\u202f]?{_UNIT}(?![\p{{L}}\d]))")
_SLASHED = regex.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?![\d/])")
# a day and a month without a year, where a word says that it is a date: "by 12/18"
_SHORT_DATE = regex.compile(
    r"(?i)(?<![\p{L}/])(?:by|before|until|till|on|from|since|due|am|bis|ab|vom|le|jusqu'au|dès le|el|hasta el"
    r"|il|dal|entro il|op|tot|vanaf|até|em)[ \u00a0](\d{1,2})/(\d{1,2})(?![/\d])"
    rf"(?![ \u00a0\u202f-]?(?:{_UNIT}|inch(?:es)?|in\.|cups?|of|to)(?!\p{{L}}))"  # no fraction
)
# three figures after the mark, and a word that is no unit: a count, no decimal
_A_MEASURE = (
    rf"(?:{_UNIT}|[Ll]it(?:er|re|ro|ri)\p{{L}}*|[Kk]ilo\p{{L}}*|[Mm](?:eter|etre|ètre|etro)\p{{L}}*|Grad|degr\p{{L}}+)"
)
_COUNT = regex.compile(
    r"(?<![\d.,\p{L}€£$-])(\d{1,3}(?:([.,])\d{3})(?:\2\d{3})*)"
    rf"(?=[ \u00a0](?:de )?(?!{_A_MEASURE}(?![\p{{L}}\d]))(?:\p{{Ll}}{{3,}}|\p{{Lu}}\p{{Ll}}{{3,}}))"
)
_EN_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
_TH = r"(?:st|nd|rd|th)"
_ORDINAL = regex.compile(
    rf"(?<!\p{{L}})({_EN_MONTH})\.? (?:the )?(\d{{1,2}}){_TH}(?!\w)|(?<!\d)(\d{{1,2}}){_TH} ({_EN_MONTH})(?!\w)"
)
_MONTH_FIRST = regex.compile(
    rf"(?<!\p{{L}})({_EN_MONTH})\.? (\d{{1,2}})(?![\d:.,]?\d|{_TH}|%| ?(?:ml|€|g\b)| of\b)(?!\w)"
)
_MONTHS = {
    "de": r"(?:Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)",
    "fr": r"(?i:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)",
    "es": r"(?i:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)",
    "it": r"(?i:gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre)",
    "nl": r"(?i:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)",
}
_HALF_DAY = regex.compile(
    r"(?<![\d:.,])(1[0-2]|0?[1-9])(?:[:.]([0-5]\d))?[ \u00a0\u202f]?([ap])\.?m\b\.?(?: Uhr)?", regex.IGNORECASE
)
_FRENCH_MARK = regex.compile(r"(?<=[\p{L}\d)%€])( ?)([;:!?])(?=\s|$)|(«)( ?)(?=[\p{L}\d])|(?<=[\p{L}\d.!?…])( ?)(»)")
_STRAIGHT = regex.compile(r"(?<![\p{L}\d])\"([^\"\n]{1,200})\"(?![\p{L}\d])")
_ENGLISH_CURLY = regex.compile(r"“([^“”„\n]{1,200})”")
_FOREIGN_QUOTES = regex.compile(r"[„«][ \u00a0\u202f]?([^“”„«»\n]{1,200}?)[ \u00a0\u202f]?[“”»]")
_SENDER = regex.compile(r"\p{Lu}[\p{L}&'’ -]{1,24}")  # "Orrelune: …" at the head of a message names who sends it
_QUESTION = regex.compile(r"[^.!?…¿¡\n]{1,300}+([!?])")
_OPENING = {"?": "¿", "!": "¡"}


def check_written(reading: Reading, locale: str) -> Iterator[Finding]:
    language = locale.split("-")[0].lower()
    own = written(locale)
    has_digits = any(map(str.isdigit, reading.source))
    if own is not None and has_digits:
        yield from _prices(reading, own)
        yield from _decimals(reading, own)
        yield from _dates(reading, own, locale)
        yield from _clocks(reading, own)
        yield from _counts(reading, own)
    if has_digits:
        yield from _named_months(reading, language, locale)
        yield from _short_dates(reading, own, locale)
    marks = _MARKS.get(language)
    if marks is not None:
        yield from marks(reading, locale)


def _prices(reading: Reading, own: Written) -> Iterator[Finding]:
    pattern = _BEFORE if own.sign == "after" else _AFTER
    if not any(sign in reading.source for sign in "€£$"):
        return
    for found in pattern.finditer(reading.source):
        number, sign = (found[2], found[1]) if own.sign == "after" else (found[1], found[3])
        if reading.in_address(*found.span()):
            continue
        figure = _figure(number, own)
        right = f"{figure}\u00a0{sign}" if own.sign == "after" else f"{sign}{figure}"
        severity: Severity = "amber" if own.sign == "after" or _decimal(number) == "," else "advice"
        yield _found(reading, PRICE, severity, found.span(), f"'{found.group()}' is written '{right}' here.", right)
    if own.sign == "after":
        for found in _AFTER.finditer(reading.source):
            figure = _figure(found[1], own)
            is_foreign = _decimal(found[1]) == "." or (own.thousands != "." and _decimal(found[1]) and "." in found[1])
            if is_foreign and not reading.in_address(*found.span()):
                right = f"{figure}{found[2]}{found[3]}"
                yield _found(
                    reading, PRICE, "amber", found.span(), f"'{found.group()}' is written '{right}' here.", right
                )


def _decimal(number: str) -> str | None:
    """The mark before one or two last figures."""
    return (
        number[-3]
        if len(number) > 3 and number[-3] in ".,"
        else number[-2]
        if len(number) > 2 and number[-2] in ".,"
        else None
    )


def _figure(number: str, own: Written) -> str:
    mark = _decimal(number)
    whole, _, part = number.rpartition(mark) if mark else (number, "", "")
    groups = regex.split(r"[.,'’\u202f\u00a0 ]", whole)
    return own.thousands.join(groups) + (own.decimal + part if mark else "")


def _decimals(reading: Reading, own: Written) -> Iterator[Finding]:
    for found in _MEASURE.finditer(reading.source):
        if found[2] != own.decimal and not reading.in_address(*found.span()):
            right = f"{found[1]}{own.decimal}{found[3]}"
            yield _found(
                reading, DECIMAL, "amber", found.span(), f"'{found.group()}' is written '{right}' here.", right
            )


def _dates(reading: Reading, own: Written, locale: str) -> Iterator[Finding]:
    """Month first where day first is meant, and the other way round; both below 13 says nothing."""
    month_first = locale.lower() == "en-us"
    if "/" not in reading.source or not (own.date or month_first or locale.lower() in ("en-gb", "en-ie")):
        return
    for found in _SLASHED.finditer(reading.source):
        one, two = int(found[1]), int(found[2])
        day, month = (
            (one, two)
            if 12 < one <= 31 and 1 <= two <= 12
            else (two, one)
            if 12 < two <= 31 and 1 <= one <= 12
            else (0, 0)
        )
        if not day or (day == two) == month_first or reading.in_address(*found.span()):
            continue
        day_first = own.date or "{d:02}/{m:02}/{y}"
        right = f"{month}/{day}/{found[3]}" if month_first else day_first.format(d=day, m=month, y=found[3])
        yield _found(reading, DATE, "amber", found.span(), f"'{found.group()}' is written '{right}' here.", right)


def _short_dates(reading: Reading, own: Written | None, locale: str) -> Iterator[Finding]:
    """Month first is American; where both figures could be a month, nobody can tell."""
    if "/" not in reading.source or locale.lower() == "en-us":
        return
    for found in _SHORT_DATE.finditer(reading.source):
        month, day = int(found[1]), int(found[2])
        place = (found.start(1), found.end(2))
        if 1 <= month <= 12 < day <= 31 and not reading.in_address(*found.span()):
            right = _day_and_month(own).format(d=day, m=month)
            told = f"'{found[1]}/{found[2]}' puts the month first; here the day stands first: '{right}'."
            yield _found(reading, DATE, "amber", place, told, right)


def _day_and_month(own: Written | None) -> str:
    """How a locale writes a date without its year: "18.12.", "14/03"."""
    whole = own.date if own else ""
    return whole.removesuffix("{y}").removesuffix("/") if whole else "{d}/{m}"


def _counts(reading: Reading, own: Written) -> Iterator[Finding]:
    for found in _COUNT.finditer(reading.source):
        if found[2] == own.thousands or reading.in_address(*found.span()):
            continue
        right = found[1].replace(found[2], own.thousands)
        yield _found(reading, THOUSANDS, "amber", found.span(1), f"'{found[1]}' is written '{right}' here.", right)


def _named_months(reading: Reading, language: str, locale: str) -> Iterator[Finding]:
    """The order of day and month, and how each is written, where the month is a word."""
    if language == "en":
        yield from _english_dates(reading, locale.lower())
    elif language in _MONTHS:
        yield from _other_dates(reading, language)


def _english_dates(reading: Reading, locale: str) -> Iterator[Finding]:
    """An ordinal in a date is spoken, not written; the month stands first in American English alone."""
    for found in _ORDINAL.finditer(reading.source):
        month, day = (found[1], found[2]) if found[1] else (found[4], found[3])
        right = f"{month} {day}" if locale == "en-us" else f"{day} {month}"
        yield _found(reading, DATE, "amber", found.span(), f"'{found.group()}' is written '{right}' here.", right)
    if locale in ("en-gb", "en-ie"):
        for found in _MONTH_FIRST.finditer(reading.source):
            right = f"{found[2]} {found[1]}"
            yield _found(reading, DATE, "amber", found.span(), f"'{found.group()}' is written '{right}' here.", right)


def _other_dates(reading: Reading, language: str) -> Iterator[Finding]:
    """Day before month; a month is small in French, Spanish, Italian and Dutch; German has a point after the day."""
    for found in _dates_of(language).finditer(reading.source):
        first, day, month = found["first"], found["day"] or found["after"], found["month"] or found["first"]
        name = month if language == "de" else month.lower()
        right = {"de": f"{day}. {name}", "es": f"{day} de {name}"}.get(language, f"{day} {name}")
        said = found.group()
        if (first or said != right) and not (language == "fr" and day == "1") and not reading.in_address(*found.span()):
            yield _found(reading, DATE, "amber", found.span(), f"'{said}' is written '{right}' here.", right)


@cache
def _dates_of(language: str) -> "regex.Pattern[str]":
    month = _MONTHS[language]
    between = {"de": r"\.? ?", "es": r" (?:de |del )?"}.get(language, r"\.? ")
    no_count = rf"(?:{_TH})?(?![\d:.,]?\d|\w| ?(?:%|€|\p{{L}}))"
    return regex.compile(
        rf"(?<![\d.,/])(?P<day>[12]?\d|3[01]){between}(?P<month>{month})(?!\p{{L}})"
        rf"|(?<!\d[. ]{{1,2}})(?<!\p{{L}})(?<!\bde )(?P<first>{month}) (?P<after>[12]?\d|3[01]){no_count}"
    )


def _clocks(reading: Reading, own: Written) -> Iterator[Finding]:
    if not own.clock:
        return
    for found in _HALF_DAY.finditer(reading.source):
        hour = int(found[1]) % 12 + (12 if found[3].lower() == "p" else 0)
        right = own.minutes.format(h=hour, m=found[2]) if found[2] and found[2] != "00" else own.clock.format(h=hour)
        told = f"'{found.group()}': the clock has 24 hours here, '{right}'."
        yield _found(reading, CLOCK, "amber", found.span(), told, right)


def _french(reading: Reading, locale: str) -> Iterator[Finding]:
    """A missing space is amber, one that may break at the line's end is advice. Canada and Switzerland differ."""
    if locale.lower() not in ("fr", "fr-fr", "fr-be"):
        return
    for found in _FRENCH_MARK.finditer(reading.source):
        space = next((group for group in (found[1], found[4], found[5]) if group is not None), "")
        mark = found[2] or found[3] or found[6]
        narrow = "\u00a0" if mark in ":«»" else "\u202f"
        right = f"{mark}{narrow}" if mark == "«" else f"{narrow}{mark}"
        sender = mark == ":" and _SENDER.fullmatch(reading.source, 0, found.start()) is not None
        severity: Severity = "advice" if space or sender else "amber"
        told = f"'{mark}' has a no-break space {'after' if mark == '«' else 'before'} it in French."
        yield _found(reading, SPACE, severity, found.span(), told, right)
    yield from _quotes(reading, _STRAIGHT, "advice", "«\u00a0{}\u00a0»")


def _german(reading: Reading, locale: str) -> Iterator[Finding]:
    if locale.lower() == "de-ch":
        return
    yield from _quotes(reading, _ENGLISH_CURLY, "amber", "„{}“")
    yield from _quotes(reading, _STRAIGHT, "advice", "„{}“")


def _quotes(reading: Reading, pattern: "regex.Pattern[str]", severity: Severity, shape: str) -> Iterator[Finding]:
    for found in pattern.finditer(reading.source):
        right = shape.format(found[1])
        told = f"Quotation marks are written {shape.format('…')} here."
        yield _found(reading, QUOTES, severity, found.span(), told, right)


def _spanish(reading: Reading, _locale: str) -> Iterator[Finding]:
    """A question or an exclamation that nothing opens."""
    text = reading.source
    if "?" not in text and "!" not in text:
        return
    for found in _QUESTION.finditer(text):
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        before = text[found.start() - 1 : found.start()]
        words = regex.search(r"\p{L}", text, pos=start, endpos=found.end())
        if before in ("¿", "¡") or words is None or reading.in_address(start, found.end()):
            continue
        opening = _OPENING[found[1]]
        told = f"In Spanish '{opening}' opens what '{found[1]}' closes."
        yield _found(reading, OPENING, "amber", (start, found.end()), told, opening + text[start : found.end()])


def _english(reading: Reading, _locale: str) -> Iterator[Finding]:
    """Straight and curly apostrophes in one text; the quotation marks of other languages."""
    text = reading.source
    yield from _quotes(reading, _FOREIGN_QUOTES, "amber", "“{}”")
    if "’" not in text or "'" not in text:
        return
    found = regex.search(r"(?<=\p{L})'(?=\p{L})", text)
    if found is not None and regex.search(r"(?<=\p{L})’(?=\p{L})", text):
        told = "Some apostrophes here are curly and some are straight; one kind looks more careful."
        yield _found(reading, APOSTROPHES, "advice", found.span(), told, "’")


def _found(
    reading: Reading, rule: str, severity: Severity, place: tuple[int, int], message: str, fix: str | None
) -> Finding:
    return reading.stands(rule, "locale", severity, place, message, fix=fix)


_MARKS: dict[str, Callable[[Reading, str], Iterator[Finding]]] = {
    "fr": _french, "de": _german, "es": _spanish, "en": _english
}  # fmt: skip
