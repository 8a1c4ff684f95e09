from knowledge.formats.markdown import markdown_blocks


def read(text: str) -> list[tuple[str, str, int]]:
    return [(block.kind, block.text, block.line) for block in markdown_blocks(text)]


def test_headings_and_paragraphs_lose_their_marks_and_keep_their_lines():
    assert read("# A *big* title {#top}\n\nOne [link](https://x.test) and\n`code` and **bold**.\n\n## Next\n") == [
        ("heading", "A big title", 1),
        ("paragraph", "One link and code and bold.", 3),
        ("heading", "Next", 6),
    ]


def test_list_items_stand_alone_with_what_is_nested_in_them():
    assert read("- one\n- two\n  - deep\n\n1. three\n") == [
        ("item", "- one", 1),
        ("item", "- two\n  - deep", 2),
        ("item", "- three", 5),
    ]


def test_table_rows_carry_their_header():
    assert read("| size | price |\n|---|---|\n| 50 ml | €96 |\n| 10 ml | |\n") == [
        ("row", "size: 50 ml; price: €96", 3),
        ("row", "size: 10 ml", 4),
    ]


def test_definitions_quotes_and_code_are_read():
    assert read("Sillage\n: How far it travels.\n\n> Said.\n\n```\na = 1\n```\n") == [
        ("item", "- Sillage: How far it travels.", 1),
        ("paragraph", "Said.", 4),
        ("code", "a = 1", 6),
    ]


def test_html_among_markdown_is_read_and_comments_are_not():
    text = (
        "Before\n\n<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>\n\n<!-- hidden -->\n"
    )
    assert read(text) == [("paragraph", "Before", 1), ("row", "a: 1; b: 2", 5)]


def test_a_site_generators_tags_are_not_words():
    text = 'See [names]({{ "/names/" | relative_url }}). {% include x.html %}\n'
    assert read(text) == [("paragraph", "See names.", 1)]


def test_lines_count_from_where_the_body_begins():
    assert [block.line for block in markdown_blocks("# A\n\nB\n", first_line=11)] == [11, 13]
