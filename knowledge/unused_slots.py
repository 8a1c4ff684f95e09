"""Clears what Chroma's index files hold beside vectors.

A new index reserves room for a hundred vectors and writes it to disk as it found it: with whatever the process had in
that memory before, a request's text among it (https://github.com/chroma-core/chroma/issues/7688). It does so as the
index is made, and again in every process at its first use of it, be it only a list of ids. The first sync, at SYNC
vectors or a few more, writes the files anew without it. Until then the room belongs to nobody, and this makes it zeros.
"""

import struct
from contextlib import suppress
from pathlib import Path

SYNC = 1_000  # vectors, Chroma's default `sync_threshold`: fewer are in its log alone
_HEADER = struct.Struct("<i5Q")  # version, offset of level 0, slots, used slots, bytes a slot, offset of its label
_VERSION = 1
_LENGTH = 4  # bytes a slot in length.bin


def clear_unused(folder: Path) -> None:
    """Of every index below `folder` that has never been synced, its reserved room. To be called where none of them can
    be synced meanwhile: after an index was used for the first time, and after a write that leaves one below SYNC."""
    for header in folder.glob("*/header.bin"):
        with suppress(FileNotFoundError):  # another brand's index may be taken away meanwhile
            _clear(header)


def _clear(header: Path) -> None:
    data = header.read_bytes()
    if len(data) < _HEADER.size:
        return
    version, _, slots, used, size, _ = _HEADER.unpack_from(data)
    if version != _VERSION or used:
        return
    for name, width in (("data_level0.bin", size), ("length.bin", _LENGTH)):
        path = header.with_name(name)
        if path.exists() and path.stat().st_size == slots * width:
            with path.open("r+b") as file:
                file.write(bytes(slots * width))
