"""A corpus by somebody who wants the ingest to fail: `vandalise(FOLDER)` writes it, always the same."""

import os
import random
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pptx
from openpyxl.worksheet.hyperlink import Hyperlink
from pptx.util import Inches

from tests.knowledge.files import (
    PNG,
    new_pdf,
    part_of,
    pdf_of,
    repacked,
    saved,
    sheet_of,
    slides_of,
    word_of,
)  # fmt: skip

SECRET = "TOPSECRET-OUTSIDE"  # stands in a file beside the folder; nothing may read it
GOOD_WORD = "zanzibar"  # stands in each good file, with a number
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000)
WORD, DECK, BOOK = word_of("Words."), slides_of("Words."), sheet_of(["Words.", "More"], ["a", "b"])


def good_files(address: str) -> dict[str, bytes]:
    """Files to be read, with links and pictures that lead to `address`."""
    document = docx.Document()
    document.add_paragraph(f"{GOOD_WORD} word")
    document.part.relate_to(address, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", True)
    template = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    document.part.relate_to(address, template, is_external=True)
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[6])
    run = slide.shapes.add_textbox(*[Inches(1)] * 4).text_frame.paragraphs[0].add_run()
    run.text, run.hyperlink.address = f"{GOOD_WORD} slide", address
    book = openpyxl.Workbook()
    book.active.append([f"{GOOD_WORD} sheet", "x"])
    book.active.append([f'=WEBSERVICE("{address}")', f'=HYPERLINK("{address}", "x")'])
    book.active["A1"].hyperlink = Hyperlink(ref="A1", target=address)
    pdf = new_pdf()
    pdf.cell(text=f"{GOOD_WORD} page", link=address)
    mail = EmailMessage()
    mail["Subject"] = "Spring"
    mail.set_content(f'<p>{GOOD_WORD} mail</p><img src="{address}"><script src="{address}"></script>', subtype="html")
    page = (
        f'<base href="{address}/"><link rel="stylesheet" href="{address}">'
        f'<meta http-equiv="refresh" content="0;{address}"><p>{GOOD_WORD} page</p><img src="{address}">'
        f'<iframe src="{address}"></iframe><object data="{address}"></object>'
    )
    return {
        "good.docx": saved(document),
        "good.pptx": saved(deck),
        "good.xlsx": saved(book),
        "good.pdf": bytes(pdf.output()),
        "good.eml": mail.as_bytes(),
        "good.html": page.encode(),
        "good.md": f"# T\n\n{GOOD_WORD} ![x]({address}) <img src='{address}'>\n".encode(),
        "good.txt": f"{GOOD_WORD} file:///etc/passwd {address}".encode(),
        "good.csv": f"{GOOD_WORD},b\n1,{address}\n".encode(),
        "a b/ümläut 价 'x'.md": f"{GOOD_WORD} umlaut".encode(),
        "line\nbreak.md": f"{GOOD_WORD} break".encode(),
        "deep/" * 40 + "down.md": f"{GOOD_WORD} deep".encode(),
        "long-" * 40 + ".md": f"{GOOD_WORD} long".encode(),
    }


