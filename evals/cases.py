"""What a suite measures on, as digests: figures on other cases say nothing about the desk."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

SUFFIXES = frozenset({".jsonl", ".json", ".yaml", ".csv", ".md", ".txt"})
DIGITS = 16  # of a digest, in hexadecimal


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]


def dataset(suite: str) -> str:
    """Of every data file in the suite's folder; empty for a suite that has none."""
    files = _files(suite)
    told = [f"{name} {hashlib.sha256(file.read_bytes()).hexdigest()}" for name, file in files.items()]
    return digest_of("\n".join(told)) if told else ""


def rows(suite: str) -> dict[str, str]:
    """By id, of its rows in JSON Lines; what stands in other files, or has no id, is in the dataset's digest alone."""
    found: dict[str, str] = {}
    for file in _files(suite).values():
        if file.suffix == ".jsonl":
            for line in filter(str.strip, file.read_text(encoding="utf-8").split("\n")):
                row = json.loads(line)
                if isinstance(row, dict) and "id" in row:
                    id, told = str(row["id"]), json.dumps(row, sort_keys=True)
                    found[id] = digest_of(found.get(id, "") + told)
    return found


def _files(suite: str) -> Mapping[str, Path]:
    import evals

    folders = [Path(place) / suite for place in evals.__path__]
    found = {
        file.relative_to(folder).as_posix(): file
        for folder in folders
        for file in folder.rglob("*")
        if file.suffix in SUFFIXES and file.is_file()
    }
    return dict(sorted(found.items()))
