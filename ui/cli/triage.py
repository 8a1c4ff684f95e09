"""`copydesk triage`: where a request would go."""

import click

from ui import words
from ui.cli import options
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.lines import stream
from ui.cli.lines import words as said


@click.command("triage")
@click.argument("text")
@options.brand
@options.as_json
@pass_frame
def command(frame: Frame, text: str, brand: str | None, as_json: bool) -> None:
    """The route, severity, flags and brief that TEXT would get; nothing is run. `-` reads one request a line."""
    with frame.desk() as desk:
        if text == "-":
            stream(lambda line: dump(desk.triage(said(line), brand)))
            return
        triage = desk.triage(options.line(text, "TEXT"), brand)
    if as_json:
        emit(dump(triage))
        return
    severity = f", {triage.severity}" if triage.severity else ""
    click.echo(click.style(f"{words.ROUTE[triage.route]} ({triage.route}{severity})", bold=True))
    click.echo(f"  {triage.why}")
    if triage.flags:
        click.echo(f"  Flags: {', '.join(words.flag(flag) for flag in triage.flags)}")
    for key, value in triage.brief.model_dump(mode="json", exclude_none=True, exclude_defaults=True).items():
        listed = ", ".join(map(str, value)) if isinstance(value, list) else value
        click.echo(f"  {words.field(key)}: {triage.brief.value if key == 'value' else listed}")
