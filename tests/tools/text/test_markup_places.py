"""A block that is put together from stretches of blocks keeps the place of each letter."""

import pytest

from tools.text.markup import Block, Writer

_TAGS = frozenset({"text"})


def _written() -> Block:
    writer = Writer()
    for text, start, end in (("abc", 4, 7), ("d", 9, 14), ("ef", 14, 15), ("gh", 15, 17), (" ", 17, 20), ("i", 20, 21)):
        writer.put(text, start, end)
    return writer.block(_TAGS)


@pytest.mark.parametrize("start", range(11))
@pytest.mark.parametrize("end", range(11))
def test_a_copied_stretch_has_the_places_of_its_letters(start: int, end: int) -> None:
    block = _written().part(1, 10, _TAGS)
    whole, by_letters = Writer(), Writer()
    whole.copy(block, start, min(end, len(block.text)))
    for index in range(start, min(end, len(block.text))):
        by_letters.put(block.text[index], *block.place(index, index + 1))
    assert whole.block(_TAGS).text == by_letters.block(_TAGS).text
    assert whole.block(_TAGS).pieces == by_letters.block(_TAGS).pieces
