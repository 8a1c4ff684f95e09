"""`copydesk hold`: nothing of a brand goes out until it is lifted."""

import click

from ui.cli import options
from ui.cli.frame import Frame, emit, pass_frame
from ui.cli.users import admin


@click.command("hold")
@click.option("--reason", required=True, metavar="TEXT", help="Stays on the record.")
@options.as_user(required=False, helping="Who holds. [an admin]")
@options.brand
@options.as_json
@pass_frame
def command(frame: Frame, reason: str, user: str | None, brand: str | None, as_json: bool) -> None:
    """Hold all that a brand publishes, at once and until it is lifted. What is signed waits."""
    options.line(reason, "--reason")
    with frame.desk() as desk:
        held, who = brand or desk.default_brand.id, admin(desk, user)
        desk.hold(held, reason, who, "cli")
    if as_json:
        emit({"brand": held, "held": True, "reason": reason, "by": who})
    else:
        click.echo(f"Nothing of {held} goes out from now on: {reason}")
        click.echo(f"It is on the record as {who}'s. To go on: copydesk lift --brand {held}")
