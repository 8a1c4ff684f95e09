"""What people read of a page's source, so that checks which know nothing of markup see words alone."""

import re
from collections.abc import Iterable, Iterator

from tools.copy import Copy
from tools.findings import Finding
from tools.rules.ruleset import read_as
from tools.rules.switches import fenced
from tools.text.markup import Format
from tools.text.seen import Seen
from tools.text.whole import whole

_TICKED = re.compile(r"(?<!`)(`{1,3})(?!`)[^`\n]{1,300}(?<!`)\1(?!`)")


def prose(copy: Copy, form: Format | None) -> Seen:
    """The copy without markup and entities, as far as it has any."""
    as_ = read_as(copy, form)
    blocks = {name: block for name, text in copy.fields.items() if (block := whole(text, as_)) is not None}
    if not blocks:
        return Seen(copy, copy)
    fields = {name: blocks[name].text if name in blocks else text for name, text in copy.fields.items()}
    return Seen(copy.model_copy(update={"fields": fields}), copy, blocks)


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
