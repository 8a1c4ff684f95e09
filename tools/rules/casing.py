"""How a heading or a line is capitalised, as Vale's `capitalization` rules see it."""

from dataclasses import dataclass

import regex

from tools.rules.definition import Rule

_WORD = r"[\p{N}\p{L}*]+[^\s]*"
_PLAIN_WORD = regex.compile(_WORD)
# Words that stay small in a title: the Associated Press keeps them up to three letters, Chicago all prepositions.
_SMALL_AP = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "for", "if", "in", "nor", "of", "off", "on", "or", "per", "so", "the"}
    | {"to", "up", "via", "yet"}
)
_SMALL_CHICAGO = _SMALL_AP | frozenset(
    {"about", "above", "across", "after", "against", "along", "among", "around", "before", "behind", "below"}
    | {"beneath", "beside", "between", "beyond", "down", "during", "from", "inside", "into", "like", "near", "onto"}
    | {"out", "outside", "over", "past", "since", "through", "till", "toward", "under", "until", "upon", "with"}
    | {"within", "without"}
)


@dataclass(frozen=True, slots=True)
class Casing:
    """`pattern` is the rule's own regular expression; None for $title, $sentence, $lower and $upper."""

    rule: Rule
    pattern: regex.Pattern[str] | None
    exceptions: regex.Pattern[str] | None

    def right(self, text: str) -> bool:
        match self.rule.match:
            case "$title":
                return self._title(text)
            case "$sentence":
                return self._sentence(text)
            case "$lower":
                return text == text.lower() or self._excepted(text)
            case "$upper":
                return text == text.upper() or self._excepted(text)
            case _:
                return bool(self.pattern and self.pattern.search(text)) or self._excepted(text)

    def corrected(self, text: str) -> str | None:
        """Only where one answer is certain."""
        return {"$lower": text.lower(), "$upper": text.upper()}.get(self.rule.match)

    def _excepted(self, text: str) -> bool:
        return bool(self.exceptions and self.exceptions.search(text))

    def _words(self, text: str) -> list[str]:
        if self.exceptions is None:
            return [found.group() for found in _PLAIN_WORD.finditer(text)]
        words = regex.compile(f"{self.exceptions.pattern}|{_WORD}", self.exceptions.flags & regex.IGNORECASE)
        return [found.group() for found in words.finditer(text)]

    def _title(self, text: str) -> bool:
        words = self._words(text)
        small = _SMALL_CHICAGO if self.rule.style == "Chicago" else _SMALL_AP
        good = 0
        for index, word in enumerate(words):
            edge = index in (0, len(words) - 1) or words[index - 1].endswith(":")
            expected = word.lower() if word.lower() in small and not edge else word[:1].upper() + word[1:]
            good += word == expected or word == word.upper() or self._excepted(word)
        return not words or good / len(words) > self.rule.threshold

    def _sentence(self, text: str) -> bool:
        words = self._words(text.rstrip("?!.:"))
        good = 0
        for index, whole in enumerate(words):
            word = regex.split(r"[-'’]", whole)[0]
            before = words[index - 1] if index else ""
            free = word == word.upper() or before.endswith(self.rule.indicators or ("\0",))
            if free or self._excepted(word) or self._excepted(whole):
                good += 1
            elif index == 0 and word[:1] != word[:1].upper():
                return False
            else:
                good += index == 0 or word == word.lower()
        return not words or good / len(words) > self.rule.threshold
