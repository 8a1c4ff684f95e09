"""How a heading or a line is capitalised, as Vale's `capitalization` rules see it."""

from dataclasses import dataclass
from functools import cached_property

import regex

from tools.rules.definition import Rule

_WORD = r"[\p{N}\p{L}*]+[^\s]*"
_PLAIN_WORD = regex.compile(_WORD)
_TITLE_WORD = regex.compile(r"[\p{N}\p{L}]+[^\s/-]*")
_NUMBER_OF_LIST = regex.compile(r"\d+\.")
# Words that stay small in a title: the Associated Press keeps them up to three letters, Chicago all prepositions.
_SMALL_AP = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "en", "for", "if", "in", "nor", "of", "on", "or", "per", "the", "to"}
    | {"vs", "vs.", "via", "v", "v."}
)
_SMALL_CHICAGO = _SMALL_AP | frozenset(
    {"with", "from", "into", "during", "including", "until", "against", "among", "throughout", "despite", "towards"}
    | {"upon", "concerning", "about", "over", "through", "before", "between", "after", "since", "without", "under"}
    | {"within", "along", "following", "across", "beyond", "around", "down", "near", "above"}
)
_ASCII_MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})


@dataclass(frozen=True)
class Casing:
    """`pattern` is the rule's own regular expression; None for $title, $sentence, $lower and $upper.

    `terms` are the exceptions, the longest first, each as it is to be written and as a pattern. Where there is a
    vocabulary (`as_terms`), Vale finds them in any case and wants them as they are listed; else only as they are.
    """

    rule: Rule
    pattern: regex.Pattern[str] | None
    exceptions: regex.Pattern[str] | None
    prefix: regex.Pattern[str] | None = None  # what may stand before the text that is looked at
    terms: tuple[tuple[str, regex.Pattern[str]], ...] = ()
    as_terms: bool = False

    def right(self, text: str) -> bool:
        match self.rule.match:
            case "$title" | "$sentence":
                return self._near(text)
            case "$lower":
                return text == text.lower() or self._excepted(text)
            case "$upper":
                return text == text.upper() or self._excepted(text)
            case _:
                return bool(self.pattern and self.pattern.search(text)) or self._excepted(text)

    def corrected(self, text: str) -> str | None:
        """Only where one answer is certain."""
        return {"$lower": text.lower(), "$upper": text.upper()}.get(self.rule.match)

    def expected(self, text: str) -> tuple[str, ...]:
        """How the rule would have it written."""
        match self.rule.match:
            case "$title":
                return (self._title(text),)
            case "$sentence":
                return (self._sentence(text),)
            case _:
                return ()

    def _excepted(self, text: str) -> bool:
        return bool(self.exceptions and self.exceptions.search(text))

    def _words(self, text: str) -> list[str]:
        return [found.group() for found in self._word.finditer(text)]

    @cached_property
    def _word(self) -> regex.Pattern[str]:
        """An exception, or else a word."""
        if self.exceptions is None:
            return _PLAIN_WORD
        return regex.compile(f"{self.exceptions.pattern}|{_WORD}", self.exceptions.flags & regex.IGNORECASE)

    def _near(self, text: str) -> bool:
        """Whether enough of the words are as expected."""
        title = self.rule.match == "$title"
        words = self._words(text)
        expected = self._words(self._title(text) if title else self._sentence(text))
        good = 0
        for index, word in enumerate(words):
            if index >= len(expected) or word == expected[index] or self._excepted(word):
                good += 1
            elif title:  # without a tagger nobody knows whether "to" goes with a verb
                good += word == word.upper() or word.lower() == "to"
            elif index == 0 and word != word.lower().title():
                return False
        return not words or good / len(words) >= self.rule.threshold

    def _parted(self, text: str) -> tuple[str, str]:
        """What stands before the text that is looked at, and that text."""
        found = self.prefix.search(text) if self.prefix is not None else None
        before = found.group() if found else ""
        return before, text.removeprefix(before)

    def _term(self, word: str) -> str | None:
        """The word as an exception has it."""
        for term, pattern in self.terms:
            if self.as_terms and term.lower() == word.lower():
                return term
            if pattern.search(word):
                return word
        return None

    def _sentence(self, text: str) -> str:
        before, rest = self._parted(text)
        words: list[str] = []
        tokens = self._tokens(rest)
        for index, token in enumerate(tokens):
            opens = index == 0 or self._indicates(tokens[index - 1], index - 1)
            words.append(self._term(token) or (token[:1].upper() + token[1:].lower() if opens else token.lower()))
        return before + " ".join(words)

    def _tokens(self, text: str) -> list[str]:
        return [found.group() for found in self._token.finditer(text)] if self.terms else self._words(text)

    @cached_property
    def _token(self) -> regex.Pattern[str]:
        """A term, or else a word."""
        terms = "|".join(pattern.pattern for _, pattern in self.terms)
        return regex.compile(rf"\b(?:{terms})\b|{_WORD}", regex.IGNORECASE if self.as_terms else 0)

    def _indicates(self, word: str, index: int) -> bool:
        """Whether the next word begins with a capital."""
        ends = any(len(word) > len(end) and word.endswith(end) for end in self.rule.indicators)
        return ends or (index == 0 and _NUMBER_OF_LIST.search(word) is not None)

    def _title(self, text: str) -> str:
        before, rest = self._parted(text)
        plain = rest.translate(_ASCII_MARKS)
        small = _SMALL_CHICAGO if self.rule.style == "Chicago" else _SMALL_AP

        def cased(found: "regex.Match[str]") -> str:
            word, (start, end) = found.group(), found.span()
            term = self._term(word)
            if term is not None:
                return term
            inner = start > 0 and end < len(plain) and word.lower() in small
            joined = plain[max(start - 2, 0)] in ":-" or (plain[end : end + 1] == "-" and plain[start - 1] != "-")
            if inner and plain[start - 1] in " -/" and not joined:
                return word.lower()
            return word[:1].upper() + word[1:]

        return before + str(_TITLE_WORD.sub(cased, rest))
