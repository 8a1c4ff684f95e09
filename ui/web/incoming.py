"""Files of a multipart body, written to disk as they come, each up to a limit."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header

from knowledge.errors import InputError
from ui import locales
from ui.texts import say

MANY = 20  # files in one body
LONG = 1_000  # bytes of a field, or of a header


@dataclass
class Incoming:
    """A file that was sent. `path` is None for one that was not kept: it was too large, or one too many."""

    name: str
    size: int = 0
    path: Path | None = None
    trouble: str = ""


class Body:
    """Feed it with `write`, then read `files` and `fields`. `discard` removes what nobody took."""

    def __init__(self, content_type: str, limit: int) -> None:
        """`limit` in bytes, of one file. Raises InputError for what is no multipart form."""
        kind, options = parse_options_header(content_type)
        if kind != b"multipart/form-data" or b"boundary" not in options:
            raise InputError(say("knowledge.no_form"))
        self.files: list[Incoming] = []
        self.fields: dict[str, str] = {}
        self._limit = limit
        self._open: BinaryIO | None = None
        self._file: Incoming | None = None
        self._field = ""
        self._text = b""
        self._header = [b"", b""]
        self._disposition = b""
        self._complete = False
        self._parser = MultipartParser(
            options[b"boundary"],
            {
                "on_part_begin": self._begin,
                "on_header_field": lambda data, start, end: self._grow(0, data[start:end]),
                "on_header_value": lambda data, start, end: self._grow(1, data[start:end]),
                "on_header_end": self._header_end,
                "on_headers_finished": self._headers_finished,
                "on_part_data": lambda data, start, end: self._take(data[start:end]),
                "on_part_end": self._end,
                "on_end": self._finish,
            },
        )

    def write(self, chunk: bytes) -> None:
        """Raises InputError for what is no multipart form."""
        try:
            self._parser.write(chunk)
        except FormParserError as error:
            raise InputError(say("knowledge.no_form")) from error

    def close(self) -> None:
        """Raises InputError where the body was cut off."""
        if not self._complete:
            raise InputError(say("knowledge.cut_off"))

    def kept(self) -> Iterator[tuple[Incoming, Path]]:
        for one in self.files:
            if one.path is not None:
                yield one, one.path

    def discard(self) -> None:
        if self._open is not None:
            self._open.close()
        for _, path in self.kept():
            path.unlink(missing_ok=True)

    # what the parser calls

    def _begin(self) -> None:
        self._file, self._field, self._text, self._disposition = None, "", b"", b""

    def _grow(self, part: int, data: bytes) -> None:
        self._header[part] = (self._header[part] + data)[:LONG]

    def _header_end(self) -> None:
        name, value = self._header
        if name.lower() == b"content-disposition":
            self._disposition = value
        self._header = [b"", b""]

    def _headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._field = _text(options.get(b"name", b""))
        if b"filename" not in options:
            return
        name = _text(options[b"filename"])
        if not name:  # a box for files that was left empty
            return
        if len(self.files) >= 10 * MANY:
            raise InputError(say("knowledge.too_many", n=MANY))
        self._file = Incoming(name=name)
        self.files.append(self._file)
        if len(self.files) > MANY:
            self._file.trouble = say("knowledge.too_many", n=MANY)
            return
        handle, path = tempfile.mkstemp(prefix="copydesk-")
        self._file.path = Path(path)
        self._open = os.fdopen(handle, "wb")

    def _take(self, data: bytes) -> None:
        if self._file is None:
            self._text = (self._text + data)[:LONG]
            return
        self._file.size += len(data)
        if self._open is not None and self._file.size > self._limit:
            self._drop(say("knowledge.too_large", size=megabytes(self._limit)))
        if self._open is not None:
            try:
                self._open.write(data)
            except OSError as error:
                self._drop(say("knowledge.not_kept", why=error.strerror or str(error)))

    def _drop(self, why: str) -> None:
        if self._open is not None and self._file is not None and self._file.path is not None:
            with suppress(OSError):
                self._open.close()
            self._file.path.unlink(missing_ok=True)
            self._file.path, self._file.trouble, self._open = None, why, None

    def _end(self) -> None:
        if self._file is None and self._field and len(self.fields) < MANY:
            self.fields[self._field] = self._text.decode(errors="replace").strip()
        if self._open is not None:
            try:
                self._open.close()
            except OSError as error:
                self._drop(say("knowledge.not_kept", why=error.strerror or str(error)))
            self._open = None

    def _finish(self) -> None:
        self._complete = True


def megabytes(size: int) -> str:
    """ "20 MB", "1.5 MB", "640 KB"; what is less than one is told in bytes."""
    if size < 1_000:
        return f"{locales.number(size)} B"
    if size < 1_000_000:
        return f"{locales.number(round(size / 1_000))} KB"
    return locales.plain(f"{size / 1_000_000:.1f}".removesuffix(".0")) + " MB"


def _text(value: bytes) -> str:
    return value.decode(errors="replace")
