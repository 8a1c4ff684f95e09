"""`copydesk check`: the brand report on a text, by rules alone."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from knowledge.errors import InputError
from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.lines import stream, words

if TYPE_CHECKING:
    from tools.copy import Copy
    from ui.desk_api import DeskApi

RED = 3
KEYS = frozenset({"text", "channel", "locale"})  # of a line
EXAMPLE = '{"text": "…", "channel": "instagram", "locale": "en"}'


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-c", "--channel", metavar="C", help="Its limits are checked as well.")
@click.option("-l", "--locale", metavar="L", default="en", show_default=True)
@click.option("--rules", multiple=True, type=click.Path(path_type=Path), help="A Vale package or a .vale.ini.")
@options.brand
@options.as_json
@pass_frame
def command(
    frame: Frame,
    file: Path,
    channel: str | None,
    locale: str,
    rules: tuple[Path, ...],
    brand: str | None,
    as_json: bool,
) -> None:
    """The brand report on FILE; exit 3 when red.

    For many texts, `-` reads one JSON object a line from stdin: `text`, and maybe `channel`, `locale`. One process for
    all of them is much faster. Exit 1 when a line could not be read, else 3 when one is red.
    """
    packs = tuple(path.absolute() for path in rules)
    with frame.reading_desk() as desk:
        if str(file) == "-":
            click.get_current_context().exit(_lines(desk, channel, locale, brand, packs))
        report = desk.check(copy_from(read_text(file), channel, locale), brand, packs)
    if as_json:
        emit(dump(report))
    else:
        show.report(report)
    if report.rating == "red":
        click.get_current_context().exit(RED)


def copy_from(text: str, channel: str | None, locale: str) -> "Copy":
    """A bare text goes into its channel's one field, labelled lines into several."""
    from tools.channels import Channels
    from tools.check import copy_of

    return copy_of(text, channel=channel, locale=locale, channels=Channels.load())


def read_text(file: Path) -> str:
    if not file.exists():
        raise InputError(f"No such file: {file}.")
    if file.is_dir():
        raise InputError(f"{file} is a folder. Name one file, or give a file of drafts as JSON Lines on stdin: check -")
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not text in UTF-8 (byte {error.start}). Save it as plain text.") from error
    if "\0" in text:
        raise InputError(f"{file} is not a text file. Save it as plain text.")
    return text


def _lines(desk: "DeskApi", channel: str | None, locale: str, brand: str | None, packs: tuple[Path, ...]) -> int:
    """Reports on the lines of stdin; the exit code."""
    red = False

    def report(line: str) -> dict[str, Any]:
        nonlocal red
        row = _row(words(line))
        found = desk.check(_copy_of(row, channel, locale), brand, packs)
        red = red or found.rating == "red"
        unknown = sorted(set(row) - KEYS)
        return {**dump(found), "unknown_keys": unknown} if unknown else dump(found)

    bad = stream(report)
    return 1 if bad else RED if red else 0


def _row(line: str) -> dict[str, Any]:
    try:
        row: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"Not JSON: {error.msg} at column {error.colno}.") from error
    if not isinstance(row, dict):
        raise InputError(f"A line is an object such as {EXAMPLE}.")
    if "text" not in row:
        there = ", ".join(f"'{key}'" for key in list(row)[:5]) or "nothing"
        raise InputError(f"The key 'text' is missing: there is {there}. A line is an object such as {EXAMPLE}.")
    return row


def _copy_of(row: dict[str, Any], channel: str | None, locale: str) -> "Copy":
    text, where, language = row["text"], row.get("channel") or channel, row.get("locale") or locale
    if not isinstance(text, str) or not isinstance(language, str) or not isinstance(where, str | None):
        raise InputError("`text`, `channel` and `locale` are strings.")
    return copy_from(text, where, language)
