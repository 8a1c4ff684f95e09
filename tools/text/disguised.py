"""Copy as its reader takes it, for checks that know nothing of hidden, borrowed and parted letters."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from tools.copy import Copy
from tools.findings import Finding
from tools.text.lookalikes import undisguised
from tools.text.markup import Block, Lines

_PLAIN = frozenset({"text"})


@dataclass(frozen=True)
class Disguised:
    """`copy` without its disguises, and where each of its letters stands in the copy as it was given."""

    copy: Copy
    given: Copy
    blocks: Mapping[str, Block]

    def in_place(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """What was found in `copy`, each with the given copy's own characters, line and column."""
        for finding in findings:
            block = self.blocks.get(finding.field)
            if block is None:
                yield finding
                continue
            start, end = block.place(finding.start, finding.start + len(finding.span))
            text = self.given.fields[finding.field]
            line, column = Lines(text).at(start)
            yield finding.model_copy(update={"start": start, "span": text[start:end], "line": line, "column": column})

    def within(self, finding: Finding) -> Finding:
        """One that stands in the given copy, where it stands in `copy`."""
        block = self.blocks.get(finding.field)
        return finding if block is None else finding.model_copy(update={"start": block.index(finding.start)})


def disguised(copy: Copy) -> Disguised | None:
    """None where the copy is what it seems to be, as nearly all is."""
    blocks = {}
    for name, text in copy.fields.items():
        block = undisguised(Block(text, _PLAIN))
        if block.text != text:
            blocks[name] = block
    if not blocks:
        return None
    plain = {name: blocks[name].text if name in blocks else text for name, text in copy.fields.items()}
    return Disguised(copy.model_copy(update={"fields": plain}), copy, blocks)
