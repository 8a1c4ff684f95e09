"""`copydesk ingest`: documents into the knowledge base."""

from pathlib import Path
from typing import get_args

import click

from ui.cli import options
from ui.cli.frame import Frame, dump, emit, pass_frame, progress_line
from ui.cli.quality import show_report


def _kinds(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    from knowledge.documents import DocumentKind

    if value is not None and value not in get_args(DocumentKind):
        raise click.BadParameter(f"'{value}' is no kind: {', '.join(get_args(DocumentKind))}.", param=option)
    return value


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--kind", metavar="K", callback=_kinds, help="What they are, where they do not say so themselves.")
@options.brand
@options.as_json
@pass_frame
def command(frame: Frame, paths: tuple[Path, ...], kind: str | None, brand: str | None, as_json: bool) -> None:
    """Documents into the knowledge base: files or folders. Prints what was read, what was refused, and why."""
    with frame.desk() as desk:
        report = desk.ingest([path.absolute() for path in paths], kind, brand, progress_line)  # type: ignore[arg-type]
    if as_json:
        emit(dump(report))
    else:
        show_report(report)
