"""`copydesk runs`: requests and what became of them."""

from typing import TYPE_CHECKING, Any, get_args

import click

from ui import words
from ui.cli import options, show
from ui.cli.ask import follow, last_step
from ui.cli.frame import Frame, dump, emit, pass_frame
from ui.cli.waiting import beside
from ui.steps import named

if TYPE_CHECKING:
    from agents.views import RunView


RELEASED = 60.0  # seconds for what was held and is due


@click.group("runs")
def command() -> None:
    """Requests and what became of them."""


def _status(_: click.Context, option: click.Parameter, value: str | None) -> str | None:
    from agents.views import RunStatus

    if value is not None and value not in get_args(RunStatus):
        raise click.BadParameter(f"'{value}' is no status: {', '.join(get_args(RunStatus))}.", param=option)
    return value


@command.command("list")
@click.option("--status", metavar="S", callback=_status, help="Such as waiting, choosing, published.")
@click.option("--requester", metavar="USER")
@click.option("--words", "words_", metavar="TEXT", help="Only requests with all of these words in them.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True)
@options.brand
@options.as_json
@pass_frame
def list_(
    frame: Frame,
    status: Any,  # noqa: ANN401
    requester: str | None,
    words_: str | None,
    limit: int,
    brand: str | None,
    as_json: bool,
) -> None:
    """Runs, the newest first."""
    with frame.desk() as desk:
        found = desk.runs(brand=brand, requester=requester, status=status, words=words_, limit=limit)
    if as_json:
        emit({"runs": [dump(view) for view in found]})
        return
    if not found and words_:
        click.echo("No request has all of these words in it.")
        return
    if not found:
        click.echo('Nothing was asked yet. Try: copydesk ask "Three Instagram captions for the refillable bottle"')
        return
    at = show.now()
    rows = [
        (v.run, words.run_state(v), v.requester, words.ago(v.created, at), show.one_line(v.request, 56)) for v in found
    ]
    show.table(rows, ("run", "state", "who", "when", "request"))


@command.command("show")
@click.argument("id")
@options.as_json
@pass_frame
def show_(frame: Frame, id: str, as_json: bool) -> None:
    """One run with its drafts, approvals and publications."""
    with frame.desk() as desk:
        view = desk.run(id)
        steps = desk.steps(id) if not as_json else ()
    if not as_json:
        for step in named(steps):
            click.echo(show.step(step))
    _print(view, as_json)


@command.command("submit")
@click.argument("id")
@click.option("--draft", "drafts", multiple=True, metavar="D", help="Only these; by default all.")
@options.as_user(required=True, helping="Whose request it is.")
@options.as_json
@pass_frame
def submit(frame: Frame, id: str, drafts: tuple[str, ...], user: str, as_json: bool) -> None:
    """Submit drafts that were held for a choice; the others are dropped."""
    from agents.signing.decision import Choice

    with frame.desk(moving=True) as desk:
        known = last_step(desk, id)
        view = follow(desk, desk.choose(id, Choice(kind="submit", drafts=drafts), user, "cli"), known)
    _print(view, as_json)


@command.command("rewrite")
@click.argument("id")
@click.option("--draft", metavar="D", required=True, help="Which draft.")
@click.option("--notes", metavar="TEXT", required=True, help='What should be different: "shorter", "warmer".')
@click.option("--locale", metavar="L", help="In another language: a draft of its own, on the same fact and angle.")
@options.as_user(required=True, helping="Whose request it is.")
@options.as_json
@pass_frame
def rewrite(frame: Frame, id: str, draft: str, notes: str, locale: str | None, user: str, as_json: bool) -> None:
    """Have a held draft written anew; it is a new version, and rated again."""
    from agents.signing.decision import Choice, Wish

    options.line(notes, "--notes")
    wish = Wish(draft=draft, notes=notes, locale=locale)
    with frame.desk(moving=True) as desk:
        known = last_step(desk, id)
        view = follow(desk, desk.choose(id, Choice(kind="rewrite", wishes=(wish,)), user, "cli"), known)
    _print(view, as_json)


@command.command("resume")
@click.argument("id")
@options.as_user(required=False, helping="Who resumes it. [its requester]")
@options.as_json
@pass_frame
def resume(frame: Frame, id: str, user: str | None, as_json: bool) -> None:
    """Go on with a run that an error stopped."""
    with frame.desk(moving=True) as desk:
        known = last_step(desk, id)
        view = follow(desk, desk.resume(id, user or desk.run(id).requester, "cli"), known)
    _print(view, as_json)


@command.command("withdraw")
@click.argument("id")
@options.as_user(required=True, helping="Whose request it is.")
@options.as_json
@pass_frame
def withdraw(frame: Frame, id: str, user: str, as_json: bool) -> None:
    """Take a request back before it is published."""
    with frame.desk(moving=True) as desk:
        known = last_step(desk, id)
        view = follow(desk, desk.withdraw(id, user, "cli"), known)
    _print(view, as_json)


@command.command("answer")
@click.argument("question")
@click.argument("text")
@options.as_user(required=True, helping="Who answers: whoever asked for the copy.")
@options.as_json
@pass_frame
def answer(frame: Frame, question: str, text: str, user: str, as_json: bool) -> None:
    """Answer an approver's QUESTION; the answer stands on their card."""
    with frame.desk() as desk:
        view = desk.answer_question(question, options.line(text, "TEXT"), user, "cli")
    _print(view, as_json)


@command.command("recall")
@click.argument("id")
@options.as_user(required=True, helping="Who recalls it.")
@click.option("--reason", required=True, metavar="TEXT", help="Stays on the record.")
@options.as_json
@pass_frame
def recall(frame: Frame, id: str, user: str, reason: str, as_json: bool) -> None:
    """Recall what was published."""
    with frame.desk(moving=True) as desk:
        known = last_step(desk, id)
        view = follow(desk, desk.recall(id, user, options.line(reason, "--reason"), "cli"), known)
    _print(view, as_json)


@command.command("release")
@click.argument("id", required=False)
@click.option("--all", "all_", is_flag=True, help="All requests that a restore holds.")
@options.as_user(required=True, helping="Who confirms: an admin, or who is on call.")
@options.as_json
@pass_frame
def release(frame: Frame, id: str | None, all_: bool, user: str, as_json: bool) -> None:
    """Let go out what a restore holds, once you know that it has not gone out since the backup."""
    if (id is None) != all_:
        raise click.UsageError("name one request, or all of them with --all")
    with frame.desk(moving=True) as desk:
        released = desk.release_runs(id, user, "cli")
        with beside("publishing what was held"):
            views = [desk.wait(run, RELEASED) for run in released]
    if as_json:
        emit({"released": [{"run": view.run, "status": view.status} for view in views]})
        return
    for view in views:
        click.echo(f"{show.bold(view.run)}  {words.RUN_STATUS[view.status]}")


def _print(view: "RunView", as_json: bool) -> None:
    if as_json:
        emit(dump(view))
    else:
        show.run(view)
