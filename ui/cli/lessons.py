"""`copydesk lessons`: phrases that people at this desk want said otherwise."""

from typing import TYPE_CHECKING

import click

from ui.cli import options
from ui.cli.frame import Frame, dump, emit, pass_frame

if TYPE_CHECKING:
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


def _state(one: "LessonView") -> str:
    if one.at is None:
        return f"changed in {one.drafts} drafts; copydesk lessons keep {one.id}"
    return f"kept, {one.by}'s change of {one.at:%Y-%m-%d}" if one.kept else "ended"
