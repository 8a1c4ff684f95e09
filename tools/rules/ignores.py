"""`TokenIgnores` and `BlockIgnores` of a `.vale.ini`: what they match is hidden before a text is read."""

import regex

from tools.rules.definition import Ignores
from tools.rules.safety import compile_safe
from tools.text.reading import GAP, blank
from tools.text.spans import GONE

REACH = 4_000  # characters that an open repetition may span: a block is longer than a word


class Ignoring:
    """The patterns have been tried before: none of them is a bad one."""

    def __init__(self, ignores: Ignores) -> None:
        self._tokens = [compile_ignore(source) for source in ignores.tokens]
        self._blocks = [compile_ignore(source) for source in ignores.blocks]

    def hide(self, text: str) -> str:
        """The text with gaps where a token is ignored and nothing where a block is, the same length."""
        for pattern in self._tokens:
            text = pattern.sub(lambda found: blank(found.group(), GAP), text)
        for pattern in self._blocks:
            text = pattern.sub(lambda found: blank(found.group(), GONE), text)
        return text


def compile_ignore(source: str) -> "regex.Pattern[str]":
    """Raises PatternError."""
    return compile_safe(source, reach=REACH)
