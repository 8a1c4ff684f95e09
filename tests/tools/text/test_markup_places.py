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


def test_a_place_of_the_source_is_found_again() -> None:
    block = _written()
    assert [block.index(block.place(index, index + 1)[0]) for index in (0, 1, 2, 3, 6, 7, 8)] == [0, 1, 2, 3, 6, 7, 8]
    assert block.index(2) == 0
    assert block.index(8) == 3, "left out between two pieces: the next that is read"
    assert block.index(21) == len(block.text)
    assert block.part(3, 9, _TAGS).index(9) == 0
