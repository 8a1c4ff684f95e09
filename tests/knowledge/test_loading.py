import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.formats.parsed import Limits, RefusedError
from knowledge.formats.plain import decode
from knowledge.sources import Source
from tests.knowledge.loads import load, load_file


def loaded(folder: Path, name: str, data: bytes | str, **options: object):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return load_file(path, below=folder, **options)


PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("logo.md", PNG, "binary"),
        ("archive.txt", b"PK\x03\x04rest", "binary"),
        ("zeros.md", b"text\x00more", "not text"),
        ("noise.md", bytes(range(128, 256)) * 8 + b"\x01\x02", "encoding|not text"),
        ("empty.md", b"", "empty"),
        ("blank.md", b" \n\n ", "empty"),
        ("only-front.md", b"---\nkind: legal\n---\n", "no words"),
        ("shell.html", b"<html><head><title>x</title></head><body><script>1</script></body></html>", "no words"),
        ("film.mp4", b"hello", r"\.mp4 cannot be read; \.csv, \.docx"),
        ("old.doc", b"hello", r"\.doc cannot be read; save it as \.docx"),
        ("no-suffix", b"hello", "without a suffix"),
        ("big.md", b"a" * 200, "too large: 200 bytes, the limit is 100"),
        ("deep.html", b"<div>" * 5000 + b"x", "nested too deeply"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(tmp_path, name, data, reason):
    limit = 100 if name == "big.md" else 5_000_000
    with pytest.raises(RefusedError, match=reason):
        loaded(tmp_path, name, data, limits=Limits(max_bytes=limit))


def test_a_file_without_permission_or_gone_is_refused(tmp_path):
    with pytest.raises(RefusedError, match="cannot be opened: No such file"):
        load(Source("gone.md", tmp_path / "gone.md", tmp_path))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Größe".encode(), "Größe"),
        (b"\xef\xbb\xbfGr\xc3\xb6\xc3\x9fe", "Größe"),
        ("Größe".encode("utf-16"), "Größe"),
        ("Die Größe der Straße müßte schön übersichtlich sein.".encode("cp1252"), "Größe"),
        (b"one\r\ntwo\rthree", "one\ntwo\nthree"),
    ],
)
def test_text_in_any_usual_encoding_is_read(data, text):
    assert text in decode(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    with suppress(RefusedError):
        decode(data).encode()


def test_the_kind_comes_from_front_matter_then_the_call_then_the_folder(tmp_path):
    front = "---\nkind: legal\n---\nText."
    assert loaded(tmp_path, "products/a.md", front, kind="voice").meta.kind == "legal"
    assert loaded(tmp_path, "products/b.md", "Text.", kind="voice").meta.kind == "voice"
    assert loaded(tmp_path, "products/c.md", "Text.").meta.kind == "product"
    assert loaded(tmp_path, "Past Copy/d.md", "Text.").meta.kind == "past_copy"
    assert loaded(tmp_path, "misc/e.md", "Text.").meta.kind == "other"


def test_the_locale_comes_from_front_matter_page_name_or_brand(tmp_path):
    assert loaded(tmp_path, "a.de.md", "---\nlocale: fr_FR\n---\nText.").meta.locale == "fr-FR"
    assert loaded(tmp_path, "a.de.md", "Text.").meta.locale == "de"
    assert loaded(tmp_path, "b.html", '<html lang="es"><p>Hola</p></html>').meta.locale == "es"
    assert loaded(tmp_path, "c.md", "Text.", locale="nl").meta.locale == "nl"


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("care-guide.md", "# How to care\n\nGently.", "How to care"),
        ("care-guide.md", "---\ntitle: Care\n---\n# How to care\n\nGently.", "Care"),
        ("care-guide.de.md", "Gently.", "Care guide"),
        ("care.html", "<title>Page</title><h1>How to care</h1><p>Gently.</p>", "Page"),
    ],
)
def test_the_title_is_the_best_there_is(tmp_path, name, text, title):
    assert loaded(tmp_path, name, text).title == title


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("comments.md", "<!-- a b c " * 150_000),
        ("tables.md", "<table><tr><td>words " * 40_000),
        ("tables.html", "<table><tr><td>" * 1_500),
        ("balanced.html", "<table><tr><td>" * 1_500 + "</table>" * 1_500),
    ],
)
def test_text_and_web_pages_obey_the_clock(tmp_path, name, text):
    started = time.monotonic()
    with pytest.raises(RefusedError, match=r"reading it took longer than 0\.3 s"):
        loaded(tmp_path, name, text, limits=Limits(max_seconds=0.3))
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
@pytest.mark.parametrize("text", ["[" * 1_500_000, "x" * 3_000_000])
def test_what_is_no_words_is_refused_at_once(tmp_path, name, text):
    started = time.monotonic()
    with pytest.raises(RefusedError, match=r"it holds no words: .*characters"):
        loaded(tmp_path, name, text)
    assert time.monotonic() - started < 10


