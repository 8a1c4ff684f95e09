"""`copydesk audit`: the audit trail."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from knowledge.errors import InputError
from ui.cli import options
from ui.cli.frame import Frame, dump, emit, note, pass_frame
from ui.cli.waiting import beside

if TYPE_CHECKING:
    from agents.ledger.chain import AuditReport
    from agents.ledger.export import Form


@click.group("audit")
def command() -> None:
    """The audit trail, verified or exported."""


@command.command("verify")
@click.option("--head", "heads", multiple=True, metavar="H", help="A head that was written down elsewhere; several do.")
@click.option("--export", "file", type=click.Path(path_type=Path), metavar="FILE", help="An export, by itself.")
@options.as_json
@pass_frame
def verify(frame: Frame, heads: tuple[str, ...], file: Path | None, as_json: bool) -> None:
    """Walk the whole chain; exit 1 when it was changed, and say where."""
    with beside("walking the chain") as waiting:
        if file is not None:
            from agents.ledger.export import verify_file

            report = verify_file(file, heads)
        else:
            with frame.desk() as desk:
                report = desk.audit_verify(heads, waiting.progress)
    _print(report, as_json)


def _print(report: "AuditReport", as_json: bool) -> None:
    if as_json:
        emit(dump(report))
    elif report.ok and not report.records:
        click.echo(f"{click.style('✓', fg='green')} There is no record, so there is no head.")
    elif report.ok:
        click.echo(f"{click.style('✓', fg='green')} {report.records:,} records, unbroken. Head {report.head}")
    else:
        click.echo(f"{click.style('✗', fg='red')} {report.problem}")
    if not report.ok:
        click.get_current_context().exit(1)


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--format", "form", type=click.Choice(("jsonl", "csv")), default="jsonl", show_default=True)
@click.option("--since", metavar="DATE", help="From the first record of that day or time on.")
@options.as_json
@pass_frame
def export(frame: Frame, file: Path | None, form: Any, since: str | None, as_json: bool) -> None:  # noqa: ANN401
    """All records, oldest first, and the head in the last line; to FILE, or to stdout."""
    with frame.desk() as desk, beside("exporting"):
        records = _Counted(desk.audit_export(options.since(since, desk.default_brand.timezone)))
        if file is not None:
            _write(file, records, form)
        elif as_json:
            emit({"records": list(records), "head": records.head})
        else:
            from agents.ledger.export import lines

            sys.stdout.writelines(lines(records, form))
    if file is None:
        return
    if as_json:
        emit({"file": str(file), "records": records.count, "head": records.head})
    else:
        if records.head is None:
            note(f"There is nothing to export: {file} holds no record, so there is no head to write down.")
            return
        note(f"{records.count:,} records in {file}. Write their head down where nobody here can change it:")
        click.echo(records.head)


class _Counted:
    """Records on their way into a file: how many, and their head."""

    def __init__(self, records: Iterator[dict[str, Any]]) -> None:
        self._records = records
        self.count = 0
        self.head: str | None = None

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for record in self._records:
            self.count, self.head = self.count + 1, f"{record['seq']}:{record['hash']}"
            yield record


def _write(file: Path, records: Iterable[dict[str, Any]], form: "Form") -> None:
    """Whole or not at all; a file that is there already stays."""
    from agents.ledger.export import lines

    if file.exists():
        raise InputError(f"{file} is there already: name another file.")
    draft = file.with_name(f".{file.name}.new")
    try:
        with draft.open("w", encoding="utf-8", newline="") as out:
            out.writelines(lines(records, form))
        draft.replace(file)
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror or error}.") from error
    finally:
        draft.unlink(missing_ok=True)


@command.command("who")
@click.argument("reference")
@options.as_json
@pass_frame
def who(frame: Frame, reference: str, as_json: bool) -> None:
    """Whom or what a reference in the records means, as long as it was not erased."""
    with frame.desk() as desk:
        name = desk.audit_name(options.line(reference, "REFERENCE"))
    if as_json:
        emit({"reference": reference, "name": name})
    else:
        click.echo(name)
