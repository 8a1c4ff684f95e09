"""`copydesk lift`: a brand publishes again."""

import click

from ui.cli import options
from ui.cli.crisis import show_hold
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.waiting import beside

SECONDS = 60.0  # for what was held and is due


@click.command("lift")
@options.as_user(required=True, helping="An admin, or who is on call.")
@options.brand
@options.as_json
@pass_frame
def command(frame: Frame, user: str, brand: str | None, as_json: bool) -> None:
    """Lift the hold on a brand: what is signed and due goes out. A crisis stays: `crisis off` ends it."""
    with frame.desk(moving=True) as desk:
        held = brand or desk.default_brand.id
        waiting = [row.run for row in desk.runs(brand=held, status="scheduled", limit=1000)]
        desk.lift(held, user, "cli")
        left = desk.holds(held)
        with beside("publishing what was held"):
            went = [] if left else [run for run in waiting if desk.wait(run, SECONDS).status == "published"]
    if as_json:
        holds = [dump(one) for one in left]
        emit({"brand": held, "held": bool(left), "by": user, "published": went, "holds": holds})
        return
    if left:
        click.echo(f"The hold on {held} is lifted. A crisis is on: copydesk crisis off --brand {held} --as USER")
        for one in left:
            show_hold(one)
        return
    click.echo(f"{held} publishes again.")
    if went:
        click.echo(f"Went out: {', '.join(went)}")
