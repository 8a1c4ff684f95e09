"""What speaks to a machine where no reader looks: in comments, tags and scripts of a page's source."""

from collections.abc import Iterator

from tools.copy import Copy
from tools.findings import Finding
from tools.safety.check import HIDDEN, ORDER, injections, safety_rules
from tools.text.markup import Block, Format
from tools.text.placed import Reading
from tools.text.prose import prose


def check_unseen(copy: Copy, form: Format | None) -> Iterator[Finding]:
    """Orders to whatever checks it; in Markdown also that a comment stands there, which HTML has for good reasons."""
    if not any("<" in text for text in copy.fields.values()):
        return
    for name, block in prose(copy, form).blocks.items():
        source = copy.fields[name]
        reading = Reading(name, _unseen(source, block))
        orders = [one for one in safety_rules().findings(reading, copy.locale, "safety") if one.rule == ORDER]
        for one in (*orders, *injections(reading)):
            if form != "html" or one.rule != HIDDEN:
                yield one.model_copy(update={"span": source[one.start : one.start + len(one.span)]})


def _unseen(source: str, block: Block) -> str:
    """The source with all blank that is read."""
    letters = list(source)
    if block.pieces is not None:
        for start, end in zip(block.pieces.starts, block.pieces.ends, strict=True):
            letters[start:end] = (each if each in "\r\n" else " " for each in source[start:end])
    return "".join(letters)
