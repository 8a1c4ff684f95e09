"""`copydesk ingest`: documents into the knowledge base."""

from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args

import click

from knowledge.errors import InputError
from ui.cli import options
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.quality import show_ingest, show_quality
from ui.cli.waiting import beside

if TYPE_CHECKING:
    from knowledge.documents import DocumentKind


def _kind(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    from knowledge.documents import DocumentKind

    if value is not None and value not in get_args(DocumentKind):
        raise click.BadParameter(f"'{value}' is no kind: {', '.join(get_args(DocumentKind))}.", param=option)
    return value


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", metavar="K", callback=_kind, help="What they are, where they do not say so themselves.")
@options.brand
@options.as_json
@pass_frame
def command(frame: Frame, paths: tuple[Path, ...], kind: str | None, brand: str | None, as_json: bool) -> None:
    """Documents into the knowledge base: files or folders. Prints what was read or refused, and the quality report."""
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise InputError(f"There is no {missing}.")
    with frame.desk() as desk:
        wanted = cast("DocumentKind | None", kind)
        with beside("reading documents") as waiting:
            report = desk.ingest([path.absolute() for path in paths], wanted, brand, waiting.progress)
        quality = desk.quality(brand)
    if as_json:
        emit({**dump(report), "quality": dump(quality)})
    else:
        show_ingest(report)
        show_quality(quality)
    if report.refused and not (report.added or report.changed or report.unchanged):
        first = report.refused[0]
        raise InputError(f"Nothing was read. {first.path}: {first.reason}.")
