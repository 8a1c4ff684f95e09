"""A text told in one line is cut where people can still see what it was."""

from ui.cli.show import one_line


def test_it_is_cut_between_words_and_within_one_that_is_too_long():
    assert one_line("A calm\nscent.") == "A calm scent."
    assert one_line("A calm scent for the train.", 12) == "A calm…"
    assert one_line("a" * 80, 12) == "a" * 11 + "…"
