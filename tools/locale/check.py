"""Copy against its locale: the language, and one form of address. How numbers and marks are written: written_check."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from knowledge.text.language import detect
from knowledge.text.sentences import sentences
from tools.copy import Copy
from tools.findings import Finding
from tools.locale.habits import Address, frequent, habits, telling
from tools.locale.mixed import mixed_in
from tools.locale.written_check import WRITTEN_RULES, check_written
from tools.text.placed import Reading

LANGUAGE = "locale.Language"
ADDRESS = "locale.FormOfAddress"
LOCALE_RULES: tuple[str, ...] = (LANGUAGE, ADDRESS, *WRITTEN_RULES)
_LEAST_WORDS = 4  # below, a slogan or a name may be in any language
_LEAST_TELLING = 2  # words that only the other language has, where none speaks for its own
_SURE_TELLING = 3  # and where one may
_ENOUGH_WORDS = 10  # for a language to be told by how many frequent words of each stand in the text
_LEAST_AHEAD = 3  # frequent words of the other language more than of its own, and
_TIMES_AHEAD = 1.3  # so many times as many,
_LEAST_SHARE = 0.25  # and of all words
_ELIDED = regex.compile(r"(?:d|qu|j|n|c|jusqu|lorsqu)'\p{L}")  # French, where nothing else says so
_ASIDE = regex.compile(r"(?:https?://|www\.)\S++|[#@][\p{L}\p{N}_]++|\"[^\"\n]{1,300}\"|[“«„][^”»“\n]{1,300}[”»“]")
_WORD = regex.compile(r"\p{L}++(?:['’]\p{L}++)*+")
_OTHER_SCRIPT = regex.compile(
    r"[\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{4}"
)
_SENTENCE_START = regex.compile(r"(?:^|[.!?…:\n–—-])[\s\"“„«»(*•]*+$")


def check_locale(copy: Copy) -> tuple[Finding, ...]:
    """Amber, except for marks that are only advised; nothing for a locale whose habits are not known."""
    readings = [Reading(name, text) for name, text in copy.fields.items() if text.strip()]
    found = [finding for reading in readings for finding in _foreign(reading, copy.locale)]
    strange = {finding.field for finding in found}
    own = [reading for reading in readings if reading.name not in strange]
    found += [finding for reading in own for finding in check_written(reading, copy.locale)]
    return (*found, *_addresses(own, copy.locale))


def _foreign(reading: Reading, locale: str) -> Iterator[Finding]:
    """The field where most of it is in another language, else each sentence that is."""
    own, names = locale.split("-")[0].lower(), habits().names
    if own not in names:
        return
    text = _ASIDE.sub(lambda found: " " * len(found.group()), reading.source)
    other = _language(text, own)
    if other is not None:
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        yield _in(reading, (start, end), other, own)
        return
    if not _hints(text, own):
        return
    for sentence in sentences(text):
        if (other := _language(text[sentence.start : sentence.end], own)) is not None:
            yield _in(reading, (sentence.start, sentence.end), other, own)
        elif (mixed := mixed_in(text[sentence.start : sentence.end], own)) is not None:
            place = sentence.start + mixed[1], sentence.start + mixed[2]
            yield _in(reading, place, mixed[0], own)


def _in(reading: Reading, place: tuple[int, int], other: str, own: str) -> Finding:
    names = habits().names
    told = f"This reads as {names[other]}; the copy is for readers of {names[own]}."
    return reading.stands(LANGUAGE, "locale", "amber", place, told)


def _hints(text: str, own: str) -> bool:
    """Cheap: whether any other language could be in there."""
    heard = set(_heard(text))
    return bool(heard - {own}) or _has_other_script(text)


def _has_other_script(text: str) -> bool:
    return not text.isascii() and _OTHER_SCRIPT.search(text) is not None


def _language(text: str, own: str) -> str | None:
    """The other language that a text is clearly in. Both its frequent words and the statistics must say so."""
    if _has_other_script(text):
        said = detect(text)
        return said if said != own and said in habits().names and _scripted(text) else None
    count = len(_WORD.findall(text))
    other = _telling(text, own, count) if count >= _LEAST_WORDS else None
    if other is None and count >= _ENOUGH_WORDS:
        other = _ahead(text, own)
    return other if other in habits().names and detect(text) == other else None


def _telling(text: str, own: str, count: int) -> str | None:
    """The language that most words speak for that only one language has."""
    heard = Counter(_heard(text))
    mine = heard.pop(own, 0)
    if not heard:
        return None
    other, said = min(heard.items(), key=lambda pair: (-pair[1], pair[0]))
    least = _SURE_TELLING if mine else _LEAST_TELLING
    return other if said >= least and said >= 4 * mine and said * 6 >= count else None


def _ahead(text: str, own: str) -> str | None:
    """The language whose frequent words lead, those that it shares with its neighbours counted too.

    Of 2,585 fields and 6,263 sentences of the labelled drafts, none is led by a language other than its own (of seven);
    of the fields with twelve words and more, 0.97 are told where the locale asks for another (of four).
    """
    words = _WORD.findall(text.lower().replace("’", "'"))
    hits = {language: sum(map(known.__contains__, words)) for language, known in frequent().items()}
    other = max(hits, key=lambda language: (hits[language], language))
    mine = hits.get(own, 0)
    leads = hits[other] - mine >= _LEAST_AHEAD and hits[other] >= _TIMES_AHEAD * mine
    return other if other != own and leads and hits[other] >= _LEAST_SHARE * len(words) else None


@lru_cache(maxsize=8)
def _heard(text: str) -> tuple[str, ...]:
    """The language of each word that only one has."""
    known = telling()
    words: list[str] = _WORD.findall(text.lower().replace("’", "'"))
    return tuple(known.get(word, "fr") for word in words if word in known or ("'" in word and _ELIDED.match(word)))


def _scripted(text: str) -> bool:
    """Whether most letters are of another script than Latin's."""
    letters = [char for char in text if char.isalpha()]
    return sum(ord(char) > 0x36F for char in letters) * 2 > len(letters)


def _addresses(readings: Sequence[Reading], locale: str) -> Iterator[Finding]:
    """The first place where the copy changes its form of address."""
    forms = habits().address.get(locale.split("-")[0].lower())
    if forms is None:
        return
    first: Address | None = None
    for reading in readings:
        for start, end, form in _said(reading.source, forms):
            if first is None:
                first = form
            elif form is not first:
                said = reading.source[start:end]
                told = (
                    f"'{said}' says {form.name}, and before it the copy said {first.name}. One of the two, all through."
                )
                yield reading.stands(ADDRESS, "locale", "amber", (start, end), told)
                return


def _said(text: str, forms: Sequence[Address]) -> Iterator[tuple[int, int, Address]]:
    plain = _ASIDE.sub(lambda found: " " * len(found.group()), text)
    of = {word: form for form in forms for word in form.words}
    for found in _WORD.finditer(plain):
        word = found.group()
        form = of.get(word) or of.get(word.lower())
        if form is None or (
            form.inside and (word not in of or _SENTENCE_START.search(plain[max(0, found.start() - 9) : found.start()]))
        ):
            continue
        yield found.start(), found.end(), form
