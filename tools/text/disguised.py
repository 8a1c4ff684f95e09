"""Copy without hidden, borrowed and parted letters, for checks that know nothing of them."""

from tools.text.lookalikes import undisguised
from tools.text.markup import Block
from tools.text.seen import Seen

_PLAIN = frozenset({"text"})


def disguised(seen: Seen) -> Seen | None:
    """None where the copy is what it seems to be, as nearly all is."""
    blocks = {}
    for name, text in seen.copy.fields.items():
        block = seen.blocks.get(name) or Block(text, _PLAIN)
        plain = undisguised(block)
        if plain.text != text:
            blocks[name] = plain
    if not blocks:
        return None
    fields = {name: blocks[name].text if name in blocks else text for name, text in seen.copy.fields.items()}
    return Seen(seen.copy.model_copy(update={"fields": fields}), seen.given, {**seen.blocks, **blocks})
