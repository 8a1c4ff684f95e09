"""Many drafts in one go: JSON Lines and tables, each with a report, a line for what is broken, and a summary."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from knowledge.errors import CopydeskError, InputError
from ui import words
from ui.cli import show
from ui.cli.batch import Ahead, Rated, Work
from ui.cli.drafts import Row, Table, copy_in_fields
from ui.cli.frame import dump, note
from ui.cli.lines import read_json, stream
from ui.cli.lines import words as said
from ui.cli.waiting import beside

if TYPE_CHECKING:
    from tools.copy import Copy
    from tools.findings import BrandReport

RED = 3
MOST_OF_ROW = 10  # findings
KEYS = frozenset({"text", "fields", "channel", "locale", "machine_made"})  # of a line
EXAMPLE = '{"text": "…", "channel": "instagram", "locale": "en"}'
IN_FIELDS = '{"fields": {"subject": "…", "body": "…"}, "channel": "email"}'
Made = Callable[[str, str | None, str], "Copy"]  # of a text, for a channel, in a locale


@dataclass(frozen=True)
class Given:
    """What holds for a draft that does not say it, and whether every finding is shown."""

    channel: str | None
    locale: str
    machine_made: bool
    every: bool


class Told:
    """Problems of rule files, each told once."""

    def __init__(self) -> None:
        self._told: set[str] = set()

    def of(self, report: "BrandReport") -> None:
        for problem in report.problems:
            if problem not in self._told:
                self._told.add(problem)
                note(problem)


def json_lines(lines: Sequence[str] | None, rating: Ahead, make: Made, given: Given) -> int:
    """Reports on each line, from stdin where there are none; the exit code."""
    ratings: Counter[str] = Counter()
    told = Told()
    total = len(lines or ())
    copies = [copy for line in lines or () if (copy := _readable(line, given, make)) is not None]

    with beside("checking drafts") as waiting, rating(copies) as work:

        def report(line: str) -> dict[str, Any]:
            done = ratings.total()
            if total:
                waiting.progress("checking drafts", done, total)
            else:
                waiting.what = f"checking, {done:,} done"
            row = _row(said(line))
            found, fixed = work(_copy_of(row, given, make))
            told.of(found)
            ratings[found.rating] += 1
            unknown = sorted(set(row) - KEYS)
            more: dict[str, Any] = {"unknown_keys": unknown} if unknown else {}
            return {**dump(found), **more, **fixed}

        bad = stream(report, lines)
    return _code(bad, ratings)


def _readable(line: str, given: Given, make: Made) -> "Copy | None":
    """The draft of a line; None where it has none that can be read, which is told in its turn."""
    try:
        return _copy_of(_row(said(line)), given, make)
    except (CopydeskError, ValueError, click.ClickException):
        return None


def table(file: Path, text: str, rating: Ahead, given: Given, *, as_json: bool) -> int:
    """Reports on each row; the exit code. What cannot be read is one line on stderr: file, row, reason."""
    from tools.channels import Channels

    drafts = Table(text, str(file), Channels.load())
    if drafts.unread:
        note(f"{file}: not read: {', '.join(drafts.unread)}")
    told, ratings = Told(), _Ratings()
    rows = list(drafts.rows(given.channel, given.locale, machine_made=given.machine_made))
    copies = [row.copy for row in rows if row.copy is not None]
    with beside("checking drafts") as waiting, rating(copies) as work:
        for done, each in enumerate(rows):
            waiting.progress("checking drafts", done, len(rows))
            found, row = _rated(each, work)
            if found is not None and row.copy is not None:
                told.of(found.report)
                ratings.add(row.copy.channel, found.report.rating)
            else:
                ratings.bad += 1
                note(f"{file}: row {row.number}: {row.error}")
            _print(row, found, as_json=as_json, every=given.every)
    if as_json:
        note(ratings.line())
    else:
        ratings.table()
    return _code(ratings.bad, ratings.all)


def _rated(row: Row, work: Work) -> "tuple[Rated | None, Row]":
    if row.copy is None:
        return None, row
    try:
        return work(row.copy), row
    except CopydeskError as error:
        return None, Row(row.number, error=str(error))


def _print(row: Row, rated: Rated | None, *, as_json: bool, every: bool) -> None:
    if as_json:
        line: dict[str, Any] = {"row": row.number}
        if rated is None or row.copy is None:
            line["error"] = row.error
        else:
            line |= {"channel": row.copy.channel, "locale": row.copy.locale, **dump(rated.report), **rated.fixed}
        click.echo(json.dumps(line, ensure_ascii=False, default=str))
    elif rated is not None and row.copy is not None and rated.report.rating != "green":
        report = rated.report
        head = f"row {row.number}  {show.rating(report.rating)}  {report.score} of 100"
        click.echo(f"{head}  {show.dim(show.one_line(row.copy.text, 50))}")
        found = (one for one in report.findings if one.severity != "advice")
        show.findings(found, "  ", most=None if every else MOST_OF_ROW, rest="--all")


class _Ratings:
    """How many drafts of each channel came out how."""

    def __init__(self) -> None:
        self.bad = 0
        self.all: Counter[str] = Counter()
        self._channels: dict[str, Counter[str]] = {}

    def add(self, channel: str | None, rating: str) -> None:
        self.all[rating] += 1
        self._channels.setdefault(channel or "text", Counter())[rating] += 1

    def line(self) -> str:
        parts = ", ".join(f"{self.all[rating]:,} {rating}" for rating in ("green", "amber", "red"))
        broken = f"; {words.count(self.bad, 'row')} could not be read" if self.bad else ""
        return f"{words.count(self.all.total(), 'draft')}: {parts}{broken}"

    def table(self) -> None:
        rows = [(words.channel(name), counts) for name, counts in self._channels.items()]
        if len(rows) > 1:
            rows.append(("All", self.all))
        cells = [
            (name, *(f"{counts[rating]:,}" for rating in ("green", "amber", "red")), f"{counts.total():,}")
            for name, counts in rows
        ]
        click.echo()
        show.table(cells, ("channel", "green", "amber", "red", "drafts"))
        if self.bad:
            click.echo(f"{words.count(self.bad, 'row')} could not be read.")


def _code(bad: int, ratings: Counter[str]) -> int:
    return 1 if bad else RED if ratings["red"] else 0


def _row(line: str) -> dict[str, Any]:
    try:
        row: Any = read_json(line)
    except json.JSONDecodeError as error:
        raise InputError(f"Not JSON: {error.msg} at column {error.colno}.") from error
    if not isinstance(row, dict):
        raise InputError(f"A line is an object such as {EXAMPLE}.")
    if "text" not in row and "fields" not in row:
        there = ", ".join(f"'{key}'" for key in list(row)[:5]) or "nothing"
        raise InputError(
            f"The key 'text' is missing: there is {there}. A line is an object such as {EXAMPLE}, or, for a channel "
            f"with several fields, {IN_FIELDS}."
        )
    if "text" in row and "fields" in row:
        raise InputError("Both 'text' and 'fields' are there: which is the draft?")
    return row


def _copy_of(row: dict[str, Any], given: Given, make: Made) -> "Copy":
    text, where, language = row.get("text", ""), row.get("channel") or given.channel, row.get("locale") or given.locale
    if not isinstance(text, str) or not isinstance(language, str) or not isinstance(where, str | None):
        raise InputError("`text`, `channel` and `locale` are strings.")
    machine = row.get("machine_made", given.machine_made)
    if not isinstance(machine, bool):
        raise InputError("`machine_made` is true or false.")
    copy = _in_fields(row["fields"], where, language) if "fields" in row else make(text, where, language)
    return copy.model_copy(update={"machine_made": machine})


def _in_fields(fields: object, channel: str | None, locale: str) -> "Copy":
    from tools.channels import Channels

    if not isinstance(fields, dict) or not all(isinstance(text, str) for text in fields.values()):
        raise InputError(f"`fields` maps a channel's fields to their texts: {IN_FIELDS}.")
    if not fields:
        raise InputError("`fields` is empty: there is no draft.")
    return copy_in_fields(fields, channel, locale, Channels.load())
