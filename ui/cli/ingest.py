"""`copydesk ingest`: documents into the knowledge base."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from knowledge.errors import InputError
from knowledge.names import written_out
from knowledge.progress import REFUSED
from ui.cli import options
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.quality import show_ingest, show_quality
from ui.cli.waiting import Waiting, beside

if TYPE_CHECKING:
    from knowledge.documents import DocumentKind


LONG = 500  # texts to be learnt, from which on nobody waits for the report to hear what was refused


class _Told:
    """The progress of an ingest, which says what was refused before a long indexing begins."""

    def __init__(self, waiting: Waiting) -> None:
        self._waiting = waiting
        self._refused: list[str] = []

    def progress(self, step: str, done: int, total: int) -> None:
        """A `knowledge.progress.Progress`."""
        if step.startswith(REFUSED):
            self._refused.append(step)
            return
        if step.startswith("Learning") and total >= LONG:
            for refused in self._refused:
                self._waiting.news(written_out(refused))
            self._refused.clear()
        self._waiting.progress(step, done, total)


@click.command("ingest")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--kind", metavar="K", callback=options.document_kind, help="What they are, where they do not say so themselves."
)
@click.option("--locale", metavar="TAG", help="The language they are in, such as de or pt-BR.")
@click.option("--owner", metavar="WHO", help="Whom to ask about them.")
@click.option("--tag", "tags", multiple=True, metavar="WORD", help="May be given several times.")
@click.option("--draft", is_flag=True, help="Not in use until somebody publishes them.")
@click.option("--valid-from", metavar="DATE", help="The first day on which they hold.")
@click.option("--valid-until", metavar="DATE", help="The last day on which they hold.")
@options.brand
@options.as_json
@pass_frame
def command(
    frame: Frame,
    /,
    paths: tuple[Path, ...],
    kind: str | None,
    tags: tuple[str, ...],
    draft: bool,
    brand: str | None,
    as_json: bool,
    **about: str | None,
) -> None:
    """Documents into the knowledge base: files or folders. Prints what was read or refused, and the quality report.

    Reads Markdown, text, HTML, PDF, DOCX, PPTX, XLSX, CSV and e-mail (.eml). What a file, or a knowledge.yaml beside
    it, says of itself beats these options.
    """
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        raise InputError(f"There is no {missing}.")
    given: dict[str, str | list[str]] = {key: value for key, value in about.items() if value is not None}
    given |= {"tags": list(tags)} if tags else {}
    given |= {"status": "draft"} if draft else {}
    with frame.desk() as desk:
        wanted = cast("DocumentKind | None", kind)
        with beside("reading documents") as waiting:
            told = _Told(waiting)
            report = desk.ingest([path.absolute() for path in paths], wanted, brand, told.progress, given)
        quality = desk.quality(brand)
        name = next((one.name for one in desk.brands() if one.id == brand), desk.default_brand.name)
    if as_json:
        emit({**dump(report), "quality": dump(quality)})
    else:
        show_ingest(report, name)
        show_quality(quality)
    if report.refused and not (report.added or report.changed or report.unchanged):
        first = report.refused[0]
        raise InputError(f"Nothing was read. {first.path}: {first.reason}.")
