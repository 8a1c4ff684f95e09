import io
import zipfile
from pathlib import Path

import pytest

from knowledge.formats.office import MAX_PARTS, check_office
from knowledge.formats.parsed import Limits, RefusedError
from knowledge.formats.read import read
from tests.knowledge.files import part_of, repacked, sheet_of, slides_of, word_of

WORD = word_of("Words.")
MAIN = "word/document.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000)


def refused(data: bytes, words: str, **limits: int) -> None:
    with pytest.raises(RefusedError, match=words):
        read(Path("a.docx"), data, Limits(**limits))


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_password_or_an_older_format_is_named():
    refused(OLE, "it has a password, or is of the kind before 2007")


@pytest.mark.parametrize("name", ["a.docx", "a.pptx", "a.xlsx"])
@pytest.mark.parametrize("data", [b"hello", b"PK\x03\x04 and no more", packed({}), packed({"x.txt": b"hello"})])
def test_what_is_no_office_file_is_called_damaged(name, data):
    with pytest.raises(RefusedError, match="it is damaged"):
        read(Path(name), data, Limits())


@pytest.mark.parametrize(
    ("name", "data"), [("a.docx", WORD), ("a.pptx", slides_of("Words.")), ("a.xlsx", sheet_of(["Words."]))]
)
def test_a_file_cut_off_is_called_damaged(name, data):
    for length in (100, len(data) // 2, len(data) - 30):
        with pytest.raises(RefusedError, match="it is damaged"):
            read(Path(name), data[:length], Limits())


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pptx", WORD, r"it is a Word document; give it the suffix \.docx"),
        ("a.xlsx", WORD, r"it is a Word document; give it the suffix \.docx"),
        ("a.docx", sheet_of(["x"]), r"it is an Excel file; give it the suffix \.xlsx"),
        ("a.docx", slides_of("x"), r"it is a PowerPoint file; give it the suffix \.pptx"),
    ],
)
def test_an_office_file_of_another_kind_is_named(name, data, words):
    with pytest.raises(RefusedError, match=words):
        read(Path(name), data, Limits())


def test_flipped_bits_are_called_damaged():
    data = bytearray(WORD)
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        start = archive.getinfo(MAIN).header_offset + 60
    data[start : start + 20] = bytes(20)
    refused(bytes(data), "it is damaged")


def test_an_encrypted_part_is_named():
    data = bytearray(WORD)
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    refused(bytes(data), "it is encrypted; save it without a password")


def test_a_bomb_is_refused_before_it_is_unpacked():
    refused(repacked(WORD, {"word/media/x.bin": bytes(30_000_000)}), r"packed \d+ times over: a ZIP bomb")
    refused(repacked(WORD, {"word/x.xml": bytes(2_000_000)}), "unpacked it would be", max_unpacked=1_000_000)
    refused(packed({f"word/{n}.xml": b"" for n in range(MAX_PARTS + 1)}), "it holds 10,001 parts, the limit is 10,000")


def test_a_bomb_that_lies_about_its_size_is_refused():
    data = repacked(WORD, {"word/big.xml": b"<x>" + b" " * 3_000_000 + b"</x>"})
    at = data.index(b"word/big.xml", data.index(b"PK\x01\x02"))
    lying = bytearray(data)
    lying[at - 22 : at - 18] = (10).to_bytes(4, "little")  # its size, in the central directory
    refused(bytes(lying), "it is damaged")


def test_an_archive_within_an_archive_is_not_opened():
    inner = packed({"zeros": bytes(5_000_000)})
    nested = packed({f"{n}.zip": inner for n in range(20)})
    check_office(repacked(WORD, {"word/embeddings/a.zip": nested}), Limits(), "wordprocessingml")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = {
    "laughs": f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>',
    "file": '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file://{secret}">]>',
    "remote": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd" [<!ENTITY l9 "x">]>',
    "behind a long remark": f'<!--{" " * 3_000_000}--><!DOCTYPE x [<!ENTITY l9 SYSTEM "file://{{secret}}">]>',
}


@pytest.mark.parametrize("kind", ENTITIES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    ("name", "data", "part"),
    [
        ("a.docx", WORD, MAIN),
        ("a.pptx", slides_of("Words."), "ppt/slides/slide1.xml"),
        ("a.xlsx", sheet_of(["Words."]), "xl/worksheets/sheet1.xml"),
    ],
)
def test_xml_entities_are_refused_and_nothing_is_read_through_them(tmp_path, name, data, part, encoding, kind):
    secret = tmp_path / "secret.txt"
    secret.write_text("TOPSECRET")
    xml = part_of(data, part).decode()
    body = xml[xml.find("?>") + 2 :] if xml.startswith("<?") else xml
    body = body.replace("Words.", "&l9;", 1)
    hostile = f'<?xml version="1.0" encoding="{encoding[:6]}"?>{ENTITIES[kind].replace("{secret}", str(secret))}{body}'
    with pytest.raises(RefusedError, match="it declares XML entities") as caught:
        read(Path(name), repacked(data, {part: hostile.encode(encoding)}), Limits())
    assert "TOPSECRET" not in str(caught.value)
