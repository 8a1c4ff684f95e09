"""`copydesk audit`: the audit trail."""

import json

import click

from ui.cli import options
from ui.cli.frame import Frame, dump, emit, pass_frame


@click.group("audit")
def command() -> None:
    """The audit trail, verified or exported."""


@command.command("verify")
@click.option("--head", metavar="H", help="A head that was written down elsewhere.")
@options.as_json
@pass_frame
def verify(frame: Frame, head: str | None, as_json: bool) -> None:
    """Walk the whole chain; exit 1 when it was changed, and say where."""
    with frame.desk() as desk:
        report = desk.audit_verify(head)
    if as_json:
        emit(dump(report))
    elif report.ok:
        click.echo(f"{click.style('✓', fg='green')} {report.records:,} records, unbroken. Head {report.head}")
    else:
        click.echo(f"{click.style('✗', fg='red')} {report.problem}")
    if not report.ok:
        click.get_current_context().exit(1)


@command.command("export")
@options.as_json
@pass_frame
def export(frame: Frame, as_json: bool) -> None:
    """All records, oldest first: JSON Lines, or one document with --json."""
    with frame.desk() as desk:
        if as_json:
            emit({"records": list(desk.audit_export())})
            return
        for record in desk.audit_export():
            click.echo(json.dumps(record, ensure_ascii=False, default=str))
