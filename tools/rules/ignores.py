"""`TokenIgnores`, `BlockIgnores` and `IgnoredClasses` of a `.vale.ini`: hidden before a text is read."""

from collections.abc import Iterable, Iterator

import regex

from knowledge.text.wordlist import word_set
from tools.rules.definition import Ignores
from tools.rules.safety import compile_safe
from tools.rules.switches import fenced
from tools.text.markup import Format
from tools.text.reading import GAP, blank
from tools.text.spans import BLOCK_NAMES, GONE

REACH = 4_000  # characters that an open repetition may span: a block is longer than a word
_CODE = r"(?<!`)(?P<ticks>`{1,5})(?!`)[^`]{1,2000}(?<!`)(?P=ticks)(?!`)|"
_TAG = r"(?:[^<>\"']|\"[^\"]{0,1000}\"|'[^']{0,1000}'){0,1000}+"
_STARTS = rf"<!--.*?(?:-->|\Z)|<(?P<name>[A-Za-z][A-Za-z0-9-]{{0,50}})(?=[\s/>])(?P<told>{_TAG})>"
_MARKUP = {
    "markdown": regex.compile(_CODE + _STARTS, regex.DOTALL),
    "html": regex.compile(_STARTS, regex.DOTALL),
}
_CLASS = regex.compile(
    r"(?<![^\s\"'])class\s{0,20}=\s{0,20}(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'<>=`]+))",
    regex.IGNORECASE,
)
_BLOCK = regex.compile(BLOCK_NAMES, regex.IGNORECASE)
_EMPTY = word_set("area base br col embed hr img input link meta source track wbr")
_BLANK_LINE = regex.compile(r"\n[ \t]*\n")


class Ignoring:
    """The patterns have been tried before: none of them is a bad one."""

    def __init__(self, ignores: Ignores) -> None:
        self._tokens = [compile_ignore(source) for source in ignores.tokens]
        self._blocks = [compile_ignore(source) for source in ignores.blocks]
        self._classes = frozenset(ignores.classes)

    def hide(self, text: str, form: Format) -> str:
        """The text with gaps where a token is ignored and nothing where a block is, the same length."""
        for pattern in self._tokens:
            text = pattern.sub(lambda found: blank(found.group(), GAP), text)
        for pattern in self._blocks:
            text = pattern.sub(lambda found: blank(found.group(), GONE), text)
        if self._classes and form != "text" and "<" in text:
            text = "".join(_without(text, _inside(text, form, self._classes)))
        return text


def compile_ignore(source: str) -> "regex.Pattern[str]":
    """Raises PatternError."""
    return compile_safe(source, reach=REACH)


def _without(text: str, hidden: Iterable[tuple[int, int, str]]) -> Iterator[str]:
    at = 0
    for start, end, filler in hidden:
        yield text[at:start]
        yield blank(text[start:end], filler)
        at = end
    yield text[at:]


def _inside(text: str, form: Format, classes: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """What stands in the outermost elements of these classes, and what is left of it: a gap in a line, or nothing."""
    code = fenced(text) if form == "markdown" else []
    done = 0
    for found in _MARKUP[form].finditer(text):
        name = (found.group("name") or "").lower()
        if found.start() < done or not name or name in _EMPTY or found.group("told").endswith("/"):
            continue
        if classes.isdisjoint(_classes_of(found.group("told"))) or any(a <= found.start() < b for a, b in code):
            continue
        is_block = _BLOCK.fullmatch(name) is not None
        done = _end(text, name, found.end(), is_block=is_block)
        yield found.end(), done, GONE if is_block else GAP


def _classes_of(told: str) -> list[str]:
    found = _CLASS.search(told)
    return (found.group("double") or found.group("single") or found.group("bare") or "").split() if found else []


def _end(text: str, name: str, start: int, *, is_block: bool) -> int:
    """Where the element's end tag stands. One that is never closed ends with the text; in a line with the
    paragraph, and after `REACH` characters.
    """
    stop = len(text)
    if not is_block:
        stop = min(stop, start + REACH)
        blank_line = _BLANK_LINE.search(text, start, stop)
        stop = blank_line.start() if blank_line else stop
    depth = 1
    for tag in regex.compile(rf"<(/?){name}(?=[\s/>]){_TAG}>", regex.IGNORECASE).finditer(text, start, stop):
        depth += -1 if tag.group(1) else 1
        if depth == 0:
            return tag.start()
    return stop
