"""`copydesk eval-cases`: decisions that become cases of the quality suites."""

from typing import TYPE_CHECKING, Any

import click

from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, pass_frame

if TYPE_CHECKING:
    from agents.views import EvalCaseView

STATUSES = ("candidate", "accepted", "declined")


@click.group("eval-cases")
def command() -> None:
    """Decisions at this desk as cases that `copydesk eval` measures it by."""


@command.command("list")
@click.option("--status", type=click.Choice(STATUSES), default="candidate", show_default=True)
@click.option("--suite", type=click.Choice(("brand", "triage")), help="Only cases of this one.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, help="Leave out so many of the newest.")
@options.brand
@options.as_json
@pass_frame
def list_(
    frame: Frame, status: str, suite: str | None, limit: int, offset: int, brand: str | None, as_json: bool
) -> None:
    """What people decided, the latest first, with what the desk should have said; personal data are masked."""
    which: Any = status
    of: Any = suite
    with frame.desk() as desk:
        found = desk.eval_cases(which, of, brand, limit, offset)
    if as_json:
        emit({"cases": [dump(one) for one in found]})
        return
    if not found:
        click.echo("None. Drafts that people decide about and cases that they resolve become candidates.")
    for one in found:
        show_case(one)


@command.command("accept")
@click.argument("id")
@options.as_user(required=True, helping="Who takes it in.")
@click.option("--reason", required=True, metavar="TEXT", help="Why it is a good case.")
@click.option(
    "--label", help='What the desk must say: green, amber or red, a route, or "not escalation". [as proposed]'
)
@options.brand
@options.as_json
@pass_frame
def accept(frame: Frame, id: str, user: str, reason: str, label: str | None, brand: str | None, as_json: bool) -> None:
    """Measure the desk by case ID from now on."""
    with frame.desk() as desk:
        found = desk.accept_eval_case(id, options.line(reason, "--reason"), user, "cli", label, brand)
    _told(found, as_json=as_json)


@command.command("decline")
@click.argument("id")
@options.as_user(required=True, helping="Who leaves it out.")
@click.option("--reason", required=True, metavar="TEXT", help="Why it is no good case.")
@options.brand
@options.as_json
@pass_frame
def decline(frame: Frame, id: str, user: str, reason: str, brand: str | None, as_json: bool) -> None:
    """Leave case ID out of the suites, or take it out again."""
    with frame.desk() as desk:
        found = desk.decline_eval_case(id, options.line(reason, "--reason"), user, "cli", brand)
    _told(found, as_json=as_json)


def _told(one: "EvalCaseView", *, as_json: bool) -> None:
    if as_json:
        emit(dump(one))
    else:
        show_case(one)


def show_case(one: "EvalCaseView") -> None:
    where = " ".join(part for part in (one.channel, one.locale) if part)
    did = f"{one.decision} by {one.by} on {one.at:%Y-%m-%d}"
    click.echo(f"{show.bold(one.id)}  {one.suite}  {one.label}  {one.status}  {did}  {where}".rstrip())
    click.echo(show.block(show.one_line(one.request, 200), "    "))
    for sign, fields in (("-", one.fields), ("+", one.edit or {})):
        for text in fields.values():
            click.echo(show.dim(f"    {sign} {show.one_line(text, 200)}"))
    if one.reason is not None:
        click.echo(f"    {one.status} by {one.settled_by}: {one.reason}")
