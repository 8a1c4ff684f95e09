"""`copydesk hold`: nothing of a brand goes out until it is lifted."""

import click

from ui.cli import options
from ui.cli.frame import Frame, emit, pass_frame


@click.command("hold")
@click.option("--reason", required=True, metavar="TEXT", help="Stays on the record.")
@options.as_user(required=True, helping="Who holds.")
@options.brand
@options.as_json
@pass_frame
def command(frame: Frame, reason: str, user: str, brand: str | None, as_json: bool) -> None:
    """Hold all that a brand publishes, at once and until it is lifted. What is signed waits."""
    options.line(reason, "--reason")
    with frame.desk() as desk:
        held = brand or desk.default_brand.id
        desk.hold(held, reason, user, "cli")
    if as_json:
        emit({"brand": held, "held": True, "reason": reason, "by": user})
    else:
        click.echo(f"Nothing of {held} goes out from now on: {reason}")
        click.echo(f"It is on the record as {user}'s. To go on: copydesk lift --brand {held} --as USER")
