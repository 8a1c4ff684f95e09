"""The length of a post as X weighs it, held against twitter-text."""

import unicodedata
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hostile import not_hanging
from tools.text.addresses import addresses
from tools.text.counting import x_weighted

PIECES = [
    "Refill €64", " ", "\n", "\r\n", ". ", ", ", "(", ")", "!", "“quoted” – …", "日本語", "한국어", "Привет",
    "naïve é", "ß", "#refill", "@orrelune", "@orrelune.com", "hello@orrelune.com", "https://localhost",
    "http://localhost:8000/a", "https://orrelune.com/a/b_(c)?d=e&f#g", "HTTP://EXAMPLE.COM/",
    "orrelune.xyz", "bottle.museum", "copy.ai", "shop.co.uk", "example.com/path/", "example.com?q=1.",
    "example.comma", "3.50", "e.g.", "U.S.A", "v1.2.3", "a.b.c.de", "node.js", "index.html",
    "https://münchen.de/straße", "例え.com", "日本example.com中国語", "example.рф", "https://例え.テスト.jp",
    "xn--bcher-kva.ch", "https://t.co/AbC123xyz/more", "foo_bar.com", "foo-bar.com", "-foo.com", "foo-.com",
    "foo..com", "http://foo_bar.com", "https://sub_domain.example.com", "www.example.shop",
    "user:pass@host.org", "//cdn.example.net", "$price.com", "#tag.com", "ftp.example.org:8080/x",
    "example.com_foo", "example.com-foo", "example.com+a", "👍", "👍🏽", "👨\u200d👩\u200d👧", "🇩🇪",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "❤️", "❤", "1️⃣", "#️⃣", "☕", "🕯",
    "👩🏽\u200d🚀", "🏳️\u200d🌈", "™", "½", "′", "\u200d", "️", "\u2028",
]  # fmt: skip


@pytest.fixture(scope="module")
def parsed():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the package's own imports
        return pytest.importorskip("twitter_text", reason="twitter-text-parser is not installed").parse_tweet


def test_each_piece_weighs_what_twitter_text_says(parsed):
    for piece in [*PIECES, *(f"a {piece} b" for piece in PIECES), *(f"{piece}!" for piece in PIECES)]:
        assert x_weighted(piece) == parsed(piece).weightedLength, piece


@pytest.mark.parametrize(
    "text",
    [
        "example.com?q=1.…example.com/path/…orrelune.xyz ",  # what follows a full stop is passed over, with its path
        "x_y.com:80orrelune.xyz", "//example.com?q=1é.com.", "http://t.co/abc?q=1@1",
    ],
)  # fmt: skip
def test_what_no_address_begins_with_is_passed_over_whole(parsed, text):
    assert x_weighted(text) == parsed(text).weightedLength


BETWEEN = [" ", "\n", ", ", ". ", "! ", " – ", " (", ") ", "…", "“"]


TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(BETWEEN)), max_size=12)


@given(TEXTS.map(lambda pairs: "".join(piece + between for piece, between in pairs)))
def test_any_text_of_such_pieces_weighs_the_same(parsed, text):
    assert x_weighted(text) == parsed(text).weightedLength


@given(
    st.text(st.characters(max_codepoint=0x2FFF, exclude_characters="©®", exclude_categories=["Cs", "Cn"]), max_size=60)
)
def test_any_letters_weigh_the_same(parsed, text):
    assert x_weighted(text) == parsed(text).weightedLength


def test_a_sign_that_is_no_emoji_of_its_own_weighs_what_it_is():
    """Where the Python port counts a bare © as an emoji, the original's emoji pattern asks for U+FE0F after it."""
    assert (x_weighted("© ®"), x_weighted("©\ufe0f")) == (3, 2)


@pytest.mark.parametrize(
    "text", ["orrelune.xyz", "bottle.museum", "copy.ai", "https://orrelune.music/a", "example.zip"]
)
def test_an_address_weighs_23_under_every_top_level_domain(text):
    assert x_weighted(text) == 23


@pytest.mark.parametrize("text", ["https://localhost", "3.50", "e.g.", "node.js", "hello@orrelune.com", "index.html"])
def test_what_is_no_address_weighs_its_letters(text):
    assert x_weighted(text) == len(text)


def test_addresses_have_their_places():
    text = "See orrelune.com/refill, or (https://example.museum/a)."
    assert [text[start:end] for start, end in addresses(text)] == ["orrelune.com/refill", "https://example.museum/a"]


HOSTILE = ["a." * 50_000, "日" * 100_000 + ".", "a.com/(((" * 10_000, "a-_" * 30_000 + ".com", "a.com?" * 20_000]
HOSTILE += ["x.com/" + "(" * 50_000, "👍\u200d" * 30_000, "日a." * 30_000]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:8])
def test_a_hostile_text_does_not_hang(text):
    with not_hanging():
        x_weighted(text)


def test_letters_in_two_forms_weigh_the_same():
    assert x_weighted("e\u0301") == x_weighted(unicodedata.normalize("NFC", "e\u0301")) == 1
