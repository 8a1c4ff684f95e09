"""The audit trail as a file: JSON Lines or CSV, with its head in the last line. Such a file is verified by itself."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from agents.ledger.chain import GENESIS, KEYS, AuditReport, Head, verify
from knowledge.errors import InputError, NotFoundError

Form = Literal["jsonl", "csv"]
COLUMNS = (*KEYS, "previous", "hash")
HEAD = "audit.head"  # the last line's event; its subject is the head
MAX_LINE = 1_000_000  # characters; no record comes near


def lines(records: Iterable[Mapping[str, Any]], form: Form) -> Iterator[str]:
    """Each with its line break. The last one says what the head is."""
    if form == "csv":
        yield _row(COLUMNS)
    head = None
    for record in records:
        head = Head(seq=record["seq"], hash=record["hash"])
        yield _line(record, form)
    last = dict.fromkeys(COLUMNS) | {"event": HEAD, "subject": str(head) if head else None, "details": {}}
    yield _line(last, form)


def _line(record: Mapping[str, Any], form: Form) -> str:
    if form == "jsonl":
        return json.dumps({key: record[key] for key in COLUMNS}, ensure_ascii=False) + "\n"
    return _row(tuple(_cell(record[key]) for key in COLUMNS))


def _cell(value: object) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, dict) else str(value)


def _row(cells: tuple[str, ...]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerow(cells)
    return written.getvalue()


def verify_file(path: Path, heads: tuple[str, ...] = ()) -> AuditReport:
    """Of an export alone, without the desk it came from. Raises NotFoundError or InputError for what is none."""
    wanted = [Head.read(head) for head in heads]
    reader = _Reader(path)
    try:
        report = verify(reader, wanted, start=None)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}.") from error
    if not report.ok:
        return report
    if reader.head is None:
        return report.model_copy(update={"ok": False, "problem": "the last line, with its head, is missing"})
    if report.records and report.head != reader.head:
        return report.model_copy(update={"ok": False, "problem": "the last line has the head of other records"})
    return report


class _Reader:
    """The records of a file; then `head` is what its last line says."""

    def __init__(self, path: Path) -> None:
        if not path.is_file():
            raise NotFoundError(f"There is no file {path}. `copydesk audit export FILE` writes one.")
        self._path = path
        self.head: str | None = None

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        with self._path.open(encoding="utf-8", newline="") as file:
            first = file.readline(MAX_LINE)
            file.seek(0)
            rows = self._csv(file) if first.startswith("seq,") else self._json(file)
            for number, record in rows:
                if self.head is not None:
                    raise InputError(f"{self._path}, line {number}: there is more after the line with the head.")
                if record["event"] == HEAD:
                    self.head = record["subject"] or GENESIS
                    continue
                yield record

    def _json(self, file: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
        for number, line in enumerate(file, 1):
            try:
                record = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise self._strange(number) from error
            yield number, self._whole(number, record)

    def _csv(self, file: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
        rows = csv.DictReader(file)
        try:
            for row in rows:
                record: dict[str, Any] = {key: value or None for key, value in row.items()}
                record["seq"] = int(record["seq"]) if record.get("seq") else None
                record["details"] = json.loads(record.get("details") or "{}")
                yield rows.line_num, self._whole(rows.line_num, record)
        except (csv.Error, ValueError, TypeError, AttributeError, RecursionError) as error:
            raise self._strange(rows.line_num) from error

    def _whole(self, number: int, record: object) -> dict[str, Any]:
        if not isinstance(record, dict) or not set(COLUMNS) <= set(record) or not isinstance(record["details"], dict):
            raise self._strange(number)
        return record

    def _strange(self, number: int) -> InputError:
        return InputError(
            f"{self._path}, line {number} is no record of an audit trail. `copydesk audit export FILE` writes them."
        )
