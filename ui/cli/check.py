"""`copydesk check`: the brand report on a text or on many drafts, by rules alone."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from knowledge.errors import InputError
from ui.cli import batch, many, mending, options, reasons, show
from ui.cli.frame import Frame, dump, emit, note, pass_frame
from ui.cli.waiting import beside

if TYPE_CHECKING:
    from tools.copy import Copy
    from tools.findings import BrandReport
    from ui.desk_api import DeskApi

RED = many.RED
TABLES = (".csv", ".tsv")
LINES = (".jsonl", ".ndjson")
JSON = ".json"


@click.command("check")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), required=False)
@click.option("-c", "--channel", metavar="C", help="Its limits are checked as well.")
@click.option("-l", "--locale", metavar="L", default="en", show_default=True)
@click.option("--rules", multiple=True, type=click.Path(path_type=Path), help="A Vale package or a .vale.ini.")
@click.option("--machine-made", is_flag=True, help="A machine wrote it: does it carry the label that is asked for?")
@click.option("--fix", is_flag=True, help="Print the text with all safe fixes, checked again; FILE stays as it is.")
@click.option(
    "--why", metavar="N|RULE", help="The rule behind finding N, or by name: source, examples, what is missing."
)
@click.option(
    "--processes",
    type=click.IntRange(min=1),
    metavar="N",
    help="That many drafts are shared out to; as many as pay where it is not said.",
)
@click.option("--all", "every", is_flag=True, help="Every finding, also where there are many.")
@options.brand
@options.as_json
@pass_frame
def command(
    frame: Frame,
    file: Path | None,
    channel: str | None,
    locale: str,
    rules: tuple[Path, ...],
    machine_made: bool,
    fix: bool,
    why: str | None,
    processes: int | None,
    every: bool,
    brand: str | None,
    as_json: bool,
) -> None:
    """The brand report on FILE; exit 3 when red.

    A page (.html), Markdown (.md) and plain text are read as what their names say. For many drafts, FILE is a table
    (.csv, .tsv) with a column `text` or columns named by a channel's fields, and maybe `channel`, `locale` and
    `machine_made` (yes or no); or JSON Lines (.jsonl, or `-` for stdin) with `text`, or `fields` (each of a channel's
    fields with its text), and maybe `channel`, `locale` and `machine_made` (true or false). One call for all of them
    is much faster, and those of a file are shared out to several processes where that pays. Exit 1 when a row or line
    could not be read, else 3 when one is red.
    """
    packs = tuple(path.absolute() for path in rules)
    with frame.reading_desk() as desk:
        if file is None:
            if why is None or why.isdigit():
                raise InputError("Name a file to check, or - for JSON Lines on stdin.")
            code = _why(desk, why, None, brand, packs, as_json=as_json)
        elif str(file) == "-" or file.suffix.lower() in (*LINES, *TABLES):
            if why is not None:
                raise InputError("--why asks about one text: name a file with that text alone.")
            given = many.Given(channel, locale, machine_made, every)
            settings = None if frame.opener else frame.settings
            rating = batch.ahead(desk, settings, brand, packs, fix=fix, processes=processes)
            code = _many(file, given, rating, as_json=as_json, fix=fix)
        elif file.suffix.lower() == JSON and file.is_file():
            raise InputError(f"{file} is a JSON document, no copy. Give drafts as JSON Lines, one a line, as .jsonl.")
        else:
            copy = copy_from(read_text(file), channel, locale).model_copy(update={"machine_made": machine_made})
            code = _one(desk, file, copy, brand, packs, as_json=as_json, fix=fix, why=why, every=every)
    click.get_current_context().exit(code)


def _one(
    desk: "DeskApi",
    file: Path,
    copy: "Copy",
    brand: str | None,
    packs: tuple[Path, ...],
    *,
    as_json: bool,
    fix: bool,
    why: str | None,
    every: bool,
) -> int:
    from tools.check import form_of

    with beside(f"checking {file.name}"):
        report = desk.check(copy, brand, packs, form_of(file))
    many.Told().of(report)
    if why is not None:
        return _why(desk, why, report, brand, packs, as_json=as_json)
    if fix:
        with beside(f"checking {file.name} again"):
            done = mending.mended(copy, report, lambda fixed: desk.check(fixed, brand, packs, form_of(file)))
        report = done.report
        if as_json:
            emit({"text": done.draft.text, "fields": done.draft.fields, **dump(report)})
        else:
            click.echo(done.draft.text)
        mending.tell(done, every=every)
    elif as_json:
        emit(dump(report))
    else:
        show.report(report, every=every)
    return RED if report.rating == "red" else 0


def _why(
    desk: "DeskApi",
    wanted: str,
    report: "BrandReport | None",
    brand: str | None,
    packs: tuple[Path, ...],
    *,
    as_json: bool,
) -> int:
    name, found = reasons.chosen(wanted, report)
    rule = desk.why(name, brand, packs)
    if as_json:
        emit(reasons.document(rule, found, report))
    else:
        reasons.tell(rule, found, report)
    return 0


def _many(file: Path, given: many.Given, rating: batch.Ahead, *, as_json: bool, fix: bool) -> int:
    if file.suffix.lower() in TABLES and str(file) != "-":
        if fix and not as_json:
            raise InputError("--fix on a table gives its rows as JSON Lines: add --json.")
        return many.table(file, read_text(file), rating, given, as_json=as_json)
    if str(file) == "-":
        return many.json_lines(None, rating, copy_from, given)
    return many.json_lines(read_text(file).removesuffix("\n").split("\n"), rating, copy_from, given)


def copy_from(text: str, channel: str | None, locale: str) -> "Copy":
    """A bare text goes into its channel's one field, labelled lines into several."""
    from tools.channels import Channels
    from tools.check import copy_of

    return copy_of(text, channel=channel, locale=locale, channels=Channels.load())


def read_text(file: Path) -> str:
    """In whatever encoding; one that had to be guessed is told on stderr."""
    from knowledge.formats.parsed import RefusedError
    from knowledge.formats.plain import decoded

    if not file.exists():
        raise InputError(f"No such file: {file}.")
    if file.is_dir():
        raise InputError(f"{file} is a folder. Name one file, or give a file of drafts as JSON Lines on stdin: check -")
    try:
        text, guess = decoded(file.read_bytes())
    except RefusedError as error:
        raise InputError(f"{file} cannot be checked: {error}. Save it as plain text in UTF-8.") from error
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}.") from error
    if guess is not None:
        note(f"{file}: {guess}")
    return text
