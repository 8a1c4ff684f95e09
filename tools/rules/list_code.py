"""Code in a list: lines that stand four columns or more to the right of their item's words, and go on no paragraph."""

from collections.abc import Iterator

import regex

from tools.text.markup import LINE_END, Format
from tools.text.reading import shown
from tools.text.spans import GONE

_ITEM = regex.compile(r"(?:[-+*•]|(\d{1,9})[.)])(?=[ \t]|$)")
_RULE = regex.compile(r"(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_ENDS_PARAGRAPH = regex.compile(r"#{1,6}(?:[ \t]|$)|=+[ \t]*$")
_FENCE = regex.compile(r"`{3,}|~{3,}")
_DEEP = regex.compile(r"(?<![ \t])(?: {4}| {0,3}\t)[ \t]*+\S")  # four columns of space before a word
_MARKED = regex.compile(r"(?m)^[ \t>]*(?:[-+*•]|\d{1,9}[.)])[ \t]")


def without_list_code(text: str, form: Format) -> tuple[str, int]:
    """A text of the same length with spaces for code in lists, and how many blocks of it there are."""
    if form != "markdown" or not _MARKED.search(text):
        return text, 0
    seen = shown(text, form)
    if not _DEEP.search(seen):
        return text, 0
    reader = _Reader()
    parts: list[str] = []
    blocks, at = 0, 0
    for start, end in _lines(seen):
        code = reader.code(seen[start:end])
        if code is None:
            continue
        blocks += reader.begins
        parts += [text[at : start + code], " " * (end - start - code)]
        at = end
    return "".join([*parts, text[at:]]), blocks


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for found in LINE_END.finditer(text):
        yield at, found.start()
        at = found.end()
    yield at, len(text)


def _indent(line: str, at: int, column: int) -> tuple[int, int]:
    """Where the words begin after `at`: the place in the line, and the column with tabs to every fourth."""
    while at < len(line) and line[at] in " \t":
        column += 1 if line[at] == " " else 4 - column % 4
        at += 1
    return at, column


class _Reader:
    """Takes a text line by line. `columns` are where the words of the open items begin, the outermost first."""

    def __init__(self) -> None:
        self.columns: list[int] = []
        self.in_list = False
        self.in_paragraph = False
        self.in_code = False
        self.begins = False  # whether the last line of code was a block's first
        self.fence = ""
        self.fence_column = 0

    def code(self, line: str) -> int | None:
        """From where on the line is code in a list; None where it is none."""
        at, column = _indent(line, 0, 0)
        if not line[at:].strip(f" \t\f\v\u00a0{GONE}"):
            self.in_paragraph = False
            return None
        if self.fence and column >= self.fence_column:
            bare = line.strip()
            if bare.startswith(self.fence) and not bare.strip(self.fence[0]):
                self.fence = ""
            return None
        self.fence = ""
        return self._read(line, at, column)

    def _read(self, line: str, at: int, column: int) -> int | None:
        first = True  # what stands before an item's own words is behind us
        while True:
            depth = sum(one <= column for one in self.columns) if first else len(self.columns)
            if column - (self.columns[depth - 1] if depth else 0) >= 4:
                return self._deep(at, depth)
            item = None if _RULE.match(line, at) else _ITEM.match(line, at)
            if item is None or self._goes_on(item, line, depth):
                self._words(line[at:], depth, column)
                return None
            self.columns[depth:] = []
            self.in_list, self.in_paragraph, self.in_code, first = True, False, False, False
            marked = column + item.end() - item.start()
            at, column = _indent(line, item.end(), marked)
            if at == len(line):
                self.columns.append(marked + 1)
                return None
            self.columns.append(column if column - marked <= 4 else marked + 1)

    def _goes_on(self, item: "regex.Match[str]", line: str, depth: int) -> bool:
        """Whether what looks like an item is a line of a paragraph: one that is empty, or not the first of its list."""
        if not self.in_paragraph or depth < len(self.columns):
            return False
        return not line[item.end() :].strip() or item.group(1) not in (None, "1")

    def _deep(self, at: int, depth: int) -> int | None:
        if self.in_paragraph:
            return None
        self.columns[depth:] = []
        if not self.in_list:
            return None
        self.begins, self.in_code = not self.in_code, True
        return at

    def _words(self, words: str, depth: int, column: int) -> None:
        self.in_code = False
        ends = bool(_RULE.match(words) or _ENDS_PARAGRAPH.match(words))
        fence = _FENCE.match(words)
        if self.in_paragraph and not ends and not fence and not words.startswith(">"):
            return  # also one that stands too far to the left for its item
        self.columns[depth:] = []
        self.in_list = self.in_list and (depth > 0 or column > 0)
        self.in_paragraph = not ends and not fence
        if fence:
            self.fence, self.fence_column = fence.group(), self.columns[-1] if self.columns else 0
