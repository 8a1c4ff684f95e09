"""Copy as its reader takes it, with the place of every letter in the copy as it was given."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tools.copy import Copy
from tools.findings import Finding
from tools.text.markup import Block, Lines

_MARKS = frozenset("<>*_`~[]|\\")


@dataclass(frozen=True)
class Seen:
    """`copy` is what is read of `given`; `blocks` has the fields that read otherwise than they were written."""

    copy: Copy
    given: Copy
    blocks: Mapping[str, Block] = field(default_factory=dict)

    def in_place(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """What was found in `copy`, each with the given copy's own characters, line and column. A fix that would take
        markup away is dropped.
        """
        lines: dict[str, Lines] = {}
        for finding in findings:
            block = self.blocks.get(finding.field)
            if block is None or (not finding.span and not finding.start):  # about the field as a whole
                yield finding
                continue
            start, end = block.place(finding.start, finding.start + len(finding.span))
            text = self.given.fields[finding.field]
            line, column = lines.setdefault(finding.field, Lines(text)).at(start)
            changes = {"start": start, "span": text[start:end], "line": line, "column": column}
            if takes_markup(text[start:end], finding.span):
                changes |= {"fix": None, "options": ()}
            yield finding.model_copy(update=changes)

    def within(self, finding: Finding) -> Finding:
        """One that stands in the given copy, where it stands in `copy`."""
        block = self.blocks.get(finding.field)
        return finding if block is None else finding.model_copy(update={"start": block.index(finding.start)})


def takes_markup(source: str, read: str) -> bool:
    """Whether other words in a source's place would break or lose what is markup in it; `read` is what it says."""
    return source != read and _marks(source) != _marks(read)


def _marks(text: str) -> list[str]:
    return [letter for letter in text if letter in _MARKS]
