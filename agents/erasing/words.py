"""Whether a text holds somebody's words: the same letters as words of their own, whatever their case and spacing."""

import re
import unicodedata
from functools import cached_property
from typing import Any

from knowledge.errors import InputError

LEAST = 3  # characters: less stands everywhere
MOST = 2_000


class Wanted:
    """What is looked for."""

    def __init__(self, text: str) -> None:
        """Raises InputError for what is too short to mean anybody, or too long."""
        self.text = " ".join(unicodedata.normalize("NFKC", text).split())
        if sum(letter.isalnum() for letter in self.text) < LEAST:
            raise InputError(f"'{self.text}' stands in too many texts: give at least {LEAST} letters or digits of it.")
        if len(self.text) > MOST:
            raise InputError(f"The text has {len(self.text):,} characters; give at most {MOST:,} that it holds.")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = r"\s+".join(re.escape(word) for word in self.text.split())
        before = r"(?<!\w)" if self.text[0].isalnum() else ""
        after = r"(?!\w)" if self.text[-1].isalnum() else ""
        return re.compile(f"{before}{words}{after}", re.IGNORECASE)

    def within(self, value: Any) -> bool:  # noqa: ANN401 - whatever a column holds
        """Also in the keys and values of JSON."""
        match value:
            case str():
                return self._pattern.search(unicodedata.normalize("NFKC", value)) is not None
            case dict():
                return any(self.within(key) or self.within(each) for key, each in value.items())
            case list() | tuple():
                return any(self.within(each) for each in value)
            case _:
                return False

    def replaced(self, value: Any, by: str) -> Any:  # noqa: ANN401 - as above
        """The same value with other words in its place; a text without them stays as it is, and so do keys of JSON."""
        match value:
            case str():
                return self._pattern.sub(by, unicodedata.normalize("NFKC", value)) if self.within(value) else value
            case dict():
                return {key: self.replaced(each, by) for key, each in value.items()}
            case list() | tuple():
                return [self.replaced(each, by) for each in value]
            case _:
                return value
