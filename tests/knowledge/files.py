"""Small files of each kind, made anew by the tests that need them."""

import io
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir, contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pptx
from fpdf import FPDF

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def new_pdf(**options: object) -> FPDF:
    pdf = FPDF(**options)
    pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    pdf.add_page()
    pdf.set_font("helvetica", size=11)
    return pdf


def write_pdf(pdf: FPDF, text: str, size: float = 11, style: str = "") -> None:
    """One paragraph over the page's width."""
    pdf.set_font("helvetica", style, size)
    pdf.multi_cell(0, size * 0.5, text, align="L", new_x="LMARGIN", new_y="NEXT")
    pdf.ln(size * 0.25)


def pdf_of(*paragraphs: str) -> bytes:
    pdf = new_pdf()
    for paragraph in paragraphs:
        write_pdf(pdf, paragraph)
    return bytes(pdf.output())


def word_of(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def slides_of(*titles: str) -> bytes:
    deck = pptx.Presentation()
    for title in titles:
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = title
    return saved(deck)


def sheet_of(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book)


def mail_of(text: str, subject: str = "News", **headers: str) -> bytes:
    message = EmailMessage()
    message["Subject"] = subject
    for name, value in headers.items():
        message[name] = value
    message.set_content(text)
    return message.as_bytes()


def saved(file: object) -> bytes:
    """Of a document, a deck or a workbook."""
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def repacked(data: bytes, parts: Mapping[str, bytes], **options: int) -> bytes:
    """An office file with some of its parts replaced, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


@contextmanager
def far_down(folder: Path, *, levels: int, name: str) -> Iterator[None]:
    """A file below folders within one another, each with a name of fifty letters, which are gone again in the end."""
    inner = Path("x" * 50)
    with chdir(folder):
        for _ in range(levels):
            inner.mkdir()
            os.chdir(inner)
        Path(name).write_text("The deep rule.")
    try:
        yield
    finally:
        shutil.rmtree(folder / inner)
