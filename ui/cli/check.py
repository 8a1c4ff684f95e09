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

RED = 3


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
    """The brand report on FILE; exit 3 when red. `-` reads JSON Lines: `text`, and maybe `channel`, `locale`."""
    packs = tuple(path.absolute() for path in rules)
    with frame.reading_desk() as desk:
        if str(file) == "-":
            stream(lambda line: dump(desk.check(_from_line(words(line), channel, locale), brand, packs)))
            return
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


def _from_line(line: str, channel: str | None, locale: str) -> "Copy":
    try:
        row: Any = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"Not JSON: {error.msg} at column {error.colno}.") from error
    if not isinstance(row, dict) or "text" not in row:
        raise InputError('A line is an object such as {"text": "…", "channel": "instagram", "locale": "en"}.')
    text, where, language = row["text"], row.get("channel") or channel, row.get("locale") or locale
    if not isinstance(text, str) or not isinstance(language, str) or not isinstance(where, str | None):
        raise InputError("`text`, `channel` and `locale` are strings.")
    return copy_from(text, where, language)
