"""Sentences with their exact places.

A line's end ends a sentence, so headings, list items and lines of hashtags stand alone. Within a line the marks . ! ? …
and their Chinese, Japanese and Hindi kin end one, except after abbreviations, initials, ordinals and inside numbers and
addresses. What stands between sentences (spaces, bullets, list numbers) belongs to none.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from pydantic import BaseModel, ConfigDict

from knowledge.text.memory import remembered
from knowledge.text.wordlist import word_set


class Sentence(BaseModel):
    """`text` stands at `start`, exactly; counted in code points."""

    model_config = ConfigDict(frozen=True)

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


_LINE = re.compile(r"[^\r\n\u2028\u2029\v\f\x85]+")
_BULLET = re.compile(r"\s*(?:(?:[-*+•·–—‣▪◦]|[0-9]{1,3}[.)]|[a-z]\)|\#{1,6}|>)\s+)?\s*")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?:[ \u00a0\u202f]»)?(?=\s|$)|[。！？｡．]+[」』）”\"]*|[।؟]+")
_HASHTAG = re.compile(r"[#＃]\w+")
_SPACES = (" ", "\t", "\u00a0", "\u202f", "\u2009")
_WINDOW = 80  # characters; the last two words stand in them
_NEXT_WORD = re.compile(r"\s+[\"'“‘«(\[¿¡]*(\S+)")
_ABBREVIATIONS = word_set("""
    mr. mrs. ms. dr. prof. st. sr. jr. inc. ltd. co. corp. vs. etc. e.g. i.e. cf. approx. ca. est. fig. no. nos. vol.
    pp. p. ed. al. dept. u.s. u.k. e.u. max. min. incl. excl. tel. ref.
    z.b. d.h. u.a. o.ä. bzw. usw. evtl. ggf. inkl. exkl. zzgl. vgl. nr. str. abs. bspw. sog. z. d. u. hr. fr. mio. mrd.
    m. mme. mlle. p.ex. env. éd. art. av. bd. cie. réf.
    sra. srta. ud. uds. p.ej. núm. pág. avda. dña. ee.uu. aprox.
    sig. sig.ra dott. dott.ssa ecc. pag. es. s.p.a. tel.
    bijv. d.w.z. enz. o.a. t.e.m. m.b.t. nl. blz. dhr. mevr. art.
""")
# With a number before it, one of these is a unit, and its full stop the sentence's.
_UNITS = word_set("g kg mg l ml cl dl L m mm cm km h s W V")
# These end a sentence too, where the next word begins one.
_MAY_END = word_set("""
    etc. usw. ecc. enz. inc. ltd. co. corp. jr. sr. u.s. u.k. e.u. ee.uu. s.p.a. min. max. incl. excl. al. cie.
""")
_OPENERS = word_set("""
    the this these those it its it's we you they he she there then our your my no not yes but so if when what how
    les il elle nous vous ce cette ces mais si quand notre votre
    das dies diese dieser wir ihr sie aber wenn dann unser unsere kein keine
    los las este esta estos pero si cuando nuestro nuestra gli questo questa noi voi ma se quando
    het dit deze wij je maar als dan onze geen
""")
_MONTH_LIKE = re.compile(
    r"jan|feb|mär|mar|apr|mai|may|mei|jun|jul|aug|sep|okt|oct|nov|dez|dec|jahr|quartal|uhr|auflage|platz", re.IGNORECASE
)


def sentence_at(parts: Sequence[Sentence], place: int) -> int | None:
    """Which of a text's sentences holds the place."""
    at = bisect_right(parts, place, key=lambda one: one.start) - 1
    return at if at >= 0 and place < parts[at].end else None


def sentences(text: str) -> tuple[Sentence, ...]:
    """All sentences of the text, in its order; together they hold every word of it."""
    return _sentences(text)


@remembered
def _sentences(text: str, locale: str) -> tuple[Sentence, ...]:  # noqa: ARG001  (one splitter serves all languages)
    found = []
    for line in _LINE.finditer(text):
        for start, end in _split(line[0]):
            stripped = line[0][start:end].strip()
            if stripped:
                offset = start + len(line[0][start:end]) - len(line[0][start:end].lstrip())
                found.append(Sentence(text=stripped, start=line.start() + offset))
    return tuple(found)


def _split(line: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence of one line."""
    bullet = _BULLET.match(line)
    start = bullet.end() if bullet and bullet.end() < len(line) else 0
    last = _hashtags(line, start)
    for stop in _STOP.finditer(line, start, last):
        if _ends(line, start, stop):
            yield start, stop.end()
            start = stop.end()
    yield start, last
    if last < len(line):
        yield last, len(line)


def _hashtags(line: str, start: int) -> int:
    """Where the hashtags begin that end the line; its length where fewer than two do."""
    if "#" not in line and "＃" not in line:
        return len(line)
    end, found, at = len(line.rstrip()), 0, len(line)
    while end > start:
        begin = max((line.rfind(space, max(start, end - _WINDOW), end) for space in _SPACES), default=-1) + 1 or max(
            start, end - _WINDOW
        )
        if _HASHTAG.fullmatch(line, begin, end) is None:
            break
        found, at = found + 1, begin
        end = len(line[max(start, begin - _WINDOW) : begin].rstrip()) + max(start, begin - _WINDOW)
    return at if found > 1 else len(line)


def _ends(line: str, start: int, stop: re.Match[str]) -> bool:
    mark, following = stop[0].rstrip("\"'”’»)] \u00a0\u202f"), _NEXT_WORD.match(line, stop.end())
    if following is None or mark[0] not in ".…":
        return True
    lower_next = following[1][0].islower()
    if lower_next:
        return False
    if mark != ".":
        return True
    return not _holds_on(line[max(start, stop.start() - _WINDOW) : stop.start() + 1], following[1])


def _holds_on(before: str, following: str) -> bool:
    """Whether the full stop at its end is the last word's own: an abbreviation's, an initial's, an ordinal's."""
    *_, previous, last = ("", "", *before[-_WINDOW:].split())
    written = last.lstrip("(\"'“«[")
    if written[:-1] in _UNITS and previous[-1:].isdigit():
        return False
    word, opens = written.lower(), following.strip("\"'“”’,.;:!?").lower() in _OPENERS
    if word in _ABBREVIATIONS:
        return not (opens and word in _MAY_END)
    if re.fullmatch(r"[^\W\d_]\.", word):
        return word != "i." and not (opens and previous.isalpha())
    if word[:-1].isdigit() and len(word) <= 3:
        return _MONTH_LIKE.match(following) is not None
    return False
