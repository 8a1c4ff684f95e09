"""What people read of a page's source, at the places where it stands: markup is blanked out, so that checks which
know nothing of it see words alone, and what they find can be shown in the source.
"""

import re
from collections.abc import Iterable, Iterator

from tools.copy import Copy
from tools.findings import Finding
from tools.rules.ruleset import read_as
from tools.rules.switches import fenced
from tools.text.markup import Block, Format, Lines
from tools.text.reading import read

_TICKED = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]{1,300}(?<!`)\1(?!`)")


def prose(copy: Copy, form: Format | None) -> Copy:
    """HTML without its tags, each field as long as it was; other copy is what it is."""
    if form != "html":
        return copy
    return copy.model_copy(update={"fields": {name: _blanked(text) for name, text in copy.fields.items()}})


def in_source(findings: Iterable[Finding], copy: Copy) -> Iterator[Finding]:
    """Findings in blanked copy, each with the source's own words, line and column. A fix that would take markup away
    is dropped.
    """
    lines = {name: Lines(text) for name, text in copy.fields.items()}
    for finding in findings:
        if finding.field not in lines:
            yield finding
            continue
        span = copy.fields[finding.field][finding.start : finding.start + len(finding.span)]
        line, column = lines[finding.field].at(finding.start)
        kept = {} if span == finding.span else {"span": span, "fix": None}
        yield finding.model_copy(update={"line": line, "column": column, **kept})


def outside_code(findings: Iterable[Finding], copy: Copy, form: Format | None) -> Iterator[Finding]:
    """Without those on code: a word in it is a name that somebody gave, and nothing that the copy says."""
    if read_as(copy, form) != "markdown" or not any("`" in text or "~~~" in text for text in copy.fields.values()):
        yield from findings
        return
    code = {name: [*fenced(text), *_in_ticks(text)] for name, text in copy.fields.items()}
    for finding in findings:
        if not any(start <= finding.start < end for start, end in code.get(finding.field, ())):
            yield finding


def _in_ticks(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _TICKED.finditer(text))


def _blanked(text: str) -> str:
    seen = [" "] * len(text)
    for block in read(text, "html"):
        if "alt" not in block.tags:
            _put(block, seen)
    return "".join(seen)


def _put(block: Block, seen: list[str]) -> None:
    """The block's letters where they come from; blank lines part it from the one before."""
    first = True
    for index, letter in enumerate(block.text):
        start, end = block.place(index, index + 1)
        if start >= end:
            continue
        if first:
            seen[max(0, start - 2) : start] = "\n" * min(2, start)
            first = False
        if seen[start] in " \n":
            seen[start] = letter
