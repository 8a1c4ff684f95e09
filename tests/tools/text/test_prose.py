"""What a reader sees of a page's source, every letter of it with its place there."""

import pytest

from tools.copy import Copy
from tools.text.markup import Format
from tools.text.prose import prose


def seen(text: str, form: Format | None) -> str:
    shown = prose(Copy(fields={"text": text}), form)
    told = shown.copy.fields["text"]
    block = shown.blocks.get("text")
    for index, letter in enumerate(told if block else ""):
        start, end = block.place(index, index + 1) if block else (index, index + 1)
        assert 0 <= start <= end <= len(text)
        if letter.isalnum() and "&" not in text[start:end]:
            assert text[start:end] == letter
    return told


@pytest.mark.parametrize(
    ("form", "source", "told"),
    [
        ("html", "<p>It costs &euro;118.</p>", "It costs €118."),
        ("html", "<p>It costs 118&nbsp;&#8364;, 118&thinsp;&#x20AC;.</p>", "It costs 118\u00a0€, 118\u2009€."),
        ("html", "<p>It costs <b>1</b>18 <i>euros</i>.</p>", "It costs 118 euros."),
        ("html", "<p>Made in <span class='a 99'>Fr</span>ance</p>", "Made in France"),
        ("html", "One\n   line<!-- of 99 --> more", "One line more"),
        ("html", "<h1>First Train</h1>\n<p>118 &euro;<br>50 ml</p>", "First Train\n\n118 €\n50 ml"),
        ("html", "<td>€96</td><td>€118</td>", "€96\n\n€118"),
        (
            "html",
            "Write to anna@house.example, https://house.example/?a=1&amp;b",
            "Write to anna@house.example, https://house.example/?a=1&amp;b",
        ),
        ("html", "<style>p{margin:99px}</style><p>Fish &amp; chips &unknown; &copy;</p>", "Fish & chips &unknown; ©"),
        ("html", "&lt;99 g", "<99 g"),
        ("markdown", "It costs &euro;118&nbsp;now.", "It costs €118\u00a0now."),
        ("markdown", "It costs **118** euros, not 1<b>1</b>8.", "It costs 118 euros, not 118."),
        ("markdown", "It costs *118* €, _118_ €.", "It costs 118 €, 118 €."),
        ("markdown", "uti*lize* **gu**aranteed", "utilize guaranteed"),
        ("markdown", "From €96*\n\n*Terms apply.", "From €96*\n\n*Terms apply."),
        ("markdown", "2 * 3 * 4, **not closed, snake_case_name", "2 * 3 * 4, **not closed, snake_case_name"),
        ("markdown", "The word *best* and _finest_ are banned.", "The word *best* and _finest_ are banned."),
        ("markdown", "A price of 118 \\* 2 \\_", "A price of 118 * 2 _"),
        ("markdown", "`**&euro;**` stays", "`**&euro;**` stays"),
        ("markdown", "```\n&euro;99 <b>\n```\n\n&euro;118", "```\n&euro;99 <b>\n```\n\n€118"),
        ("markdown", "* one **1**8\n* two", "* one 18\n* two"),
        ("markdown", "# Head\n\n<!-- not 99 -->\n\n> quote &amp; more\n> **on**", "# Head\n\n\n\n> quote & more\n> on"),
        ("markdown", "[**118**](https://a.example/b_c_d) &euro;", "[118](https://a.example/b_c_d) €"),
        (None, "118&nbsp;&euro; in **bold**", "118\u00a0€ in bold"),
        ("text", "118&nbsp;&euro; in **bold** <b>", "118\u00a0€ in **bold** <b>"),
        ("text", "190\u2002g, 190\u2007g, 190\u00a0g", "190 g, 190 g, 190\u00a0g"),
    ],
)
def test_what_is_told(form: Format | None, source: str, told: str) -> None:
    assert seen(source, form).strip() == told


@pytest.mark.parametrize("text", ["Plain words, €118.", "Déjà vu – 118 €", "A # b - c", ""])
@pytest.mark.parametrize("form", ["markdown", "html", "text", None])
def test_copy_without_markup_is_read_as_it_stands(form: Format | None, text: str) -> None:
    copy = Copy(fields={"text": text})
    assert prose(copy, form).copy is copy
