import pytest

from knowledge.names import written_out


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("care.md", "care.md"),
        ("très bon 👩‍🎨.md", "très bon 👩‍🎨.md"),
        ("a\nb\r\tc.md", r"a\nb\r\tc.md"),
        ("\x1b[31mred.md", r"\x1b[31mred.md"),
        ("a\u2028b\u202etxt.md", r"a\u2028b\u202etxt.md"),
    ],
)
def test_a_name_stands_on_one_line(name, line):
    assert written_out(name) == line
