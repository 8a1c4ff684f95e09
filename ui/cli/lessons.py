"""`copydesk lessons`: phrases that people at this desk want said otherwise."""

from typing import TYPE_CHECKING

import click

from ui import words
from ui.cli import options, show
from ui.cli.frame import Frame, dump, emit, pass_frame

if TYPE_CHECKING:
    from agents.signing.decided import DecidedDraft
    from agents.views import LessonView


@click.group("lessons")
def command() -> None:
    """What the desk has learnt from edits."""


@command.command("list")
@options.brand
@options.as_json
@pass_frame
def list_(frame: Frame, brand: str | None, as_json: bool) -> None:
    """Phrases that are changed in every draft, and those that several edits changed the same way."""
    with frame.desk() as desk:
        found = desk.lessons(brand)
    if as_json:
        emit({"lessons": [dump(one) for one in found]})
        return
    if not found:
        click.echo("Nothing is learnt yet. Edit a draft with --not-again, and its phrases are changed from then on.")
    for one in found:
        show_lesson(one)


@command.command("examples")
@options.brand
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="How many at most.")
@options.as_json
@pass_frame
def examples(frame: Frame, brand: str | None, limit: int, as_json: bool) -> None:
    """Drafts that people edited and signed, or rejected: before, after, findings and reason, the latest first.

    The next draft of the same channel and language is written after the example of the latest edited one about another
    product, and kept apart from rejected ones about its own.
    """
    with frame.desk() as desk:
        found = desk.examples(brand, limit)
    if as_json:
        emit({"examples": [dump(one) for one in found]})
        return
    if not found:
        click.echo("No draft was edited or rejected yet.")
    for one in found:
        show_example(one)


@command.command("keep")
@click.argument("id")
@options.as_user(required=True, helping="Who wants it so.")
@options.as_json
@pass_frame
def keep(frame: Frame, id: str, user: str, as_json: bool) -> None:
    """Make change ID in every draft from now on."""
    with frame.desk() as desk:
        changed = desk.keep_lesson(id, user, "cli")
    _told(changed, as_json=as_json)


@command.command("end")
@click.argument("id")
@options.as_user(required=True, helping="Who ends it.")
@options.as_json
@pass_frame
def end(frame: Frame, id: str, user: str, as_json: bool) -> None:
    """Leave change ID alone from now on."""
    with frame.desk() as desk:
        changed = desk.end_lesson(id, user, "cli")
    _told(changed, as_json=as_json)


def _told(lesson: "LessonView", *, as_json: bool) -> None:
    if as_json:
        emit(dump(lesson))
    else:
        show_lesson(lesson)


def show_lesson(one: "LessonView") -> None:
    click.echo(f"{one.id}  “{one.find}” → “{one.replace}”  {one.locale}  {_state(one)}")
    for edit in one.edits:
        click.echo(show.dim(f"    {edit.draft}, {edit.by} on {edit.at:%Y-%m-%d}"))


def show_example(one: "DecidedDraft") -> None:
    from tools.copy import Copy

    head = f"{one.draft}  {one.channel}  {one.locale}  {one.kind} by {one.by} on {one.at:%Y-%m-%d}"
    click.echo(f"{head}: {words.rejection(one.cause, one.reason)}" if one.kind == "rejected" else head)
    before, after = (Copy(fields=fields).text for fields in (one.before, one.after or {}))
    for sign, text in (("-", before), ("+", after)):
        for line in text.splitlines():
            if line.strip():
                click.echo(f"    {sign} {line}")
    for finding in one.findings:
        click.echo(show.dim(f"    {finding}"))


def _state(one: "LessonView") -> str:
    if one.at is None:
        return f"changed in {one.drafts} drafts; copydesk lessons keep {one.id}"
    return f"kept, {one.by}'s change of {one.at:%Y-%m-%d}" if one.kept else "ended"
