"""`copydesk doctor`: whether everything is in place."""

import click

from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, pass_frame


@click.command("doctor")
@options.as_json
@pass_frame
def command(frame: Frame, as_json: bool) -> None:
    """Look at everything the desk needs; exit 1 when something is missing, with what to do."""
    with frame.desk() as desk:
        checks = desk.doctor()
    well = all(check.ok for check in checks)
    if as_json:
        emit({"ok": well, "checks": [dump(check) for check in checks]})
    else:
        for check in checks:
            mark = click.style("✓", fg="green") if check.ok else click.style("✗", fg="red")
            click.echo(f"{mark} {show.bold(check.name)}  {check.detail}")
            if not check.ok and check.remedy:
                click.echo(f"  → {check.remedy}")
    if not well:
        click.get_current_context().exit(1)
