"""`copydesk lift`: a brand publishes again."""

import click

from ui.cli import options
from ui.cli.frame import Frame, emit, pass_frame
from ui.cli.users import admin
from ui.cli.waiting import beside

SECONDS = 60.0  # for what was held and is due


@click.command("lift")
@options.as_user(required=False, helping="Who lifts it: an admin, or who is on call. [an admin]")
@options.brand
@options.as_json
@pass_frame
def command(frame: Frame, user: str | None, brand: str | None, as_json: bool) -> None:
    """Lift the hold on a brand: what is signed and due goes out."""
    with frame.desk(moving=True) as desk:
        held, who = brand or desk.default_brand.id, admin(desk, user)
        waiting = [row.run for row in desk.runs(brand=held, status="scheduled", limit=1000)]
        desk.lift(held, who, "cli")
        with beside("publishing what was held"):
            went = [run for run in waiting if desk.wait(run, SECONDS).status == "published"]
    if as_json:
        emit({"brand": held, "held": False, "by": who, "published": went})
        return
    click.echo(f"{held} publishes again.")
    if went:
        click.echo(f"Went out: {', '.join(went)}")