def test_a_long_text_is_read_as_a_short_one_is(tmp_path):
    words = "The bottle can be refilled at home.\n\n"
    long = loaded(tmp_path, "long.md", "---\nkind: legal\n---\n# Care\n\n" + words * 3_000)
    short = loaded(tmp_path, "short.md", "---\nkind: legal\n---\n# Care\n\n" + words)
    assert (long.meta, long.title, long.blocks[:2]) == (short.meta, short.title, short.blocks)
    assert len(long.blocks) == 3_001


def test_front_matter_that_never_ends_takes_no_time(tmp_path):
    started = time.monotonic()
    with pytest.raises(RefusedError, match="no closing line"):
        loaded(tmp_path, "open.md", "---\ntitle: x\n" + "word other\n" * 300_000)
    assert time.monotonic() - started < 5


def test_a_guessed_encoding_is_noted(tmp_path):
    assert "read as cp1252" in loaded(tmp_path, "a.txt", "Größe".encode("cp1252")).notes[0]
    assert "read as cp1252" in loaded(tmp_path, "a.csv", "Größe,Preis\nx,1".encode("cp1252")).notes[0]
    assert list(loaded(tmp_path, "b.txt", "Größe").notes) == []


@pytest.mark.parametrize("brand", ["acme-bottles", "Acme-Bottles", "ACME-BOTTLES"])
def test_a_document_may_say_whose_it_is(open_base, documents, brand):
    (documents / "care.md").write_text(f"---\nkind: legal\nbrand: {brand}\n---\nKeep it dry.\n")
    base = open_base("acme-bottles")
    assert base.ingest([documents]).added == ("care.md",)


def test_a_document_of_another_brand_is_refused(open_base, documents):
    (documents / "care.md").write_text("---\nkind: legal\nbrand: other\n---\nKeep it dry.\n")
    (refused,) = open_base("acme").ingest([documents]).refused
    assert refused.reason.startswith("line 3: its front matter says that it is of the brand 'other'; bring it in with")


FRENCH = (
    "Le flacon est en verre et se remplit dans toutes nos boutiques. Nous le nettoyons avec un chiffon sec, et vous "
    "pouvez le garder pendant des années. Il ne faut pas le laisser au soleil, car la lumière change le parfum."
)
JAPANESE = "このボトルはガラスで作られていて、すべての店で詰め替えることができます。" * 3


@pytest.mark.parametrize(("text", "locale"), [(FRENCH, "fr"), (JAPANESE, "ja")])
def test_a_language_that_nobody_says_is_told_from_the_words(tmp_path, text, locale):
    found = loaded(tmp_path, "care.md", text)
    assert (found.meta.locale, found.guessed) == (locale, {"locale"})
    assert found.notes == [f"nobody says its language; it reads like {locale}, and is taken for it"]


def test_what_a_file_says_of_its_language_stands_and_is_doubted_aloud(tmp_path):
    found = loaded(tmp_path, "care.md", f"---\nlocale: de\n---\n{FRENCH}")
    assert (found.meta.locale, found.guessed) == ("de", frozenset())
    assert found.notes == ["its locale is de, and it reads like fr; look at it"]
    assert loaded(tmp_path, "soin.fr.md", FRENCH).notes == []


def test_a_short_text_is_in_the_language_of_its_brand(tmp_path):
    assert loaded(tmp_path, "care.md", "Le flacon est en verre.", locale="de").meta.locale == "de"


def test_the_catalogue_knows_that_a_language_was_guessed(open_base, documents):
    (documents / "soin.md").write_text(FRENCH)
    base = open_base()
    base.ingest([documents])
    (one,) = base.documents()
    assert (one.meta.locale, one.guessed) == ("fr", ("locale",))


@pytest.mark.parametrize("mark", ["utf-32-le", "utf-32-be"])
def test_text_in_utf_32_is_read_by_its_mark(mark):
    assert decode("\ufeffGröße".encode(mark)) == "Größe"
