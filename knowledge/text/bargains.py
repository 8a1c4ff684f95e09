"""More for the price of fewer, in whatever words: "pay two, ride three", "Llévate tres y paga dos".

A clause pays for so many and the next one has more of them, or the other way round; no sum of money is named.
"""

from collections.abc import Iterator
from functools import lru_cache

from knowledge.text.guarded import Guarded
from knowledge.text.numerals import number_words
from knowledge.text.wordlist import one_of

_PAY = {
    "en": r"pay(?:s|ing)?(?: for)?(?: only| just)?",
    "de": r"(?:be)?zahl(?:t|st|e|en)?(?: nur)?",
    "fr": r"pa(?:y|i)(?:ez|e|es|er|ons|ent)(?: (?:que|seulement))?",
    "es": r"pag(?:a|as|áis|ad|ue|ues|uen|an|ar|ando)(?: (?:solo|sólo))?",
    "it": r"pag(?:hi|a|ate|ano|are|ando)(?: solo)?",
    "nl": r"betaal(?:t|en)?(?: er)?(?: (?:maar|slechts))?",
    "pt": r"pag(?:a|as|ue|ues|am|uem|ar)(?: (?:só|apenas))?",
    "tr": r"öde(?:yin)?",
    "pl": r"(?:za)?płać(?:cie)?",
}
_WORDS_BEYOND = {
    "tr": {"bir": 1, "iki": 2, "üç": 3, "dört": 4, "beş": 5, "altı": 6},
    "pl": {"jeden": 1, "jedną": 1, "dwa": 2, "dwie": 2, "trzy": 3, "cztery": 4},
}
_MOST = 12
_NOUN = r"(?: (?!(?:and|und|et|y|e|en)\b)[^\s\d,;:.!?€$£]+){0,4}?"
_THEN = r"(?:\s?[,;:–—]\s?(?:(?:and|but|und|aber|et|mais|y|pero|e|ma|en|maar|mas)\s)?|\s(?:and|but|und|et|y|e|en)\s)"
_NO_SUM = r"(?!\w|[.,]\d|\s?[€$£%]|\s?(?:eur\w*|euros?|cents?|pounds?|dollars?|percent|prozent|pour cent|por ciento)\b)"
_TURKISH = frozenset({"tr"})  # the number comes before the verb


def find_bargains(low: str, language: str) -> Iterator[tuple[int, int]]:
    """Where one is offered. `low` is a `plain_text`."""
    pattern = _pattern(language)
    if pattern is None:
        return
    numbers = _numbers(language)
    for match in pattern.finditer(low):
        paid, had = (match["paid"], match["had"]) if match["paid"] else (match["paid_after"], match["had_before"])
        if _value(had, numbers) > _value(paid, numbers):
            yield match.span()


def _value(word: str, numbers: dict[str, int]) -> int:
    return int(word) if word.isdecimal() else numbers[word]


@lru_cache(maxsize=16)
def _numbers(language: str) -> dict[str, int]:
    known = _WORDS_BEYOND.get(language) or number_words(language)
    return {word: value for word, value in known.items() if 0 < value <= _MOST}


@lru_cache(maxsize=16)
def _pattern(language: str) -> Guarded | None:
    if language not in _PAY:
        return None
    pay, some = _PAY[language], rf"(?:{one_of(_numbers(language))}|[1-9]|1[0-2])"
    verb = r"[^\W\d_]{2,}(?:['’][^\W\d_]+)?"  # whatever is done with them
    if language in _TURKISH:
        taken, paid = rf"(?P<had_before>{some})(?: \w+)? al\w*", rf"(?P<paid_after>{some})(?: \w+)? {pay}"
        return Guarded(rf"(?<!\w){taken}{_THEN}{paid}(?!\w)(?P<paid>(?!))?(?P<had>(?!))?")
    first = rf"(?<!\w){pay} (?P<paid>{some}){_NO_SUM}{_NOUN}{_THEN}(?:{verb} ){{1,2}}?(?P<had>{some}){_NO_SUM}"
    last = (
        rf"(?<!\w)(?:{verb} ){{1,2}}?(?P<had_before>{some}){_NO_SUM}{_NOUN}{_THEN}(?:{verb} )??{pay} "
        rf"(?P<paid_after>{some}){_NO_SUM}"
    )
    return Guarded(f"{first}|{last}")