def bad_files(outside: Path) -> dict[str, bytes]:
    """Files to be refused."""
    noise = random.Random(7)
    reference = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{outside}/secret.txt">]>'
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
    main = part_of(WORD, "word/document.xml")
    slide = part_of(DECK, "ppt/slides/slide1.xml")
    sheet = part_of(BOOK, "xl/worksheets/sheet1.xml")
    files = {
        "empty.md": b"", "blank.txt": b" \n\t\n", "empty.pdf": b"", "empty.docx": b"", "empty.eml": b"",
        "empty.csv": b"",
        "zeros.md": bytes(1_000), "zeros.pdf": bytes(1_000), "zeros.csv": bytes(1_000),
        "picture.md": PNG, "picture.pdf": PNG, "picture.docx": PNG, "picture.png": PNG, "picture.eml": PNG,
        "program.exe": b"MZ" + bytes(100), "no-suffix": b"words", "old.doc": OLE, "old.xls": OLE, "old.msg": OLE,
        "locked.docx": OLE, "locked.xlsx": OLE, "locked.pptx": OLE, "locked.pdf": locked_pdf(), "scan.pdf": scan(),
        "cut.pdf": pdf_of("Words.")[:300], "cut.docx": WORD[: len(WORD) // 2], "cut.pptx": DECK[: len(DECK) // 2],
        "cut.xlsx": BOOK[: len(BOOK) // 2], "page.pdf": b"<html><p>not a PDF", "words.docx": b"just words",
        "deck.docx": DECK, "book.pptx": BOOK, "word.xlsx": WORD, "header.pdf": b"%PDF-1.7\n%%EOF",
        "loop.pdf": looping_pdf(), "laughs.docx": repacked(WORD, {"word/document.xml": declared(main, laughs, "l9")}),
        "entity.docx": repacked(WORD, {"word/document.xml": declared(main, reference, "e")}),
        "entity.pptx": repacked(DECK, {"ppt/slides/slide1.xml": declared(slide, reference, "e")}),
        "entity.xlsx": repacked(BOOK, {"xl/worksheets/sheet1.xml": declared(sheet, reference, "e")}),
        "bomb.docx": repacked(WORD, {"word/bomb.xml": bytes(60_000_000)}),
        "bomb.xlsx": repacked(BOOK, {"xl/bomb.bin": bytes(60_000_000)}),
        "parts.docx": repacked(WORD, {f"word/{n}.xml": b"" for n in range(10_001)}),
        "cells.csv": (b"a," * 100 + b"\n") * 12_000, "quote.csv": b'a,b\n1,"' + b"x" * 200_000,
        "status.csv": b"claim,status\nSofter,perhaps\n",
        "dates.csv": b"product,price,from,until\nB,1,2026-05-01,2026-01-01\n",
        "header.eml": b"no header at all", "nested.eml": nested_mail(),
        "deep.html": b"<div>" * 60_000 + b"x", "script.html": b"<script>words()</script><!-- words -->",
        "kind.md": b"---\nkind: leagl\n---\nWords.", "key.md": b"---\nvaild_until: 2026-01-01\n---\nWords.",
        "backwards.md": b"---\nvalid_from: 2026-05-01\nvalid_until: 2026-01-01\n---\nWords.",
        "open.md": b"---\ntitle: x\nWords.", "yaml.md": b"---\ntitle: [x\n---\nWords.",
        "two.md": b"---\nkind: legal\n---\n---\nkind: voice\n---\nWords.",
        "alias.md": b"---\ntitle: &a [x]\ntags: *a\n---\nWords.",
        "deep.md": b"---\ntitle: " + b"[" * 3_000 + b"\n---\nWords.",
        "python.md": b"---\ntitle: !!python/object/apply:os.system ['touch pwned']\n---\nWords.",
        "disagrees.md": b"---\nkind: legal\n---\nWords.",
        "sub/described.md": b"Words.",
        "brackets.md": b"[" * 1_500_000, "endless.txt": b"x" * 3_000_000, "signs.html": b"<p>" + b"[ " * 400_000,
        "novel.txt": b"Some more words. " * 400_000, "mixed.md": b"# T\n\nGood \xc3\xa9 and \xff\xfe\x81 bytes.",
    }  # fmt: skip
    files |= {f"noise{suffix}": noise.randbytes(3_000) for suffix in (".md", ".pdf", ".docx", ".eml", ".csv", ".html")}
    return files


def declared(xml: bytes, declaration: str, entity: str) -> bytes:
    body = xml[xml.find(b"?>") + 2 :] if xml.startswith(b"<?") else xml
    return declaration.encode() + body.replace(b"Words.", f"&{entity};".encode())


def locked_pdf() -> bytes:
    pdf = new_pdf()
    pdf.cell(text="Words.")
    pdf.set_encryption(owner_password="owner", user_password="user")
    return bytes(pdf.output())


def scan() -> bytes:
    pdf = new_pdf()
    pdf.rect(10, 10, 100, 100, style="F")
    return bytes(pdf.output())


def looping_pdf() -> bytes:
    """Its pages lead back to themselves."""
    return pdf_of("Words.").replace(b"/Kids [3 0 R]", b"/Kids [1 0 R]").replace(b"/Count 1", b"/Count 9")


def nested_mail() -> bytes:
    depth = 1_000
    opening = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth))
    return b"Subject: x\n" + opening + b"\nWords.\n"


def vandalise(folder: Path, address: str) -> None:
    """`folder` must not exist; its parent gets the file that must not be read."""
    outside = folder.parent
    (outside / "secret.txt").write_text(f"{SECRET} {GOOD_WORD}")
    (outside / "secret.md").write_text(f"{SECRET} {GOOD_WORD}")
    for name, data in {**good_files(address), **bad_files(outside)}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with (folder / "huge.pdf").open("wb") as file:
        file.truncate(500_000_000)  # 500 MB that take no room
    (folder / "knowledge.yaml").write_text("documents:\n  disagrees.md: {kind: voice}\n")
    (folder / "sub" / "knowledge.yaml").write_text("all: {knid: legal}\n")
    (folder / "linked").mkdir()
    links: dict[str, Path] = {
        "linked/out.md": outside / "secret.md", "linked/passwd.txt": Path("/etc/passwd"), "linked/folder": outside,
        "linked/loop.md": folder / "linked" / "loop.md", "linked/gone.md": folder / "nowhere.md",
    }  # fmt: skip
    for name, target in links.items():
        (folder / name).symlink_to(target)
    (folder / "linked" / "knowledge.yaml").symlink_to(outside / "secret.md")
    os.mkfifo(folder / "pipe.md")
    Path(os.fsdecode(bytes(folder / "name") + b"\xff.md")).write_text("Words.")
